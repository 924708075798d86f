"""What can be computed about akim calendars from plain values."""
