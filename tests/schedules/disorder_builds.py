"""Tables of another build: two columns of a kind, tables beside each other, headings, the title of another body."""

from __future__ import annotations

import random
from datetime import date, timedelta
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from portal.bodies.facts.territories import Place
from tests.schedules.disorder_truth import REGIONS, YEAR, Made, Truth
from tests.schedules.disorder_words import MONTHS


def make_odd(rnd: random.Random) -> Made:
    """A workbook with two columns of a kind, tables beside each other, headings, or the title of another body."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = rnd.choice(["2027", "Лист1"])
    made = Made(b"")
    build = rnd.choice(
        [_from_to, _month_and_day, _region_and_district, _beside, _under_months, _under_regions, _of_another]
    )
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
