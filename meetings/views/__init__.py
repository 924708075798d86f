"""Pages of meetings."""

from meetings.views.announcing import announced, board_photo
from meetings.views.calendar import calendar
from meetings.views.changing import cancel, channels, move, restore
from meetings.views.describing import describe
from meetings.views.held import record_held, take_back, waiting
from meetings.views.meeting import meeting
from meetings.views.ministers import ministers, ministers_csv, ministers_xlsx
from meetings.views.not_taken_place import not_taken_place
from meetings.views.off_plan import off_plan
from meetings.views.publication import publish
from meetings.views.risk import risk_meeting
from meetings.views.unrecorded import unrecorded
from meetings.views.workspace import helped, work_meeting, work_meetings

__all__ = [
    "announced",
    "board_photo",
    "calendar",
    "cancel",
    "channels",
    "describe",
    "helped",
    "meeting",
    "ministers",
    "ministers_csv",
    "ministers_xlsx",
    "move",
    "not_taken_place",
    "off_plan",
    "publish",
    "record_held",
    "restore",
    "risk_meeting",
    "take_back",
    "unrecorded",
    "waiting",
    "work_meeting",
    "work_meetings",
]
