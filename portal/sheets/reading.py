"""Sheets of a workbook as plain values: text, numbers, dates; formulas by the result the workbook holds."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum

from portal.sheets import parts
from portal.sheets.package import Package
from portal.sheets.parts import (
    MAX_TEXT,
    Listed,
    SharedTexts,
    Workbook,
    comments,
    is_on,
    links_of,
    number,
    shared_texts,
    workbook_part,
)
from portal.sheets.styles import PLAIN, Shown, Style, Styles

MAX_ROWS = 20_000
#: Filled cells of one workbook: more of them is no plan of meetings.
MAX_CELLS = 1_000_000
MAX_MERGES = 100_000

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_WORKSHEET = "/worksheet"


class Trouble(Enum):
    """A cell without a usable value."""

    NO_VALUE = "no_value"


@dataclass(frozen=True)
class ErrorValue:
    """What a formula that failed shows: "#REF!"."""

    shown: str


Value = str | float | datetime | Trouble | ErrorValue


@dataclass(frozen=True, slots=True)
class Merge:
    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Sheet:
    """Filled cells by row and column, both counted from 1, what is merged, and what somebody has set aside."""

    name: str
    is_hidden: bool = False
    rows: dict[int, dict[int, Value]] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    flat_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    struck: set[tuple[int, int]] = field(default_factory=set)
    comments: dict[tuple[int, int], str] = field(default_factory=dict)
    has_cells: bool = True
    _tall: dict[int, list[Merge]] = field(default_factory=dict)

    def get(self, row: int, column: int) -> Value | None:
        return self.rows.get(row, {}).get(column)

    def covering(self, row: int, column: int) -> Merge | None:
        """The largest merged area that holds the cell, if there is one: areas may overlap."""
        merges = self._tall.get(column)
        if merges is None:
            merges = sorted((m for m in self.merges if m.left <= column <= m.right), key=lambda merge: merge.top)
            self._tall[column] = merges
        first = bisect_right(merges, row, key=lambda merge: merge.top)
        found = [merge for merge in merges[max(0, first - 50) : first] if merge.bottom >= row]
        return max(found, key=lambda merge: (merge.bottom - merge.top, merge.right - merge.left), default=None)

    def seen(self, row: int, column: int) -> Value | None:
        """What a person sees in the cell: of a merged area, what stands in its first cell."""
        value = self.get(row, column)
        if value is not None or not self.merges:
            return value
        merge = self.covering(row, column)
        return self.get(merge.top, merge.left) if merge else None

    def is_column_hidden(self, column: int) -> bool:
        return any(first <= column <= last for first, last in self.hidden_columns)


def address(row: int, column: int) -> str:
    """ "C7" of row 7 and column 3."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def read_sheets(package: Package) -> Iterator[Sheet]:
    """Sheets in the order of the workbook, whole, one at a time in memory. Raises Unreadable."""
    for sheet, rows in _sheets(package, MAX_ROWS):
        sheet.rows.update(rows)
        yield sheet


def read_rows(package: Package, *, most: int) -> Iterator[Iterator[tuple[int, dict[int, Value]]]]:
    """The filled rows of each sheet with their numbers, as they are unpacked: a long table is never whole in memory.

    `most` is how many rows may be read altogether. A sheet is over when the next is asked for. Raises Unreadable.
    """
    for sheet, rows in _sheets(package, most):
        if sheet.has_cells:
            yield rows


def _sheets(package: Package, most: int) -> Iterator[tuple[Sheet, Iterator[tuple[int, dict[int, Value]]]]]:
    workbook = Workbook(package)
    main = workbook_part(package)
    package.parse(main, start=workbook.start)
    links = links_of(package, main)
    styles = Styles(package)
    texts = SharedTexts()
    for kind, target in links.values():
        if kind.endswith("/styles") and package.has(target):
            package.parse(target, start=styles.start, end=styles.end)
        if kind.endswith("/sharedStrings") and package.has(target):
            texts = shared_texts(package, target)
    budget = _Budget(package, most)
    for name, relation, is_hidden in workbook.sheets:
        kind, target = links.get(relation, ("", ""))
        sheet = Sheet(name, is_hidden, has_cells=kind.endswith(_WORKSHEET))
        if sheet.has_cells:
            _take_comments(package, sheet, target)
        reader = _SheetReader(sheet, texts, styles.cells, workbook.epoch, budget)
        yield sheet, reader.rows(package, target) if sheet.has_cells else iter(())


def _take_comments(package: Package, sheet: Sheet, part: str) -> None:
    for kind, target in links_of(package, part).values():
        if kind.endswith("/comments") and package.has(target):
            for reference, text in comments(package, target).items():
                found = _REFERENCE.fullmatch(reference)
                if found:
                    sheet.comments[int(found[2]), _column(found[1])] = text


class _Budget:
    """What may still be read of the whole workbook."""

    def __init__(self, package: Package, rows: int) -> None:
        self.package = package
        self.rows = rows
        self.cells = MAX_CELLS

    def take_row(self) -> None:
        self.rows -= 1
        if self.rows < 0:
            raise self.package.refusal("too_many_rows")

    def take_cell(self) -> None:
        self.cells -= 1
        if self.cells < 0:
            raise self.package.refusal("too_large_unpacked")


class _SheetReader:
    """Makes rows of the events of the parser, and notes in the sheet what is merged, hidden and struck through."""

    def __init__(self, sheet: Sheet, texts: SharedTexts, styles: list[Style], epoch: datetime, budget: _Budget) -> None:
        self._sheet, self._texts, self._styles, self._epoch, self._budget = sheet, texts, styles, epoch, budget
        self._row = self._column = 0
        self._cells: dict[int, Value] = {}
        self._ready: list[tuple[int, dict[int, Value]]] = []
        self._has_rows = self._is_hidden = self._is_flat = False
        self._in_reading = self._is_struck_run = self._is_struck = False
        self._columns = Listed(budget.package)
        self._pieces: list[str] = []
        self._listening = False
        self._kind, self._style, self._has_formula, self._has_value = "n", 0, False, False

    def rows(self, package: Package, part: str) -> Iterator[tuple[int, dict[int, Value]]]:
        for _piece in package.pieces(part, start=self.start, end=self.end, text=self.text):
            yield from self._ready
            self._ready.clear()

    def start(self, tag: str, given: dict[str, str]) -> None:
        if tag == "c":
            self._start_cell(given)
        elif tag == "v" or tag == "t":
            self._listening, self._has_value = not self._in_reading, True
            self._is_struck = self._is_struck or (tag == "t" and self._is_struck_run)
        elif tag == "rPh":
            self._in_reading = True
        elif tag == "r":
            self._is_struck_run = False
        elif tag == "strike":
            self._is_struck_run = is_on(given)
        elif tag == "f":
            self._has_formula = True
        elif tag == "row":
            self._start_row(given)
        elif tag == "mergeCell":
            self._merge(given.get("ref", ""))
        elif tag == "col" and (given.get("hidden") in ("1", "true") or _is_nil(given.get("width"))):
            self._columns.take()
            self._sheet.hidden_columns.append((number(given.get("min")), number(given.get("max"))))

    def text(self, letters: str) -> None:
        if self._listening:
            self._pieces.append(letters)

    def end(self, tag: str) -> None:
        if tag == "v" or tag == "t":
            self._listening = False
        elif tag == "rPh":
            self._in_reading = False
        elif tag == "c":
            value = self._value()
            if value is not None:
                self._budget.take_cell()
                self._cells[self._column] = value
                if self._is_struck or self._look().is_struck:
                    self._sheet.struck.add((self._row, self._column))
        elif tag == "row" and self._cells:
            self._budget.take_row()
            self._ready.append((self._row, self._cells))
            if self._is_hidden:
                self._sheet.hidden_rows.add(self._row)
            elif self._is_flat:
                self._sheet.flat_rows.add(self._row)
            self._has_rows = True

    def _start_row(self, given: dict[str, str]) -> None:
        row = number(given.get("r")) or self._row + 1
        if row <= self._row and self._has_rows:
            raise self._budget.package.refusal("damaged")
        self._row, self._column, self._cells = row, 0, {}
        self._is_hidden = given.get("hidden") in ("1", "true")
        # A height of its own that is not told is none either.
        self._is_flat = _is_nil(given.get("ht", "0" if given.get("customHeight") in ("1", "true") else None))

    def _start_cell(self, given: dict[str, str]) -> None:
        found = _REFERENCE.fullmatch(given.get("r", ""))
        self._column = _column(found[1]) if found else self._column + 1
        self._kind, self._style = given.get("t", "n"), number(given.get("s"))
        self._has_formula = self._has_value = False
        self._in_reading = self._is_struck_run = self._is_struck = False
        self._pieces.clear()

    def _merge(self, reference: str) -> None:
        found = [_REFERENCE.fullmatch(end) for end in reference.replace("$", "").split(":")]
        if len(found) == 2 and found[0] and found[1]:
            if len(self._sheet.merges) >= MAX_MERGES:
                raise self._budget.package.refusal("too_large_unpacked")
            first, last = found[0], found[1]
            self._sheet.merges.append(Merge(int(first[2]), _column(first[1]), int(last[2]), _column(last[1])))

    def _value(self) -> Value | None:
        written = "".join(self._pieces)
        if self._kind == "s":
            index = number(written)
            shared = self._texts.texts[index] if index < len(self._texts.texts) else ""
            self._is_struck = index in self._texts.struck
            return shared if shared.strip() else None
        if self._kind in ("str", "inlineStr"):
            return parts.written(written[:MAX_TEXT]) if written.strip() else self._missing()
        if self._kind == "e":
            return ErrorValue(written.strip()[:20])
        if not written.strip():
            return self._missing()
        if self._kind == "b":
            return "TRUE" if written.strip() == "1" else "FALSE"
        if self._kind == "d":
            return written.strip()
        return self._numeric(written.strip())

    def _missing(self) -> Value | None:
        # A formula may well give an empty text; an empty number is one that no program has worked out.
        is_empty_text = self._kind == "str" and self._has_value
        return Trouble.NO_VALUE if self._has_formula and not is_empty_text else None

    def _numeric(self, written: str) -> Value:
        try:
            amount = float(written)
        except ValueError:
            return written
        look = self._look()
        if look.literal:
            return look.literal
        if look.shown is Shown.NUMBER:
            return amount
        try:
            moment = self._epoch + timedelta(days=amount)
        except (OverflowError, ValueError):
            return written
        # «апрель 2027» is typed, and kept as its first day: what is shown is what was meant.
        if look.shown is Shown.MONTH:
            return f"{moment:%m.%Y}"
        return f"{moment:%Y}" if look.shown is Shown.YEAR else moment

    def _look(self) -> Style:
        return self._styles[self._style] if self._style < len(self._styles) else PLAIN


def _is_nil(size: str | None) -> bool:
    try:
        return size is not None and float(size) == 0
    except ValueError:
        return False


def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column
