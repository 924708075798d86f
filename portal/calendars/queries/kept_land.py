"""The ground of a region as coverage reads it: kept until a unit, an akim or a decision changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from portal.bodies.models import Body, Territory
from portal.bodies.rules import codes
from portal.calendars.queries.units import Ground, ground, units_on
from portal.calendars.rules.units import UnitNorm
from portal.kit.content_version import LAND, content_version
from portal.kit.kept import kept
from portal.kit.release import release

#: Regions and years that are kept, a third of a megabyte each.
_PLACES = 40
_SECONDS = 24 * 60 * 60


@dataclass(frozen=True)
class Land:
    """`within` are the bodies there ever were in the region."""

    ground: Ground
    norms: tuple[UnitNorm, ...]
    within: frozenset[int]


def land_of(region: Territory, year: int, *, on: date) -> Land:
    """One statement, and seven more where it is not kept. Raises LawNotSeeded, TwoRules, UnknownDuty."""
    key = (release(), content_version((LAND,)), region.pk, year, on.isoformat())
    return kept("calendars.land", key, lambda: _land(region, year, on), seconds=_SECONDS, places=_PLACES)


def _land(region: Territory, year: int, on: date) -> Land:
    found = ground(region, year, on=on)
    return Land(found, tuple(units_on(found)), bodies_within(region))


def bodies_within(region: Territory) -> frozenset[int]:
    """All there ever were in it. One statement."""
    within = Body.objects.filter(territory__kato__startswith=codes.region(region.kato))
    return frozenset(within.values_list("pk", flat=True))
