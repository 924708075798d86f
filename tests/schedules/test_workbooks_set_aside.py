"""What somebody set aside, called off or meant for another body or year is not taken over without a word."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from schedules.workbooks import Owner, Reading, read_workbook
from schedules.workbooks.titles import years_in
from tests.schedules.test_workbooks_reading import HEADER, PLACES, ROW, YEAR, read_rows

WATER = ("Министерство водных ресурсов и ирригации Республики Казахстан", "Су ресурстары және ирригация министрлігі")
HEALTH = ("Министерство здравоохранения Республики Казахстан", "Қазақстан Республикасының Денсаулық сақтау министрлігі")
OWNER = Owner(WATER, (HEALTH,))


def read_ours(*rows: list[Any], name: str = "План") -> Reading:
    book = Workbook()
    book.active.title = name
    for row in rows:
        book.active.append(row)
    stream = BytesIO()
    book.save(stream)
    return read_workbook(stream, period=YEAR, places=PLACES, owner=OWNER)


def hide(sheet: Worksheet) -> None:
    sheet.row_dimensions[2].hidden = True


def flatten(sheet: Worksheet) -> None:
    sheet.row_dimensions[2].height = 0


def strike(sheet: Worksheet) -> None:
    for cell in sheet[2]:
        cell.font = Font(strike=True)


def comment(sheet: Worksheet) -> None:
    sheet["C2"].comment = Comment("Перенесено на 21.05.2027", "отдел")


@pytest.mark.parametrize(
    ("dress", "code"), [(hide, "hidden"), (flatten, "zero_height"), (strike, "struck"), (comment, "comment")]
)
def test_row_set_aside_is_noted_and_not_understood_without_a_word(
    dress: Callable[[Worksheet], None], code: str
) -> None:
    row, other = read_rows(HEADER, ROW, [2, *ROW[1:]], dress=dress).rows
    assert (row.note_codes, row.problems, row.is_understood) == ([code], (), False)
    assert (other.notes, other.is_understood) == ((), True)


def test_comment_is_told_with_its_cell_and_one_beside_the_rows_is_listed() -> None:
    def dress(sheet: Worksheet) -> None:
        comment(sheet)
        sheet["A1"].comment = Comment("Проект", "отдел")

    reading = read_rows(HEADER, ROW, dress=dress)
    assert [(note.cell, note.written) for note in reading.rows[0].notes] == [("C2", "Перенесено на 21.05.2027")]
    assert [(line.row, line.written) for line in reading.skipped if line.why == "comment"] == [(1, "A1: Проект")]


@pytest.mark.parametrize(
    ("column", "text"),
    [
        (2, "12.04.2027 (не состоится)"),
        (2, "отменена"),
        (4, "офлайн (отменена)"),
        (6, "ОТМЕНЕНА"),
        (7, "Встреча переносится на май"),
        (8, "перенесена на 20.05.2027"),
        (8, "кейінге қалдырылды"),
    ],
)
def test_row_that_is_called_off_in_any_cell_is_noted(column: int, text: str) -> None:
    row = read_rows(HEADER, [*ROW[:column], text, *ROW[column + 1 :]]).rows[0]
    assert (row.note_codes, row.notes[0].written) == (["cancelled"], text)


@pytest.mark.parametrize("text", ["отмена льгот", "перенос водопровода", "снятие запретов"])
def test_subject_about_something_called_off_is_a_subject(text: str) -> None:
    assert read_rows(HEADER, [*ROW[:6], text]).rows[0].notes == ()


def test_another_day_of_the_week_is_noted() -> None:
    row = read_rows(HEADER, [1, ROW[1], "12.04.2027 (вторник)", *ROW[3:]]).rows[0]
    assert (row.note_codes, [problem.code for problem in row.problems]) == (["weekday"], ["weekday_differs"])


@pytest.mark.parametrize(
    ("title", "codes"),
    [
        ("МИНИСТЕРСТВО ЗДРАВООХРАНЕНИЯ РЕСПУБЛИКИ КАЗАХСТАН", ["body"]),
        ("Қазақстан Республикасы Денсаулық сақтау министрлігі", ["body"]),
        ("График встреч Министра здравоохранения с населением", ["body"]),
        ("Министерство неведомых дел", ["body"]),
        ("Предложения Министерства водных ресурсов и ирригации", []),
        ("Министерству здравоохранения от Министерства водных ресурсов и ирригации", []),
        ("Су ресурстары және ирригация министрлігінің ұсыныстары", []),
        ("График встреч министра с населением", []),
        ("План на 2026 год", ["year"]),
        ("2026 жылға арналған жоспар", ["year"]),
        ("План на 2026-2027 годы", []),
        ("План на 2027 год", []),
        ("Приложение к письму от 25.11.2026 № 3-772/И", []),
        ("2026 жылғы 21 қарашадағы № 19-242/И хатқа қосымша", []),
    ],
)
def test_title_of_another_body_or_year_is_noted_at_every_row(title: str, codes: list[str]) -> None:
    rows = read_ours([title], HEADER, ROW, [2, *ROW[1:]]).rows
    assert [row.note_codes for row in rows] == [codes, codes]


def test_own_name_or_year_in_another_line_settles_it() -> None:
    row = read_ours(
        ["На письмо Министерства здравоохранения"], [WATER[0]], ["Итоги 2026 года"], ["на 2027 год"], HEADER, ROW
    )
    assert row.rows[0].notes == ()


def test_name_of_a_sheet_tells_the_year_too() -> None:
    assert read_ours(HEADER, ROW, name="2026").rows[0].note_codes == ["year"]
    assert read_ours(["на 2027 год"], HEADER, ROW, name="2026").rows[0].note_codes == []
    assert read_ours(["на 2026 год"], HEADER, ROW, name="2027").rows[0].note_codes == ["year"]


def test_part_of_a_table_under_another_body_is_noted_until_our_own() -> None:
    rows = read_ours(HEADER, ROW, [HEALTH[0]], [2, *ROW[1:]], [WATER[0]], [3, *ROW[1:]]).rows
    assert [row.note_codes for row in rows] == [[], ["body"], []]


def test_column_of_bodies_notes_rows_of_others() -> None:
    header = ["№", "Государственный орган", "Регион", "Дата", "Формат"]
    rows = read_ours(
        header, [1, WATER[0], "СКО", "12.04.2027", "онлайн"], [2, HEALTH[0], "СКО", "12.04.2027", "онлайн"]
    ).rows
    assert [row.note_codes for row in rows] == [[], ["body"]]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("на 2026 год", {2026}),
        ("2025-2026 годы", {2025, 2026}),
        ("от 25.11.2026 № 3-2025", set()),
        ("12 ноября 2026 года", set()),
        ("2027", {2027}),
    ],
)
def test_years_in(text: str, years: set[int]) -> None:
    assert years_in(text) == years
