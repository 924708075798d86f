"""What akim calendars keep beside their plan."""
