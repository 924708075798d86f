"""Who owes the progress of a quarter, and what each has done: for everybody, by level."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import models
from django.db.models import Case, Count, Exists, Max, OuterRef, Value, When

from issues.choices import QuarterStanding
from issues.models import QuarterVersion
from issues.queries.quarters.owed import DUTIES
from portal.bodies.models import Body
from portal.deadlines.choices import Level
from portal.deadlines.models import Obligation
from portal.deadlines.querysets.places import LEVEL
from portal.kernel.periods import Period

#: Kind, icon and words of the tag of each standing.
TAGS: Final = {
    QuarterStanding.IN_TIME: ("ok", "check", QuarterStanding.IN_TIME.label),
    QuarterStanding.LATE: ("warn", "clock", QuarterStanding.LATE.label),
    QuarterStanding.SILENT: ("danger", "warning", QuarterStanding.SILENT.label),
    QuarterStanding.WAITED: ("", "clock", QuarterStanding.WAITED.label),
}
_ORDER = (QuarterStanding.SILENT, QuarterStanding.WAITED, QuarterStanding.LATE, QuarterStanding.IN_TIME)


@dataclass(frozen=True)
class LevelLine:
    """How many bodies of a level have done what."""

    level: Level
    counts: dict[str, int]

    @property
    def owed(self) -> int:
        return sum(self.counts.values())

    @property
    def in_time(self) -> int:
        return self.counts[QuarterStanding.IN_TIME]

    @property
    def late(self) -> int:
        return self.counts[QuarterStanding.LATE]

    @property
    def silent(self) -> int:
        return self.counts[QuarterStanding.SILENT]

    @property
    def waited(self) -> int:
        return self.counts[QuarterStanding.WAITED]


@dataclass(frozen=True)
class Board:
    """`bodies`: id and standing, who was silent first. `last`: the last day to publish in time."""

    period: Period
    last: date | None
    levels: list[LevelLine]
    bodies: list[tuple[int, QuarterStanding]]


@dataclass(frozen=True)
class BoardRow:
    body: Body
    standing: QuarterStanding
    version: QuarterVersion | None

    @property
    def tag(self) -> tuple[str, str, object]:
        return TAGS[self.standing]


def standing_of(version: QuarterVersion) -> QuarterStanding:
    """What one version says of its body."""
    if version.by_portal:
        return QuarterStanding.SILENT
    return QuarterStanding.LATE if version.is_late else QuarterStanding.IN_TIME


def _owed(period: Period) -> Any:
    """Public duties of the quarter, with the level of their body and its standing."""
    published = QuarterVersion.objects.filter(body=OuterRef("body"), period_key=period.key)
    standing = Case(
        When(Exists(published.filter(by_portal=False, is_late=False)), then=Value(QuarterStanding.IN_TIME.value)),
        When(Exists(published.filter(is_late=True)), then=Value(QuarterStanding.LATE.value)),
        When(Exists(published), then=Value(QuarterStanding.SILENT.value)),
        default=Value(QuarterStanding.WAITED.value),
        output_field=models.CharField(),
    )
    owed = Obligation.objects.public().for_period(period.key).filter(duty__in=DUTIES, released_as="")
    return owed.annotate(place_level=LEVEL, standing=standing)


def board(period: Period, *, level: str = "") -> Board:
    """One statement. With a level, `bodies` are of it alone."""
    rows = _owed(period).order_by("body")
    found = {pk: (at, what, due) for pk, at, what, due in rows.values_list("body", "place_level", "standing", "due_on")}
    counted = Counter((at, what) for at, what, _due in found.values())
    lines = _lines(counted)
    mine = [(pk, QuarterStanding(what)) for pk, (at, what, _due) in found.items() if level in ("", at)]
    mine.sort(key=lambda row: (_ORDER.index(row[1]), row[0]))
    last = max((due for _at, _what, due in found.values() if due is not None), default=None)
    return Board(period, last, lines, mine)


def _lines(counted: Mapping[tuple[str, str], int]) -> list[LevelLine]:
    """Of the levels on which anybody owes it."""
    lines = [
        LevelLine(each, {what.value: counted.get((each.value, what.value), 0) for what in QuarterStanding})
        for each in Level
    ]
    return [line for line in lines if line.owed]


def latest_levels() -> tuple[Period, list[LevelLine]] | None:
    """The latest quarter of which anything is published, level by level; each body once. Two statements."""
    key = QuarterVersion.objects.aggregate(latest=Max("period_key"))["latest"]
    if key is None:
        return None
    period = Period.parse(key)
    rows = _owed(period).order_by().values("place_level", "standing").annotate(number=Count("body", distinct=True))
    return period, _lines({(row["place_level"], row["standing"]): row["number"] for row in rows})


def board_rows(period: Period, bodies: list[tuple[int, QuarterStanding]]) -> list[BoardRow]:
    """Those of one page, with the version that stands. Two statements."""
    wanted = [pk for pk, _standing in bodies]
    known = Body.objects.in_bulk(wanted)
    versions = QuarterVersion.objects.filter(period_key=period.key, body__in=wanted).order_by("number")
    latest = {version.body_id: version for version in versions}
    return [BoardRow(known[pk], standing, latest.get(pk)) for pk, standing in bodies]


def published_periods() -> list[Period]:
    """Quarters of which anything is published, the latest first. One statement."""
    keys = QuarterVersion.objects.order_by("-period_key").values_list("period_key", flat=True).distinct()
    return [Period.parse(key) for key in keys]
