"""The only writers of what akim calendars keep beside their plans."""
