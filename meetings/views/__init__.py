"""Pages of meetings."""

from meetings.views.calendar import calendar
from meetings.views.meeting import meeting
from meetings.views.publish import publish

__all__ = ["calendar", "meeting", "publish"]
