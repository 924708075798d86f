"""The working calendar: five days a week, less holidays, less and plus moved days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from portal.deadlines.choices import DayKind

_SATURDAY = 5
#: Longer than any run of days off the calendar can hold; a longer one is a mistake in the table.
_LONGEST_REST = 30


class NoWorkingDay(ValueError):
    """The table holds no working day near the one asked for."""


@dataclass(frozen=True)
class WorkingCalendar:
    """Days that differ from the plain week, by their kind. A day not listed follows the week."""

    days: Mapping[date, str] = field(default_factory=dict)

    def is_working(self, day: date) -> bool:
        listed = self.days.get(day)
        if listed is None:
            return day.weekday() < _SATURDAY
        return listed == DayKind.WORKDAY

    def last_working_day(self, day: date) -> date:
        """`day` itself when work is done on it, else the nearest working day before. Raises NoWorkingDay."""
        for back in range(_LONGEST_REST):
            earlier = day - timedelta(days=back)
            if self.is_working(earlier):
                return earlier
        raise NoWorkingDay(day.isoformat())
