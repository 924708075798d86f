"""Figures counted again, slowly, from the lines of the lives of issues alone: what columns say has to be the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from issues.rules.figures import NONE, Figures, handed, one


@dataclass(frozen=True)
class Line:
    """A line of a life as it is kept; of an issue they come in the order in which they were written."""

    issue: int
    verb: str
    to_state: str
    holder: int
    on: date
    due_on: date | None = None


@dataclass
class Standing:
    """An issue as its lines leave it on a day."""

    registered_on: date
    state: str
    holder: int
    due_on: date | None = None
    is_disputed: bool = False
    is_answering: bool = False
    held_by: frozenset[int] = frozenset()

    def figures(self, on: date) -> Figures:
        is_late = self.due_on is not None and self.due_on < on
        return one(self.state, is_disputed=self.is_disputed, is_late=is_late, is_answering=self.is_answering)


_OPEN = ("registered", "work", "planned", "control")


def standings(lines: Iterable[Line], *, on: date) -> dict[int, Standing]:
    """Each issue as it stood at the end of that day. Lines after it are left out, so that a past day stays the same.

    Raises ValueError for a life that does not begin with its registration.
    """
    found: dict[int, Standing] = {}
    for line in lines:
        if line.on > on:
            continue
        known = found.get(line.issue)
        if known is None:
            if line.verb != "register":
                raise ValueError(f"issue {line.issue} begins with {line.verb}")
            known = found[line.issue] = Standing(line.on, line.to_state, line.holder)
        _take(known, line)
    return found


def _take(known: Standing, line: Line) -> None:
    known.state, known.holder = line.to_state, line.holder
    known.held_by |= {line.holder}
    if line.due_on is not None:
        known.due_on = line.due_on
    if line.verb == "dispute":
        known.is_disputed = True
    if line.to_state not in _OPEN:
        known.is_disputed = False
    if line.verb == "claim":
        known.is_answering = True
    elif line.verb == "silence" or line.to_state != "claimed":
        known.is_answering = False


def recount(
    found: Mapping[int, Standing], *, start: date, end: date, on: date, key: Callable[[int, Standing], object]
) -> dict[object, Figures]:
    """Figures of issues registered in [start, end), by what `key` says of an issue."""
    sums: defaultdict[object, Figures] = defaultdict(lambda: NONE)
    for issue, standing in found.items():
        if start <= standing.registered_on < end:
            sums[key(issue, standing)] += standing.figures(on)
    return dict(sums)


def recount_bodies(found: Mapping[int, Standing], *, start: date, end: date, on: date) -> dict[int, Figures]:
    """The same by the body that answers, with what others handed on."""
    sums: defaultdict[int, Figures] = defaultdict(lambda: NONE)
    for standing in found.values():
        if start <= standing.registered_on < end:
            sums[standing.holder] += standing.figures(on)
            for body in standing.held_by - {standing.holder}:
                sums[body] += handed(is_confirmed=standing.state == "confirmed")
    return dict(sums)
