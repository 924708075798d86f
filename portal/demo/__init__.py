"""The demonstration: invented proposals and people on the real bodies and places. Never installed in production."""
