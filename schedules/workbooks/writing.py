"""Our own workbook of a plan, under headers that the reader of this package knows: it is read back unchanged."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from portal.kernel.wording import LANGUAGES, Lines
from portal.kit import formats
from portal.sheets.writing import Column, Sheet, Value, workbook_bytes
from schedules.choices import MeetingFormat
from schedules.kinds import kind_of
from schedules.queries.documents import PlanLine, PlanSheet


def write_rows(sheet: PlanSheet, *, language: str) -> bytes:
    """An XLSX with every field of every row in all its languages; headers, dates and formats in `language`."""
    with override(language):
        names_bodies = kind_of(sheet.kind).is_common
        return workbook_bytes(
            [
                Sheet(
                    name=pgettext("sheet of a workbook", "Meetings"),
                    columns=_columns(names_bodies),
                    rows=_rows(sheet, language, names_bodies),
                    title=[title_of(sheet)],
                )
            ],
            title=title_of(sheet),
            made_on=sheet.made_on,
        )


def title_of(sheet: PlanSheet) -> str:
    """In the active language. The year stands in it, version and draft too: a file is known by its first line."""
    if sheet.is_draft:
        return _("Meetings with the population, %(year)s, draft") % {"year": sheet.year}
    return _("Meetings with the population, %(year)s, version %(number)s") % {
        "year": sheet.year,
        "number": sheet.number,
    }


def _columns(names_bodies: bool) -> list[Column]:
    columns = [Column(pgettext("column of a workbook", "No."), 8)]
    if names_bodies:
        columns.append(Column(pgettext("column of a workbook", "State body"), 34))
    return [
        *columns,
        Column(pgettext("column of a workbook", "Who meets the people"), 30),
        Column(pgettext("column of a workbook", "Region"), 28),
        Column(pgettext("column of a workbook", "KATO code"), 13),
        Column(pgettext("column of a workbook", "Date"), 24),
        Column(pgettext("column of a workbook", "Starting time"), 18),
        Column(pgettext("column of a workbook", "Format"), 20),
        Column(pgettext("column of a workbook", "Venue (Kazakh)"), 30),
        Column(pgettext("column of a workbook", "Venue (Russian)"), 30),
        Column(pgettext("column of a workbook", "Venue (English)"), 30),
        Column(pgettext("column of a workbook", "Subject (Kazakh)"), 40),
        Column(pgettext("column of a workbook", "Subject (Russian)"), 40),
        Column(pgettext("column of a workbook", "Subject (English)"), 40),
        Column(pgettext("column of a workbook", "Grounds for the choice (Kazakh)"), 40),
        Column(pgettext("column of a workbook", "Grounds for the choice (Russian)"), 40),
        Column(pgettext("column of a workbook", "Grounds for the choice (English)"), 40),
    ]


def _rows(sheet: PlanSheet, language: str, names_bodies: bool) -> Iterator[list[Value]]:
    said = {
        MeetingFormat.ON_SITE.value: pgettext("format in a workbook", "On site"),
        MeetingFormat.ONLINE.value: pgettext("format in a workbook", "Online"),
        MeetingFormat.MIXED.value: pgettext("format in a workbook", "Mixed (on site and online)"),
    }
    for number, line in enumerate(sheet.lines, start=1):
        body: list[Value] = [line.body.get(language)] if names_bodies else []
        yield [
            number,
            *body,
            _who(line, language),
            _known(line.place, language),
            line.kato,
            _when(line, language),
            line.start_time,
            said[line.format],
            *(text.get(each) for text in (line.venue, line.subject, line.ground) for each in LANGUAGES),
        ]


def _who(line: PlanLine, language: str) -> str:
    """Title and name: several deputies may have the same title."""
    return ", ".join(filter(None, [_known(line.official, language), _known(line.person, language)]))


def _when(line: PlanLine, language: str) -> Value:
    """A date the spreadsheet can sort; several days, or a period, as text."""
    days = line.when.days
    return days[0] if len(days) == 1 else formats.when_text(line.when, language, write=formats.day_digits)


def _known(texts: Lines, language: str) -> str:
    return texts.get(language) or texts.kk or texts.ru
