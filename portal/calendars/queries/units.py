"""Which akim owes meetings in which unit, how often, by the norms of a year: of one region."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from portal.bodies.choices import BodyKind, Post
from portal.bodies.models import Body, ClassifierEntry, Official, Territory, UnitCorrection
from portal.bodies.queries import OF_VILLAGE, villages
from portal.bodies.rules import codes
from portal.calendars.rules.units import Akim, Place, UnitNorm
from portal.deadlines.queries.law import groups_of, orders
from portal.deadlines.queries.units import PlaceRow, corrected, gathered
from portal.kernel.periods import Period
from portal.kernel.wording import Lines
from portal.law.counting.planning import Units, units_of
from portal.law.coverage import NormOfYear, norms_of


@dataclass(frozen=True)
class Ground:
    """A region in a year: its places by id, the norms, whose units places are, and the akims there are on a day.

    A village of the classifier that is no territory yet has an id below zero.
    """

    year: int
    norms: tuple[NormOfYear, ...]
    places: Mapping[int, Place]
    units: Units
    akims: Mapping[int, Akim]


def units(region: Territory, year: int, *, on: date, edition: str = "") -> list[UnitNorm]:
    """Norm by norm, akims and their units in the order of codes. Six statements.

    `on` is the day of which akimats and heads are asked. `edition` asks the norms of one edition of the decree, in
    force or not. A village that is no territory yet has no id: `bodies.services.make_localities` makes it one. Raises
    LawNotSeeded, TwoRules, UnknownDuty.
    """
    return list(units_on(ground(region, year, on=on, edition=edition)))


def ground(region: Territory, year: int, *, on: date, edition: str = "") -> Ground:
    """What `units` is made of, for whoever asks more of it. Six statements."""
    territories = _territories(region, Period.year(year), on)
    by_pk = {row.pk: row for row in territories}
    said = UnitCorrection.objects.filter(place__kato__startswith=codes.region(region.kato))
    below = (_row(row, by_pk) for row in territories if row.parent_id is not None)
    found = gathered(below, corrected(said))
    places = {row.pk: _place(row) for row in territories}
    return Ground(year, norms_of(year, orders(), edition=edition), places, found, _akims(places, on))


def units_on(ground: Ground) -> Iterator[UnitNorm]:
    """The norms of the ground, akim by akim and unit by unit."""
    by_kato = {place.kato: place for place in ground.places.values()}
    for norm in ground.norms:
        for pk, akim in ground.akims.items():
            if groups_of(BodyKind.AKIMAT, akim.place.kind).isdisjoint(norm.groups):
                continue
            periods: defaultdict[str, list[Period]] = defaultdict(list)
            for owed in norm.owed:
                for unit in units_of(norm.norm, pk, ground.units, owed.asked_on):
                    periods[unit.kato].append(owed.period)
            for kato, within in sorted(periods.items()):
                yield UnitNorm(
                    norm=norm.key,
                    edition=norm.edition,
                    akim=akim,
                    unit=by_kato[kato],
                    kind=norm.kind,
                    periods=tuple(within),
                    meetings=norm.meetings,
                    is_visit=not norm.norm.is_own,
                )


def _territories(region: Territory, year: Period, on: date) -> list[Territory]:
    """Of the region in the year, by code, with the villages that are no territories yet. Two statements."""
    within = Territory.objects.filter(kato__startswith=codes.region(region.kato), starts_on__lt=year.end)
    rows = list(within.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=year.start)).order_by("kato", "starts_on"))
    entries = ClassifierEntry.objects.in_force(on).of_regions([codes.region(region.kato)]).filter(level=codes.PLACE)
    # A code that has gone to another place in the year is that place's.
    found: Iterable[Any] = entries.order_by("code").values_list(*OF_VILLAGE, named=True)
    coming = list(villages(found, {row.kato: row for row in rows}))
    for number, village in enumerate(coming, start=1):
        village.pk = -number
    return sorted([*rows, *coming], key=lambda row: row.kato)


def _row(row: Territory, by_pk: Mapping[int, Territory]) -> PlaceRow:
    above = by_pk.get(row.parent_id) if row.parent_id else None
    return PlaceRow(
        pk=row.pk,
        above=row.parent_id,
        kind_above=above.kind if above else None,
        above_that=above.parent_id if above else None,
        kato=row.kato,
        kind=row.kind,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        name_kk=row.name_kk,
        name_ru=row.name_ru,
        name_en=row.name_en,
    )


def _place(row: Territory) -> Place:
    name = Lines(row.name_kk, row.name_ru, row.name_en)
    return Place(row.pk if row.pk > 0 else None, row.kato, row.kind, name, row.parent_id)


def _akims(places: Mapping[int, Place], on: date) -> dict[int, Akim]:
    """By the id of their territory, in the order of codes. Two statements."""
    bodies = dict(Body.objects.in_force(on).akimats().filter(territory__in=places).values_list("territory_id", "pk"))
    heads = dict(
        Official.objects.in_force(on)
        .filter(post=Post.FIRST_HEAD, body__in=bodies.values())
        .values_list("body_id", "pk")
    )
    found = {}
    for pk, place in places.items():
        body = bodies.get(pk)
        found[pk] = Akim(place, body, heads.get(body) if body else None)
    return found
