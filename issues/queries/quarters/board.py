"""Who owes the progress of a quarter, and what each has done: for everybody, by level or by region."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from django.db.models import Case, Count, Max, OuterRef, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from issues.choices import QuarterStanding
from issues.models import QuarterVersion
from issues.queries.figure_table import share_words
from issues.queries.quarters.owed import owed_in_public
from issues.queries.quarters.sealed import FIGURES
from issues.queries.quarters.standing import standing_by
from issues.querysets import QuarterVersionQuerySet
from issues.rules.figures import Share
from portal.bodies.choices import BodyKind
from portal.bodies.models import Body, Territory
from portal.deadlines.choices import Level
from portal.deadlines.querysets.places import CLIMB, LEVEL
from portal.kernel.periods import Period

#: How the lines are grouped.
LEVELS, REGIONS = "level", "region"
#: Holdings and companies owe their own lists of issues; they are no state bodies, and stand apart from central ones.
COMPANIES: Final = "company"
GROUPS: Final[Mapping[str, Any]] = {
    Level.CENTRAL.value: Level.CENTRAL.label,
    COMPANIES: pgettext_lazy("level of bodies", "National holdings and companies"),
    **{level.value: level.label for level in Level if level != Level.CENTRAL},
}
_LEVEL: Final = Case(When(body__kind=BodyKind.COMPANY, then=Value(COMPANIES)), default=LEVEL)
#: The unit of the first rank in which the body is.
_REGION: Final = Coalesce(*CLIMB)

#: Kind, icon and words of the tag of each standing.
TAGS: Final = {
    QuarterStanding.IN_TIME: ("ok", "check", QuarterStanding.IN_TIME.label),
    QuarterStanding.LATE: ("warn", "clock", QuarterStanding.LATE.label),
    QuarterStanding.SILENT: ("danger", "warning", QuarterStanding.SILENT.label),
    QuarterStanding.WAITED: ("", "clock", QuarterStanding.WAITED.label),
}
_ORDER = (QuarterStanding.SILENT, QuarterStanding.WAITED, QuarterStanding.LATE, QuarterStanding.IN_TIME)


@dataclass(frozen=True)
class Entry:
    """A body of the quarter. `standing`: None of one that published and does not owe it to anybody. `figures`: of the
    version that stands, by their names; empty where nothing is published.
    """

    body: int
    level: str
    region: int | None
    standing: QuarterStanding | None
    due_on: date | None
    figures: Mapping[str, int]


@dataclass(frozen=True)
class LevelLine:
    """How many bodies of a level, or of a region, have done what, and what the versions that stand add up to.

    `name`: of anything but a level, which is called in the language of whoever reads.
    """

    key: str
    counts: dict[str, int]
    sums: dict[str, int] = field(default_factory=dict)
    name: str = ""

    @property
    def label(self) -> str:
        return self.name or str(GROUPS[self.key])

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

    @property
    def share(self) -> str:
        """Open issues of which nothing was said, of all that were open at the end."""
        return share_words(Share(self.sums["silent"], self.sums["closing"]))


@dataclass(frozen=True)
class Board:
    """`bodies`: id and standing, who was silent first. `last`: the last day to publish in time. In `total` each issue
    that is open stands once, at its owner.
    """

    period: Period
    last: date | None
    lines: list[LevelLine]
    total: LevelLine
    bodies: list[tuple[int, QuarterStanding]]


@dataclass(frozen=True)
class BoardRow:
    body: Body
    standing: QuarterStanding
    version: QuarterVersion | None

    @property
    def tag(self) -> tuple[str, str, object]:
        return TAGS[self.standing]


def _published(period: Period) -> QuarterVersionQuerySet:
    return QuarterVersion.objects.filter(body=OuterRef("body"), period_key=period.key)


def _owed(period: Period) -> Any:
    """Public duties of the quarter, with the level of their body and its standing."""
    published = _published(period)
    owed = owed_in_public().for_period(period.key)
    return owed.annotate(place_level=_LEVEL, standing=standing_by(published))


def entries(period: Period) -> list[Entry]:
    """Every body that owes the quarter or published it, by its id. Two statements."""
    where = {"place_level": _LEVEL, "place_region": _REGION}
    found: dict[int, Entry] = {}
    owed = _owed(period).annotate(place_region=_REGION).order_by("body")
    for body, level, region, what, due_on in owed.values_list("body", *where, "standing", "due_on"):
        found[body] = Entry(body, level, region, QuarterStanding(what), due_on, {})
    versions = QuarterVersion.objects.standing().filter(period_key=period.key).annotate(**where).order_by("body")
    for body, level, region, *figures in versions.values_list("body", *where, *FIGURES):
        known = found.get(body, Entry(body, level, region, None, None, {}))
        found[body] = replace(known, figures=dict(zip(FIGURES, figures, strict=True)))
    return sorted(found.values(), key=lambda each: each.body)


def board(period: Period, *, level: str = "", by: str = LEVELS) -> Board:
    """Two statements, and one more by region. With a level, `bodies` and regions are of it alone."""
    found = entries(period)
    wanted = [each for each in found if level in ("", each.level)]
    mine = [(each.body, each.standing) for each in wanted if each.standing is not None]
    mine.sort(key=lambda row: (_ORDER.index(row[1]), row[0]))
    last = max((each.due_on for each in found if each.due_on is not None), default=None)
    lines = _by_region(wanted) if by == REGIONS else _by_level(found)
    total = wanted if by == REGIONS else found
    return Board(period, last, lines, _line("", total, _("All together")), mine)


def _by_level(found: list[Entry]) -> list[LevelLine]:
    """Of the levels on which anybody owes it or published."""
    lines = [(key, [each for each in found if each.level == key]) for key in GROUPS]
    return [_line(key, each) for key, each in lines if each]


def _by_region(found: list[Entry]) -> list[LevelLine]:
    """In the order of their codes; central bodies, which have none, first."""
    regions = Territory.objects.in_bulk({each.region for each in found if each.region is not None})
    ordered = sorted(regions.values(), key=lambda place: place.kato)
    centre = [each for each in found if each.region is None]
    lines = [_line("00", centre, pgettext("region of issues", "The whole country"))] if centre else []
    return lines + [
        _line(place.kato, [each for each in found if each.region == place.pk], str(place.name)) for place in ordered
    ]


def _line(key: str, found: list[Entry], name: str = "") -> LevelLine:
    counted = Counter(each.standing.value for each in found if each.standing is not None)
    sums = {name: sum(each.figures.get(name, 0) for each in found) for name in FIGURES}
    return LevelLine(key, {what.value: counted[what.value] for what in QuarterStanding}, sums, name)


def latest_levels() -> tuple[Period, list[LevelLine]] | None:
    """The latest quarter of which anything is published, level by level; each body once. Two statements."""
    key = QuarterVersion.objects.aggregate(latest=Max("period_key"))["latest"]
    if key is None:
        return None
    period = Period.parse(key)
    rows = _owed(period).order_by().values("place_level", "standing").annotate(number=Count("body", distinct=True))
    counted = {(row["place_level"], row["standing"]): row["number"] for row in rows}
    lines = [
        LevelLine(level, {what.value: counted.get((level, what.value), 0) for what in QuarterStanding})
        for level in GROUPS
    ]
    return period, [line for line in lines if line.owed]


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


#: Columns of the file: a body, what it owed and did, and the figures of the version that stands. What the board and the
#: front page say is counted from them: see `docs/recount.md`.
COLUMNS: Final = (
    *("quarter", "body", "name_kk", "name_ru", "level", "region", "due_on", "standing", "version", "published_on"),
    *("by_portal", "late_version", *FIGURES, "sha256"),
)


def file_lines(period: Period) -> Iterator[dict[str, object]]:
    """A line a body; the standing of one that owes nothing is empty. Five statements."""
    found = entries(period)
    bodies = Body.objects.in_bulk([each.body for each in found])
    regions = dict(Territory.objects.filter(pk__in={each.region for each in found}).values_list("pk", "kato"))
    versions = QuarterVersion.objects.standing().filter(period_key=period.key)
    latest = {version.body_id: version for version in versions}
    for each in found:
        body, version = bodies[each.body], latest.get(each.body)
        line: dict[str, object] = dict.fromkeys(COLUMNS, "")
        line |= {"quarter": period.key, "body": body.slug, "name_kk": body.plain_kk, "name_ru": body.plain_ru}
        line |= {"level": each.level, "region": regions.get(each.region or 0, "")}
        line |= {"due_on": each.due_on.isoformat() if each.due_on else "", "standing": each.standing or ""}
        if version is not None:
            line |= {"version": version.number, "published_on": version.published_on.isoformat()}
            line |= {"by_portal": int(version.by_portal), "late_version": int(version.is_late)}
            line |= {**each.figures, "sha256": version.sha256}
        yield line
