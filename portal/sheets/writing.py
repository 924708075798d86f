"""Writing workbooks and CSV that stay text: no cell of ours can ever become a formula on somebody's computer."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.datavalidation import DataValidation

#: What a spreadsheet takes for the beginning of a formula or of a link to another program.
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
#: Control characters XML has no spelling for, and halves of surrogate pairs.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NEW_LINE = re.compile("\r\n?")
#: Excel takes "_x000D_" inside a text for a character by its number; its own way out is to spell the underscore so.
_SPELT = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_LONGEST = 32_767
_LONGEST_LIST, _OFFERED_ROWS = 255, 2_000
_LINE_POINTS, _TALLEST_POINTS = 15.0, 405.0
_MADE_AT = (1980, 1, 1, 0, 0, 0)
_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")

Value = str | int | float | date | time | None

_THIN = Side(style="thin", color="B9C2C7")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD_FILL = PatternFill("solid", fgColor="E6F1F3")
_BOLD = Font(name="Calibri", size=11, bold=True)
_WRAPPED = Alignment(wrap_text=True, vertical="top")


@dataclass(frozen=True)
class Column:
    """A header, how wide its column is in characters, what there is to choose from in its cells, and whether a person
    sees it at all.
    """

    header: str
    width: int = 16
    choices: Sequence[str] = ()
    is_hidden: bool = False


@dataclass(frozen=True)
class Sheet:
    """One sheet: lines of a title, a header row, rows of values. Rows may be a generator, written as they come.

    The header stays in sight when the sheet is scrolled, and is repeated on paper.
    """

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]
    title: Sequence[str] = ()


def plain_text(value: str) -> str:
    """The text as a cell can hold it: one kind of line break, without what XML cannot spell, not longer than fits."""
    return _UNWRITABLE.sub("", _NEW_LINE.sub("\n", value))[:_LONGEST]


def is_dangerous(value: str) -> bool:
    """Whether a spreadsheet would take the text for a formula if it were typed into a cell."""
    return value.lstrip(" \u00a0").startswith(_DANGEROUS)


def csv_cell(value: Value) -> str:
    """The value for a CSV file; a text that would begin a formula gets an apostrophe before it."""
    if isinstance(value, str):
        text = plain_text(value)
        return f"'{text}" if is_dangerous(text) else text
    if isinstance(value, date | time):
        return value.isoformat()
    return "" if value is None else str(value)


def write_workbook(target: IO[bytes], sheets: Iterable[Sheet], *, title: str = "", made_on: date | None = None) -> None:
    """An XLSX of the sheets, row by row in bounded memory. The same content makes the same bytes."""
    book = Workbook(write_only=True)
    moment = datetime.combine(made_on or date(*_MADE_AT[:3]), time())
    book.properties.creator = "Kezdesu"
    book.properties.title = plain_text(title)
    book.properties.created = book.properties.modified = moment
    for sheet in sheets:
        _write_sheet(book, sheet)
    draft = BytesIO()
    book.save(draft)
    book.close()
    still(draft, target, modified=moment)


def workbook_bytes(sheets: Iterable[Sheet], *, title: str = "", made_on: date | None = None) -> bytes:
    target = BytesIO()
    write_workbook(target, sheets, title=title, made_on=made_on)
    return target.getvalue()


def still(source: IO[bytes], target: IO[bytes], *, modified: datetime | None = None) -> None:
    """Copy an office document with its parts' times set to one moment: its hash then tells of its content only."""
    source.seek(0)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if modified is not None and name == "docProps/core.xml":
                # The writer puts its own clock here while saving.
                part = re.sub(
                    rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + f"{modified:%Y-%m-%dT%H:%M:%SZ}".encode(), part
                )
            entry = zipfile.ZipInfo(name, _MADE_AT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, part)


def _write_sheet(book: Workbook, sheet: Sheet) -> None:
    ws = book.create_sheet(_SHEET_NAME.sub(" ", plain_text(sheet.name))[:31].strip("' ") or "1")
    head = len(sheet.title) + 1
    for number, column in enumerate(sheet.columns, start=1):
        ws.column_dimensions[get_column_letter(number)].width = column.width
        ws.column_dimensions[get_column_letter(number)].hidden = column.is_hidden
    ws.freeze_panes = f"A{head + 1}"
    ws.print_title_rows = f"{head}:{head}"
    ws.page_setup.orientation = "landscape"
    ws.page_setup.paperSize = 9
    for line in sheet.title:
        ws.append([_cell(ws, line, font=_BOLD)])
    ws.append([_cell(ws, column.header, font=_BOLD, fill=_HEAD_FILL, boxed=True) for column in sheet.columns])
    widths = [column.width for column in sheet.columns]
    for number, row in enumerate(sheet.rows, start=head + 1):
        # Not every program measures wrapped rows itself when it opens a file.
        ws.row_dimensions[number].height = _height(row, widths)
        ws.append([_cell(ws, value, boxed=True) for value in row])
        del ws.row_dimensions[number]
    _offer(ws, sheet.columns, head + 1)


def _offer(ws: WriteOnlyWorksheet, columns: Sequence[Column], first: int) -> None:
    """Lists to choose from, below the header. A program gets them between commas, 255 characters at most."""
    for number, column in enumerate(columns, start=1):
        if not column.choices:
            continue
        listed = ",".join(column.choices)
        if len(listed) > _LONGEST_LIST or any(mark in choice for choice in column.choices for mark in ',"'):
            raise ValueError(f"a list that a workbook cannot hold: {listed!r}")
        letter = get_column_letter(number)
        cells = f"{letter}{first}:{letter}{first + _OFFERED_ROWS}"
        offered = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True, sqref=cells)
        vars(ws)["data_validations"].append(offered)


def _height(row: Sequence[Value], widths: Sequence[int]) -> float:
    """Points for the cell that needs most lines; a little generous, as letters differ in breadth."""
    lines = 1
    for value, width in zip(row, widths, strict=True):
        if isinstance(value, str):
            lines = max(lines, sum(1 + int(len(part) * 1.15) // width for part in value.split("\n")))
    return min(lines * _LINE_POINTS, _TALLEST_POINTS)


def _cell(
    ws: WriteOnlyWorksheet, value: Value, *, font: Font | None = None, fill: Any = None, boxed: bool = False
) -> Any:
    cell = WriteOnlyCell(ws)
    if isinstance(value, str):
        text = plain_text(value)
        cell.value = _SPELT.sub("_x005F_", text)
        # Said outright: whatever the text begins with, it is text. The quote prefix keeps it so when it is edited.
        cell.data_type = "s"
        if is_dangerous(text):
            cell.quotePrefix = True
        cell.number_format = "@"
    else:
        cell.value = value
        if isinstance(value, date):
            cell.number_format = "DD.MM.YYYY"
        elif isinstance(value, time):
            cell.number_format = "HH:MM"
    if boxed:
        cell.border = _BORDER
        cell.alignment = _WRAPPED
    if font is not None:
        cell.font = font
    if fill is not None:
        cell.fill = fill
    return cell
