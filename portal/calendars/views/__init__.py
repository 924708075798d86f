"""Pages of akim calendars."""
