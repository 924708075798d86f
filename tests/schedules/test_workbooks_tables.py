"""Several columns of one kind, tables beside each other, headings of parts: read together, or asked about."""

from __future__ import annotations

from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.schedules.test_workbooks_reading import brief, problems, read_rows, skipped


def one(header: list[Any], row: list[Any], **more: Any) -> Any:
    (found,) = read_rows(header, row, **more).rows
    return found


def said(row: Any) -> str:
    return ",".join(day.isoformat() for day in row.dates) or row.period_key


@pytest.mark.parametrize(
    ("headers", "cells", "when", "told"),
    [
        (("Дата начала", "Дата окончания"), ("12.04.2027", "14.04.2027"), "2027-04-12,2027-04-13,2027-04-14", []),
        (("Дата начала", "Дата окончания"), ("03.06.2027", "03.06.2027"), "2027-06-03", []),
        (("Дата начала", "Дата окончания"), ("14.04.2027", "12.04.2027"), "", ["two_dates"]),
        (("Дата начала", "Дата окончания"), ("01.04.2027", "30.04.2027"), "", ["too_many_days"]),
        (("Басталу күні", "Аяқталу күні"), ("12.04.2027", "13.04.2027"), "2027-04-12,2027-04-13", []),
        (("Месяц", "Дата"), ("Апрель", 12), "2027-04-12", []),
        (("Месяц", "Число"), (4, "12-13"), "2027-04-12,2027-04-13", []),
        (("Айы", "Күні"), ("сәуір", "12"), "2027-04-12", []),
        (("Месяц", "Дата"), ("Апрель", "12.05.2027"), "", ["section_differs"]),
        (("Квартал", "Дата"), ("II", "12.04.2027"), "2027-04-12", []),
        (("Квартал", "Дата"), ("III", None), "2027-Q3", []),
        (("Квартал", "Дата"), ("I", "12.04.2027"), "", ["two_dates"]),
        (("Дата по плану", "Дата с учетом переноса"), ("12.04.2027", "20.05.2027"), "", ["two_dates"]),
        (("Дата по плану", "Дата с учетом переноса"), ("12.04.2027", None), "2027-04-12", []),
        (("Дата", "Дата последнего посещения"), ("12.04.2027", "20.05.2025"), "2027-04-12", []),
    ],
)
def test_columns_of_dates_are_read_together(
    headers: tuple[str, str], cells: tuple[Any, Any], when: str, told: list[str]
) -> None:
    row = one(["№", "Регион", *headers, "Формат", "Тема"], [1, "СКО", *cells, "офлайн", "дороги"])
    assert (said(row), [code for _cell, code in problems(row)]) == (when, told)


def test_hidden_column_of_dates_is_not_preferred() -> None:
    def dress(sheet: Worksheet) -> None:
        sheet.column_dimensions["C"].hidden = True

    row = one(["№", "Регион", "Дата", "Дата", "Формат"], [1, "СКО", "12.04.2027", "20.05.2027", "офлайн"], dress=dress)
    assert (said(row), problems(row), row.note_codes) == ("", [("C2", "two_dates")], ["hidden"])
    assert row.problems[0].written == "12.04.2027 | 20.05.2027"


@pytest.mark.parametrize(
    ("cells", "kato", "told"),
    [
        (("Карагандинская область", "г. Темиртау"), "352400000", []),
        (("Карагандинская область", "Абайский район"), "353200000", []),
        (("Карагандинская область", None), "350000000", []),
        (("ВКО", "г. Темиртау"), None, ["several_places"]),
    ],
)
def test_columns_of_places_are_read_together(cells: tuple[Any, Any], kato: str | None, told: list[str]) -> None:
    row = one(["№", "Область", "Район, город", "Дата", "Формат"], [1, *cells, "12.04.2027", "офлайн"])
    assert (row.territory, [code for _cell, code in problems(row)]) == (kato, told)


def test_formats_that_differ_are_asked_about() -> None:
    row = one(["№", "Регион", "Дата", "Формат", "Форма проведения"], [1, "СКО", "12.04.2027", "офлайн", "онлайн"])
    assert (row.format, problems(row)) == (None, [("D2", "unknown_format")])


def test_tables_beside_each_other_are_read_both() -> None:
    header = ["№", "Регион", "Дата", "Формат"]
    reading = read_rows(
        ["План на 2027 год"],
        ["I полугодие", None, None, None, "II полугодие"],
        [*header, *header],
        [1, "СКО", "12.02.2027", "офлайн", 2, "ВКО", "08.07.2027", "онлайн"],
        [None, None, None, None, 3, "ЗКО", "09.07.2027", "онлайн"],
    )
    assert [(row.row, row.column, row.territory, said(row)) for row in reading.rows] == [
        (4, "", "590000000", "2027-02-12"),
        (4, "F", "630000000", "2027-07-08"),
        (5, "F", "270000000", "2027-07-09"),
    ]


def test_month_of_a_heading_is_lent_to_days_below() -> None:
    reading = read_rows(
        ["№", "Дата", "Регион", "Формат"],
        ["Февраль"],
        [1, 10, "СКО", "офлайн"],
        [2, "24-25", "ВКО", "офлайн"],
        [3, None, "ЗКО", "офлайн"],
        ["Апрель 2027 года"],
        [4, "15 (чт)", "СКО", "офлайн"],
        [5, "15 (пт)", "СКО", "офлайн"],
        [6, "12.05.2027", "СКО", "офлайн"],
        [6, "12.05.2027\n14.05.2027", "СКО", "офлайн"],
        [6, "12.04.2027\n14.04.2027", "СКО", "офлайн"],
        ["II полугодие"],
        [7, 10, "СКО", "офлайн"],
    )
    assert [(said(row), [code for _cell, code in problems(row)]) for row in reading.rows] == [
        ("2027-02-10", []),
        ("2027-02-24,2027-02-25", []),
        ("2027-02", []),
        ("2027-04-15", []),
        ("", ["weekday_differs"]),
        ("", ["section_differs"]),
        ("", ["section_differs"]),
        ("2027-04-12,2027-04-14", []),
        ("", ["unclear_date"]),
    ]
    assert [why for _row, why in skipped(reading)] == ["header", "section", "section", "section"]


def test_region_of_a_heading_settles_districts_below() -> None:
    reading = read_rows(
        ["№", "Район, город", "Дата", "Формат"],
        ["Карагандинская область"],
        [1, "Абайский район", "12.04.2027", "офлайн"],
        [2, "г. Риддер", "12.04.2027", "офлайн"],
        [3, "ВКО", "12.04.2027", "офлайн"],
        ["Область Абай"],
        [4, "Абайский район", "12.04.2027", "офлайн"],
    )
    assert [(row.territory, [code for _cell, code in problems(row)]) for row in reading.rows] == [
        ("353200000", []),
        (None, ["several_places"]),
        ("630000000", []),
        ("103200000", []),
    ]


def test_second_day_under_a_row_does_not_vanish() -> None:
    reading = read_rows(
        ["№", "Регион", "Дата", "Формат"], [1, "СКО", "12.04.2027", "офлайн"], [None, None, "14.04.2027"]
    )
    assert brief(reading)[1] == (3, None, "2027-04-14")
    assert problems(reading.rows[1]) == [("B3", "no_place"), ("D3", "no_format")]


def test_quarters_across_are_one_header_and_two_dates_of_a_row_are_asked() -> None:
    reading = read_rows(
        ["№", "Регион", "Дата проведения", None, "Формат"],
        [None, None, "I кв.", "II кв."],
        [1, "СКО", "12.02.2027", "15.05.2027", "офлайн"],
        [2, "ВКО", None, "20.05.2027", "офлайн"],
        dress=lambda sheet: sheet.merge_cells("C1:D1"),
    )
    assert [(row.row, said(row), [code for _cell, code in problems(row)]) for row in reading.rows] == [
        (3, "", ["two_dates"]),
        (4, "2027-05-20", []),
    ]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (["№", "Куда", "Когда", "Кто", "Как", "О чём"], [1, "СКО", "12.04.2027", "Министр", "офлайн", "дороги"]),
        (["№", "Субъект", "Дата", "ФИО", "Вид встречи", "Вопросы"], [1, "СКО", "12.04.2027", "Ив.", "офлайн", "вода"]),
        (["№", "Регион", "День встречи", "Режим", "Тематика"], [1, "СКО", "12.04.2027", "офлайн", "дороги"]),
        (["№", "Территория", "Число, месяц", "Формат"], [1, "СКО", "12.04.2027", "офлайн"]),
    ],
)
def test_headers_in_other_words_are_known(header: list[Any], row: list[Any]) -> None:
    found = one(header, row)
    assert (found.territory, said(found), found.format, found.unused) == ("590000000", "2027-04-12", "on_site", {})


def test_what_no_column_is_read_for_is_listed_by_row_and_once_by_column() -> None:
    reading = read_rows(
        ["№", "Регион", "Дата", "Формат", "Ответственный за подготовку", "Кол-во участников"],
        [1, "СКО", "12.04.2027", "офлайн", "отдел", 120],
        [2, "ВКО", "13.04.2027", "офлайн", "отдел", None],
    )
    assert [row.unused for row in reading.rows] == [{"E2": "отдел", "F2": "120"}, {"E3": "отдел"}]
    assert [(line.why, line.written) for line in reading.skipped if line.why == "column"] == [
        ("column", "E: Ответственный за подготовку"),
        ("column", "F: Кол-во участников"),
    ]


@pytest.mark.parametrize("text", ["по согласованию", "уточняется", "Келісім бойынша", "место уточняется", "—"])
def test_venue_that_is_still_to_be_found_is_none(text: str) -> None:
    row = one(["№", "Регион", "Дата", "Формат", "Место"], [1, "СКО", "12.04.2027", "офлайн", text])
    assert (row.texts, row.problems) == ({}, ())


@pytest.mark.parametrize(
    ("text", "codes"),
    [("уточняется", []), ("келісім бойынша", []), ("15:00 уточняется", ["unclear_time"]), ("обед", ["unclear_time"])],
)
def test_time_is_left_open_in_words_and_never_dropped_with_its_figures(text: str, codes: list[str]) -> None:
    row = one(["№", "Регион", "Дата", "Время", "Формат"], [1, "СКО", "12.04.2027", text, "офлайн"])
    assert (row.start_time, [problem.code for problem in row.problems]) == (None, codes)
