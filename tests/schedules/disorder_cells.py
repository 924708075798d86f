"""Cells that say more, or less, than they seem to: aides, denials, two places in one cell, what is out of sight."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from tests.schedules.disorder_truth import REGIONS, YEAR, Made, Truth
from tests.schedules.disorder_words import MONTHS

_PLACES = [place for place in REGIONS if place.kind == "region"]


def _day(rnd: random.Random) -> date:
    return date(YEAR, rnd.randint(1, 12), rnd.randint(1, 28))


def _header(rnd: random.Random, sheet: Worksheet, *columns: str) -> list[str]:
    """The columns in any order behind the number."""
    headers = list(columns)
    rnd.shuffle(headers)
    sheet.append(["№", *headers])
    return headers


def _add(sheet: Worksheet, headers: list[str], cells: dict[str, Any], made: Made, truth: Truth) -> None:
    row = sheet.max_row + 1
    sheet.append([row - 1, *(cells[header] for header in headers)])
    made.truth[sheet.title, row] = truth


_WHO = {
    "Министр": "first_head",
    "Министр РК": "first_head",
    "первый руководитель": "first_head",
    "Вице-министр": "deputy",
    "Заместитель министра": "deputy",
    "министрдің орынбасары": "deputy",
    "Советник министра": "",
    "Помощник Министра": "",
    "Министрдің кеңесшісі": "",
    "Премьер-Министр": "",
    "Заместитель Премьер-Министра": "",
    "Министр, вице-министр": "",
    "и.о. министра": "",
    "Руководитель аппарата министра": "",
    "Министр или вице-министр": "",
}


def of_others(rnd: random.Random, sheet: Worksheet, made: Made) -> None:
    """Ministers, their deputies, and those who are neither."""
    headers = _header(rnd, sheet, "Регион", "Дата", "Кто проводит", "Формат")
    for place in rnd.sample(_PLACES, 6):
        day, who = _day(rnd), rnd.choice(list(_WHO))
        cells = {"Регион": place.name_ru, "Дата": f"{day:%d.%m.%Y}", "Кто проводит": who, "Формат": "офлайн"}
        _add(sheet, headers, cells, made, Truth(place.kato, "on_site", (day,), post=_WHO[who]))


_MODES = {
    "не онлайн": None,
    "онлайн не планируется": None,
    "онлайн емес": None,
    "офлайн (отменена)": None,
    "онлайн либо офлайн": None,
    "онлайн немесе офлайн": None,
    "оффлайн, без ВКС": "on_site",
    "офлайн (онлайн не предусмотрен)": "on_site",
    "очно-заочно": "mixed",
    "онлайн, не выездная": "online",
    "офлайн": "on_site",
}


def of_denied_modes(rnd: random.Random, sheet: Worksheet, made: Made) -> None:
    """How the meeting is held, said by what it is not."""
    headers = _header(rnd, sheet, "Регион", "Дата", "Формат")
    for place in rnd.sample(_PLACES, 6):
        day, mode = _day(rnd), rnd.choice(list(_MODES))
        truth = Truth(place.kato, _MODES[mode], (day,))
        truth.format_code = "" if _MODES[mode] else "unknown_format"
        truth.notes = ("cancelled",) if "отменена" in mode else ()
        _add(sheet, headers, {"Регион": place.name_ru, "Дата": f"{day:%d.%m.%Y}", "Формат": mode}, made, truth)


_TOGETHER = {
    "г. Павлодар, Павлодарская область": "551000000",
    "Павлодарская область, г. Павлодар": "551000000",
    "Павлодар, Павлодарская область": "551000000",
    "ВКО г. Усть-Каменогорск": "631000000",
    "ШҚО Өскемен": "631000000",
    "Мамлютский район СКО": "595200000",
    "г. Риддер, Восточно-Казахстанская область": "632400000",
    "Алматы, Алматинская область": "",
    "Алматы и Алматинская область": "",
    "Алматы / Алматинская область": "",
}


def of_two_in_a_cell(rnd: random.Random, sheet: Worksheet, made: Made) -> None:
    """The region beside the place: the place where it lies in that region, and a question where it does not."""
    headers = _header(rnd, sheet, "Регион", "Дата", "Формат")
    for text in rnd.sample(list(_TOGETHER), 6):
        day, kato = _day(rnd), _TOGETHER[text]
        code = "ambiguous" if "/" in text else "several_places"
        truth = Truth(kato or None, "on_site", (day,), place_code="" if kato else code)
        _add(sheet, headers, {"Регион": text, "Дата": f"{day:%d.%m.%Y}", "Формат": "офлайн"}, made, truth)


def of_hidden(rnd: random.Random, sheet: Worksheet, made: Made) -> None:
    """A filter that leaves rows out, or an old column that nobody sees beside the new one."""
    old = rnd.random() < 0.5
    headers = ["Регион", *(["Дата"] if old else []), "Дата проведения", "Формат"]
    sheet.append(["№", *headers])
    for number, place in enumerate(rnd.sample(_PLACES, 6), start=2):
        day = _day(rnd)
        cells = {"Регион": place.name_ru, "Дата проведения": f"{day:%d.%m.%Y}", "Формат": "онлайн"}
        truth = Truth(place.kato, "online", (day,))
        if old:
            # What nobody sees is not preferred; where it says another day, the one that holds is asked for.
            before = rnd.choice([day, day - timedelta(days=400)])
            cells["Дата"], truth.notes = f"{before:%d.%m.%Y}", ("hidden",)
            if before != day:
                truth.dates, truth.date_code = (), "outside_period"
        elif rnd.random() < 0.4:
            sheet.row_dimensions[number].hidden, truth.notes = True, ("hidden",)
        _add(sheet, headers, cells, made, truth)
    if old:
        sheet.column_dimensions["C"].hidden = True
    else:
        sheet.auto_filter.ref = f"A1:D{sheet.max_row}"


def of_said_more(rnd: random.Random, sheet: Worksheet, made: Made) -> None:
    """A time with an exception or called off in brackets, a year kept as a day, words for this year."""
    headers = _header(rnd, sheet, "Регион", "Дата", "Формат")
    for place in rnd.sample(_PLACES, 6):
        day = _day(rnd)
        of, kk = MONTHS["ru_of"][day.month - 1], MONTHS["kk"][day.month - 1]
        quarter = f"{YEAR}-Q{(day.month + 2) // 3}"
        said: dict[Any, Truth] = {
            f"{quarter[-1]} квартал (кроме {of})": Truth(date_code="unclear_date"),
            f"{day:%d.%m.%Y} (не состоится)": Truth(date_code="cancelled", notes=("cancelled",)),
            f"{day.day} {of}, 10.00": Truth(dates=(day,)),
            f"{day.day} {of} с.г.": Truth(dates=(day,)),
            f"{day.day} {kk}, сағат 15:00": Truth(dates=(day,)),
            datetime(YEAR, 1, 1): Truth(date_code="no_date"),  # noqa: DTZ001 Excel knows no zones
        }
        value = rnd.choice(list(said))
        truth = said[value]
        truth.territory, truth.format = place.kato, "on_site"
        _add(sheet, headers, {"Регион": place.name_ru, "Дата": value, "Формат": "офлайн"}, made, truth)
        if isinstance(value, datetime):
            sheet.cell(sheet.max_row, headers.index("Дата") + 2).number_format = "yyyy"
