"""Places of a region with every name they are called by, and the akims of its units: what a workbook may mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from portal.bodies.choices import BodyKind, Post, TerritoryKind
from portal.bodies.models import ClassifierEntry, Official, Territory

_LANGUAGES = ("kk", "ru", "en")


@dataclass(frozen=True)
class NamedPlace:
    """A unit with an akim, or a place that only lies in one. `parent` is the code of the unit it lies in."""

    kato: str
    parent: str
    kind: str
    names: tuple[str, ...]

    @property
    def has_akim(self) -> bool:
        return self.kind != TerritoryKind.LOCALITY


@dataclass
class NamedAkim:
    """How the akim of a unit is called: titles, and names of the person where they are known."""

    titles: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class NamedRegion:
    """`akims` are by the code of their unit."""

    root: str
    places: tuple[NamedPlace, ...]
    akims: dict[str, NamedAkim]


def named_region(region: Territory, on: date) -> NamedRegion:
    """Everything in a region that has a name on that day. Three statements."""
    units = list(Territory.objects.in_force(on).filter(kato__startswith=region.kato[:2]))
    rows = list(ClassifierEntry.objects.in_force(on).of_regions([region.kato[:2]]))
    return NamedRegion(region.kato, tuple(_places(units, rows)), _akims(region.kato, on))


def _places(units: list[Territory], rows: list[ClassifierEntry]) -> Iterable[NamedPlace]:
    by_pk = {unit.pk: unit for unit in units}
    known = {unit.kato: unit for unit in units}
    written = {row.code: (row.name_kk, row.name_ru) for row in rows}
    for unit in units:
        above = by_pk.get(unit.parent_id or 0)
        names = [getattr(unit, f"{name}_{code}") for name in ("name", "short") for code in _LANGUAGES]
        names += [unit.genitive_kk, unit.genitive_ru, *written.get(unit.kato, ())]
        yield NamedPlace(unit.kato, above.kato if above else "", unit.kind, _told(names))
    above_of = {row.code: row.parent_code for row in rows}
    for row in rows:
        if row.code not in known:
            yield NamedPlace(
                row.code, _unit_above(row, known, above_of), TerritoryKind.LOCALITY, _told(written[row.code])
            )


def _unit_above(row: ClassifierEntry, known: dict[str, Territory], above_of: dict[str, str]) -> str:
    above = row.parent_code
    while above and above not in known:
        above = above_of.get(above, "")
    return above


def _akims(root: str, on: date) -> dict[str, NamedAkim]:
    akims: dict[str, NamedAkim] = defaultdict(NamedAkim)
    heads = Official.objects.in_force(on).filter(
        post=Post.FIRST_HEAD, body__kind=BodyKind.AKIMAT, body__territory__kato__startswith=root[:2]
    )
    for head in heads.select_related("body__territory"):
        assert head.body.territory is not None
        akim = akims[head.body.territory.kato]
        akim.titles.update(_told(getattr(head, f"title_{code}") for code in _LANGUAGES))
        akim.people.update(_told(getattr(head, f"full_name_{code}") for code in _LANGUAGES))
    return dict(akims)


def _told(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))
