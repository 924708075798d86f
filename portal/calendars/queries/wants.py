"""What the norms of a year ask for in a region, as the proposer is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from portal.bodies.choices import TerritoryKind
from portal.calendars.queries.units import Ground
from portal.calendars.rules.proposing import Want
from portal.calendars.rules.units import Place, UnitNorm


def wants(ground: Ground, units: Iterable[UnitNorm]) -> list[Want]:
    """One want a unit and period. Statements: none."""
    return [
        Want(
            norm=each.norm,
            akim=each.akim.place.kato,
            unit=each.unit.kato,
            group=_around(each.unit, each.akim.place, ground.places),
            period=period,
            meetings=each.meetings,
        )
        for each in units
        for period in each.periods
    ]


def _around(unit: Place, akim: Place, places: Mapping[int, Place]) -> str:
    """The code of what the akim goes to before he goes on: the unit itself, or what a village lies in."""
    if unit.kind != TerritoryKind.LOCALITY or unit.above is None or places[unit.above].kato == akim.kato:
        return unit.kato
    return places[unit.above].kato
