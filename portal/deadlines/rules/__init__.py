"""How days of law are computed, from plain values alone."""
