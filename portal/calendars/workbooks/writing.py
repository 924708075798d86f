"""A calendar as offices print it, a sheet to a district, under headers that our own reader knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import IO

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from portal.calendars.queries.paper import PaperLine, PaperPart, paper_parts
from portal.kit import formats
from portal.sheets.writing import Column, Sheet, Value, write_workbook
from schedules.choices import MeetingFormat
from schedules.models import Proposal


def write_calendar(target: IO[bytes], parts: Iterable[PaperPart], *, year: str, language: str, made_on: date) -> None:
    """An XLSX, row by row: № | akim | place | date | time | venue | format."""
    with override(language):
        write_workbook(target, _sheets(parts, year, language), title=_title(year), made_on=made_on)


def _sheets(parts: Iterable[PaperPart], year: str, language: str) -> Iterator[Sheet]:
    number = 0
    for number, part in enumerate(parts, start=1):  # noqa: B007 how many there were
        yield _sheet(part, year, language)
    if not number:
        # A book has a sheet, also of a calendar that nobody has begun.
        yield _sheet(PaperPart(year, iter(())), year, language)


def write_proposal(proposal: Proposal, target: IO[bytes], language: str, on: date) -> None:
    """The working rows of a region, read as they are written."""
    parts = paper_parts(proposal, language=language, on=on)
    write_calendar(target, parts, year=proposal.period_key, language=language, made_on=on)


def _title(year: str) -> str:
    return _("Calendar of meetings of akims with the population for %(year)s") % {"year": year}


def _sheet(part: PaperPart, year: str, language: str) -> Sheet:
    columns = [
        Column(pgettext("column of a workbook", "No."), 8),
        Column(pgettext("column of a calendar", "Akim"), 44),
        Column(pgettext("column of a calendar", "Place"), 36),
        Column(pgettext("column of a calendar", "Date"), 22),
        Column(pgettext("column of a calendar", "Time"), 10),
        Column(pgettext("column of a calendar", "Venue"), 30),
        Column(pgettext("column of a calendar", "Format"), 18),
    ]
    title = f"{_title(year)}, {part.name}"
    return Sheet(name=part.name, columns=columns, rows=_rows(part.lines, language), title=[title])


def _rows(lines: Iterable[PaperLine], language: str) -> Iterator[list[Value]]:
    said = {
        MeetingFormat.ON_SITE.value: pgettext("format in a calendar", "away visit"),
        MeetingFormat.ONLINE.value: pgettext("format in a workbook", "Online"),
        MeetingFormat.MIXED.value: pgettext("format in a workbook", "Mixed (on site and online)"),
    }
    for number, line in enumerate(lines, start=1):
        days = line.when.days
        when: Value = days[0] if len(days) == 1 else formats.when_text(line.when, language, write=formats.day_digits)
        yield [number, line.akim, line.place, when, line.start_time, line.venue, said[line.format]]
