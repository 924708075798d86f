"""The working calendar: five days a week, less holidays, less and plus moved days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from portal.law.kinds import DayKind, DayOffRule

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
        if listed is None or listed == DayKind.PLAIN:
            return day.weekday() < _SATURDAY
        return listed == DayKind.WORKDAY

    def last_working_day(self, day: date) -> date:
        """`day` itself when work is done on it, else the nearest working day before. Raises NoWorkingDay."""
        for back in range(_LONGEST_REST):
            earlier = day - timedelta(days=back)
            if self.is_working(earlier):
                return earlier
        raise NoWorkingDay(day.isoformat())

    def next_working_day(self, day: date) -> date:
        """`day` itself when work is done on it, else the nearest working day after. Raises NoWorkingDay."""
        for ahead in range(_LONGEST_REST):
            later = day + timedelta(days=ahead)
            if self.is_working(later):
                return later
        raise NoWorkingDay(day.isoformat())

    def working_days_after(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`; `day` itself is not counted."""
        for _ in range(count):
            day = self.next_working_day(day + timedelta(days=1))
        return day

    def working_days_before(self, day: date, count: int) -> date:
        """The `count`-th working day before `day`; `day` itself is not counted."""
        for _ in range(count):
            day = self.last_working_day(day - timedelta(days=1))
        return day

    def settled(self, day: date, rule: str) -> date:
        """Where `day` goes by the rule on days off: nowhere, to the next working day, to the one before."""
        if rule == DayOffRule.NEXT:
            return self.next_working_day(day)
        if rule == DayOffRule.PREVIOUS:
            return self.last_working_day(day)
        return day
