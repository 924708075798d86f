"""Norms of meetings as residents of one place see them: who owes one here in the running period, and how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from portal.bodies.models import Official, Territory
from portal.calendars.queries import coverage_words as words
from portal.calendars.queries.coverage import Line, OfAkim, lines_of, numbers_of
from portal.calendars.queries.kept_land import land_of
from portal.calendars.rules.coverage import ATTENTION, Numbers
from portal.kit import formats

#: Lines on the page of a place; the coverage of its region or district has all of them.
SHOWN = 8


@dataclass(frozen=True)
class NormLine:
    """An akim, the unit he owes a meeting in, how it stands, and the last day on which it is in time."""

    akim: str
    unit: str
    said: words.Said
    last_day: str


@dataclass(frozen=True)
class NormsHere:
    """What nobody has planned, held or recorded stands first; `left_out` more lines are not shown."""

    lines: list[NormLine]
    numbers: Numbers
    left_out: int


def norms_here(place: Territory, *, today: date) -> NormsHere | None:
    """Of the akim of the place in all his units, and of those above in this one, each in the period that holds the day.

    Four statements, eleven at the first time, and those of `above`. None where no norm asks for anything. Raises
    LawNotSeeded, TwoRules, UnknownDuty.
    """
    land = land_of(place.region, today.year, on=today).ground
    around = {each.pk for each in (*place.above, place)}
    found = []
    for akim in lines_of(replace(land, akims={pk: land.akims[pk] for pk in land.akims if pk in around}), today=today):
        here = [line for line in akim.lines if place.pk in (akim.akim.place.id, line.norm.unit.id)]
        found += [(akim, running) for line in here for running in _running(line, today)]
    if not found:
        return None
    found.sort(key=lambda each: _pressing(each[1]))
    shown = found[:SHOWN]
    names = _names(shown)
    return NormsHere(
        lines=[_line(akim, line, names) for akim, line in shown],
        numbers=numbers_of(line for _akim, line in found),
        left_out=len(found) - len(shown),
    )


def _running(line: Line, today: date) -> list[Line]:
    """The line with the one period that holds the day; none when the norm asks for nothing now."""
    return [replace(line, cells=(cell,)) for cell in line.cells if cell.period.start <= today < cell.period.end]


def _pressing(line: Line) -> int:
    how = line.cells[0].standing
    return ATTENTION.index(how) if how in ATTENTION else len(ATTENTION)


def _names(shown: Sequence[tuple[OfAkim, Line]]) -> dict[int, str]:
    """One statement."""
    asked = {akim.akim.official for akim, _line in shown if akim.akim.official}
    return {row.pk: str(row.title) for row in Official.objects.filter(pk__in=asked)}


def _line(akim: OfAkim, line: Line, names: dict[int, str]) -> NormLine:
    cell = line.cells[0]
    return NormLine(
        akim=words.akim_name(akim, names),
        unit=line.norm.unit.name.get(formats.language()),
        said=words.said(cell),
        last_day=formats.day(cell.period.last_day) if cell.needs_attention else "",
    )
