"""Workbooks and CSV of ours: text stays text, bytes depend on the content only, rows are written as they come."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from portal.sheets.writing import Column, Sheet, csv_cell, is_dangerous, plain_text, workbook_bytes

FORMULAS = (
    '=HYPERLINK("http://evil.example","x")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "\u00a0=1",
    "＝1",
    "=",
)


def written(*values: object, title: tuple[str, ...] = ()) -> bytes:
    rows = [[value] for value in values]
    return workbook_bytes([Sheet("Парақ", [Column("Тақырыбы")], rows, title=title)], title="Кездесулер")


def cells(book: bytes) -> list[object]:
    sheet = load_workbook(io.BytesIO(book)).worksheets[0]
    return [row[0].value for row in sheet.iter_rows(min_row=2)]


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_begins_like_a_formula_is_a_quoted_text(text: str) -> None:
    book = written(text)
    cell = load_workbook(io.BytesIO(book)).worksheets[0]["A2"]
    assert (cell.data_type, bool(cell.quotePrefix)) == ("s", True)
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")
        assert b"<f " not in parts.read("xl/worksheets/sheet1.xml")


def test_header_title_and_sheet_name_are_no_formulas_either() -> None:
    book = workbook_bytes([Sheet("=1+1:[x]", [Column("=A1")], [["b"]], title=["@SUM(1)"])])
    sheet = load_workbook(io.BytesIO(book)).worksheets[0]
    assert [sheet["A1"].data_type, sheet["A2"].data_type] == ["s", "s"]
    assert sheet.title == "=1+1  x"


def test_harmless_text_is_not_quoted() -> None:
    cell = load_workbook(io.BytesIO(written("Ауыз су = өмір"))).worksheets[0]["A2"]
    assert (cell.value, bool(cell.quotePrefix)) == ("Ауыз су = өмір", False)


def test_dates_times_and_numbers_keep_their_type() -> None:
    assert cells(written(date(2027, 3, 16), time(15, 30), 7, None)) == [
        datetime(2027, 3, 16),  # noqa: DTZ001
        time(15, 30),
        7,
        None,
    ]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60), min_size=1, max_size=10))
def test_no_text_ever_becomes_a_formula(texts: list[str]) -> None:
    sheet = load_workbook(io.BytesIO(written(*texts))).worksheets[0]
    assert [row[0].data_type for row in sheet.iter_rows(min_row=2) if row[0].value is not None] == [
        "s" for text in texts if plain_text(text)
    ]


@pytest.mark.parametrize("text", FORMULAS)
def test_csv_cell_of_a_formula_begins_with_an_apostrophe(text: str) -> None:
    target = io.StringIO()
    csv.writer(target).writerow([csv_cell(text)])
    assert target.getvalue().lstrip('"').startswith("'")


@pytest.mark.parametrize(
    ("value", "shown"), [("су", "су"), (-5, "-5"), (None, ""), (date(2027, 3, 16), "2027-03-16"), (time(9), "09:00:00")]
)
def test_csv_cell_of_anything_else_is_itself(value: object, shown: str) -> None:
    assert csv_cell(value) == shown  # type: ignore[arg-type]


def test_is_dangerous_looks_behind_spaces_only() -> None:
    assert [is_dangerous(text) for text in ("a=1", "", " -", "1-2")] == [False, False, True, False]


def test_unwritable_characters_are_left_out_and_long_texts_cut() -> None:
    assert plain_text("а\x00б\x0bв\ud800г\r\nд\rе") == "абвг\nд\nе"
    assert len(plain_text("ұ" * 40_000)) == 32_767


def test_underscore_spelling_of_a_character_stays_a_text() -> None:
    with zipfile.ZipFile(io.BytesIO(written("_x0041_"))) as parts:
        texts = parts.read("xl/sharedStrings.xml") if "xl/sharedStrings.xml" in parts.namelist() else b""
        assert b"_x005F_x0041_" in texts + parts.read("xl/worksheets/sheet1.xml")


def test_same_content_makes_the_same_bytes() -> None:
    assert (
        hashlib.sha256(written("су", date(2027, 3, 16))).digest()
        == hashlib.sha256(written("су", date(2027, 3, 16))).digest()
    )


def test_rows_are_taken_one_by_one() -> None:
    taken = []

    def rows():
        for number in range(3):
            taken.append(number)
            yield [number]

    workbook_bytes([Sheet("1", [Column("№")], rows())])
    assert taken == [0, 1, 2]
