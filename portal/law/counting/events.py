"""Days counted from what happens: a meeting, a reception, an application. The numbers stand in `portal.law`.

Counting begins the day after the event, or the day before it: a meeting that ends on 3 March has its tenth day on the
13th. Calendar days do not move for a day off; working days need the working calendar.
"""

from __future__ import annotations

import calendar as months_of
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from portal.law.counting.calendar import WorkingCalendar
from portal.law.counting.due import Bound
from portal.law.kinds import TermKind


class Event(StrEnum):
    """What opens a duty. The day of an event is a civil date of Kazakhstan."""

    PLANNING = "planning"  # the choice of regions for the next meetings begins
    MEETING_PLANNED = "meeting_planned"  # a meeting is set; its day is the first day of the meeting
    MEETING_ENDED = "meeting_ended"  # its day is the last day of the meeting
    RECEPTION_OFF = "reception_off"  # a reception that was set cannot take place; its day is the day it was set for
    RECEPTION_ENDED = "reception_ended"  # the last day of the personal reception
    SITUATION_WORSENS = "situation_worsens"  # or may worsen
    HIGH_RISK = "high_risk"  # social risk held to be high
    SOCIAL_TENSION = "social_tension"  # forecast or arisen
    PROBLEM_RAISED = "problem_raised"  # a problem raised at a meeting needs the Government
    PUBLIC_DEMAND = "public_demand"  # the population asks for a meeting
    CALENDAR_CHANGED = "calendar_changed"  # the approved calendar needs a correction
    APPLICATION_REGISTERED = "application_registered"  # somebody asks to be received
    PROTOCOL_SIGNED = "protocol_signed"  # the protocol of a reception
    FAULT_FOUND = "fault_found"  # an unscheduled inspection of access to information found a fault


@dataclass(frozen=True)
class DaysAfter:
    """Calendar days after the event."""

    days: int
    bound: Bound

    def named_day(self, day: date, calendar: WorkingCalendar) -> date:
        return day + timedelta(days=self.days)


@dataclass(frozen=True)
class WorkingDaysAfter:
    """Working days after the event."""

    days: int
    bound: Bound

    def named_day(self, day: date, calendar: WorkingCalendar) -> date:
        return calendar.working_days_after(day, self.days)


@dataclass(frozen=True)
class DaysBefore:
    """Calendar days before the event; none of them: the day of the event itself."""

    days: int
    bound: Bound

    def named_day(self, day: date, calendar: WorkingCalendar) -> date:
        return day - timedelta(days=self.days)


@dataclass(frozen=True)
class WorkingDaysBefore:
    """Working days before the event."""

    days: int
    bound: Bound

    def named_day(self, day: date, calendar: WorkingCalendar) -> date:
        return calendar.working_days_before(day, self.days)


@dataclass(frozen=True)
class MonthsBefore:
    """Months before the event: the day of the same number, or the last day of a month that has no such day."""

    months: int
    bound: Bound

    def named_day(self, day: date, calendar: WorkingCalendar) -> date:
        year, month = divmod(day.year * 12 + day.month - 1 - self.months, 12)
        last = months_of.monthrange(year, month + 1)[1]
        return date(year, month + 1, min(day.day, last))


#: Set ahead of their day: what is to be done before them can be asked for.
SET_AHEAD = frozenset({Event.MEETING_PLANNED, Event.RECEPTION_OFF})

Counting = DaysAfter | WorkingDaysAfter | DaysBefore | WorkingDaysBefore | MonthsBefore


_TERMS: dict[TermKind, Callable[[int, Bound], Counting]] = {
    TermKind.DAYS_AFTER: DaysAfter,
    TermKind.WORKING_DAYS_AFTER: WorkingDaysAfter,
    TermKind.DAYS_BEFORE: DaysBefore,
    TermKind.WORKING_DAYS_BEFORE: WorkingDaysBefore,
}


def term(kind: TermKind, days: int, bound: Bound) -> Counting:
    """The counting a decision names: of no days at all, the day of the event itself."""
    return _TERMS[kind](days, bound)


@dataclass(frozen=True)
class OfEach:
    """A counting of its own for each event: that of the latest which happened is the one that holds."""

    countings: tuple[tuple[Event, Counting], ...]

    def of(self, event: Event) -> Counting:
        return dict(self.countings)[event]


EventRule = Counting | OfEach


def opening_day(happened: Iterable[date | None]) -> date | None:
    """The day counting starts from: the latest that is known, or nothing before the first of them has happened.

    The days stand in the order of the act, which names first the event that opens the duty. While a later one is
    awaited the day counted is provisional: it moves when that has happened.
    """
    days = list(happened)
    known = [day for day in days if day is not None]
    return max(known) if known and days[0] is not None else None


def event_due_date(rule: Counting, day: date, calendar: WorkingCalendar) -> date:
    """Last day, inclusive, on which a duty opened by an event of `day` is on time."""
    named = rule.named_day(day, calendar)
    return named if rule.bound.is_inclusive else named - timedelta(days=1)
