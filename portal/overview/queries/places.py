"""Places: the list of regions, a region with its districts, a district."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from issues.queries.here import IssuesHere, issues_of_place
from meetings.models import Meeting, MeetingTotal
from meetings.queries import MeetingRow, meeting_rows
from portal.bodies.choices import SECOND_RANK, BodyKind
from portal.bodies.models import Body, ClassifierEntry, Territory
from portal.bodies.rules import codes
from portal.calendars.queries.norms_here import NormsHere, norms_here
from portal.deadlines.errors import LawNotSeeded
from portal.deadlines.queries import Record, territory_record
from portal.kernel import clock
from portal.law.errors import LawGap
from portal.questions.queries.place import Voices, voices_of
from portal.questions.queries.taking import next_meetings

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
    #: Which take questions still, the next one first.
    taking: list[MeetingRow]
    voices: Voices
    issues: IssuesHere
    norms: NormsHere | None

    @property
    def akimat(self) -> Body | None:
        return next((body for body in self.bodies if body.kind == BodyKind.AKIMAT), None)

    @property
    def covered_in(self) -> Territory | None:
        """Whose page of coverage tells of it: units of the first two ranks have one, smaller ones stand on theirs."""
        if self.is_past:
            return None
        line = [self.territory, *reversed(self.territory.above)]
        return next((each for each in line if each.is_first_rank or _is_second(each)), None)


def region_lines(today: date, language: str) -> list[PlaceLine]:
    """The units of the first rank with their meetings to come. Two statements."""
    regions = list(Territory.objects.in_force(today).regions().in_order(language))
    counts = _upcoming(regions, today)
    return [PlaceLine(region, counts.get(region.pk, 0)) for region in regions]


def _is_second(unit: Territory) -> bool:
    return unit.kind in SECOND_RANK and unit.parent is not None and unit.parent.is_first_rank


def place(kato: str, now: datetime, language: str) -> Place:
    """The place that bears the code now, else its last bearer. Twenty-four statements, however much there is of it.

    Raises Territory.DoesNotExist.
    """
    today = clock.civil_date(now)
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
    is_past = territory.ends_on is not None and territory.ends_on <= today
    return Place(
        territory=territory,
        is_past=is_past,
        below=[PlaceLine(district, counts.get(district.pk, 0)) for district in below],
        bodies=list(Body.objects.in_force(today).filter(territory=territory).in_order(language)),
        next=meeting_rows(found.with_names().in_order()[:NEXT]),
        upcoming=counts.get(territory.pk, 0),
        record=territory_record(territory, today),
        year=today.year,
        taking=[] if is_past else next_meetings(territory, now),
        voices=voices_of(territory, now),
        issues=issues_of_place(territory, today),
        norms=None if is_past else _norms(territory, today),
    )


def _norms(territory: Territory, today: date) -> NormsHere | None:
    try:
        return norms_here(territory, today=today)
    except (LawNotSeeded, LawGap):
        return None


def village_in(territory: Territory, kato: str, today: date, language: str) -> str:
    """How a village or a hamlet without a page of its own is called, if it lies in the place. One statement."""
    if not codes.is_code(kato) or not codes.is_within(kato, territory.kato):
        return ""
    found = ClassifierEntry.objects.in_force(today).filter(code=kato).first()
    if found is None:
        return ""
    return found.name_kk if language == "kk" else found.name_ru


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
