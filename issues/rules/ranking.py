"""Where a visit is needed most: regions by the issues that stand open there, as a sum everybody can do again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

Place = TypeVar("Place")


@dataclass(frozen=True)
class Need:
    """Open issues of a region; of them late, raised by more than one, opened again because people disputed."""

    open: int = 0
    late: int = 0
    repeated: int = 0
    disputed: int = 0

    @property
    def points(self) -> int:
        """A point for each open issue, and one more for each of the three marks it bears."""
        return self.open + self.late + self.repeated + self.disputed


@dataclass(frozen=True)
class Ranked(Generic[Place]):
    """1 is where a visit is needed most; places between which nothing decides share a rank."""

    place: Place
    need: Need
    last_visit_on: date | None
    rank: int


def ranked(needs: Iterable[tuple[Place, Need, date | None]]) -> list[Ranked[Place]]:
    """More points first; of equal ones the place that was visited longer ago, never before all."""
    rows = sorted(needs, key=lambda row: _order(row[1], row[2]))
    found: list[Ranked[Place]] = []
    for number, (place, need, visited_on) in enumerate(rows, start=1):
        before = found[-1] if found else None
        is_same = before is not None and _order(before.need, before.last_visit_on) == _order(need, visited_on)
        rank = before.rank if before is not None and is_same else number
        found.append(Ranked(place, need, visited_on, rank))
    return found


def _order(need: Need, visited_on: date | None) -> tuple[int, date]:
    return (-need.points, visited_on or date.min)
