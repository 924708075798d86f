"""What follows from plain values of what people ask."""
