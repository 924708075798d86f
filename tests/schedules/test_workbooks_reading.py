"""Reading whole workbooks: the sample ministries, and one oddity of a sheet at a time."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import pytest
from django.utils import translation
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from portal.bodies.facts.territories import in_force
from portal.kernel.periods import Period
from schedules.management.commands.import_proposals import line_of
from schedules.workbooks import PlaceIndex, Reading, ReadRow, read_workbook
from schedules.workbooks.formats import format_of
from tests.shared import is_there, shared

YEAR = Period.parse("2027")
PLACES = PlaceIndex(in_force(date(2026, 11, 24)))
SAMPLES = "data/samples/proposals"
HEADER = ["№", "Регион", "Дата проведения", "Кто проводит", "Формат", "Место", "Тема", "Обоснование", "Примечание"]
ROW: list[Any] = [1, "Павлодарская область", "12.04.2027", "Министр", "офлайн", "Дом культуры", "дороги", "", ""]


def read(book: Workbook) -> Reading:
    stream = BytesIO()
    book.save(stream)
    return read_workbook(stream, period=YEAR, places=PLACES)


def read_rows(*rows: list[Any], dress: Callable[[Worksheet], Any] | None = None) -> Reading:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "План"
    for row in rows:
        sheet.append(row)
    if dress is not None:
        dress(sheet)
    return read(book)


def brief(reading: Reading) -> list[tuple[int, str | None, str]]:
    return [
        (row.row, row.territory, ",".join(day.isoformat() for day in row.dates) or row.period_key)
        for row in reading.rows
    ]


def skipped(reading: Reading) -> list[tuple[int, str]]:
    return [(line.row, line.why) for line in reading.skipped]


def problems(row: ReadRow) -> list[tuple[str, str]]:
    return [(problem.cell, problem.code) for problem in row.problems]


# -- the samples -----------------------------------------------------------------------------------------------------
_EXPECTED = json.loads(shared(f"{SAMPLES}/expected.json").read_text()) if is_there() else {}
_KEYS = ("sheet", "row", "territory", "format", "dates", "month", "quarter", "half", "error", "territory_error")


@pytest.mark.parametrize("name", sorted(_EXPECTED) or ["none"])
def test_read_workbook_of_a_sample_reads_every_row_as_a_clerk_does(name: str) -> None:
    with shared(f"{SAMPLES}/{name}").open("rb") as source:
        reading = read_workbook(source, period=YEAR, places=PLACES)
    lines = [line_of(row) for row in reading.rows]
    assert [{key: line[key] for key in _KEYS if key in line} for line in lines] == _EXPECTED[name]
    assert all(("cell" in line) == ("error" in line or "territory_error" in line) for line in lines)
    assert "text" not in {line.why for line in reading.skipped}


# -- what a row holds ------------------------------------------------------------------------------------------------
def test_read_workbook_reads_every_column() -> None:
    row = read_rows(
        HEADER, [1, "СКО", "12-13.04.2027", "Вице-министр", "ВКС", "Дом культуры", "дороги", "рост обращений", "*"]
    ).rows[0]
    assert row == ReadRow(
        sheet="План",
        row=2,
        territory="590000000",
        format="online",
        dates=(date(2027, 4, 12), date(2027, 4, 13)),
        who="Вице-министр",
        post="deputy",
        texts={"venue_ru": "Дом культуры", "subject_ru": "дороги", "ground_ru": "рост обращений"},
        note="*",
        cells={
            "number": "A2",
            "place": "B2",
            "date": "C2",
            "who": "D2",
            "format": "E2",
            "venue": "F2",
            "subject": "G2",
            "ground": "H2",
            "note": "I2",
        },
        written={
            "number": "1",
            "place": "СКО",
            "date": "12-13.04.2027",
            "who": "Вице-министр",
            "format": "ВКС",
            "venue": "Дом культуры",
            "subject": "дороги",
            "ground": "рост обращений",
            "note": "*",
        },
    )


@pytest.mark.parametrize(
    ("text", "form"),
    [
        *[
            (text, "on_site")
            for text in ("офлайн", "оффлайн", "Офф-лайн", "выездная", "көшпелі", "очно", "ОФЛАЙН", "жеке")
        ],
        *[
            (text, "online")
            for text in ("онлайн", "Online", "в режиме ВКС", "бейнеконференция", "Zoom", "дистанционно")
        ],
        *[(text, "mixed") for text in ("смешанный", "аралас", "онлайн/офлайн", "гибрид", "on site and online")],
        ("выездная, с онлайн-трансляцией", "on_site"),
        ("онлайн-трансляция", None),
        ("без онлайн-трансляции", None),
        ("заочно", None),
        ("по согласованию", None),
        ("не онлайн", None),
        ("онлайн не планируется", None),
        ("онлайн емес", None),
        ("онлайн либо офлайн", None),
        ("онлайн немесе офлайн", None),
        ("офлайн (отменена)", None),
        ("не только онлайн", None),
        ("оффлайн, без ВКС", "on_site"),
        ("офлайн (онлайн не предусмотрен)", "on_site"),
        ("онлайн емес, көшпелі", "on_site"),
        ("встреча в зале", "on_site"),
        ("не выездная, а онлайн", "online"),
        ("он-лайн", "online"),
        ("очно-заочно", "mixed"),
    ],
)
def test_format_of(text: str, form: str | None) -> None:
    assert format_of(text) == form


@pytest.mark.parametrize(
    ("who", "post"),
    [
        ("Министр", "first_head"),
        ("Первый руководитель", "first_head"),
        ("Бірінші басшы", "first_head"),
        ("вице-министр Ахметов А.", "deputy"),
        ("Министрдің орынбасары", "deputy"),
        ("Председатель комитета", "committee_chair"),
        ("Комитет төрағасы", "committee_chair"),
        ("А. Ахметов", ""),
        ("", ""),
    ],
)
def test_read_workbook_tells_the_post(who: str, post: str) -> None:
    assert read_rows(HEADER, [*ROW[:3], who, *ROW[4:]]).rows[0].post == post


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        ("качество дорог", "subject_ru"),
        ("ауылдарды ауыз сумен қамту", "subject_kk"),
        ("Жаңа мектептер", "subject_kk"),
        ("посещение области Ұлытау", "subject_ru"),
    ],
)
def test_read_workbook_tells_the_language_of_a_text(cell: str, key: str) -> None:
    assert key in read_rows(HEADER, [*ROW[:6], cell]).rows[0].texts


def test_read_workbook_takes_kazakh_texts_without_kazakh_letters_by_the_header() -> None:
    reading = read_rows(
        ["р/с", "Өңір", "Күні", "Форматы", "Тақырыбы"], [1, "Абай", "12.04.2027", "аралас", "жол сапасы"]
    )
    assert (reading.language, reading.rows[0].texts) == ("kk", {"subject_kk": "жол сапасы"})


def test_read_workbook_with_a_column_in_each_language_keeps_both() -> None:
    header = ["№", "Регион", "Дата", "Формат", "Тема (каз)", "Тема (рус)", "Место (на казахском)", "Место (на русском)"]
    row = read_rows(header, [1, "СКО", "12.04.2027", "офлайн", "жол", "дороги", "Мәдениет үйі", "Дом культуры"]).rows[0]
    assert row.texts == {
        "subject_kk": "жол",
        "subject_ru": "дороги",
        "venue_kk": "Мәдениет үйі",
        "venue_ru": "Дом культуры",
    }


def test_read_workbook_takes_excel_dates_and_times() -> None:
    header = ["№", "Регион", "Дата", "Время", "Формат"]
    rows = [
        [1, "СКО", datetime(2027, 4, 12), time(15, 30), "офлайн"],  # noqa: DTZ001 Excel knows no zones
        [2, "СКО", datetime(2027, 4, 12, 10), None, "офлайн"],  # noqa: DTZ001
        [3, "СКО", 46489, "в 11 ч.", "офлайн"],
        [4, "СКО", "май", "11:00", "офлайн"],
        [5, "СКО", "12.04.2027", "после обеда", "офлайн"],
    ]
    found = read_rows(header, *rows).rows
    assert [row.start_time for row in found] == [time(15, 30), time(10), time(11), None, None]
    assert [problems(row) for row in found] == [[], [], [], [("D5", "time_needs_day")], [("D6", "unclear_time")]]


@pytest.mark.parametrize(
    ("name", "code", "territory", "told"),
    [
        ("Алматы", "750000000", "750000000", []),
        ("Алматы", 190000000, "190000000", []),
        ("Павлодарская", "550000000", "550000000", []),
        ("Павлодарская", "590000000", None, [("B2", "ambiguous")]),
        ("Павлодарская", "123", "550000000", []),
    ],
)
def test_read_workbook_takes_the_code_beside_the_name(
    name: str, code: Any, territory: str | None, told: list[tuple[str, str]]
) -> None:
    row = read_rows(["№", "Регион", "Код КАТО", "Дата", "Формат"], [1, name, code, "12.04.2027", "онлайн"]).rows[0]
    assert (row.territory, problems(row)) == (territory, told)


# -- where the table is ----------------------------------------------------------------------------------------------
def test_read_workbook_finds_the_table_under_titles_in_any_order_of_columns() -> None:
    reading = read_rows(
        ["Приложение"],
        ["Предложения по региональным встречам первого руководителя на 2027 год"],
        [],
        [None, "Тематика", "Срок", "Форма проведения", "Область", "№ п/п"],
        [None, 1, 2, 3, 4, 5],
        [None, "дороги", "III квартал", "выездная", "Абай облысы", 1],
    )
    assert brief(reading) == [(6, "100000000", "2027-Q3")]
    assert skipped(reading) == [(1, "title"), (2, "title"), (4, "header"), (5, "numbering")]


def test_read_workbook_with_a_header_of_two_rows() -> None:
    def dress(sheet: Worksheet) -> None:
        for cells in ("A1:A2", "B1:B2", "C1:D1", "E1:E2"):
            sheet.merge_cells(cells)

    reading = read_rows(
        ["№", "Регион", "Проведение", None, "Тема"],
        [None, None, "дата", "время"],
        [1, "СКО", "12.04.2027", "15:00", "дороги"],
        dress=dress,
    )
    assert brief(reading) == [(3, "590000000", "2027-04-12")]
    assert reading.rows[0].start_time == time(15)


def test_read_workbook_lends_merged_cells_to_their_rows() -> None:
    reading = read_rows(
        HEADER,
        ROW,
        [2, None, "13.04.2027", "Министр", "офлайн"],
        [3, None, "14.04.2027", "Министр", "офлайн"],
        dress=lambda sheet: sheet.merge_cells("B2:B3"),
    )
    assert [row.territory for row in reading.rows] == ["550000000", "550000000", None]
    assert problems(reading.rows[2]) == [("B4", "no_place")]


def test_read_workbook_takes_ditto_marks_as_the_row_above() -> None:
    reading = read_rows(HEADER, ROW, [2, "-//-", "13.04.2027", "то же", '"'])
    row = reading.rows[1]
    assert (row.territory, row.who, row.format, row.problems) == ("550000000", "Министр", "on_site", ())


def test_read_workbook_passes_over_what_is_no_meeting_and_says_so() -> None:
    reading = read_rows(
        HEADER,
        ROW,
        ["ІІ полугодие"],
        HEADER,
        [2, *ROW[1:]],
        [3],
        ["Итого", 2],
        [],
        ["* даты могут быть уточнены"],
        ["СОГЛАСОВАНО"],
        ["Министр", None, "А. Б. Иванов"],
        ["Исп.: отдел анализа"],
    )
    assert [row.row for row in reading.rows] == [2, 5]
    assert skipped(reading) == [
        (1, "header"),
        (3, "section"),
        (4, "header"),
        (6, "blank"),
        (7, "total"),
        (9, "note"),
        (10, "signature"),
        (11, "signature"),
        (12, "signature"),
    ]
    assert reading.skipped[1].written == "ІІ полугодие"


def test_read_workbook_does_not_take_the_date_of_a_section() -> None:
    reading = read_rows(
        ["Дата", "Регион", "Формат", "№"],
        ["ІІ полугодие"],
        [None, "СКО", "офлайн", 1],
        dress=lambda sheet: sheet.merge_cells("A2:D2"),
    )
    assert skipped(reading) == [(1, "header"), (2, "section")]
    assert problems(reading.rows[0]) == [("A3", "no_date")]


def test_read_workbook_follows_a_second_table_with_its_own_columns() -> None:
    reading = read_rows(
        ["Регион", "Дата", "Формат"],
        ["СКО", "12.04.2027", "онлайн"],
        [],
        ["Дата", "Формат", "Регион"],
        ["13.04.2027", "онлайн", "ВКО"],
    )
    assert brief(reading) == [(2, "590000000", "2027-04-12"), (5, "630000000", "2027-04-13")]


def test_read_workbook_reads_sheets_with_a_table_and_names_the_others() -> None:
    book = Workbook()
    for title, rows in (
        ("I", [HEADER, ROW]),
        ("II", [HEADER, [1, "СКО", *ROW[2:]]]),
        ("Справочно", [["Встречи 2026 года"], ["Регион", "Дата", "Участников"], ["СКО", "12.05.2026", 140]]),
        ("Черновик", [HEADER, ROW]),
        ("Пусто", []),
    ):
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book["Черновик"].sheet_state = "hidden"
    del book["Sheet"]
    reading = read(book)
    assert [(row.sheet, row.territory) for row in reading.rows] == [("I", "550000000"), ("II", "590000000")]
    assert [(line.sheet, line.why) for line in reading.skipped if line.row == 0] == [
        ("Справочно", "no_table"),
        ("Черновик", "hidden_sheet"),
        ("Пусто", "empty_sheet"),
    ]


def test_read_workbook_reads_hidden_rows_and_tells() -> None:
    def dress(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True

    assert [row.is_hidden for row in read_rows(HEADER, ROW, [2, *ROW[1:]], dress=dress).rows] == [False, True]


# -- what is not understood ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("column", "text", "told"),
    [
        (1, "Алматы", ("B2", "ambiguous")),
        (1, "Семипалатинская область", ("B2", "unknown_place")),
        (1, "Акмолинская/Павлодарская", ("B2", "several_places")),
        (1, None, ("B2", "no_place")),
        (2, "31.04.2027", ("C2", "no_such_date")),
        (2, "12.04.2026", ("C2", "outside_period")),
        (2, "скоро", ("C2", "unclear_date")),
        (2, None, ("C2", "no_date")),
        (2, "#REF!", ("C2", "formula_error")),
        (4, "как получится", ("E2", "unknown_format")),
        (4, None, ("E2", "no_format")),
        (6, "д" * 301, ("G2", "too_long")),
        (2, "=DATE(2027,4,12)", ("C2", "no_value")),
    ],
)
def test_read_workbook_names_the_cell_and_the_reason(column: int, text: str | None, told: tuple[str, str]) -> None:
    row = read_rows(HEADER, [*ROW[:column], text, *ROW[column + 1 :]]).rows[0]
    assert problems(row) == [told]
    assert not row.is_understood


@pytest.mark.parametrize(
    ("place", "when", "kato", "days"),
    [
        ("Павлодарская область\nг. Экибастуз", "12.04.2027", "552200000", ["2027-04-12"]),
        ("Павлодарская область\nЭкибастуз", "12.04.2027\n14.04.2027", "552200000", ["2027-04-12", "2027-04-14"]),
        ("Западно-\nКазахстанская область", "12\nапреля", "270000000", ["2027-04-12"]),
        ("Акмолинская\nПавлодарская", "2027 жылғы\n12 сәуір", None, ["2027-04-12"]),
    ],
)
def test_read_workbook_reads_cells_of_several_lines(place: str, when: str, kato: str | None, days: list[str]) -> None:
    row = read_rows(HEADER, [1, place, when, *ROW[3:]]).rows[0]
    assert (row.territory, [day.isoformat() for day in row.dates]) == (kato, days)


def test_read_workbook_without_a_column_of_formats_asks_for_it() -> None:
    row = read_rows(["№", "Регион", "Дата", "Тема"], [1, "СКО", "12.04.2027", "дороги"]).rows[0]
    assert problems(row) == [("B2", "no_format")]


def test_problem_speaks_the_language_of_the_reader() -> None:
    problem = read_rows(HEADER, [1, "СКО", "31.04.2027", *ROW[3:]]).rows[0].problems[0]
    with translation.override("en"):
        assert problem.message == "There is no such date: “31.04.2027”. Dates are read as day, month, year."
    assert problem.written == "31.04.2027"
