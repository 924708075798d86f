"""What people enter about akim calendars."""
