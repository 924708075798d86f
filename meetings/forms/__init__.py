"""Untyped input of meetings' pages, turned into typed."""

from meetings.forms.calendar import TEXT_LENGTH, ByCode, CalendarForm, MonthField
from meetings.forms.moving_inside_approved import ClockField, DayForm
from meetings.forms.publication import PublishForm

__all__ = [
    "TEXT_LENGTH",
    "ByCode",
    "CalendarForm",
    "ClockField",
    "DayForm",
    "MonthField",
    "PublishForm",
]
