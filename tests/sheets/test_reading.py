"""Rows as they are unpacked: a long table is never whole in memory."""

from __future__ import annotations

import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
from openpyxl import Workbook

from portal.sheets.package import Package
from portal.sheets.reading import read_rows, read_sheets
from portal.sheets.refusals import CODES, Unreadable

SENTENCES = {code: code for code in CODES}
SHEET = "xl/worksheets/sheet1.xml"
ROWS = 4_000


def long(*, torn: bool = False) -> Package:
    made = Workbook(write_only=True)
    sheet = made.create_sheet("2027")
    for number in range(ROWS):
        sheet.append([number, f"село {number}", None, f"ауыл {number}"])
    saved, stream = BytesIO(), BytesIO()
    made.save(saved)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, part[:-40] if torn and name == SHEET else part)
    return Package(stream, sentences=SENTENCES)


def test_read_rows_gives_rows_before_the_sheet_is_whole() -> None:
    (rows,) = read_rows(long(torn=True), most=ROWS)
    assert next(rows) == (1, {1: 0.0, 2: "село 0", 4: "ауыл 0"})
    with pytest.raises(Unreadable) as refusal:
        list(rows)
    assert refusal.value.code == "damaged"


def peak_of(take: Callable[[Iterator[object]], int]) -> int:
    """The most bytes held while `take` goes through the rows."""
    package = long()
    tracemalloc.start()
    try:
        (rows,) = read_rows(package, most=ROWS)
        assert take(rows) == ROWS
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_read_rows_holds_a_piece_of_the_table_at_a_time() -> None:
    one_by_one = peak_of(lambda rows: sum(1 for _row in rows))
    whole = peak_of(lambda rows: len(list(rows)))
    assert one_by_one * 3 < whole


def test_read_rows_counts_rows_of_all_sheets_together() -> None:
    made = Workbook()
    for number in range(3):
        sheet = made.create_sheet(f"{number}")
        for value in range(4):
            sheet.append([value])
    stream = BytesIO()
    made.save(stream)
    assert [len(list(rows)) for rows in read_rows(Package(stream, sentences=SENTENCES), most=12)] == [0, 4, 4, 4]
    with pytest.raises(Unreadable) as refusal:
        [len(list(rows)) for rows in read_rows(Package(stream, sentences=SENTENCES), most=11)]
    assert refusal.value.code == "too_many_rows"


def test_cells_come_with_whole_letters() -> None:
    made = Workbook()
    made.active.title = "Каи\u0306рат"
    made.active.append(["Пе\u0308тр", "Каи\u0306рат _x0041_"])
    stream = BytesIO()
    made.save(stream)
    (sheet,) = read_sheets(Package(stream, sentences=SENTENCES))
    assert (sheet.name, sheet.rows) == ("Кайрат", {1: {1: "Пётр", 2: "Кайрат A"}})
