"""Late now: by region or, inside one, by district; by the level of the bodies; and how long."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from django.db.models import Count, F, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.bodies.models import Territory
from portal.deadlines.choices import Level, StateKind
from portal.deadlines.models import Obligation
from portal.overview.queries.control.scope import Scope, district_id


@dataclass
class Cell:
    """Late duties of one level in one place."""

    level: Level
    count: int = 0
    url: str = ""


@dataclass
class LateLine:
    """One place: `counts` by the levels of the table; `oldest` is the earliest last day that nobody has met."""

    name: str
    url: str
    cells: list[Cell]
    place: Territory | None = None
    count: int = 0
    oldest: date | None = None
    days: int = 0


@dataclass(frozen=True)
class Late:
    """What is late on `on`, the worst place first. `hidden` duties are not on the public record."""

    on: date
    levels: list[Level]
    lines: list[LateLine]
    total: int
    hidden: int
    oldest: date | None

    @property
    def days(self) -> int:
        return 0 if self.oldest is None else (self.on - self.oldest).days


@dataclass
class _Sum:
    count: int = 0
    oldest: date | None = None
    by_level: defaultdict[Level, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, level: Level, count: int, oldest: date) -> None:
        self.count += count
        self.by_level[level] += count
        self.oldest = oldest if self.oldest is None else min(self.oldest, oldest)


def late_now(scope: Scope, on: date) -> Late:
    """Duties whose last day is over, neither met nor released. Two statements, over the index of open ones."""
    late = scope.narrow(Obligation.objects.unmet().due_before(on)).order_by().with_place()
    rows = (
        late.annotate(place=F("place_region") if scope.is_everywhere else district_id())
        .values("place", "place_level")
        .annotate(count=Count("pk"), hidden=Count("pk", filter=Q(is_public=False)), oldest=Min("due_on"))
    )
    sums: defaultdict[int | None, _Sum] = defaultdict(_Sum)
    total, hidden = 0, 0
    for row in rows:
        sums[row["place"]].add(Level(row["place_level"]), row["count"], row["oldest"])
        total += row["count"]
        hidden += row["hidden"]
    levels = [level for level in Level if any(one.by_level[level] for one in sums.values())]
    places = Territory.objects.in_bulk([pk for pk in sums if pk is not None]) if sums else {}
    lines = [_line(places.get(pk or 0), one, levels, scope, on) for pk, one in sums.items()]
    lines.sort(key=lambda line: (-line.count, line.oldest or on, line.name))
    oldest = min((one.oldest for one in sums.values() if one.oldest is not None), default=None)
    return Late(on, levels, lines, total, hidden, oldest)


def _line(place: Territory | None, one: _Sum, levels: list[Level], scope: Scope, on: date) -> LateLine:
    name = _("Central bodies") if scope.is_everywhere else _("The region as a whole")
    region = place.kato if place is not None and scope.is_everywhere else ""
    return LateLine(
        name=name if place is None else str(place.name),
        url=_record(region) if scope.is_everywhere else "" if place is None else place.get_absolute_url(),
        cells=[Cell(level, one.by_level[level], _record(region, level)) for level in levels],
        place=place,
        count=one.count,
        oldest=one.oldest,
        days=0 if one.oldest is None else (on - one.oldest).days,
    )


def _record(region: str, level: Level | None = None) -> str:
    """The public record narrowed to what is late there; central bodies lie in no region."""
    asked = {"state": StateKind.OVERDUE.value}
    if region:
        asked["region"] = region
    if level is not None or not region:
        asked["level"] = (level or Level.CENTRAL).value
    return f"{reverse('deadlines:board')}?{urlencode(asked)}"
