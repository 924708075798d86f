"""Facts of the country that the portal ships with: plain values and pure functions, no framework."""
