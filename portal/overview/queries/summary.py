"""The numbers of a half-year: duties of the public record whose last day fell in it, counted as the record counts.

The statement that counts is the one the kept totals are made with (`deadlines.queries.totals.tally`); here it is asked
of the obligations of a half-year, so that a summary never depends on how old the totals are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db import connection
from django.db.models import Count, F, Q
from django.utils.translation import override

from portal.bodies.choices import BodyKind
from portal.bodies.models import Body, Territory
from portal.deadlines.choices import Level
from portal.deadlines.models import Obligation, Transmittal
from portal.deadlines.queries.record.totals import NUMBERS, Sum, tally
from portal.deadlines.querysets import ObligationQuerySet
from portal.kernel.periods import Period
from portal.kernel.wording import Lines
from portal.law import registry

ENDINGS = ("docx", "pdf", "xlsx")
#: Official texts are in the state language and in Russian; a workbook may be in English too.
OFFICIAL = ("kk", "ru")
#: Half-years offered: the running one and those before it.
_OFFERED = 8
#: Bodies named as best and as worst, and the base from which a body is compared.
NAMED, COMPARED_FROM = 5, 3

_SETS = {"": (), "level": ("level",), "region": ("region_id",), "body": ("body_id", "level"), "duty": ("duty",)}


@dataclass(frozen=True)
class Line:
    """One row of a table: what is counted, and its numbers. `extended` is in no share."""

    name: Lines
    sum: Sum
    extended: int = 0
    key: str = ""


@dataclass(frozen=True)
class MissingLine:
    """One duty whose last day is over and that was not met."""

    body: Lines
    action: Lines
    about: Lines
    due_on: date
    days: int


@dataclass(frozen=True)
class Reception:
    """What became of documents sent in the half-year."""

    sent: int
    acknowledged: int
    returned: int

    @property
    def waiting(self) -> int:
        return self.sent - self.acknowledged - self.returned


@dataclass(frozen=True)
class Sums:
    """Numbers by group: `parts` by the name of a part, then by its key."""

    total: Sum
    parts: dict[str, dict[object, Sum]]


@dataclass(frozen=True)
class Summary:
    """`on` is the cut-off day. `before` is the half-year before, counted on the same day."""

    half: Period
    on: date
    total: Line
    before: Sum
    levels: list[Line]
    regions: list[Line]
    ministries: list[Line]
    duties: list[Line]
    best: list[Line]
    worst: list[Line]
    missing: list[MissingLine]
    reception: Reception
    bodies: int = 0


@dataclass
class _Extended:
    """Terms extended, by part and key."""

    total: int = 0
    by: dict[str, Counter[object]] = field(default_factory=lambda: {name: Counter() for name in _SETS if name})


def is_made(ending: str, language: str) -> bool:
    """Whether there is such a file."""
    return ending in ENDINGS and (language in OFFICIAL or (ending == "xlsx" and language == "en"))


def halves(today: date) -> list[Period]:
    """Half-years a summary can be made of, the running one first."""
    found = [Period.containing("half", today)]
    while len(found) < _OFFERED:
        found.append(found[-1].previous())
    return found


def last_ended(today: date) -> Period:
    return Period.containing("half", today).previous()


def owed_in(half: Period) -> ObligationQuerySet:
    """Public duties whose last day falls in the half-year, but for those whose text is not confirmed."""
    return Obligation.objects.public().in_shares().filter(due_on__gte=half.start, due_on__lt=half.end)


def half_sums(half: Period, on: date) -> Sums:
    """Counted on `on`. One statement."""
    inner, params = tally(owed_in(half).with_place().with_state(on))
    keys = ("level", "region_id", "body_id", "duty")
    numbers = ", ".join(f"coalesce(sum({name}), 0)::bigint" for name in NUMBERS)
    sets = ", ".join(f"({', '.join(columns)})" for columns in _SETS.values())
    # Only names of columns written in the code are put into the text.
    statement = (
        f"SELECT grouping({', '.join(keys)}), {', '.join(keys)}, {numbers}, min(first_due_on), max(last_due_on)"  # noqa: S608
        f" FROM ({inner}) AS cells GROUP BY GROUPING SETS ({sets})"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        rows = cursor.fetchall()
    marks = {_mark(columns, keys): name for name, columns in _SETS.items()}
    total = Sum()
    parts: dict[str, dict[object, Sum]] = {name: {} for name in _SETS if name}
    for mark, level, region, body, duty, *values in rows:
        name = marks[mark]
        known = dict(zip((*NUMBERS, "first_due_on", "last_due_on"), values, strict=True))
        one = Sum(level=level or "", region=region, body=body, duty=duty or "", **known)
        if name:
            parts[name][{"level": level, "region": region, "body": body, "duty": duty}[name]] = one
        else:
            total = one
    return Sums(total, parts)


def _mark(columns: tuple[str, ...], keys: tuple[str, ...]) -> int:
    """The number by which the database says that a row is of this set: a bit for each key that is not in it."""
    return sum(1 << place for place, key in enumerate(reversed(keys)) if key not in columns)


def outline(half: Period, on: date) -> Summary:
    """The numbers without the list of what is missing, for a page. Six statements."""
    return summary(half, on, lists_missing=False)


def summary(half: Period, on: date, *, lists_missing: bool = True) -> Summary:
    """Everything a document of the half-year says. Seven statements; what is missing is read row by row."""
    found, extended = half_sums(half, on), _extended(half)
    regions = {place.pk: place for place in Territory.objects.regions()}
    bodies = Body.objects.in_bulk([pk for pk in found.parts["body"] if isinstance(pk, int)])
    by_body = [
        Line(_names(bodies[pk], "plain"), one, extended.by["body"][pk], bodies[pk].slug)
        for pk, one in found.parts["body"].items()
        if pk in bodies
    ]
    kinds = {body.slug: body.kind for body in bodies.values()}
    return Summary(
        half=half,
        on=on,
        total=Line(Lines("", "", ""), found.total, extended.total),
        before=half_sums(half.previous(), on).total,
        levels=[
            Line(_label(level), found.parts["level"][level.value], extended.by["level"][level.value], level.value)
            for level in Level
            if level.value in found.parts["level"]
        ],
        regions=_sorted(
            Line(_names(regions[pk], "name"), one, extended.by["region"][pk], regions[pk].kato)
            for pk, one in found.parts["region"].items()
            if pk in regions
        ),
        ministries=_sorted(line for line in by_body if kinds[line.key] == BodyKind.MINISTRY),
        duties=[
            Line(registry.duty(key).title, found.parts["duty"][key], extended.by["duty"][key], key)
            for key in registry.KEYS
            if key in found.parts["duty"]
        ],
        best=_best(by_body),
        worst=_worst(by_body),
        missing=_missing(half, on, bodies) if lists_missing else [],
        reception=_reception(half),
        bodies=len(by_body),
    )


def _extended(half: Period) -> _Extended:
    found = _Extended()
    columns = ("place_level", "place_region", "body_id", "duty")
    rows = owed_in(half).filter(due_on__gt=F("computed_due_on")).with_place().order_by()
    for *keys, count in rows.values_list(*columns).annotate(count=Count("pk")):
        found.total += count
        for name, key in zip(("level", "region", "body", "duty"), keys, strict=True):
            found.by[name][key] += count
    return found


def _sorted(lines: Iterable[Line]) -> list[Line]:
    """The largest share of duties that were met in time first; without a base at the end."""
    return sorted(lines, key=lambda line: (not line.sum.counted, -_in_time(line.sum), line.sum.missing, line.name.ru))


def _in_time(one: Sum) -> float:
    return one.done_in_time / one.counted if one.counted else 0.0


def _best(lines: list[Line]) -> list[Line]:
    """Everything in time, and most of all."""
    whole = [line for line in lines if line.sum.counted >= COMPARED_FROM and line.sum.done_in_time == line.sum.counted]
    return sorted(whole, key=lambda line: (-line.sum.counted, line.name.ru))[:NAMED]


def _worst(lines: list[Line]) -> list[Line]:
    """Most not met; among equals the smaller share in time."""
    missing = [line for line in lines if line.sum.missing]
    return sorted(missing, key=lambda line: (-line.sum.missing, _in_time(line.sum), line.name.ru))[:NAMED]


def _missing(half: Period, on: date, bodies: dict[int, Body]) -> list[MissingLine]:
    rows = owed_in(half).unmet().due_before(on).order_by("due_on", "duty", "body_id", "pk")
    lines = []
    for row in rows:
        assert row.due_on is not None
        duty, period = registry.duty(row.duty), row.period
        lines.append(
            MissingLine(
                body=_names(bodies[row.body_id], "plain"),
                action=duty.title if period is None else duty.action_for(period),
                about=_names(row, "about"),
                due_on=row.due_on,
                days=(on - row.due_on).days,
            )
        )
    return lines


def _reception(half: Period) -> Reception:
    counts = Transmittal.objects.filter(
        sent_on__gte=half.start, sent_on__lt=half.end, obligation__is_public=True, evidence__withdrawn_on__isnull=True
    ).aggregate(
        sent=Count("pk"),
        acknowledged=Count("pk", filter=Q(acknowledged_on__isnull=False)),
        returned=Count("pk", filter=Q(returned_on__isnull=False)),
    )
    return Reception(**counts)


def _names(row: object, name: str) -> Lines:
    return Lines.written(lambda language: str(getattr(row, f"{name}_{language}")))


def _label(level: Level) -> Lines:
    def write(language: str) -> str:
        with override(language):
            return str(level.label)

    return Lines.written(write)
