"""Places: the list of regions, a region with its districts, a district."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from meetings.models import Meeting, MeetingTotal
from meetings.queries import MeetingRow, meeting_rows
from portal.bodies.choices import SECOND_RANK
from portal.bodies.models import Body, Territory
from portal.deadlines.queries import Record, territory_record

NEXT = 10


@dataclass(frozen=True)
class PlaceLine:
    territory: Territory
    upcoming: int


@dataclass(frozen=True)
class Place:
    territory: Territory
    is_past: bool
    below: list[PlaceLine]
    bodies: list[Body]
    next: list[MeetingRow]
    upcoming: int
    record: Record
    year: int

    @property
    def has_coverage(self) -> bool:
        """Units of the first two ranks have a page of what their akims owe and hold."""
        of = self.territory
        is_below = of.kind in SECOND_RANK and of.parent is not None and of.parent.is_first_rank
        return not self.is_past and (of.is_first_rank or is_below)


def region_lines(today: date, language: str) -> list[PlaceLine]:
    """The units of the first rank with their meetings to come. Two statements."""
    regions = list(Territory.objects.in_force(today).regions().in_order(language))
    counts = _upcoming(regions, today)
    return [PlaceLine(region, counts.get(region.pk, 0)) for region in regions]


def place(kato: str, today: date, language: str) -> Place:
    """The place that bears the code now, else its last bearer. Eight statements. Raises Territory.DoesNotExist."""
    territory = (
        Territory.objects.filter(kato=kato, starts_on__lte=today)
        .select_related("parent__parent__parent")
        .order_by("starts_on")
        .last()
    )
    if territory is None:
        raise Territory.DoesNotExist
    found = Meeting.objects.public().in_territory(territory).upcoming(today)
    below = list(Territory.objects.in_force(today).below(territory).in_order(language))
    counts = _upcoming_inside(territory, today)
    return Place(
        territory=territory,
        is_past=territory.ends_on is not None and territory.ends_on <= today,
        below=[PlaceLine(district, counts.get(district.pk, 0)) for district in below],
        bodies=list(Body.objects.in_force(today).filter(territory=territory).in_order(language)),
        next=meeting_rows(found.with_names().in_order()[:NEXT]),
        upcoming=counts.get(territory.pk, 0),
        record=territory_record(territory, today),
        year=today.year,
    )


def _upcoming_inside(territory: Territory, on: date) -> dict[int, int]:
    """Meetings to come in the place and in each place of it, with what lies inside. One statement."""
    totals = MeetingTotal.objects.public().inside("territory", territory.pk).upcoming(on)
    summed = totals.summed_by("place", "place__parent", "place__parent__parent")
    found: Counter[int] = Counter()
    for place, above, further, number in summed.values_list(
        "place", "place__parent", "place__parent__parent", "number_of"
    ):
        found[place] += number
        for around in (above, further):
            # A region has a total of its own.
            if around is not None and not (around == territory.pk and territory.is_first_rank):
                found[around] += number
    return found


def _upcoming(places: list[Territory], on: date) -> dict[int, int]:
    """Meetings to come in each of the places and inside it. One statement."""
    totals = MeetingTotal.objects.public().of(place.pk for place in places).upcoming(on)
    return dict(totals.summed_by("place").values_list("place", "number_of"))
