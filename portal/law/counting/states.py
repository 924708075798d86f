"""States of an obligation, derived from its dates. Nothing stores a state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from portal.law.kinds import Release, StateKind

#: A week's notice: from here on a duty is shown as due soon.
SOON_DAYS = 7


@dataclass(frozen=True)
class Facts:
    """What is known of an obligation. `late_since` is the first day late, kept once it was noted.

    Without a day it either waits for an event or has none set.
    """

    due_on: date | None
    computed_due_on: date | None
    met_on: date | None = None
    late_since: date | None = None
    released_as: str = ""
    is_waiting: bool = False


_RELEASED = {
    Release.EXEMPT: StateKind.EXEMPT,
    Release.WAIVED: StateKind.WAIVED,
    Release.GONE: StateKind.GONE,
}


@dataclass(frozen=True)
class State:
    """A kind with its number of days: left until the due day, or late; nothing for the kinds that count none."""

    kind: StateKind
    days: int | None = None


def state(facts: Facts, on: date) -> State:
    """The state on `on`.

    In this order: released (exempt, waived, gone), met, waiting for an event, no day set, overdue, due soon, extended,
    upcoming. Met counts as late only from the first day that was late when it was met.
    """
    if facts.released_as:
        return State(_RELEASED[Release(facts.released_as)])
    if facts.met_on is not None:
        return _met(facts.met_on, facts.late_since)
    if facts.due_on is None:
        return State(StateKind.WAITING if facts.is_waiting else StateKind.STANDING)
    left = (facts.due_on - on).days
    if left < 0:
        return State(StateKind.OVERDUE, -left)
    if left <= SOON_DAYS:
        return State(StateKind.DUE_SOON, left)
    if facts.computed_due_on is not None and facts.due_on > facts.computed_due_on:
        return State(StateKind.EXTENDED, left)
    return State(StateKind.UPCOMING, left)


def _met(met_on: date, late_since: date | None) -> State:
    if late_since is None or met_on < late_since:
        return State(StateKind.MET)
    return State(StateKind.MET_LATE, (met_on - late_since).days + 1)


def days_late(due_on: date, met_on: date) -> int:
    """How many days after the due day; nothing when in time."""
    return max((met_on - due_on).days, 0)
