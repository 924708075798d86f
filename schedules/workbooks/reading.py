"""Reading a plan of meetings from a workbook, as a careful clerk does."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import datetime
from typing import BinaryIO

from portal.kernel.periods import Period
from portal.sheets.cells import Cells, shown
from portal.sheets.days import read_when
from portal.sheets.package import Package
from portal.sheets.reading import Sheet, Value, read_sheets
from portal.sheets.refusals import refusal
from portal.sheets.tables import Header, is_numbering, is_ordinal, why_no_row
from schedules.workbooks.headers import PLAN_WORDS
from schedules.workbooks.meetings import read_meeting
from schedules.workbooks.places import PlaceIndex
from schedules.workbooks.results import Reading, ReadRow, Skipped
from schedules.workbooks.sentences import UNREADABLE
from schedules.workbooks.tables import find_header

#: What is kept of a skipped row: enough to recognise it.
_SHOWN = 200
#: Rows between two looks at the clock.
_STRIDE = 200


def read_workbook(source: BinaryIO, *, period: Period, places: PlaceIndex, seconds: float | None = None) -> Reading:
    """Every meeting of the workbook that can be found, in the order of sheets and rows.

    Reads and saves nothing; what is no meeting is listed in `skipped`. Raises Unreadable.
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
        reader = _SheetWalk(sheet, period, places, package)
        reader.walk()
        rows += reader.rows
        skipped += reader.skipped
        languages.update(reader.languages)
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

    def __init__(self, sheet: Sheet, period: Period, places: PlaceIndex, package: Package) -> None:
        self._sheet, self._period, self._places, self._package = sheet, period, places, package
        self.rows: list[ReadRow] = []
        self.skipped: list[Skipped] = []
        self.languages: Counter[str] = Counter()
        self._header: Header | None = None
        self._above: dict[str, Value] = {}

    def walk(self) -> None:
        for count, row in enumerate(sorted(self._sheet.rows)):
            if count % _STRIDE == 0:
                self._package.check_time()
            self._take(row)
        if not self.languages:
            self.skipped = [Skipped(self._sheet.name, 0, "no_table")]

    def _take(self, row: int) -> None:
        if self._header is not None and row <= self._header.bottom:
            return self._skip(row, "header")
        header = find_header(self._sheet, row, period=self._period, places=self._places)
        if header is not None:
            self._header, self._above = header, {}
            self.languages[header.language] += 1
            return self._skip(row, "header")
        if self._header is None:
            return self._skip(row, "title")
        cells = Cells(self._sheet, self._header, row, self._above, _repeatable(self._header))
        why = self._why_no_meeting(cells)
        if why:
            return self._skip(row, why)
        self.rows.append(read_meeting(cells, period=self._period, places=self._places, is_hidden=self._is_hidden(row)))
        self._above = {key: value for key in self._header.columns if (value := cells.value(key)) is not None}
        return None

    def _skip(self, row: int, why: str) -> None:
        filled = self._sheet.rows[row]
        written = " | ".join(text for column in sorted(filled) if (text := shown(filled[column])))
        self.skipped.append(Skipped(self._sheet.name, row, why, written[:_SHOWN]))

    def _is_hidden(self, row: int) -> bool:
        assert self._header is not None
        return row in self._sheet.hidden_rows or any(
            self._sheet.is_column_hidden(column) for columns in self._header.columns.values() for column in columns
        )

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
        if not is_wide and key == "date" and cells.value("place") is not None:
            return ""  # the place is lent by a merged cell above
        return why_no_row(shown(value))

    def _is_place(self, value: Value | None) -> bool:
        if not isinstance(value, str) or self._header is None or PLAN_WORDS.field_of(value) == "number":
            return False
        found = self._places.find(value, language=self._header.language)
        return found.kato is not None or found.code in ("ambiguous", "several_places")

    def _is_day(self, value: Value | None) -> bool:
        if not isinstance(value, str | float | datetime):
            return False
        return read_when(value, self._period).code not in ("unclear_date", "no_date")
