"""How coverage is said: tags of its states, names of akims and units, lines of its files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.bodies.models import Official
from portal.calendars.queries.coverage import Cell, Coverage, Line, OfAkim
from portal.calendars.rules.coverage import Standing
from portal.deadlines.queries.words import Tag, in_words
from portal.kernel.periods import Period
from portal.kit import formats
from portal.law import registry


def tag(standing: Standing) -> Tag:
    return _tags(formats.language())[standing]


@lru_cache(maxsize=8)
def _tags(_language: str) -> dict[Standing, Tag]:
    """In the active language: a page asks for a thousand."""
    return {
        Standing.MET: Tag("ok", "check", pgettext("coverage", "Held")),
        Standing.LATE: Tag("warn", "clock", pgettext("coverage", "Held, counted late")),
        Standing.PLANNED: Tag("info", "calendar", pgettext("coverage", "Planned")),
        Standing.UNDATED: Tag("warn", "calendar", pgettext("coverage", "Planned, no day yet")),
        Standing.UNRECORDED: Tag("warn", "warning", pgettext("coverage", "Its day is over, not recorded")),
        Standing.MISSING: Tag("warn", "plus", pgettext("coverage", "Not planned")),
        Standing.MISSED: Tag("danger", "cancelled", pgettext("coverage", "Not held")),
        Standing.UNCOUNTED: Tag("", "clock", pgettext("coverage", "Not counted here")),
    }


def look(standing: Standing) -> str:
    """How its mark in a matrix looks: the end of the name of its class."""
    return _LOOKS[standing]


_LOOKS = {
    Standing.MET: "met",
    Standing.LATE: "met",
    Standing.PLANNED: "plan",
    Standing.UNDATED: "plan",
    Standing.UNRECORDED: "late",
    Standing.MISSING: "gap",
    Standing.MISSED: "late",
    Standing.UNCOUNTED: "none",
}
#: What a legend explains, in the order of what becomes of a meeting.
LEGEND = (Standing.MET, Standing.LATE, Standing.PLANNED, Standing.UNRECORDED, Standing.MISSING, Standing.MISSED)


def legend() -> list[tuple[str, Tag]]:
    return [(look(each), tag(each)) for each in LEGEND]


@dataclass(frozen=True)
class Said:
    """A cell in words."""

    cell: Cell
    period: str
    tag: Tag
    look: str
    day: str
    url: str = ""
    #: The day that is proposed for it.
    could_be: str = ""


def said(cell: Cell, *, plan_url: str = "", could_be: date | None = None) -> Said:
    """`plan_url` is where a hole is filled, with the day it could be."""
    is_hole = bool(plan_url) and cell.standing in (Standing.MISSING, Standing.UNDATED)
    language = formats.language()
    return Said(
        cell,
        _period(cell.period, language),
        _tags(language)[cell.standing],
        look(cell.standing),
        _day(cell.day, language) if cell.day else "",
        plan_url if is_hole else "",
        formats.day(could_be) if is_hole and could_be else "",
    )


#: The periods of three years in three languages, and all days of one.
@lru_cache(maxsize=200)
def _period(period: Period, language: str) -> str:
    return formats.period_name(period, language)


@lru_cache(maxsize=1200)
def _day(day: date, language: str) -> str:
    return formats.day(day, language)


def akim_names(coverage: Coverage) -> dict[int, str]:
    """Titles of the heads that are known, by their id. One statement."""
    asked = [one.akim.official for one in coverage.shown if one.akim.official]
    return {row.pk: str(row.title) for row in Official.objects.filter(pk__in=asked)}


def akim_name(one: OfAkim, names: dict[int, str]) -> str:
    known = names.get(one.akim.official or 0)
    return known or _("Akim: %(place)s") % {"place": in_words(one.akim.place.name)}


def norm_words(line: Line) -> str:
    """Like "cov-3: Visits of the akim of a district"."""
    return in_words(registry.duty(line.norm.norm).title)


COLUMNS = (
    "region", "akim_code", "akim", "unit_code", "unit", "norm", "edition", "period", "owed", "state", "day",
)  # fmt: skip


def lines(coverage: Coverage, names: dict[int, str]) -> Iterator[dict[str, object]]:
    """A line a cell, for files."""
    for one in coverage.shown:
        for line in one.lines:
            for cell in line.cells:
                yield {
                    "region": coverage.place.kato,
                    "akim_code": one.akim.place.kato,
                    "akim": akim_name(one, names),
                    "unit_code": line.norm.unit.kato,
                    "unit": in_words(line.norm.unit.name),
                    "norm": line.norm.norm,
                    "edition": line.norm.edition,
                    "period": cell.period.key,
                    "owed": line.norm.meetings,
                    "state": cell.standing.value,
                    "day": cell.day.isoformat() if cell.day else "",
                }
