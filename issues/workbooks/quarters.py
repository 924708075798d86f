"""The table of a quarter: taken away, filled in, brought back. Only what is said may differ from what was given out."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import astuple, dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any, BinaryIO, Final

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext, pgettext_lazy

from issues.choices import NoteKind, State
from issues.models import QuarterNote
from issues.queries.quarters.writing import OpenRow, Writing
from portal.kernel.folding import fold, tidy
from portal.kit import formats
from portal.sheets.cells import shown
from portal.sheets.package import Package
from portal.sheets.reading import Sheet, address, read_sheets
from portal.sheets.writing import Column, plain_text, workbook_bytes
from portal.sheets.writing import Sheet as Written
from schedules.workbooks.sentences import UNREADABLE

#: Columns in their order; those from `kind` on are filled in, the others are given out and stay.
_COLUMNS: Final[dict[str, tuple[Any, int]]] = {
    "number": (pgettext_lazy("quarter column", "Number of the issue"), 20),
    "title": (pgettext_lazy("quarter column", "Issue"), 44),
    "place": (pgettext_lazy("quarter column", "Place"), 28),
    "due_on": (pgettext_lazy("quarter column", "Term"), 22),
    "state": (pgettext_lazy("quarter column", "State"), 20),
    "kind": (pgettext_lazy("quarter column", "Progress, or nothing new"), 26),
    "kk": (pgettext_lazy("quarter column", "What is said, in Kazakh"), 50),
    "ru": (pgettext_lazy("quarter column", "What is said, in Russian"), 50),
}
_KEYS: Final = tuple(_COLUMNS)
_GIVEN: Final = _KEYS[:5]
#: Behind them, hidden: a print of each cell that was given out beside the number. A term, a state, a name of a place
#: change while a table is away; what its owner has not touched is known by it.
_PRINTS: Final = len(_KEYS) + 1
_PRINT_LENGTH: Final = 8
_PRINTED: Final = re.compile(rf"[0-9a-f]{{{_PRINT_LENGTH}}}(-[0-9a-f]{{{_PRINT_LENGTH}}}){{{len(_GIVEN) - 2}}}")
#: Lines above the header: what it is, whose and of which quarter, what to fill in.
_MARK_ROW, _HEADER_ROW = 2, 4
_MOST_PROBLEMS = 200


@dataclass(frozen=True)
class Filled:
    """What a row says of its issue."""

    issue: int
    kind: str
    kk: str
    ru: str


@dataclass(frozen=True)
class QuarterReading:
    """`problems`: cells with what is wrong there. With any of them nothing is taken. `cells`: where a text stands, by
    the id of its issue and its language.
    """

    rows: list[Filled] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)
    cells: dict[tuple[int, str], str] = field(default_factory=dict)


@dataclass(frozen=True)
class Change:
    """A row that says another thing than what is noted. `is_half`: in one language only; `was`: what stands now."""

    number: str
    title: str
    filled: Filled
    was: QuarterNote | None

    @property
    def stood(self) -> tuple[int, str, str]:
        """The note as it was read: its version, 0 when there was none, and its texts."""
        return (self.was.version, self.was.text_kk, self.was.text_ru) if self.was is not None else (0, "", "")

    @property
    def is_gone(self) -> bool:
        return not self.filled.kk and not self.filled.ru

    @property
    def is_half(self) -> bool:
        return bool(self.filled.kk) != bool(self.filled.ru)

    @property
    def said(self) -> str:
        return str(NoteKind(self.filled.kind).label)


@dataclass(frozen=True)
class Changes:
    """What a table changes, row by row; `same` rows are as they are noted."""

    rows: list[Change]
    same: int

    @property
    def news(self) -> int:
        return sum(not row.is_gone and row.filled.kind == NoteKind.NEWS for row in self.rows)

    @property
    def nothing(self) -> int:
        return sum(not row.is_gone and row.filled.kind == NoteKind.NOTHING for row in self.rows)

    @property
    def gone(self) -> int:
        return sum(row.is_gone for row in self.rows)

    @property
    def half(self) -> int:
        return sum(row.is_half for row in self.rows)

    @property
    def sha256(self) -> str:
        """By which they are known again: what was looked at is what is taken over."""
        told = [(row.number, *astuple(row.filled), *row.stood) for row in self.rows]
        return sha256(json.dumps(told).encode()).hexdigest()


def write_quarter(writing: Writing, *, language: str, made_on: date) -> bytes:
    """Every issue that is open at the end of the quarter, with what is noted. The same notes make the same bytes."""
    with override(language):
        choices = {"kind": tuple(str(label) for label in NoteKind.labels)}
        columns = [Column(str(name), width, choices.get(key, ())) for key, (name, width) in _COLUMNS.items()]
        columns.append(Column("", len(_GIVEN) * (_PRINT_LENGTH + 1), is_hidden=True))
        heading = _("Progress on issues")
        title = f"{heading}, {formats.period_name(writing.period)}: {writing.body.plain}"
        hint = _("Fill in the last three columns; leave the others and the rows as they are.")
        given = [(row, _given(row)) for row in _in_order(writing)]
        rows = [[*cells.values(), *_said(row), "-".join(_prints(cells).values())] for row, cells in given]
        sheet = Written(
            pgettext("sheet of a workbook", "Issues"), columns, rows, title=[title, _mark(writing, language), hint]
        )
        return workbook_bytes([sheet], title=title, made_on=made_on)


def read_quarter(source: BinaryIO, writing: Writing) -> QuarterReading:
    """What our own table says now. Another table, a row more or less, or a changed cell is named. Raises Unreadable."""
    sheets = [sheet for sheet in read_sheets(Package(source, sentences=UNREADABLE)) if sheet.rows]
    marks = {_mark(writing, code): code for code, _name in settings.LANGUAGES}
    sheet = next((each for each in sheets if _text(each, _MARK_ROW, 1) in marks), None)
    if sheet is None:
        return QuarterReading(problems=[("A2", _("This is not the table of this body and quarter."))])
    reading = QuarterReading()
    for other in sheets:
        if other is not sheet:
            reading.problems.append((other.name, _("This sheet was not given out.")))
    with override(marks[_text(sheet, _MARK_ROW, 1)]):
        expected = {row.issue.number: (row, _given(row)) for row in _in_order(writing)}
        headers = [str(name) for name, _width in _COLUMNS.values()]
    for column, header in enumerate(headers, start=1):
        if _text(sheet, _HEADER_ROW, column) != header:
            cell = address(_HEADER_ROW, column)
            reading.problems.append((cell, _("This heading was changed: “%(given)s”.") % {"given": header}))
    seen: set[str] = set()
    for number in sorted(row for row in sheet.rows if row > _HEADER_ROW):
        _read_row(reading, sheet, number, expected, seen)
    for missing in sorted(set(expected) - seen):
        reading.problems.append((missing, _("The row of this issue is missing.")))
    del reading.problems[_MOST_PROBLEMS:]
    return reading


def changes(reading: QuarterReading, writing: Writing) -> Changes:
    """What it would change of what is noted now; what somebody noted since it was given out is among what goes."""
    rows = {row.issue.pk: row for row in writing.rows}
    found = []
    for filled in reading.rows:
        row = rows[filled.issue]
        note = row.note
        stands = (note.kind, note.text_kk, note.text_ru) if note is not None else (filled.kind, "", "")
        said = (filled.kind, filled.kk, filled.ru)
        # What was published since it was given out is not noted once more.
        if stands != said and (note is not None or said != row.told):
            found.append(Change(row.issue.number, str(row.issue.title), filled, note))
    return Changes(found, len(reading.rows) - len(found))


def _read_row(
    reading: QuarterReading,
    sheet: Sheet,
    row: int,
    expected: Mapping[str, tuple[OpenRow, dict[str, str]]],
    seen: set[str],
) -> None:
    texts = {key: _text(sheet, row, column) for column, key in enumerate(_KEYS, start=1)}
    printed = _text(sheet, row, _PRINTS)
    prints = dict(zip(_GIVEN[1:], printed.split("-"), strict=True)) if _PRINTED.fullmatch(printed) else {}
    last = _PRINTS if prints else len(_KEYS)
    beyond = [column for column in sheet.rows[row] if column > last and _text(sheet, row, column)]
    for column in beyond:
        reading.problems.append((address(row, column), _("Nothing is read from this column.")))
    if not any(texts.values()):
        return
    number = texts["number"]
    if number not in expected or number in seen:
        said = _("This row was not given out.") if number not in expected else _("This issue stands twice.")
        reading.problems.append((address(row, 1), said))
        return
    seen.add(number)
    found, given = expected[number]
    come, now = _prints(texts), _prints(given)
    for column, key in enumerate(_GIVEN, start=1):
        # Of a table without prints only what stands today is known.
        if texts[key] != given[key] and prints.get(key, "") != come[key]:
            told = _("This cell was changed; it was given out as “%(given)s”.") % {"given": given[key]}
            if prints and prints[key] != now[key]:
                told = _("This cell was changed. Download the table anew, or write into it what stood there.")
            reading.problems.append((address(row, column), told))
    kind = _kinds().get(fold(tidy(texts["kind"])), "") if texts["kind"] else NoteKind.NEWS.value
    if not kind:
        reading.problems.append((address(row, _KEYS.index("kind") + 1), _("Choose one of the list.")))
        return
    reading.rows.append(Filled(found.issue.pk, kind, texts["kk"], texts["ru"]))
    for language in ("kk", "ru"):
        reading.cells[found.issue.pk, language] = address(row, _KEYS.index(language) + 1)


def _in_order(writing: Writing) -> list[OpenRow]:
    return sorted(writing.rows, key=lambda row: row.issue.number)


def _given(row: OpenRow) -> dict[str, str]:
    """Cells that stay, in the active language."""
    issue = row.issue
    texts = {
        "number": issue.number,
        "title": str(issue.title) or issue.internal[:200],
        "place": str(issue.territory.name),
        "due_on": formats.day(issue.due_on) if issue.due_on else "",
        "state": str(State(issue.state).label),
    }
    return {key: _tidy(text) for key, text in texts.items()}


def _prints(cells: Mapping[str, str]) -> dict[str, str]:
    """Of each cell that was given out beside the number, bound to it: under another number they are not the same.

    They tell a slip, and need no key: nothing is read from these cells but that they stand.
    """
    told = {key: "\n".join((cells["number"], key, cells[key])) for key in _GIVEN[1:]}
    return {key: sha256(text.encode()).hexdigest()[:_PRINT_LENGTH] for key, text in told.items()}


def _said(row: OpenRow) -> list[str]:
    note = row.note
    return ["", "", ""] if note is None else [str(NoteKind(note.kind).label), note.text_kk, note.text_ru]


def _mark(writing: Writing, language: str) -> str:
    return f"{writing.body.slug} {writing.period.key} {language}"


def _kinds() -> dict[str, str]:
    """What the kinds are called in any language, folded."""
    found: dict[str, str] = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            found |= {fold(tidy(str(kind.label))): kind.value for kind in NoteKind}
    return found


def _text(sheet: Sheet, row: int, column: int) -> str:
    value = sheet.rows.get(row, {}).get(column)
    return _tidy(value if isinstance(value, str) else shown(value)) if value is not None else ""


def _tidy(text: str) -> str:
    return plain_text(text).strip()
