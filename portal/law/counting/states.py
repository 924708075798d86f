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

    Without a day it either waits for an event or has none set. `met_on` is the day of the document or of the meeting,
    `known_on` the day from which the portal vouches for it: that of the entry, or of a meeting that stood announced.
    Whether another body confirmed `met_on`, or the receiver returned what is not replaced yet, is said beside.
    """

    due_on: date | None
    computed_due_on: date | None
    met_on: date | None = None
    known_on: date | None = None
    late_since: date | None = None
    released_as: str = ""
    is_confirmed: bool = False
    is_returned: bool = False
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

    In this order: released (exempt, waived, gone), met, returned, waiting for an event, no day set, overdue, due soon,
    extended, upcoming. Nobody's own word makes what was entered late be in time: it is late by its day of entry until
    another body confirms the day of the document, which then counts.
    """
    if facts.released_as:
        return State(_RELEASED[Release(facts.released_as)])
    if facts.met_on is not None:
        return _met(facts.met_on, facts)
    if facts.is_returned:
        return _returned(facts.due_on, on)
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


def _met(met_on: date, facts: Facts) -> State:
    late_since = facts.late_since
    known_on = facts.known_on or met_on
    if late_since is None or known_on < late_since:
        return State(StateKind.MET)
    is_dated_in_time = met_on < late_since
    if facts.is_confirmed:
        return State(StateKind.CONFIRMED) if is_dated_in_time else _late(StateKind.MET_LATE, met_on, late_since)
    return _late(StateKind.CLAIMED if is_dated_in_time else StateKind.MET_LATE, known_on, late_since)


def _late(kind: StateKind, day: date, late_since: date) -> State:
    return State(kind, (day - late_since).days + 1)


def _returned(due_on: date | None, on: date) -> State:
    if due_on is None:
        return State(StateKind.RETURNED)
    left = (due_on - on).days
    return State(StateKind.RETURNED, left) if left >= 0 else State(StateKind.RETURNED_LATE, -left)


def kinds_shown(kind: str) -> tuple[str, ...]:
    """Kinds a reader is given who asks for one: what was returned and not replaced in time is not done."""
    return (kind, StateKind.RETURNED_LATE.value) if kind == StateKind.OVERDUE else (kind,)


def days_late(due_on: date, met_on: date) -> int:
    """How many days after the due day; nothing when in time."""
    return max((met_on - due_on).days, 0)
