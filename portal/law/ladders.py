"""The ladder of reminders: its default days, and where its rungs fall.

Rungs are days before the last day, negative ones days after it. An administrator may set others for a duty on the page
of ladders: a row of `portal.deadlines.models.Ladder` then stands in place of the default.

A rung before the day that would fall on a day off falls on the last working day before; one after the day falls on its
own day, whatever day that is. What is written never depends on when it is asked; only what is told does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from portal.kernel.periods import Kind
from portal.law.counting.calendar import WorkingCalendar

#: The default: days before the last day on which people are reminded; -1 is the first day late.
DEFAULT_LADDER = (30, 14, 7, 3, 1, 0, -1, -3, -7)
#: What comes back often is reminded of shortly before.
DEFAULT_LADDERS: Mapping[Kind, tuple[int, ...]] = {
    "quarter": (14, 7, 3, 1, 0, -1, -3, -7),
    "month": (7, 1, 0, -1, -3, -7),
}

#: The body's own people learn that it is late, the head among them.
FIRST_DAY_LATE = -1
#: From here on the superior body is told, or the authorised body where there is none above.
TO_SUPERIOR = -3
#: From here on those who oversee are told.
TO_OVERSEERS = -7
#: What administrators may set.
FARTHEST, LONGEST, MOST_RUNGS = 180, 90, 20


@dataclass(frozen=True)
class RungsDue:
    """Rungs to be written, from the farthest to the nearest: those that are told, and those passed over in a hole."""

    told: tuple[int, ...] = ()
    passed: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.told or self.passed)

    @property
    def all(self) -> tuple[int, ...]:
        return tuple(sorted((*self.told, *self.passed), reverse=True))


def default_ladder(kind: Kind | None) -> tuple[int, ...]:
    """The days of a duty owed for periods of this kind; of one that counts in none, the longest."""
    return DEFAULT_LADDER if kind is None else DEFAULT_LADDERS.get(kind, DEFAULT_LADDER)


def rung_day(due_on: date, rung: int, calendar: WorkingCalendar) -> date:
    """The civil day on which `rung` falls. Raises NoWorkingDay."""
    day = due_on - timedelta(days=rung)
    return day if rung < 0 else calendar.last_working_day(day)


def rungs_due(
    ladder: Iterable[int],
    *,
    due_on: date,
    opened_on: date,
    on: date,
    calendar: WorkingCalendar,
    reopened_on: date | None = None,
    written: frozenset[int] = frozenset(),
) -> RungsDue:
    """Rungs whose day has come by `on` and that are not written yet for this last day.

    A rung before the day counts only if the duty was open on its day: not before it opened, and not while it stood
    fulfilled. Of those that came together only the nearest is told, while the last day is not over and nothing nearer
    was written before: an old reminder says nothing. Rungs after the day always count and are always told, each to its
    own people.
    """
    open_rungs = _open_rungs(ladder, due_on, opened_on, reopened_on, calendar, written)
    due = [rung for rung, day in open_rungs if day <= on]
    before = [rung for rung in due if rung >= 0]
    nearest = min(before, default=None)
    said = min((rung for rung in written if rung >= 0), default=None)
    if on > due_on or (nearest is not None and said is not None and said < nearest):
        nearest = None
    return RungsDue(
        told=tuple(rung for rung in due if rung < 0 or rung == nearest),
        passed=tuple(rung for rung in before if rung != nearest),
    )


def next_look(
    ladder: Iterable[int],
    *,
    due_on: date,
    opened_on: date,
    calendar: WorkingCalendar,
    reopened_on: date | None = None,
    written: frozenset[int] = frozenset(),
) -> date | None:
    """The day on which the next rung is to be written, which may be past; none when the ladder is through."""
    days = (day for _rung, day in _open_rungs(ladder, due_on, opened_on, reopened_on, calendar, written))
    return min(days, default=None)


def reach(ladder: Iterable[int]) -> int:
    """How many days before the last day the ladder begins."""
    return max(ladder, default=0)


def fault(ladder: Collection[int]) -> str:
    """What is wrong with a ladder that somebody set: "empty", "far", "long", "many"; nothing when it is right."""
    if not ladder:
        return "empty"
    if max(ladder) > FARTHEST:
        return "far"
    if min(ladder) < -LONGEST:
        return "long"
    return "many" if len(ladder) > MOST_RUNGS else ""


def _open_rungs(
    ladder: Iterable[int],
    due_on: date,
    opened_on: date,
    reopened_on: date | None,
    calendar: WorkingCalendar,
    written: frozenset[int],
) -> Iterator[tuple[int, date]]:
    """Rungs that count and are not written, with their days, from the farthest to the nearest."""
    since = max(opened_on, reopened_on) if reopened_on else opened_on
    for rung in sorted(set(ladder) - written, reverse=True):
        day = rung_day(due_on, rung, calendar)
        if rung < 0 or day >= since:
            yield rung, day
