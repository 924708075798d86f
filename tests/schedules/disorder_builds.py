"""Tables of another build: columns of a kind that agree or differ, tables beside each other, headings of another body,
columns that nobody reads."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from portal.bodies.facts.territories import Place
from tests.schedules import disorder_cells
from tests.schedules.disorder_truth import REGIONS, YEAR, Made, Truth
from tests.schedules.disorder_words import MONTHS, ROMAN


def make_odd(rnd: random.Random, turn: int) -> Made:
    """A workbook with two columns of a kind, tables beside each other, headings, or the title of another body."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = rnd.choice(["2027", "Лист1"])
    made = Made(b"")
    build = BUILDS[turn % len(BUILDS)]
    made.build = build.__name__
    build(rnd, sheet, made)
    stream = BytesIO()
    book.save(stream)
    made.content = stream.getvalue()
    return made


def _places(rnd: random.Random) -> list[Place]:
    return rnd.sample([place for place in REGIONS if place.kind == "region"], rnd.randint(3, 6))


def _note(made: Made, sheet: Worksheet, row: int, truth: Truth) -> None:
    made.truth[sheet.title, row] = truth


def _from_to(rnd: random.Random, sheet: Worksheet, made: Made) -> None:
    sheet.append(["№", "Регион", "Дата начала", "Дата окончания", "Формат", "Тема"])
    for number, place in enumerate(_places(rnd), start=1):
        day = date(YEAR, rnd.randint(1, 12), rnd.randint(1, 25))
        last = day + timedelta(days=rnd.choice([0, 1, 2]))
        sheet.append([number, place.name_ru, f"{day:%d.%m.%Y}", f"{last:%d.%m.%Y}", "офлайн", "вода"])
        days = tuple(day + timedelta(days=step) for step in range((last - day).days + 1))
        _note(made, sheet, number + 1, Truth(place.kato, "on_site", days))


def _month_and_day(rnd: random.Random, sheet: Worksheet, made: Made) -> None:
    sheet.append(["№", "Месяц", "Число", "Область", "Формат"])
    for number, place in enumerate(_places(rnd), start=1):
        day = date(YEAR, rnd.randint(1, 12), rnd.randint(1, 28))
        sheet.append([number, MONTHS["ru"][day.month - 1], day.day, place.name_ru, "онлайн"])
        _note(made, sheet, number + 1, Truth(place.kato, "online", (day,)))


_BELOW = [("Карагандинская область", "Абайский район", "353200000"), ("ВКО", "г. Риддер", "632400000")]
_BELOW += [("область Абай", "Абайский район", "103200000"), ("СКО", "Жамбылский район", "594600000")]


def _region_and_district(rnd: random.Random, sheet: Worksheet, made: Made) -> None:
    sheet.append(["№", "Область", "Район, город", "Дата", "Формат"])
    for number, (region, below, kato) in enumerate(rnd.sample(_BELOW, 3), start=1):
        day = date(YEAR, rnd.randint(1, 12), rnd.randint(1, 28))
        sheet.append([number, region, below, f"{day:%d.%m.%Y}", "офлайн"])
        _note(made, sheet, number + 1, Truth(kato, "on_site", (day,)))


def _beside(rnd: random.Random, sheet: Worksheet, made: Made) -> None:
    gap: list[Any] = rnd.choice([[], [None]])
    header = ["№", "Регион", "Дата", "Формат"]
    sheet.append([*header, *gap, *header])
    for number, (one, other) in enumerate(zip(_places(rnd), _places(rnd), strict=False), start=1):
        day = date(YEAR, rnd.randint(1, 6), rnd.randint(1, 28))
        later = date(YEAR, rnd.randint(7, 12), rnd.randint(1, 28))
        left = [number, one.name_ru, f"{day:%d.%m.%Y}", "офлайн"]
        sheet.append([*left, *gap, number, other.name_ru, f"{later:%d.%m.%Y}", "онлайн"])
        _note(made, sheet, number + 1, Truth(one.kato, "on_site", (day,)))
        made.truth[f"{sheet.title}|{'G' if gap else 'F'}", number + 1] = Truth(other.kato, "online", (later,))


def _under_months(rnd: random.Random, sheet: Worksheet, made: Made) -> None:
    sheet.append(["№", rnd.choice(["Дата", "День"]), "Регион", "Формат"])
    row = 1
    for month in sorted(rnd.sample(range(1, 13), 3)):
        sheet.append([rnd.choice([MONTHS["ru"][month - 1].capitalize(), f"{MONTHS['ru'][month - 1]} {YEAR} года"])])
        row += 1
        for place in _places(rnd)[:2]:
            day = date(YEAR, month, rnd.randint(1, 28))
            sheet.append([row, rnd.choice([day.day, str(day.day), f"{day:%d.%m.%Y}"]), place.name_ru, "офлайн"])
            row += 1
            _note(made, sheet, row, Truth(place.kato, "on_site", (day,)))


def _under_regions(rnd: random.Random, sheet: Worksheet, made: Made) -> None:
    sheet.append(["№", "Район, город", "Дата", "Формат"])
    row = 1
    for region, below, kato in rnd.sample(_BELOW, 3):
        sheet.append([region])
        day = date(YEAR, rnd.randint(1, 12), rnd.randint(1, 28))
        sheet.append([row, below, f"{day:%d.%m.%Y}", "офлайн"])
        row += 2
        _note(made, sheet, row, Truth(kato, "on_site", (day,)))


def _of_another(rnd: random.Random, sheet: Worksheet, made: Made) -> None:
    titles = {"Министерство здравоохранения": "body", "на 2026 год": "year", "План встреч за 2025 год": "year"}
    title, code = rnd.choice(list(titles.items()))
    sheet.title = "План"
    sheet.append([title])
    sheet.append(["№", "Регион", "Дата", "Формат"])
    for number, place in enumerate(_places(rnd), start=1):
        day = date(YEAR, rnd.randint(1, 12), rnd.randint(1, 28))
        sheet.append([number, place.name_ru, f"{day.day} {MONTHS['ru_of'][day.month - 1]}", "офлайн"])
        _note(made, sheet, number + 2, Truth(place.kato, "on_site", (day,), notes=(code,)))


_OWN = ("Министерство сельского хозяйства", "Ауыл шаруашылығы министрлігі")
_ANOTHER = ("Министерство здравоохранения Республики Казахстан", "Денсаулық сақтау министрлігі")


def _of_two_bodies(rnd: random.Random, sheet: Worksheet, made: Made) -> None:
    """One table of two ministries, each under a row of its own."""
    sheet.append(["№", "Регион", "Дата", "Формат"])
    row, parts = 1, [(rnd.choice(_OWN), ()), (rnd.choice(_ANOTHER), ("body",))]
    rnd.shuffle(parts)
    for heading, notes in parts:
        row += 1
        sheet.cell(row, 1, heading)
        if rnd.random() < 0.7:
            sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=4)
        for place in _places(rnd)[:3]:
            day = date(YEAR, rnd.randint(1, 12), rnd.randint(1, 28))
            row += 1
            for column, value in enumerate([row, place.name_ru, f"{day:%d.%m.%Y}", "офлайн"], start=1):
                sheet.cell(row, column, value)
            _note(made, sheet, row, Truth(place.kato, "on_site", (day,), notes=notes))


def _planned_and_moved(rnd: random.Random, sheet: Worksheet, made: Made) -> None:
    """What was planned beside what holds: the day is certain only where the two do not differ."""
    moved = rnd.choice(["Дата с учётом переноса", "Перенесённая дата", "Новая дата", "Фактическая дата"])
    sheet.append(["№", "Регион", rnd.choice(["Дата (план)", "Плановая дата", "Дата проведения"]), moved, "Формат"])
    for number, place in enumerate(_places(rnd), start=1):
        day = date(YEAR, rnd.randint(1, 12), rnd.randint(1, 28))
        later = rnd.choice([None, day, day + timedelta(days=rnd.randint(1, 40))])
        shown = later and rnd.choice([f"{later:%d.%m.%Y}", datetime.combine(later, time())])
        sheet.append([number, place.name_ru, f"{day:%d.%m.%Y}", shown, "онлайн"])
        truth = Truth(place.kato, "online", (day,))
        if later not in (None, day):
            truth.date_code = "two_dates" if later.year == YEAR else "outside_period"
            truth.dates = ()
        _note(made, sheet, number + 1, truth)


def _quarter_and_date(rnd: random.Random, sheet: Worksheet, made: Made) -> None:
    """A quarter beside the day, which is not always of that quarter."""
    columns = ["Квартал", rnd.choice(["Дата", "Дата проведения", "Срок"])]
    rnd.shuffle(columns)
    sheet.append(["№", *columns, "Регион", "Формат"])
    for number, place in enumerate(_places(rnd), start=1):
        day = date(YEAR, rnd.randint(1, 12), rnd.randint(1, 28))
        own = (day.month + 2) // 3
        said = rnd.choice([own, own, rnd.randint(1, 4)])
        quarter = rnd.choice([said, ROMAN[said - 1], f"{ROMAN[said - 1]} квартал", f"{said} кв."])
        shown: list[Any] = [quarter if header == "Квартал" else f"{day:%d.%m.%Y}" for header in columns]
        sheet.append([number, *shown, place.name_ru, "смешанный"])
        truth = Truth(place.kato, "mixed", (day,))
        if said != own:
            truth.dates, truth.date_code = (), "two_dates"
        _note(made, sheet, number + 1, truth)


_UNUSED = [
    "Кол-во участников",
    "Ответственный за подготовку",
    "Контакты",
    "Дата последнего визита",
    "Телефон",
    "Охват, %",
]


def _unread_columns(rnd: random.Random, sheet: Worksheet, made: Made) -> None:
    """Columns about something else, between and behind those of the meeting."""
    others = rnd.sample(_UNUSED, rnd.randint(1, 3))
    headers = ["№", "Регион", "Дата", "Формат", *others]
    rnd.shuffle(headers)
    sheet.append(headers)
    for number, place in enumerate(_places(rnd), start=1):
        day = date(YEAR, rnd.randint(1, 12), rnd.randint(1, 28))
        cells: dict[str, Any] = {"№": number, "Регион": place.name_ru, "Дата": f"{day:%d.%m.%Y}", "Формат": "офлайн"}
        cells |= {other: rnd.choice(["03.11.2026", "отдел регионов", "74-00-00", "120", None]) for other in others}
        sheet.append([cells[header] for header in headers])
        unused = tuple(str(cells[header]) for header in headers if header in others and cells[header])
        _note(made, sheet, number + 1, Truth(place.kato, "on_site", (day,), unused=unused))


#: By which a book is built, in turn.
BUILDS: list[Callable[[random.Random, Worksheet, Made], None]] = [
    _from_to,
    _month_and_day,
    _region_and_district,
    _beside,
    _under_months,
    _under_regions,
    _of_another,
    _of_two_bodies,
    _planned_and_moved,
    _quarter_and_date,
    _unread_columns,
    disorder_cells.of_others,
    disorder_cells.of_denied_modes,
    disorder_cells.of_two_in_a_cell,
    disorder_cells.of_hidden,
    disorder_cells.of_said_more,
]
