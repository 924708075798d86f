"""The working calendar, read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from portal.deadlines.choices import DayKind
from portal.deadlines.models import CalendarDay
from portal.deadlines.queries.words import Tab
from portal.kernel.periods import Period
from portal.kit.prepared import prepared
from portal.law.counting.calendar import WorkingCalendar

_WEEK = 7
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
    listed = {day: (kind, name) for day, kind, name in _listed(first, last)}
    calendar = WorkingCalendar({day: kind for day, (kind, _name) in listed.items()})
    off: dict[date, str] = {}
    for ahead in range((last - first).days + 1):
        day = first + timedelta(days=ahead)
        if not calendar.is_working(day):
            kind, name = listed.get(day, (DayKind.PLAIN, ""))
            off[day] = "" if kind == DayKind.PLAIN else name
    return off


@prepared
def _listed(first: date, last: date) -> QuerySet[CalendarDay, Any]:
    return CalendarDay.objects.within(first, last).values_list("date", "kind", "name")


@dataclass(frozen=True)
class DayCell:
    """A day of a month table; empty before the first and after the last. `row` is set for a listed day."""

    on: date | None = None
    is_off: bool = False
    is_today: bool = False
    row: CalendarDay | None = None


@dataclass(frozen=True)
class MonthTable:
    first: date
    weeks: list[list[DayCell]]


def month_tables(year: int, rows: Iterable[CalendarDay], today: date) -> list[MonthTable]:
    """The twelve months of a year, week by week from Monday; no statement."""
    listed = {row.date: row for row in rows}
    calendar = WorkingCalendar({day: row.kind for day, row in listed.items()})
    return [_month(period, listed, calendar, today) for period in Period.year(year).parts("month")]


def _month(period: Period, listed: dict[date, CalendarDay], calendar: WorkingCalendar, today: date) -> MonthTable:
    cells = [DayCell()] * period.start.weekday()
    for ahead in range((period.end - period.start).days):
        day = period.start + timedelta(days=ahead)
        row = listed.get(day)
        shown = row if row is not None and row.kind != DayKind.PLAIN else None
        cells.append(DayCell(day, not calendar.is_working(day), day == today, shown))
    cells += [DayCell()] * (-len(cells) % _WEEK)
    return MonthTable(period.start, [cells[at : at + _WEEK] for at in range(0, len(cells), _WEEK)])


def calendar_year(year: int) -> list[CalendarDay]:
    """Rows of one year, in order. One statement."""
    return list(CalendarDay.objects.of_year(year).order_by("date"))


def year_tabs(chosen: int) -> list[Tab]:
    """Years the calendar knows. One statement."""
    years = [first.year for first in CalendarDay.objects.dates("date", "year")]
    return [Tab(f"?year={year}", str(year), year == chosen) for year in years]


def year_of(text: str, today: date) -> int:
    """The year an address asks for, this year when it asks for none."""
    is_year = text.isascii() and text.isdigit() and len(text) == len(Period.year(today.year).key)
    # The last year that can be counted has no end.
    return int(text) if is_year and date.min.year <= int(text) < date.max.year else today.year
