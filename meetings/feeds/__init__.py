"""What other programs follow: calendars and the log of changes."""

from meetings.feeds.changes import changes_atom
from meetings.feeds.ics import calendar_ics, meeting_ics

__all__ = ["calendar_ics", "changes_atom", "meeting_ics"]
