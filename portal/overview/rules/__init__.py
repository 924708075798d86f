"""Rules that concern all floors."""
