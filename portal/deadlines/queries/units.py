"""Units of territory as the law counts meetings in them, from the tree of territories and what akimats say of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import starmap
from typing import NamedTuple

from django.db.models import Q, QuerySet

from portal.bodies.choices import TerritoryKind
from portal.bodies.models import Territory, UnitCorrection
from portal.bodies.rules import coverage
from portal.bodies.rules.coverage import Said
from portal.kernel.wording import Lines
from portal.law.counting.planning import Group, Span, Unit, Units

#: Kinds of units below the first rank by the group whose akims acts name; a village without an akim is a village.
UNIT_GROUPS: dict[str, Group] = {
    TerritoryKind.DISTRICT: Group.DISTRICTS,
    TerritoryKind.CITY: Group.REGIONAL_CITIES,
    TerritoryKind.CITY_DISTRICT: Group.CITY_DISTRICTS,
    TerritoryKind.TOWN: Group.DISTRICT_CITIES,
    TerritoryKind.RURAL_DISTRICT: Group.RURAL_DISTRICTS,
    TerritoryKind.SETTLEMENT: Group.VILLAGES,
    TerritoryKind.VILLAGE: Group.VILLAGES,
    TerritoryKind.LOCALITY: Group.VILLAGES,
}


class PlaceRow(NamedTuple):
    """A territory as counting needs it."""

    pk: int
    above: int | None
    kind_above: str | None
    above_that: int | None
    kato: str
    kind: str
    starts_on: date
    ends_on: date | None
    name_kk: str
    name_ru: str
    name_en: str


_COLUMNS = (
    "pk", "parent_id", "parent__kind", "parent__parent_id", "kato", "kind", "starts_on", "ends_on", "name_kk",
    "name_ru", "name_en",
)  # fmt: skip


def units(places: Iterable[int] | None = None) -> Units:
    """Units in which meetings are counted (about `places` alone, when named). Two statements."""
    rows, said = Territory.objects.filter(kind__in=UNIT_GROUPS), UnitCorrection.objects.all()
    if places is not None:
        wanted = list(places)
        brought = said.filter(Q(visitor__in=wanted) | Q(visitor__parent__in=wanted))
        rows = rows.filter(
            Q(pk__in=wanted)
            | Q(parent__in=wanted)
            | Q(parent__parent__in=wanted, kind=TerritoryKind.LOCALITY)
            | Q(pk__in=brought.values("place"))
        )
        said = said.filter(place__in=rows.order_by().values("pk"))
    return gathered(starmap(PlaceRow, rows.order_by("kato", "starts_on").values_list(*_COLUMNS)), corrected(said))


@dataclass(frozen=True)
class Corrected:
    """What akimats say of places, in the order of days and of entry, and what the visitors they name lie in."""

    said: Mapping[int, list[Said]]
    above: Mapping[int, int | None]


def corrected(rows: QuerySet[UnitCorrection]) -> Corrected:
    """One statement."""
    said: defaultdict[int, list[Said]] = defaultdict(list)
    above: dict[int, int | None] = {}
    for place, on, is_unit, visitor, parent in rows.order_by("on", "pk").values_list(
        "place_id", "on", "is_unit", "visitor_id", "visitor__parent_id"
    ):
        said[place].append(Said(on, is_unit, visitor))
        if visitor is not None:
            above[visitor] = parent
    return Corrected(dict(said), above)


def gathered(rows: Iterable[PlaceRow], by_akimats: Corrected) -> Units:
    """Units of these places, with what is said of them."""
    below: defaultdict[int, list[Unit]] = defaultdict(list)
    inside: defaultdict[int, list[Unit]] = defaultdict(list)
    own: dict[int, tuple[Unit, ...]] = {}
    for row in rows:
        by_rule = coverage.counts(row.kind, row.kato, row.name_ru, row.kind_above)
        words = by_akimats.said.get(row.pk, ())
        if not by_rule and not words:
            continue
        group, name = UNIT_GROUPS[row.kind], Lines(row.name_kk, row.name_ru, row.name_en)
        standing = []
        for stretch in coverage.stretches(
            by_rule=by_rule, above=row.above, said=words, starts_on=row.starts_on, ends_on=row.ends_on
        ):
            unit = Unit(row.kato, group, Span(stretch.starts_on, stretch.ends_on), name)
            standing.append(unit)
            if stretch.visitor is None:
                continue
            below[stretch.visitor].append(unit)
            over = row.above_that if stretch.visitor == row.above else by_akimats.above.get(stretch.visitor)
            if row.kind == TerritoryKind.LOCALITY and over is not None:
                inside[over].append(unit)
        if row.kind != TerritoryKind.LOCALITY:
            own[row.pk] = tuple(standing)
    return Units({pk: tuple(each) for pk, each in below.items()}, own, {pk: tuple(each) for pk, each in inside.items()})
