"""Calendars as offices write them: whose akim and which place a row means, and what is asked instead of guessed."""

from __future__ import annotations

from datetime import date, time
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from portal.bodies.models import Body
from portal.calendars.rules.unit_words import unit_name
from portal.calendars.workbooks import akim_guide
from portal.kernel.periods import Period
from schedules.workbooks import Reading, ReadRow, read_workbook
from tests.conftest import TODAY

YEAR = Period.parse("2027")
KK = ["№", "Әкім", "Елді мекен", "Күні", "Уақыты", "Орны", "Форматы"]
RU = ["№", "Аким", "Населенный пункт", "Дата", "Время", "Место проведения", "Формат"]
pytestmark = pytest.mark.django_db


def book(*rows: list[Any], sheet: str = "Қазалы ауданы", header: list[str] = KK, title: str = "") -> BytesIO:
    made = Workbook()
    page = made.active
    page.title = sheet
    page.append([title or f"2027 жылға әкімдердің халықпен кездесулерінің күнтізбесі, {sheet}"])
    page.append([])
    page.append(header)
    for row in rows:
        page.append(row)
    return saved(made)


def saved(made: Workbook) -> BytesIO:
    out = BytesIO()
    made.save(out)
    out.seek(0)
    return out


def read(source: BytesIO, akimat: Body) -> Reading:
    return read_workbook(source, period=YEAR, places=akim_guide(akimat, YEAR, TODAY))


def told(row: ReadRow) -> tuple[str, str | None, list[str]]:
    return row.seat, row.territory, [problem.code for problem in row.problems]


def row_of(akim: str, place: str, akimat: Body, **more: Any) -> ReadRow:
    (row,) = read(book([1, akim, place, "20.02.2027", "10.00", "клуб", "көшпелі"], **more), akimat).rows
    return row


@pytest.mark.parametrize(
    ("akim", "place", "seat", "unit"),
    [
        ("аудан әкімі", "Тасарық а.о.", "434400000", "434451000"),
        ("Аудан әкімі", "Тасарық ауылдық округі", "434400000", "434451000"),
        ("аким района", "Тасарыкский с.о.", "434400000", "434451000"),
        ("Аким Казалинского района", "с.о. Тасарыкский", "434400000", "434451000"),
        ("Қазалы ауданының әкімі", "тасарык а.о", "434400000", "434451000"),
        # The rural district, and the village of its name that lies in it: the visit is to the unit.
        ("аудан әкімі", "Тасарық", "434400000", "434451000"),
        ("аудан әкімі", "Тасарық а.", "434400000", "434451100"),
        ("аудан әкімі", "Қазалы қ.", "434400000", "434420000"),
        ("аудан әкімі", "Әйтеке би кенті", "434400000", "434430000"),
        ("аудан әкімі", "п. Айтеке би", "434400000", "434430000"),
        ("облыс әкімі", "Қазалы ауданы", "430000000", "434400000"),
        ("Аким области", "Казалинский район", "430000000", "434400000"),
        ("Қызылорда облысының әкімі", "Қызылорда қаласы", "430000000", "431000000"),
        # The level of the akim, and the place tells which one.
        ("ауылдық округ әкімі", "Лақалы а.", "434451000", "434451200"),
        ("аким с.о.", "с. Лакалы", "434451000", "434451200"),
        ("Аким округа", "Лақалы", "434451000", "434451200"),
        ("кент әкімі", "Әйтеке би к.", "434430000", "434430000"),
        # Named by the unit.
        ("Тасарық а.о. әкімі", "Тасарық", "434451000", "434451100"),
        ("Аким Тасарыкского сельского округа", "с.Тасарык", "434451000", "434451100"),
        ("Қазалы ауданы Тасарық ауылдық округінің әкімі", "Лақалы а.", "434451000", "434451200"),
        ("Қазалы қ. әкімі", "Қазалы қаласы", "434420000", "434420000"),
        ("аудан әкімі", "Лақалы а., Тасарық а.о.", "434400000", "434451200"),
    ],
)
def test_akim_and_place_are_told(region_ground: Body, akim: str, place: str, seat: str, unit: str) -> None:
    assert told(row_of(akim, place, region_ground)) == (seat, unit, [])


@pytest.mark.parametrize(
    ("akim", "place", "seat", "unit", "codes"),
    [
        ("аудан әкімі", "Жоқжер а.о.", "434400000", None, ["unknown_place"]),
        ("аудан әкімі", "", "434400000", None, ["no_place"]),
        ("аудан әкімі", "барлық ауылдар", "434400000", None, ["all_places"]),
        ("аудан әкімі", "Тасарық а.о., Шәкен а.о.", "434400000", None, ["several_places"]),
        # A rural district here and a village of another: nobody says which.
        ("аудан әкімі", "Алға", "434400000", None, ["ambiguous"]),
        # It lies in the neighbouring district.
        ("аудан әкімі", "Ақмая а.о.", "434400000", None, ["not_of_akim"]),
        ("Тасарық а.о. әкімі", "Шәкен а.", "434451000", None, ["not_of_akim"]),
        ("", "Тасарық а.о.", "", "434451000", ["no_akim"]),
        ("Әкім", "Тасарық а.о.", "", "434451000", ["unknown_akim"]),
        ("аудан әкімінің орынбасары", "Тасарық а.о.", "", "434451000", ["unknown_akim"]),
        ("заместитель акима района", "Тасарық а.о.", "", "434451000", ["unknown_akim"]),
        ("Мәслихат хатшысы", "Тасарық а.о.", "", "434451000", ["unknown_akim"]),
        ("Сырдария ауданының әкімі", "Тасарық а.о.", "", "434451000", ["unknown_akim"]),
    ],
)
def test_what_is_not_told_is_a_problem_at_its_cell(
    region_ground: Body, akim: str, place: str, seat: str, unit: str | None, codes: list[str]
) -> None:
    row = row_of(akim, place, region_ground)
    assert told(row) == (seat, unit, codes)
    assert {problem.cell for problem in row.problems} == {"B4" if row.problems[0].field == "who" else "C4"}
    assert not row.is_understood


def test_names_to_choose_from_are_offered(region_ground: Body) -> None:
    ambiguous = row_of("аудан әкімі", "Алға", region_ground).problem("place")
    mistyped = row_of("аудан әкімі", "Тасарк а.о.", region_ground).problem("place")
    assert ambiguous is not None
    assert mistyped is not None
    assert ambiguous.choices == ("434455000", "434457100")
    assert "434451000" in mistyped.choices


@pytest.mark.parametrize(
    ("sheet", "title", "seat"),
    [
        ("Казалинский район", "", "434400000"),
        ("казалы", "", "434400000"),
        ("Лист1", "Календарь встреч акимов, Казалинский район", "434400000"),
        ("Лист1", "Қазалы ауданы әкімдерінің 2027 жылғы күнтізбесі", "434400000"),
        ("Лист1", "Календарь встреч", "434400000"),  # Тасарық lies in one district alone
    ],
)
def test_the_district_is_told_by_sheet_or_title(region_ground: Body, sheet: str, title: str, seat: str) -> None:
    assert row_of("аким района", "Тасарыкский с.о.", region_ground, sheet=sheet, title=title).seat == seat


@pytest.mark.parametrize(
    ("sheet", "title", "place", "code"),
    [
        ("Лист1", "Календарь", "Жаңа тұрмыс", "unknown_district"),
        ("Шиелі ауданы", "Календарь, Казалинский район", "Тасарық а.о.", "sheet_differs"),
    ],
)
def test_a_sheet_of_no_district_for_certain_is_not_believed(
    region_ground: Body, sheet: str, title: str, place: str, code: str
) -> None:
    row = row_of("аудан әкімі", place, region_ground, sheet=sheet, title=title)
    assert (row.seat, row.problem("who").code) == ("", code)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("written", "expected"),
    [("10.00", time(10)), ("15-00", time(15)), ("9:30", time(9, 30)), (time(16, 0), time(16)), ("сағ. 11", time(11))],
)
def test_times_are_read_as_people_write_them(region_ground: Body, written: Any, expected: time) -> None:
    source = book([1, "аудан әкімі", "Тасарық а.о.", date(2027, 2, 20), written, "клуб", "көшпелі"])
    assert read(source, region_ground).rows[0].start_time == expected


def test_day_and_hour_in_one_column_and_no_column_of_formats(region_ground: Body) -> None:
    header = ["№", "Аким", "Единица", "Дата, время", "Место проведения"]
    source = book([1, "аким района", "Тасарыкский с.о.", "20 февраля 2027 г., 15:00", "клуб"], header=header)
    (row,) = read(source, region_ground).rows
    assert (row.dates, row.start_time, row.format) == ((date(2027, 2, 20),), time(15), "on_site")
    assert row.texts == {"venue_ru": "клуб"}
    assert row.is_understood


def test_what_was_set_aside_in_the_workbook_waits_for_a_word(region_ground: Body) -> None:
    made = Workbook()
    page = made.active
    page.title = "Қазалы ауданы"
    page.append(KK)
    for number in range(1, 4):
        page.append([number, "аудан әкімі", "Тасарық а.о.", f"{number}.02.2027", "10.00", "клуб", "көшпелі"])
    page.row_dimensions[2].hidden = True
    page["D3"].comment = Comment("нақтылау", "office")
    page["D4"] = "болмайды"
    rows = read(saved(made), region_ground).rows
    assert [row.note_codes for row in rows] == [["hidden"], ["comment"], ["cancelled"]]
    assert [row.is_understood for row in rows] == [False, False, False]


def test_a_name_the_portal_does_not_know_waits_for_a_word_and_another_name_is_a_problem(region_ground: Body) -> None:
    unknown = row_of("Аудан әкімі Серіков А.Б.", "Тасарық а.о.", region_ground)
    assert (unknown.seat, unknown.note_codes) == ("434400000", ["akim_name"])

    head = Body.objects.get(slug="akimat-434400000").officials.get()
    head.full_name_kk, head.full_name_ru = "Серіков Асан Болатұлы", "Сериков Асан Болатович"
    head.save()
    assert row_of("Аудан әкімі Серіков А.Б.", "Тасарық а.о.", region_ground).is_understood
    assert row_of("Аким района Сериков А.Б.", "Тасарық а.о.", region_ground, header=RU).is_understood
    assert told(row_of("Аудан әкімі Ахметов А.Б.", "Тасарық а.о.", region_ground))[2] == ["another_akim"]


def test_a_title_of_another_year_is_noted(region_ground: Body) -> None:
    row = row_of("аудан әкімі", "Тасарық а.о.", region_ground, title="2026 жылғы күнтізбе, Қазалы ауданы")
    assert row.note_codes == ["year"]


@pytest.mark.parametrize(
    ("text", "units", "stem"),
    [
        ("Шайыр \u00a0а.о.", {"rural_district"}, "шайыр"),
        ("с.о.им.Мукажана  Жумажанова", {"rural_district"}, "мукажана жумажанова"),
        ("Мұқажан Жұмажанов атын.а.о.", {"rural_district"}, "мукажан жумажанов"),
        ("Жезқазған Қ.Ә.", {"city", "settlement"}, "жезказган"),
        ("Казалинского района", {"district"}, "казалинский"),
        ("р-н Сарайшық", {"district"}, "сарайшык"),
        ("аудан", {"district"}, ""),
        ("Әйтеке би", set(), "айтеке би"),
    ],
)
def test_a_name_is_taken_apart(text: str, units: set[str], stem: str) -> None:
    assert unit_name(text) == (units, stem)
