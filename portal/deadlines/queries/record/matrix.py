"""The record as a table: bodies or regions by duties or periods, each cell with its words and the way to its rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from portal.bodies.models import Body, Territory
from portal.deadlines.choices import Level
from portal.deadlines.queries.record import totals
from portal.deadlines.queries.record.board import Asked, Figures, figures_of, sums
from portal.deadlines.queries.record.totals import COUNTED, LATE, STATES, Part, Sum
from portal.deadlines.queries.words import in_words
from portal.deadlines.querysets import STANDING_KEY
from portal.kit import formats
from portal.law import registry

#: What a cell of one kind looks like: modifier of its style and icon. The first that counts anything gives the looks.
_LOOKS = {
    "missing": ("late", "warning"),
    "late": ("gap", "clock"),
    "claimed": ("gap", "info"),
    "returned": ("gap", "warning"),
    "in_time": ("met", "check"),
    "confirmed": ("met", "check"),
    "soon": ("plan", "clock"),
    "waiting": ("plan", "clock"),
    "not_due": ("plan", "calendar"),
    "standing": ("plan", "info"),
    "exempt": ("plan", "dash"),
    "waived": ("plan", "dash"),
    "gone": ("plan", "dash"),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """`text` is short; `words` say all of it and stand for it where it is read aloud."""

    url: str
    kind: str
    icon: str
    text: str
    words: str


@dataclass(frozen=True)
class Column:
    key: str
    label: str


@dataclass(frozen=True)
class Row:
    """`cells` stand beside the label of their column: on a phone each is a line of its own."""

    label: str
    url: str
    cells: list[tuple[str, Cell | None]]


@dataclass(frozen=True)
class Matrix:
    """One table. `heading` names it, `corner` says what its rows are."""

    heading: str
    corner: str
    columns: list[Column]
    rows: list[Row]


@dataclass(frozen=True)
class Offer:
    """What the filter of the record offers, in the reader's order."""

    bodies: list[Body]
    regions: list[Territory]
    years: list[int]


@dataclass(frozen=True)
class Board:
    figures: Figures
    tables: list[Matrix]


def offer(language: str, today: date, slug: str = "") -> Offer:
    """Ministries, regions and years; and the body that was asked for by `slug`. Three statements, or four."""
    bodies = list(Body.objects.leading().on_the_portal().in_order(language))
    if slug and all(body.slug != slug for body in bodies) and "\0" not in slug:
        bodies += Body.objects.filter(slug=slug)
    # The year that is being planned too, though nothing of it may be counted yet.
    known = {*totals.years(), today.year, today.year + 1}
    regions = Territory.objects.in_force(today).regions().in_order(language)
    return Offer(bodies, list(regions), sorted(known, reverse=True))


def board(asked: Asked, on: date, offered: Offer) -> Board:
    """The tables of what is asked for, and its numbers. Three statements at most, and one more for names."""
    columns: Part = "period" if asked.duty or asked.body is not None else "duty"
    if asked.body is not None:
        found, doubted = (sums(asked, ("duty", columns), apart=apart) for apart in (False, True))
        tables = [_of_body(asked, found), _of_body(asked, doubted, _("Duties whose text is not confirmed"))]
        return Board(figures_of(found, on, asked.as_of), _tables(tables))
    if asked.region is not None or asked.level == Level.CENTRAL:
        found = sums(asked, ("level", "body", columns))
        return Board(figures_of(found, on, asked.as_of), _tables([_of_bodies(asked, found, columns, offered)]))
    regional = [one for one in sums(asked, ("region", columns)) if one.region is not None]
    tables = [_of_regions(asked, regional, columns, offered)]
    central: list[Sum] = []
    if not asked.level:
        below = replace(asked, level=Level.CENTRAL.value)
        central = sums(below, ("level", "body", columns))
        tables.insert(0, _of_bodies(below, central, columns, offered))
    return Board(figures_of([*central, *regional], on, asked.as_of), _tables(tables))


def _tables(tables: Iterable[Matrix]) -> list[Matrix]:
    return [table for table in tables if table.rows]


def _of_body(asked: Asked, found: Sequence[Sum], heading: str = "") -> Matrix:
    columns = _columns("period", found)
    duties = [key for key in registry.KEYS if any(one.duty == key for one in found)]
    rows = [
        Row(
            _title(key),
            f"?{_query(asked, duty=key)}",
            _cells(columns, {one.period: one for one in found if one.duty == key}, "period", _query(asked, duty=key)),
        )
        for key in duties
    ]
    return Matrix(heading or _("Duties by periods"), pgettext("column", "Duty"), columns, rows)


def _of_bodies(asked: Asked, found: Sequence[Sum], by: Part, offered: Offer) -> Matrix:
    columns = _columns(by, found)
    numbers = _grouped(found, "body", by)
    levels = {one.body: one.level for one in found}
    order = [level.value for level in Level]
    bodies = sorted(_bodies(numbers, offered), key=lambda body: order.index(levels[body.pk]))
    rows = [
        Row(
            body.short,
            f"?{_query(asked, body=body.slug, level='', region='')}",
            _cells(columns, numbers[body.pk], by, _query(asked, body=body.slug, level="", region="")),
        )
        for body in bodies
    ]
    heading = _("Central bodies") if asked.level == Level.CENTRAL else _("Bodies of the region")
    return Matrix(heading, pgettext("column", "Body"), columns, rows)


def _of_regions(asked: Asked, found: Sequence[Sum], by: Part, offered: Offer) -> Matrix:
    columns = _columns(by, found)
    numbers = _grouped(found, "region", by)
    rows = [
        Row(
            region.short,
            f"?{_query(asked, region=region.kato)}",
            _cells(columns, numbers[region.pk], by, _query(asked, region=region.kato)),
        )
        for region in _regions(numbers, offered)
    ]
    heading = str(Level(asked.level).label) if asked.level else _("Regions with all their bodies")
    return Matrix(heading, pgettext("column", "Region"), columns, rows)


def _grouped(found: Iterable[Sum], row: Part, column: Part) -> dict[int, dict[str, Sum]]:
    groups: dict[int, dict[str, Sum]] = {}
    for one in found:
        groups.setdefault(getattr(one, row), {})[getattr(one, column)] = one
    return groups


def _bodies(wanted: dict[int, dict[str, Sum]], offered: Offer) -> list[Body]:
    """In the order of the offer; those it does not name are asked of the database."""
    known = [body for body in offered.bodies if body.pk in wanted]
    if len(known) == len(wanted):
        return known
    return list(Body.objects.filter(pk__in=wanted).in_order(formats.language()))


def _regions(wanted: dict[int, dict[str, Sum]], offered: Offer) -> list[Territory]:
    """In the order of the offer; those that are no more are asked of the database."""
    known = [region for region in offered.regions if region.pk in wanted]
    if len(known) == len(wanted):
        return known
    return list(Territory.objects.filter(pk__in=wanted).in_order(formats.language()))


def _columns(part: Part, found: Iterable[Sum]) -> list[Column]:
    """Only those that count something, in their order."""
    keys = {getattr(one, part) for one in found}
    if part == "duty":
        return [Column(key, _title(key)) for key in registry.KEYS if key in keys]
    return [Column(key, _period(key)) for key in sorted(keys)]


def _title(duty: str) -> str:
    return in_words(registry.duty(duty).title)


def _period(key: str) -> str:
    return _("At all times") if key == STANDING_KEY else formats.period_name(key)


def _query(asked: Asked, **changes: str) -> str:
    """The address of a narrower view of the same record."""
    parts = {
        "body": asked.body.slug if asked.body is not None else "",
        "duty": asked.duty,
        "act": asked.act,
        "period": asked.period_key,
        "year": "" if asked.year is None else str(asked.year),
        "region": asked.region.kato if asked.region is not None else "",
        "level": asked.level,
        "as_of": asked.as_of.isoformat() if asked.as_of is not None else "",
        **changes,
    }
    return urlencode({name: value for name, value in parts.items() if value})


def _cells(columns: Sequence[Column], numbers: dict[str, Sum], part: Part, query: str) -> list[tuple[str, Cell | None]]:
    return [
        (
            column.label,
            _cell(numbers[column.key], f"?{query}&view=list&{part}={column.key}") if column.key in numbers else None,
        )
        for column in columns
    ]


def _cell(one: Sum, url: str) -> Cell | None:
    counts = tuple((name, number) for name in _LOOKS if (number := getattr(one, name)))
    if not counts:
        return None
    kind, icon = _LOOKS[counts[0][0]]
    text, words = _said(counts, one.days_late, formats.language())
    return Cell(url, kind, icon, text, words)


@lru_cache(maxsize=4096)
def _said(counts: tuple[tuple[str, int], ...], days_late: int, language: str) -> tuple[str, str]:
    """Short text and whole words, in the active `language`. Most cells of a table say the same as some other."""
    numbers = dict(counts)
    name, number = counts[0]
    if sum(numbers.values()) == 1:
        said = state_word(name)
        if name in LATE:
            days = {"days": formats.number(days_late)}
            said = ngettext("%(days)s day late", "%(days)s days late", days_late) % days
            # Beside the other words of a table, which begin small.
            said = said[:1].lower() + said[1:]
        return said, f"{state_word(name)}, {said}" if name == "claimed" else said
    base = sum(numbers.get(part, 0) for part in COUNTED)
    in_time = numbers.get("in_time", 0) + numbers.get("confirmed", 0)
    text = formats.number(number)
    if base:
        text = f"{formats.number(in_time)}/{formats.number(base)}"
    listed = _("%(name)s: %(number)s")
    return text, ", ".join(listed % {"name": state_word(part), "number": formats.number(n)} for part, n in counts)


def state_word(name: str) -> str:
    """What a number of a sum counts, in a word or two."""
    return {
        "in_time": pgettext("cell of the record", "in time"),
        "confirmed": pgettext("cell of the record", "in time, confirmed by another body"),
        "late": pgettext("cell of the record", "done late"),
        "claimed": pgettext("cell of the record", "in time by its own word, entered late"),
        "missing": pgettext("cell of the record", "not done"),
        "returned": pgettext("cell of the record", "returned, not replaced"),
        "soon": pgettext("cell of the record", "due soon"),
        "not_due": pgettext("cell of the record", "not due yet"),
        "waiting": pgettext("cell of the record", "waiting"),
        "standing": pgettext("cell of the record", "no day is set"),
        "exempt": pgettext("cell of the record", "exempt"),
        "waived": pgettext("cell of the record", "waived"),
        "gone": pgettext("cell of the record", "not needed"),
    }[name]


def legend() -> list[Cell]:
    """What the looks of cells mean, one for each."""
    return [Cell("", kind, icon, "", state_word(name)) for name, (kind, icon) in _LOOKS.items() if name in STATES]
