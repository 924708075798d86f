"""Reading a plan of meetings from a workbook, as a careful clerk does."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace
from datetime import datetime
from typing import BinaryIO

from portal.kernel.periods import Period
from portal.sheets.beside import between
from portal.sheets.cells import Cells, shown
from portal.sheets.days import read_when
from portal.sheets.package import Package
from portal.sheets.reading import Sheet, Value, address, read_sheets
from portal.sheets.refusals import refusal
from portal.sheets.tables import Header, is_numbering, is_ordinal, why_no_row
from schedules.workbooks.guides import Guide
from schedules.workbooks.meetings import read_meeting
from schedules.workbooks.notes import notes_of
from schedules.workbooks.results import Note, Reading, ReadRow, Skipped
from schedules.workbooks.sections import Section
from schedules.workbooks.sentences import UNREADABLE
from schedules.workbooks.tables import NO_DAY, find_header, split_of
from schedules.workbooks.titles import Owner, title_notes, years_in

#: What is kept of a skipped row: enough to recognise it.
_SHOWN = 200
#: Rows between two looks at the clock.
_STRIDE = 200


def read_workbook(
    source: BinaryIO,
    *,
    period: Period,
    places: Guide,
    owner: Owner | None = None,
    seconds: float | None = None,
) -> Reading:
    """Every meeting of the workbook that can be found, in the order of sheets and rows.

    Reads and saves nothing; what is no meeting is listed in `skipped`. With an `owner` titles that name another body
    are noted. Raises Unreadable.
    """
    package = Package(source, sentences=UNREADABLE, seconds=seconds)
    rows: list[ReadRow] = []
    skipped: list[Skipped] = []
    languages: Counter[str] = Counter()
    is_empty = True
    for sheet in read_sheets(package):
        why = _why_not_read(sheet)
        is_empty = is_empty and why in ("empty_sheet", "not_cells")
        if why:
            skipped.append(Skipped(sheet.name, 0, why))
            continue
        inside = places.of_sheet(sheet)
        walks = [_SheetWalk(part, period, inside, package, owner) for part in _parts(sheet, period, inside)]
        for walk in walks:
            walk.walk(is_beside=walk is not walks[0])
            languages.update(walk.languages)
        rows += sorted((row for walk in walks for row in walk.rows), key=lambda row: row.row)
        if any(walk.languages for walk in walks):
            skipped += sorted((line for walk in walks for line in walk.skipped), key=lambda line: line.row)
        else:
            skipped.append(Skipped(sheet.name, 0, "no_table"))
    if is_empty:
        raise refusal("empty", UNREADABLE)
    if not languages:
        raise refusal("no_table", UNREADABLE)
    if not rows:
        raise refusal("no_rows", UNREADABLE)
    return Reading(rows, skipped, period, _sha256(source), languages.most_common(1)[0][0])


def check_workbook(source: BinaryIO) -> None:
    """Ask at the door only: nothing is unpacked. Raises Unreadable."""
    Package(source, sentences=UNREADABLE)


def _parts(sheet: Sheet, period: Period, places: Guide) -> list[Sheet]:
    """The sheet, or the tables that stand beside each other on it."""
    for row in sorted(sheet.rows):
        column = split_of(sheet, row, period=period, places=places)
        if column is not None:
            return [between(sheet, 1, column - 1), *_parts(between(sheet, column, None), period, places)]
    return [sheet]


def _why_not_read(sheet: Sheet) -> str:
    if not sheet.has_cells:
        return "not_cells"
    if not sheet.rows:
        return "empty_sheet"
    return "hidden_sheet" if sheet.is_hidden else ""


def _repeatable(header: Header) -> frozenset[str]:
    """Where a ditto mark is one: not at a date. Our own export, known by its codes of places, has none."""
    return frozenset() if "kato" in header.columns else frozenset(header.columns) - {"date"}


def _sha256(source: BinaryIO) -> str:
    source.seek(0)
    return hashlib.sha256(source.read()).hexdigest()


class _SheetWalk:
    """Goes down a sheet once: titles, a header, meetings, notes, perhaps another header."""

    def __init__(self, sheet: Sheet, period: Period, places: Guide, package: Package, owner: Owner | None) -> None:
        self._sheet, self._period, self._places, self._package = sheet, period, places, package
        self._owner = owner
        self.rows: list[ReadRow] = []
        self.skipped: list[Skipped] = []
        self.languages: Counter[str] = Counter()
        self._header: Header | None = None
        self._above: dict[str, Value] = {}
        self._section = Section()
        self._titles: list[tuple[str, str]] = []
        self._title_notes: list[Note] = []
        self._unread: dict[tuple[int, int], str] = {}
        self._is_beside = False

    def walk(self, *, is_beside: bool = False) -> None:
        self._is_beside = is_beside
        for count, row in enumerate(sorted(self._sheet.rows)):
            if count % _STRIDE == 0:
                self._package.check_time()
            self._take(row)
        told = {cell for row in self.rows for cell in ((note.cell) for note in row.notes if note.code == "comment")}
        for (row, column), text in sorted(self._sheet.comments.items()):
            if (cell := address(row, column)) not in told:
                self._note_skipped(row, "comment", f"{cell}: {text}")
        for (row, column), text in sorted(self._unread.items()):
            self._note_skipped(row, "column", f"{address(row, column).rstrip('0123456789')}: {text}")

    def _take(self, row: int) -> None:
        if self._header is not None and row <= self._header.bottom:
            return self._skip(row, "header")
        header = find_header(self._sheet, row, period=self._period, places=self._places)
        if header is not None:
            self._begin(header)
            return self._skip(row, "header")
        if self._header is None:
            self._titles += self._lines(row)
            return self._skip(row, "title")
        cells = Cells(self._sheet, self._header, row, self._above, _repeatable(self._header))
        why = self._why_no_meeting(cells)
        if why in ("text", "section"):
            return self._skip(row, self._heads_part(row) or why)
        if why:
            return self._skip(row, why)
        self.rows.append(self._meeting(cells))
        self._above = {key: value for key in self._header.columns if (value := cells.value(key)) is not None}
        return None

    def _begin(self, header: Header) -> None:
        self._header, self._above, self._section = header, {}, Section()
        self.languages[header.language] += 1
        over = [*self._titles, *((address(header.top, column), text) for column, text in header.texts.items())]
        self._title_notes = title_notes(over, owner=self._owner, year=self._period.start.year, name=self._sheet.name)

    def _heads_part(self, row: int) -> str:
        """Take what a row between the meetings says of those below; "section" when it says something of them."""
        assert self._header is not None
        lines = self._lines(row)
        if len({text for _cell, text in lines}) != 1:
            return ""
        text = lines[0][1]
        section = self._section.after(text, period=self._period, places=self._places, language=self._header.language)
        own_year = self._period.start.year in years_in(text)
        own_body = self._owner is not None and self._owner.is_named_in([text])
        notes = title_notes(lines[:1], owner=self._owner, year=self._period.start.year)
        settled = {"body"} if own_body else set()
        settled |= {"year"} if own_year else set()
        settled |= {note.code for note in notes}
        self._title_notes = [note for note in self._title_notes if note.code not in settled] + notes
        is_heading = section != self._section or bool(settled)
        self._section = section
        return "section" if is_heading else ""

    def _meeting(self, cells: Cells) -> ReadRow:
        assert self._header is not None
        row = read_meeting(
            cells,
            period=self._period,
            places=self._places,
            section=self._section,
            is_hidden=cells.row in self._sheet.hidden_rows,
        )
        notes = [*notes_of(cells, row.problems), *self._title_notes]
        said = shown(cells.value("body"))
        if said and self._owner is not None:
            notes = [note for note in notes if note.code != "body"]
            if not self._owner.is_named_in([said]):
                notes.append(Note("body", cells.address("body"), said[:200]))
        place = self._header.columns["place"][0]
        read = replace(
            row,
            notes=tuple(notes),
            unused=self._unused(cells.row),
            column=address(1, place)[:-1] if self._is_beside else "",
        )
        return self._places.settled(read, language=self._header.language)

    def _unused(self, row: int) -> dict[str, str]:
        """Filled cells of columns that are not read, which are noted for the whole table too."""
        assert self._header is not None
        used = {column for columns in self._header.columns.values() for column in columns}
        unused = {}
        for column, value in sorted(self._sheet.rows[row].items()):
            if column not in used and (text := shown(value)):
                unused[address(row, column)] = text[:_SHOWN]
                self._unread.setdefault((self._header.bottom, column), self._header.texts.get(column, "")[:_SHOWN])
        return unused

    def _lines(self, row: int) -> list[tuple[str, str]]:
        filled = self._sheet.rows[row]
        return [(address(row, column), text) for column in sorted(filled) if (text := shown(filled[column]))]

    def _skip(self, row: int, why: str) -> None:
        self._note_skipped(row, why, " | ".join(text for _cell, text in self._lines(row)))

    def _note_skipped(self, row: int, why: str, written: str) -> None:
        self.skipped.append(Skipped(self._sheet.name, row, why, written[:_SHOWN]))

    def _why_no_meeting(self, cells: Cells) -> str:
        """Why a row below the header is no meeting; an empty text when it is one. When in doubt it is one."""
        filled = self._sheet.rows[cells.row]
        if is_numbering(filled):
            return "numbering"
        if len(filled) == 1:
            return self._why_single(cells)
        texts = [shown(filled[column]) for column in sorted(filled)]
        if why_no_row(texts[0]) == "total":
            return "total"
        place, day, number = cells.value("place"), cells.value("date"), cells.value("number")
        if is_ordinal(number):
            others = [key for key in cells.header.columns if key != "number" and cells.value(key) is not None]
            return "" if others else "blank"
        if place is None and day is None:
            return why_no_row(texts[0]) if len(filled) < 3 else ""
        if self._is_place(place) or self._is_day(day):
            return ""
        if len(filled) <= 3:
            whys = [why_no_row(text) for text in texts]
            told = next((why for why in whys if why in ("signature", "note")), "")
            return told or ("text" if "number" in cells.header.columns and len(filled) < 3 else "")
        return ""

    def _why_single(self, cells: Cells) -> str:
        """A row with one filled cell: a heading, a note, or the place of a meeting of which nothing else is known."""
        ((column, value),) = self._sheet.rows[cells.row].items()
        merge = self._sheet.covering(cells.row, column)
        is_wide = merge is not None and merge.right > merge.left
        key = cells.header.field_at(column)
        if key == "number" and is_ordinal(value):
            lent = any(cells.value(other) is not None for other in cells.header.columns if other != "number")
            return "" if lent else "blank"
        if not is_wide and key == "place" and self._is_place(value):
            return ""
        if not is_wide and key == "date" and (cells.value("place") is not None or self._is_day(value)):
            return ""  # the place is lent by a merged cell above, or is to be asked: a second day must not vanish
        return why_no_row(shown(value))

    def _is_place(self, value: Value | None) -> bool:
        if not isinstance(value, str) or self._header is None or self._places.words.field_of(value) == "number":
            return False
        found = self._places.find(value, language=self._header.language)
        return found.kato is not None or found.code in ("ambiguous", "several_places")

    def _is_day(self, value: Value | None) -> bool:
        if not isinstance(value, str | float | datetime):
            return False
        return read_when(value, self._period).code not in NO_DAY
