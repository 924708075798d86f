"""Which days a proof of a duty can bear at all: a report is not older than what it reports, a meeting is in its term.

No act says it in a number: it follows from what each duty is. A day outside the window proves nothing, whoever says it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.kernel.periods import Period
from portal.law.counting.due import DayAfterPeriod, DueRule, EndOfPeriod, FixedDay, MonthDay
from portal.law.counting.events import DaysBefore, Event, EventRule, MonthsBefore, WorkingDaysBefore

#: A meeting that stood announced here is taken by its own day when it is logged within so many days of it: the term in
#: which its results are published (clause 3.5 of Decree 826).
LOGGED_WITHIN_DAYS = 10


class Window(StrEnum):
    WITHIN = "within"  # held within the period itself
    AFTER_END = "after_end"  # about a period that is over
    FROM_START = "from_start"  # about a period that has begun
    AHEAD = "ahead"  # for a period to come: not before the year ahead of its own
    AFTER_EVENT = "after_event"  # follows an event
    BEFORE_EVENT = "before_event"  # comes before an event, or on its day
    FREE = "free"  # about an event, before, on or after its day
    STANDING = "standing"  # owed at all times: what was made earlier counts


class Edge(StrEnum):
    """Why a day is outside."""

    JOINED = "joined"
    PERIOD_BEGINS = "period_begins"
    PERIOD_ENDS = "period_ends"
    PERIOD_IS_OVER = "period_is_over"
    YEAR_AHEAD = "year_ahead"
    EVENT_AFTER = "event_after"
    EVENT_AWAITED = "event_awaited"
    EVENT_BEFORE = "event_before"


@dataclass(frozen=True)
class Outside:
    """The day is not in the window: `edge` says of what, `day` where it is (none while an event is awaited)."""

    edge: Edge
    day: date | None


def usual_window(due: DueRule | EventRule | None, *, events: tuple[Event, ...], is_always: bool) -> Window | None:
    """What follows from how a duty is counted; none where its text has to say it."""
    if is_always:
        return Window.STANDING
    if events:
        if events == (Event.RECEPTION_OFF,) or isinstance(due, DaysBefore | MonthsBefore | WorkingDaysBefore):
            return Window.BEFORE_EVENT
        return Window.FREE if Event.MEETING_PLANNED in events else Window.AFTER_EVENT
    if isinstance(due, EndOfPeriod):
        return Window.WITHIN
    if isinstance(due, DayAfterPeriod):
        return Window.AFTER_END
    is_ahead = (isinstance(due, FixedDay) and due.year_offset < 0) or (isinstance(due, MonthDay) and due.months <= 0)
    return Window.AHEAD if is_ahead else None


def outside(
    window: Window, day: date, *, period: Period | None, happened: Mapping[Event, date | None], joined_on: date | None
) -> Outside | None:
    """Why `day` cannot be that of the proof; none when it can.

    `happened` are the days of the events in the order of the act, empty ones awaited. What a body answers for here
    begins with the day it joined, save what is owed at all times.
    """
    found = _outside(window, day, period, happened)
    if found is None and window is not Window.STANDING and joined_on is not None and day < joined_on:
        return Outside(Edge.JOINED, joined_on)
    return found


def _outside(window: Window, day: date, period: Period | None, happened: Mapping[Event, date | None]) -> Outside | None:
    if window in _OF_EVENTS:
        return _around_event(window, day, happened)
    if period is None or window is Window.STANDING:
        return None
    if window is Window.AFTER_END:
        return Outside(Edge.PERIOD_IS_OVER, period.last_day) if day <= period.last_day else None
    if window is Window.AHEAD:
        first = Period.year(period.start.year).previous().start
        return Outside(Edge.YEAR_AHEAD, first) if day < first else None
    if day < period.start:
        return Outside(Edge.PERIOD_BEGINS, period.start)
    if window is Window.WITHIN and day > period.last_day:
        return Outside(Edge.PERIOD_ENDS, period.last_day)
    return None


_OF_EVENTS = (Window.AFTER_EVENT, Window.BEFORE_EVENT, Window.FREE)


def _around_event(window: Window, day: date, happened: Mapping[Event, date | None]) -> Outside | None:
    known = [on for on in happened.values() if on is not None]
    first = next(iter(happened.values()), None)
    if window is Window.AFTER_EVENT:
        if first is None:
            return Outside(Edge.EVENT_AWAITED, None)
        return Outside(Edge.EVENT_AFTER, first) if day < first else None
    if window is Window.BEFORE_EVENT and known and day > max(known):
        return Outside(Edge.EVENT_BEFORE, max(known))
    return None
