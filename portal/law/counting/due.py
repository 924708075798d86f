"""Due rules: which day a duty falls on for a period. The numbers themselves stand in `portal.law`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from portal.kernel.periods import Kind, Period, WrongPeriod


class Bound(StrEnum):
    """Whether the day an act names is itself in time."""

    NOT_LATER = "NLT"  # не позднее: the day is in
    BY = "BY"  # к: the day is in
    BEFORE = "BEFORE"  # до: the last safe day is the day before

    @property
    def is_inclusive(self) -> bool:
        return self is not Bound.BEFORE


class WrongPeriodKind(WrongPeriod):
    """The period is not of the kind the duty counts in."""


@dataclass(frozen=True)
class FixedDay:
    """A day of the calendar, counted from the year the duty is for: offset -1 is the year before."""

    year_offset: int
    month: int
    day: int
    bound: Bound

    def named_day(self, period: Period) -> date:
        """The day the rule names; raises WrongPeriodKind unless `period` is a year."""
        _require("year", period)
        return date(period.start.year + self.year_offset, self.month, self.day)


@dataclass(frozen=True)
class DayAfterPeriod:
    """A day of the month that follows the period."""

    day: int
    bound: Bound

    def named_day(self, period: Period) -> date:
        """The day the rule names in the month after `period`; raises WrongPeriodKind for a year."""
        if period.kind == "year":
            raise WrongPeriodKind(f"{period.key} is a year: a fixed day is named for it")
        return period.end.replace(day=self.day)


@dataclass(frozen=True)
class MonthDay:
    """A day of a month counted from the first month of the period: 0 is that month, -1 the one before it."""

    months: int
    day: int
    bound: Bound

    def named_day(self, period: Period) -> date:
        """The day the rule names for `period`. A day the month does not have is a ValueError, never a neighbour."""
        year, month = divmod(period.start.year * 12 + period.start.month - 1 + self.months, 12)
        return date(year, month + 1, self.day)


@dataclass(frozen=True)
class EndOfPeriod:
    """The last day of the period itself: what is to happen within it."""

    bound: Bound = Bound.NOT_LATER

    def named_day(self, period: Period) -> date:
        return period.last_day


DueRule = FixedDay | DayAfterPeriod | MonthDay | EndOfPeriod


def due_date(rule: DueRule, period: Period) -> date:
    """Last day, inclusive, on which a duty under `rule` for `period` is on time.

    Calendar days, civil date of Kazakhstan. A day off does not move it: no such rule was found in the acts.
    """
    named = rule.named_day(period)
    return named if rule.bound.is_inclusive else named - timedelta(days=1)


def _require(kind: Kind, period: Period) -> None:
    if period.kind != kind:
        raise WrongPeriodKind(f"{period.key} is not a {kind}")
