"""Coverage summed: the country by regions, and which years something is known of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Left

from portal.bodies.models import Territory
from portal.calendars.queries.coverage import KIND
from portal.calendars.queries.kept_land import bodies_within
from portal.calendars.rules.coverage import HOW_MET, Standing, covered_years
from portal.deadlines.models import Obligation
from portal.kit.prepared import Among, prepared
from portal.law.coverage import NORMS
from portal.law.kinds import StateKind
from schedules.models import Schedule


@dataclass(frozen=True)
class OfRegion:
    """Norms of bodies of a region that are on the portal: how many are owed so far, and what became of them."""

    region: Territory
    owed: int
    met: int
    late: int
    missed: int

    @property
    def open(self) -> int:
        return self.owed - self.met - self.late - self.missed


def country(year: int, *, today: date) -> list[OfRegion]:
    """Region by region, in the order of codes: what obligations say. Two statements."""
    regions = list(Territory.objects.regions().in_force(today).order_by("kato"))
    rows: Any = Obligation.objects.public().filter(duty__in=NORMS, released_as="").of_year(year).with_state(today)
    counted = (
        rows.with_place()
        .order_by()
        .values("place_region")
        .annotate(
            owed=Count("pk"),
            met=Count("pk", filter=Q(state_kind__in=[StateKind.MET, StateKind.CONFIRMED])),
            late=Count("pk", filter=Q(state_kind__in=[StateKind.MET_LATE, StateKind.CLAIMED])),
            missed=Count("pk", filter=Q(state_kind=StateKind.OVERDUE)),
        )
    )
    of = {row.pop("place_region"): row for row in counted}
    nothing = {"owed": 0, "met": 0, "late": 0, "missed": 0}
    return [OfRegion(region, **of.get(region.pk, nothing)) for region in regions]


@dataclass(frozen=True)
class OfYear:
    """How a year stands: what obligations of it say, and whether a calendar of it is published."""

    year: int
    owed: int = 0
    met: int = 0
    is_published: bool = False

    @property
    def is_there(self) -> bool:
        return self.owed > 0 or self.is_published


def years(region: Territory | None, *, today: date, within: Iterable[int] | None = None) -> list[OfYear]:
    """Years of which something is known, of a region or of all, and the present one, in their order. Two statements.

    `within` are all bodies of the region, where they are known; one statement more finds them.
    """
    if region is None:
        counted = _counted(on=today)
    else:
        counted = _counted(sorted(bodies_within(region) if within is None else within), on=today)
    owed = {int(year): (owed, met) for year, owed, met in counted}
    calendars = Schedule.objects.published().filter(kind=KIND.key)
    if region is not None:
        calendars = calendars.filter(body__territory=region)
    published = {int(year) for year in calendars.values_list("period_key", flat=True)}
    found = [OfYear(year, *owed.get(year, (0, 0)), is_published=year in published) for year in covered_years(today)]
    return [each for each in found if each.is_there or each.year == today.year]


@prepared
def _counted(within: list[int] | None = None, *, on: date) -> QuerySet[Obligation, Any]:
    """Year, how many are owed and how many of them met: of these bodies or of all."""
    rows: Any = Obligation.objects.public().filter(duty__in=NORMS, released_as="").with_state(on)
    if within is not None:
        rows = rows.filter(Among("body_id", within))
    met = Q(state_kind__in=[kind for kind, how in HOW_MET.items() if how is Standing.MET])
    by_year = rows.order_by().annotate(of_year=Left("period_key", 4)).values_list("of_year")
    found: QuerySet[Obligation, Any] = by_year.annotate(owed=Count("pk"), met=Count("pk", filter=met))
    return found
