"""What the proposer would fill a year of a region with, from nothing: nothing is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from portal.bodies.models import Territory
from portal.bodies.rules import codes
from portal.calendars.queries.units import ground, units_on
from portal.calendars.queries.wants import wants
from portal.calendars.rules.proposing import Proposed, Want, Wish, proposed
from portal.deadlines.queries.law import Law, law
from portal.law.coverage import first_day


@dataclass(frozen=True)
class Sketch:
    """A region's year as it would be proposed, and what was asked for."""

    wants: list[Want]
    proposed: Proposed


def known_law() -> Law:
    """Decisions and the working calendar, asked once for all regions. Two statements."""
    return law(with_calendar=True)


def sketch(territory: Territory, year: int, *, on: date, known: Law, edition: str = "") -> Sketch:
    """The year of the akims of a territory and of all below it. Six statements."""
    asked = ground(territory, year, on=on, edition=edition)
    within = [each for each in units_on(asked) if codes.is_within(each.akim.place.kato, territory.kato)]
    found = wants(asked, within)
    wish = Wish(not_before=first_day(year, known.orders, known.calendar))
    return Sketch(found, proposed(found, (), known.calendar, wish))
