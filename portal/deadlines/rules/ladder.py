"""The ladder of reminders: rungs are days before the due day; -1 is the first day late, when others are told too."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

FIRST_DAY_LATE = -1


def rung_day(due_on: date, rung: int) -> date:
    """The civil day on which `rung` falls."""
    return due_on - timedelta(days=rung)


def rungs_due(
    ladder: Iterable[int],
    *,
    due_on: date,
    opened_on: date,
    on: date,
    reopened_on: date | None = None,
    written: frozenset[int] = frozenset(),
) -> tuple[int, ...]:
    """Rungs whose day has come by `on` and that are not written yet, from the farthest to the nearest.

    A reminder before the due day counts only if the duty was open on its day: not before it opened, and not while it
    stood fulfilled. The first day late always counts: a duty reopened after its day must still be told of.
    Which day the question is asked on changes nothing but the moment: a rung passed over in a hole is still due.
    """
    since = max(opened_on, reopened_on) if reopened_on else opened_on
    return tuple(
        rung
        for rung in sorted(ladder, reverse=True)
        if rung not in written
        and rung_day(due_on, rung) <= on
        and (rung <= FIRST_DAY_LATE or rung_day(due_on, rung) >= since)
    )


def reach(ladder: Iterable[int]) -> int:
    """How many days before the due day the ladder begins."""
    return max(ladder, default=0)
