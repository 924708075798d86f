"""What follows from plain values of a held meeting."""
