"""Packages and styles as different programs write them, and what people set aside in a sheet."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import datetime
from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from portal.files.rules import FileKind, recognise
from portal.sheets.package import Package
from portal.sheets.reading import Sheet, read_sheets
from portal.sheets.refusals import CODES, Unreadable

SENTENCES = {code: code for code in CODES}
Parts = dict[str, bytes]


def saved(book: Workbook) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def plain() -> bytes:
    book = Workbook()
    book.active.append(["Регион", "Дата"])
    return saved(book)


def repacked(content: bytes, change: Callable[[Parts], Parts]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name, part in change({name: old.read(name) for name in old.namelist()}).items():
            new.writestr(name, part)
    return stream.getvalue()


def only_sheet(content: bytes) -> Sheet:
    (sheet,) = read_sheets(Package(BytesIO(content), sentences=SENTENCES))
    return sheet


def other_case(parts: Parts) -> Parts:
    return {name.replace("sharedStrings", "SharedStrings"): part for name, part in parts.items()}


def backslashes(parts: Parts) -> Parts:
    return {name.replace("/", "\\"): part for name, part in parts.items()}


def elsewhere(parts: Parts) -> Parts:
    moved = {name.replace("workbook.xml", "book.xml"): part for name, part in parts.items()}
    for name in ("[Content_Types].xml", "_rels/.rels"):
        moved[name] = moved[name].replace(b"xl/workbook.xml", b"xl/book.xml")
    return moved


@pytest.mark.parametrize("change", [other_case, backslashes, elsewhere])
def test_package_of_another_program_is_read_and_known_for_a_workbook(change: Callable[[Parts], Parts]) -> None:
    content = repacked(plain(), change)
    assert only_sheet(content).rows == {1: {1: "Регион", 2: "Дата"}}
    assert recognise(BytesIO(content)) is FileKind.XLSX


def test_parts_that_differ_in_the_case_of_letters_alone_are_refused() -> None:
    content = repacked(plain(), lambda parts: {**parts, "xl/WORKBOOK.xml": b"<workbook/>"})
    with pytest.raises(Unreadable) as refusal:
        only_sheet(content)
    assert refusal.value.code == "suspicious"


def test_escaped_characters_that_are_no_text_are_dropped_and_pairs_are_joined() -> None:
    book = Workbook()
    book.active["A1"] = "а_x0000_б_xD800_в_xD83D__xDE00_г_x000A_д"
    assert only_sheet(saved(book)).get(1, 1) == "абв\U0001f600г\nд"


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("mmmm yyyy", "04.2027"),
        ("mmm.yy", "04.2027"),
        ("mmm-yy", "04.2027"),
        ("[$-419]mmmm yyyy;@", "04.2027"),
        ('[$-43F]yyyy "ж." mmmm', "04.2027"),
        ("mmmm", "04.2027"),
        ("yyyy", "2027"),
        ("d mmm", datetime(2027, 4, 1)),  # noqa: DTZ001 Excel knows no zones
        ("dd.mm.yyyy hh:mm", datetime(2027, 4, 1)),  # noqa: DTZ001
        ('"III квартал"', "III квартал"),
        ("0.00", 46478.0),
    ],
)
def test_number_is_what_its_format_shows(code: str, shown: object) -> None:
    book = Workbook()
    book.active["A1"] = 46478
    book.active["A1"].number_format = code
    assert only_sheet(saved(book)).get(1, 1) == shown


def test_sheet_tells_what_is_set_aside() -> None:
    book = Workbook()
    sheet = book.active
    for row in range(1, 6):
        sheet.cell(row, 1, f"строка {row}")
    sheet.row_dimensions[1].hidden = True
    sheet.row_dimensions[2].height = 0
    sheet["A3"].font = Font(strike=True)
    sheet["A4"].comment = Comment("Перенесено", "отдел")
    sheet["A5"] = CellRichText(TextBlock(InlineFont(strike=True), "12.04.2027"), " 20.05.2027")
    read = only_sheet(saved(book))
    assert (read.hidden_rows, read.flat_rows, read.struck, read.comments) == (
        {1},
        {2},
        {(3, 1), (5, 1)},
        {(4, 1): "Перенесено"},
    )


def test_sheet_with_nothing_set_aside_tells_of_nothing() -> None:
    read = only_sheet(plain())
    assert (read.hidden_rows, read.flat_rows, read.struck, read.comments) == (set(), set(), set(), {})
