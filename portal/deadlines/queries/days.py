"""The working calendar, read."""

from __future__ import annotations

from datetime import date, timedelta

from portal.deadlines.models import CalendarDay
from portal.deadlines.queries.wording import Tab
from portal.deadlines.rules.calendar import WorkingCalendar
from portal.kernel.periods import Period

#: Far enough back to find a working day before any run of days off.
_BEFORE = timedelta(days=30)


def working_calendar(first: date, last: date) -> WorkingCalendar:
    """The calendar around `[first, last]`, with enough before it to look back for a working day. One statement."""
    rows = CalendarDay.objects.within(first - _BEFORE, last).values_list("date", "kind")
    return WorkingCalendar(dict(rows))


def days_off(first: date, last: date) -> dict[date, str]:
    """Days off within the days, both included, with their names; an ordinary Saturday or Sunday has none.

    One statement.
    """
    listed = {row.date: row for row in CalendarDay.objects.within(first, last)}
    calendar = WorkingCalendar({day: row.kind for day, row in listed.items()})
    off: dict[date, str] = {}
    for ahead in range((last - first).days + 1):
        day = first + timedelta(days=ahead)
        if not calendar.is_working(day):
            off[day] = listed[day].name if day in listed else ""
    return off


def calendar_year(year: int) -> list[CalendarDay]:
    """Rows of one year, in order. One statement."""
    return list(CalendarDay.objects.of_year(year).order_by("date"))


def year_tabs(chosen: int) -> list[Tab]:
    """Years the calendar knows. One statement."""
    years = [first.year for first in CalendarDay.objects.dates("date", "year")]
    return [Tab(f"?year={year}", str(year), year == chosen) for year in years]


def year_of(text: str, today: date) -> int:
    """The year an address asks for, this year when it asks for none."""
    return (
        int(text) if text.isascii() and text.isdigit() and len(text) == len(Period.year(today.year).key) else today.year
    )
