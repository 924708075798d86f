"""Pages of meetings."""

from meetings.views.calendar import calendar
from meetings.views.meeting import meeting
from meetings.views.publication import publish
from meetings.views.workspace import work_meeting, work_meetings

__all__ = ["calendar", "meeting", "publish", "work_meeting", "work_meetings"]
