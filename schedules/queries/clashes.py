"""What deserves a look across ministries: one region twice in a day, regions nobody visits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from portal.bodies.models import Body, Territory
from portal.kit.formats import language
from schedules.models import Planned
from schedules.queries.proposals import as_line
from schedules.rules import clashes, unvisited


@dataclass(frozen=True)
class Clash:
    """Meetings of different bodies in one region on one day."""

    day: date
    region: Territory
    bodies: tuple[Body, ...]


def find_clashes(planned: Iterable[tuple[Planned, Body]]) -> list[Clash]:
    """No statement: places and officials must be loaded."""
    by_key = {row.pk: (row, body) for row, body in planned}
    found = []
    for group in clashes(as_line(row, body.pk) for row, body in by_key.values()):
        members = [by_key[line.key] for line in group]
        first = members[0][0]
        assert first.day is not None
        found.append(Clash(first.day, first.territory.region, tuple(body for _row, body in members)))
    return found


def unvisited_regions(planned: Iterable[Planned], on: date) -> list[Territory]:
    """Regions in force on that day to which nobody goes, by name. One statement."""
    regions = {region.pk: region for region in Territory.objects.in_force(on).regions().in_order(language())}
    return [regions[pk] for pk in unvisited(regions, [as_line(row, 0) for row in planned])]
