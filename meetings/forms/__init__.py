"""Untyped input of meetings' pages, turned into typed."""

from meetings.forms.calendar import FEED_READERS, PAGE_READERS, TEXT_LENGTH, ByCode, CalendarForm, MonthField
from meetings.forms.moving_inside_approved import ClockField, DayForm
from meetings.forms.publication import PublishForm

__all__ = [
    "FEED_READERS",
    "PAGE_READERS",
    "TEXT_LENGTH",
    "ByCode",
    "CalendarForm",
    "ClockField",
    "DayForm",
    "MonthField",
    "PublishForm",
]
