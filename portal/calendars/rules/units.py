"""An akim, a unit, and how often the one owes meetings in the other: plain values shared by the whole app."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from portal.kernel.periods import Kind, Period
from portal.kernel.wording import Lines


@dataclass(frozen=True)
class Place:
    """A territory. `id` is empty for a village of the classifier that is no territory yet."""

    id: int | None
    kato: str
    kind: str
    name: Lines
    #: The id of the territory it lies in.
    above: int | None = None


@dataclass(frozen=True)
class Akim:
    """Whose meetings they are: his territory, his akimat and its first head, where they are known."""

    place: Place
    body: int | None = None
    official: int | None = None


@dataclass(frozen=True)
class UnitNorm:
    """`meetings` of the akim in the unit in each of `periods`; `is_visit` when it is not his own unit."""

    norm: str
    edition: str
    akim: Akim
    unit: Place
    kind: Kind
    periods: tuple[Period, ...]
    meetings: int
    is_visit: bool

    @property
    def in_year(self) -> int:
        return self.meetings * len(self.periods)


def meetings_by_norm(units: Iterable[UnitNorm]) -> dict[str, int]:
    """How many meetings the norms ask for in the year, norm by norm."""
    counted: Counter[str] = Counter()
    for each in units:
        counted[each.norm] += each.in_year
    return dict(sorted(counted.items()))
