"""The front page: what is near, what comes in the next days, where, what changed, who keeps the deadlines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any, cast
from urllib.parse import urlencode

from django.db.models import Min, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import ngettext, pgettext

from issues.queries.here import IssuesHere, issues_of_country
from issues.queries.quarters.board import LevelLine, latest_levels
from meetings.choices import TextKind
from meetings.models import Meeting, MeetingTotal
from meetings.querysets import MeetingQuerySet, MeetingTotalQuerySet
from meetings.services.texts import Text, Texts, Writer, completed, with_kept
from portal.bodies.choices import TerritoryKind
from portal.bodies.facts.territories import Language
from portal.bodies.facts.territories import tiles as tile_labels
from portal.bodies.models import Territory
from portal.deadlines.queries import Asked, Figures, days_off, figures
from portal.kernel.periods import Period
from portal.kit import formats
from portal.kit.content_version import DEADLINES, ISSUES, content_version
from portal.kit.kept import kept
from portal.kit.prepared import prepared
from portal.kit.release import release
from portal.overview.queries.home_changes import Change, latest_changes

NEXT = 3
#: The strip of days and the map look this far ahead, today included.
DAYS_AHEAD, MAP_DAYS = 7, 30
#: Of one day in three languages, with room for versions that follow each other.
KEPT_SECONDS, PLACES = 24 * 60 * 60, 16
#: Upper bounds of the first three steps of the map, from small numbers to large; the fourth step is open above.
_LADDERS = ((1, 2, 3), (2, 4, 6), (5, 10, 20), (10, 20, 40), (25, 50, 100), (100, 200, 400), (250, 500, 1000))


@dataclass(frozen=True)
class Tile:
    """What `components/tile_map.html` prints of one region."""

    code: str
    url: str
    name: str
    short: str
    tiny: str
    count: int
    words: str
    step: int
    city: bool


@dataclass(frozen=True)
class DayAhead:
    on: date
    url: str
    count: int
    is_today: bool
    note: str


@dataclass(frozen=True)
class Home:
    #: As a list has them, whose writer the page gives.
    next: list[Text]
    upcoming: int
    #: The days of the map, both inclusive.
    map_days: tuple[date, date]
    tiles: list[Tile]
    legend: list[tuple[int, str]]
    days: list[DayAhead]
    changes: list[Change]
    figures: Figures
    #: What people raised, and what became of it.
    issues: IssuesHere
    #: The latest published quarter, and who published it in time, level by level.
    quarter: tuple[Period, list[LevelLine]] | None


@dataclass(frozen=True)
class _Totals:
    """What is counted: kept as long as nothing changes, for a page that is never kept itself."""

    upcoming: int
    #: Not later than that of all that come, which spares the search what is over.
    first: date | None
    #: Of the map.
    start: date
    #: Code, name, kind and number of meetings of each region.
    regions: list[tuple[str, str, str, int]]
    by_day: Counter[date]
    off: frozenset[date]
    figures: Figures


def home(today: date, row_text: Writer) -> Home:
    """At most eighteen statements, ten where its totals are kept, however many meetings and issues there are."""
    key = (release(), content_version(), today, formats.language())
    counted = kept("home.totals", key, partial(_totals, today), seconds=KEPT_SECONDS, places=PLACES)
    tiles, legend = tile_map(counted.regions)
    since = (release(), content_version((DEADLINES, ISSUES)))
    quarter = kept("home.quarter", since, latest_levels, seconds=KEPT_SECONDS, places=PLACES)
    return Home(
        next=_next(today, counted.first, min(NEXT, counted.upcoming), row_text),
        upcoming=counted.upcoming,
        map_days=(counted.start, counted.start + timedelta(days=MAP_DAYS - 1)),
        tiles=tiles,
        legend=legend,
        days=_days_ahead(today, counted),
        changes=latest_changes(),
        figures=counted.figures,
        issues=issues_of_country(today),
        quarter=quarter,
    )


def _totals(today: date) -> _Totals:
    """At most seven statements."""
    upcoming, soon, first = next(iter(_ahead(today, today + timedelta(days=MAP_DAYS))), (0, 0, None))
    start = today
    if upcoming and not soon:
        # A map of noughts tells nobody anything: it goes on to the first days that have a meeting.
        start = _coming(today).summed_by("span_start").order_by("span_start")[0]["span_start"]
    end = today + timedelta(days=DAYS_AHEAD)
    by_day: Counter[date] = Counter()
    for day, more, count in _by_days(today, end):
        by_day.update(dict.fromkeys([day, *more], count))
    return _Totals(
        upcoming=upcoming,
        first=first,
        start=start,
        regions=_regions(today, start, start + timedelta(days=MAP_DAYS)),
        by_day=by_day,
        off=frozenset(day for day, is_off in days_off(today, end - timedelta(days=1)).items() if is_off),
        figures=figures(Asked(), today),
    )


def _coming(today: date) -> MeetingTotalQuerySet:
    return MeetingTotal.objects.public().of_country().standing().between(today, date.max)


@prepared
def _ahead(today: date, end: date) -> QuerySet[MeetingTotal, Any]:
    """One row, or none when nothing comes."""
    whole = _coming(today).order_by().values("is_cancelled")
    found = whole.annotate(
        upcoming=Coalesce(Sum("number"), 0),
        soon=Coalesce(Sum("number", filter=Q(span_start__lt=end)), 0),
        first=Min("on"),
    )
    return found.values_list("upcoming", "soon", "first")


def _next(today: date, first: date | None, number: int, row_text: Writer) -> list[Text]:
    """The soonest meetings, none of them before `first`. A statement, and one more for those without a day."""
    language = formats.language()
    rows = _dated(today, first, language=language) if first and number else []
    dated = completed(rows, partial(_standing, today), TextKind.ROW, language, row_text)
    if len(dated) < number:
        open_ones = Texts(_standing(today).without_fixed_day(), TextKind.ROW, language, row_text)
        dated += open_ones[: number - len(dated)]
    return dated


def _standing(today: date) -> MeetingQuerySet:
    return Meeting.objects.public().standing().upcoming(today).in_order()


@prepared
def _dated(today: date, first: date, *, language: str) -> QuerySet[Meeting, Any]:
    return with_kept(_standing(today).filter(on__gte=first)[:NEXT], TextKind.ROW, language)


def tile_map(counted: Sequence[tuple[str, str, str, int]]) -> tuple[list[Tile], list[tuple[int, str]]]:
    """The 20 units of the first rank with their meetings of thirty days, and the legend."""
    regions = {row[0]: row for row in counted}
    bounds = _bounds(max((count for *_region, count in regions.values()), default=0))
    language = cast(Language, formats.language())
    calendar = reverse("meetings:calendar")
    tiles = []
    for label in tile_labels():
        if label.kato not in regions:
            continue
        kato, name, kind, count = regions[label.kato]
        tiles.append(
            Tile(
                code=label.code,
                url=f"{calendar}?{urlencode({'place': kato, 'view': 'list'})}",
                name=name,
                short=label.full[language],
                tiny=label.small[language],
                count=count,
                words=ngettext("%(count)d meeting", "%(count)d meetings", count) % {"count": count},
                step=_step(count, bounds),
                city=kind == TerritoryKind.REPUBLICAN_CITY,
            )
        )
    return tiles, _legend(bounds)


@prepared
def _regions(today: date, start: date, end: date) -> QuerySet[Territory, Any]:
    """Code, name, kind and the number of meetings between the days."""
    totals = MeetingTotal.objects.public().of_each(OuterRef("pk")).standing().between(start, end)
    number = Subquery(totals.order_by().values("place").annotate(found=Sum("number")).values("found"))
    regions = Territory.objects.in_force(today).regions().annotate(number_of=Coalesce(number, 0))
    return regions.values_list("kato", "name", "kind", "number_of")


def _bounds(largest: int) -> tuple[int, int, int]:
    """The finest ladder whose third bound is at least half of the largest number."""
    return next((bounds for bounds in _LADDERS if largest <= 2 * bounds[-1]), _LADDERS[-1])


def _step(count: int, bounds: Sequence[int]) -> int:
    return 0 if count == 0 else 1 + sum(count > bound for bound in bounds)


def _legend(bounds: tuple[int, int, int]) -> list[tuple[int, str]]:
    lows = (1, *(bound + 1 for bound in bounds))
    ranges = [f"{low}" if low == high else f"{low}–{high}" for low, high in zip(lows, bounds, strict=False)]
    last = pgettext("legend of the map", "%(number)d and more") % {"number": lows[-1]}
    return [(step, words) for step, words in enumerate(["0", *ranges, last])]


def _days_ahead(today: date, counted: _Totals) -> list[DayAhead]:
    """Seven days from today on, with what is held on each."""
    calendar = reverse("meetings:calendar")
    return [
        DayAhead(
            on=day,
            url=f"{calendar}?{urlencode({'view': 'list', 'day': day.isoformat()})}",
            count=counted.by_day[day],
            is_today=day == today,
            note=_note(counted.by_day[day], is_today=day == today, is_holiday=day in counted.off),
        )
        for day in (today + timedelta(days=number) for number in range(DAYS_AHEAD))
    ]


@prepared
def _by_days(start: date, end: date) -> QuerySet[MeetingTotal, Any]:
    totals = MeetingTotal.objects.public().of_country().standing().filter(on__isnull=False)
    soon = totals.between(start, end).summed_by("on", "more_days")
    return soon.values_list("on", "more_days", "number_of")


def _note(count: int, *, is_today: bool, is_holiday: bool) -> str:
    if is_today:
        return pgettext("day of the strip", "today")
    if is_holiday:
        return pgettext("day of the strip", "holiday")
    return ngettext("meeting", "meetings", count)
