"""The front page: what is near, what comes in the next days, where, what changed, who keeps the deadlines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast
from urllib.parse import urlencode

from django.db.models import Min, Q, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import ngettext, pgettext

from meetings.models import Meeting, MeetingTotal
from meetings.queries import MeetingRow, meeting_rows
from portal.bodies.facts.territories import Language
from portal.bodies.facts.territories import tiles as tile_labels
from portal.bodies.models import Territory
from portal.deadlines.queries import Asked, Figures, days_off, figures
from portal.kit import formats
from portal.overview.queries.home_changes import Change, latest_changes

NEXT = 3
#: The strip of days and the map look this far ahead, today included.
DAYS_AHEAD, MAP_DAYS = 7, 30
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
    next: list[MeetingRow]
    upcoming: int
    #: The days of the map, both inclusive.
    map_days: tuple[date, date]
    tiles: list[Tile]
    legend: list[tuple[int, str]]
    days: list[DayAhead]
    changes: list[Change]
    figures: Figures


def home(today: date) -> Home:
    """At most twelve statements, however many meetings there are."""
    end = today + timedelta(days=MAP_DAYS)
    coming = MeetingTotal.objects.public().of_country().standing().between(today, date.max)
    ahead = coming.aggregate(
        upcoming=Coalesce(Sum("number"), 0),
        soon=Coalesce(Sum("number", filter=Q(span_start__lt=end)), 0),
        # Not later than the first day of all that come, which spares the search what is over.
        first=Min("on"),
    )
    start = today
    if ahead["upcoming"] and not ahead["soon"]:
        # A map of noughts tells nobody anything: it goes on to the first days that have a meeting.
        start = coming.summed_by("span_start").order_by("span_start")[0]["span_start"]
    tiles, legend = tile_map(start, today)
    return Home(
        next=meeting_rows(_next(today, ahead["first"], min(NEXT, ahead["upcoming"]))),
        upcoming=ahead["upcoming"],
        map_days=(start, start + timedelta(days=MAP_DAYS - 1)),
        tiles=tiles,
        legend=legend,
        days=_days_ahead(today),
        changes=latest_changes(),
        figures=figures(Asked(), today),
    )


def _next(today: date, first: date | None, number: int) -> list[Meeting]:
    """The soonest meetings, none of them before `first`. A statement, and one more for those without a day."""
    found = Meeting.objects.public().standing().upcoming(today).with_names().in_order()
    dated = list(found.filter(on__gte=first)[:number]) if first else []
    return dated if len(dated) >= number else [*dated, *found.without_fixed_day()[: number - len(dated)]]


def tile_map(start: date, today: date) -> tuple[list[Tile], list[tuple[int, str]]]:
    """The 20 units of the first rank with their meetings of thirty days, and the legend. Two statements."""
    regions = {region.kato: region for region in Territory.objects.in_force(today).regions()}
    totals = MeetingTotal.objects.public().of(region.pk for region in regions.values()).standing()
    inside = totals.between(start, start + timedelta(days=MAP_DAYS))
    counts = dict(inside.summed_by("place").values_list("place", "number_of"))
    bounds = _bounds(max(counts.values(), default=0))
    language = cast(Language, formats.language())
    tiles = []
    for label in tile_labels():
        region = regions.get(label.kato)
        if region is None:
            continue
        count = counts.get(region.pk, 0)
        query = urlencode({"place": region.kato, "view": "list"})
        tiles.append(
            Tile(
                code=label.code,
                url=f"{reverse('meetings:calendar')}?{query}",
                name=region.name,
                short=label.full[language],
                tiny=label.small[language],
                count=count,
                words=ngettext("%(count)d meeting", "%(count)d meetings", count) % {"count": count},
                step=_step(count, bounds),
                city=region.kind == "republican_city",
            )
        )
    return tiles, _legend(bounds)


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


def _days_ahead(today: date) -> list[DayAhead]:
    """Seven days from today on, with what is held on each. Two statements."""
    days = [today + timedelta(days=number) for number in range(DAYS_AHEAD)]
    counts: Counter[date] = Counter()
    totals = MeetingTotal.objects.public().of_country().standing().filter(on__isnull=False)
    soon = totals.between(days[0], days[-1] + timedelta(days=1)).summed_by("on", "more_days")
    for first, more, count in soon.values_list("on", "more_days", "number_of"):
        counts.update(dict.fromkeys([first, *more], count))
    off = days_off(days[0], days[-1])
    calendar = reverse("meetings:calendar")
    return [
        DayAhead(
            on=day,
            url=f"{calendar}?{urlencode({'view': 'list', 'day': day.isoformat()})}",
            count=counts[day],
            is_today=day == today,
            note=_note(counts[day], is_today=day == today, is_holiday=bool(off.get(day))),
        )
        for day in days
    ]


def _note(count: int, *, is_today: bool, is_holiday: bool) -> str:
    if is_today:
        return pgettext("day of the strip", "today")
    if is_holiday:
        return pgettext("day of the strip", "holiday")
    return ngettext("meeting", "meetings", count)
