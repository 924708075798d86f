"""The front page: what is near, what comes this week, where, what was published, who keeps the deadlines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast
from urllib.parse import urlencode

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import ngettext, pgettext

from meetings.models import Meeting
from meetings.queries import MeetingRow, meeting_rows
from portal.bodies.facts.territories import Language
from portal.bodies.facts.territories import tiles as tile_labels
from portal.bodies.models import Territory
from portal.deadlines.queries import Asked, Figures, days_off, figures
from portal.kernel.periods import Period
from portal.kit import formats
from schedules.models import Schedule

NEXT = 3
PUBLICATIONS = 3
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
class WeekDay:
    on: date
    url: str
    count: int
    is_today: bool
    note: str


@dataclass(frozen=True)
class Home:
    next: list[MeetingRow]
    upcoming: int
    month: Period
    tiles: list[Tile]
    legend: list[tuple[int, str]]
    week: list[WeekDay]
    publications: list[Schedule]
    figures: Figures


def home(today: date) -> Home:
    """Nine statements, however many meetings there are."""
    this_month = Period.containing("month", today)
    public = Meeting.objects.public().standing()
    ahead = public.aggregate(
        upcoming=Count("pk", filter=Q(span_end__gt=today)),
        now=Count("pk", filter=Q(span_start__lt=this_month.end, span_end__gt=this_month.start)),
        later=Min("span_start", filter=Q(span_start__gte=this_month.end)),
    )
    month = this_month if ahead["now"] or ahead["later"] is None else Period.containing("month", ahead["later"])
    tiles, legend = tile_map(month, today)
    return Home(
        next=meeting_rows(public.upcoming(today).with_names().in_order()[:NEXT]),
        upcoming=ahead["upcoming"],
        month=month,
        tiles=tiles,
        legend=legend,
        week=_week(today),
        publications=list(
            Schedule.objects.published()
            .graphs()
            .annotate(made=Count("meetings"))
            .order_by("-published_at", "-pk")[:PUBLICATIONS]
        ),
        figures=figures(Asked(), today),
    )


def tile_map(month: Period, today: date) -> tuple[list[Tile], list[tuple[int, str]]]:
    """The 20 units of the first rank with their meetings of the month, and the legend. Two statements."""
    counts = dict(
        Meeting.objects.public().standing().in_month(month).order_by().values_list("region").annotate(Count("pk"))
    )
    regions = {region.kato: region for region in Territory.objects.in_force(today).regions()}
    bounds = _bounds(max(counts.values(), default=0))
    language = cast(Language, formats.language())
    tiles = []
    for label in tile_labels():
        region = regions.get(label.kato)
        if region is None:
            continue
        count = counts.get(region.pk, 0)
        query = urlencode({"place": region.kato, "month": month.key, "view": "list"})
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


def _week(today: date) -> list[WeekDay]:
    """Monday to Sunday around today. Two statements."""
    monday = today - timedelta(days=today.weekday())
    days = [monday + timedelta(days=number) for number in range(7)]
    counts = dict(
        Meeting.objects.public()
        .standing()
        .filter(on__gte=days[0], on__lte=days[-1])
        .order_by()
        .values_list("on")
        .annotate(Count("pk"))
    )
    off = days_off(days[0], days[-1])
    calendar = reverse("meetings:calendar")
    return [
        WeekDay(
            on=day,
            url=f"{calendar}?{urlencode({'view': 'list', 'day': day.isoformat()})}",
            count=counts.get(day, 0),
            is_today=day == today,
            note=_note(counts.get(day, 0), is_today=day == today, is_holiday=bool(off.get(day))),
        )
        for day in days
    ]


def _note(count: int, *, is_today: bool, is_holiday: bool) -> str:
    if is_today:
        return pgettext("day of the week strip", "today")
    if is_holiday:
        return pgettext("day of the week strip", "holiday")
    return ngettext("meeting", "meetings", count)
