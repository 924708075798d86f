"""Pages of meetings."""

from meetings.views.calendar import calendar
from meetings.views.meeting import meeting
from meetings.views.publication import publish
from meetings.views.risk import risk_meeting
from meetings.views.workspace import work_meeting, work_meetings

__all__ = ["calendar", "meeting", "publish", "risk_meeting", "work_meeting", "work_meetings"]
