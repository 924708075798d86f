"""Workbooks as offices make them, by a seed, with what a careful clerk reads in each row."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from io import BytesIO
from itertools import pairwise
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from portal.bodies.facts.territories import Place
from tests.schedules.disorder_builds import make_odd
from tests.schedules.disorder_truth import REGIONS, YEAR, Made, Truth
from tests.schedules.disorder_words import (
    CLOSING,
    FORMATS,
    HEADERS,
    LOOKALIKE_ROMAN,
    MONTHS,
    ROMAN,
    SECTIONS,
    TEXTS,
    TITLES,
)


def place_text(rnd: random.Random, place: Place, lang: str) -> str:
    """One of the ways to write a place in a language."""
    kk, ru = place.name_kk, place.name_ru
    if place.kind == "region" and lang == "kk":
        stem = kk.removesuffix(" облысы")
        ways = [kk, f"{stem} обл.", f"{stem} обл", kk.upper()]
        if stem != "Алматы":
            ways.append(stem)
        if " Қазақстан" in stem:
            ways.append(f"{stem[0]}ҚО")
    elif place.kind == "region" and ru.startswith("область "):
        stem = ru.removeprefix("область ")
        ways = [ru, f"обл. {stem}", f"обл {stem}", f"{stem} облысы", ru.upper(), f"Область {stem}"]
    elif place.kind == "region":
        stem = ru.removesuffix(" область")
        ways = [ru, f"{stem} обл.", f"{stem} обл", stem, ru.upper(), f"в {stem.removesuffix('ая')}ой области"]
        if "-Казахстан" in stem:
            ways.append(f"{stem[0]}КО")
    elif lang == "kk":
        stem = kk.removesuffix(" қаласы")
        ways = [kk, f"{stem} қ.", f"{stem} қ", kk.upper()]
    else:
        stem = ru.removeprefix("город ")
        ways = [ru, f"г.{stem}", f"г. {stem}", f"Г.{stem.upper()}", f"гор. {stem}"]
    return _untidy(rnd, rnd.choice(ways))


def _untidy(rnd: random.Random, text: str) -> str:
    luck = rnd.random()
    if luck < 0.1:
        return f" {text}"
    if luck < 0.2:
        return f"{text} "
    return text.replace(" ", "\u00a0", 1) if luck < 0.3 else text


def when_value(rnd: random.Random, lang: str) -> tuple[Any, Truth]:
    """A cell of dates and what it says."""
    day = date(YEAR, 1, 1) + timedelta(days=rnd.randrange(360))
    kind = rnd.choices(["day", "run", "pair", "month", "quarter", "half", "bad"], [50, 10, 10, 10, 8, 6, 6])[0]
    makers: dict[str, Callable[[], tuple[Any, Truth]]] = {
        "day": lambda: (_one_day(rnd, day, lang), Truth(dates=(day,))),
        "run": lambda: _run(rnd, day, lang),
        "pair": lambda: _pair(rnd, day, lang),
        "month": lambda: (_month(rnd, day, lang), Truth(period=f"{YEAR}-{day.month:02d}")),
        "quarter": lambda: _quarter(rnd, lang),
        "half": lambda: _half(rnd, lang),
        "bad": lambda: _bad(rnd, lang),
    }
    return makers[kind]()


def _one_day(rnd: random.Random, day: date, lang: str) -> Any:
    of = MONTHS["ru_of"][day.month - 1]
    kk = MONTHS["kk"][day.month - 1]
    serial = (day - date(1899, 12, 30)).days
    common: list[Any] = [
        day.strftime("%d.%m.%Y"),
        f"{day.day}.{day.month:02d}.{YEAR}",
        day.strftime("%d.%m.%y"),
        day.strftime("%d/%m/%Y"),
        day.strftime("%d-%m-%Y"),
        day.strftime("%d. %m. %Y"),
        day.isoformat(),
        f" {day.strftime('%d.%m.%Y')}",
        str(serial),
        serial,
        datetime.combine(day, time()),
        day.strftime("%d.%m.%Y 15:00"),
    ]
    if lang == "kk":
        common += [
            f"{YEAR} жылғы {day.day} {kk}",
            f"{day.day} {kk} {YEAR} ж.",
            f"{day.day}-{kk}",
            f"{YEAR} ж. {day.day} {kk}",
        ]
    else:
        common += [
            f"{day.day} {of} {YEAR} года",
            f"{day.day} {of} {YEAR} г.",
            f"{day.day} {of}",
            day.strftime("%d.%m.%Y г."),
            day.strftime("%d.%m.%Yг."),
            f"{day.strftime('%d.%m.%Y')} (план)",
        ]
    return rnd.choice(common)


def _run(rnd: random.Random, day: date, lang: str) -> tuple[Any, Truth]:
    last = day + timedelta(days=rnd.choice([1, 1, 2]))
    ways = [f"{day:%d.%m}-{last:%d.%m.%Y}", f"{day:%d.%m.%Y} - {last:%d.%m.%Y}", f"{day:%d.%m.%Y}–{last:%d.%m.%Y}"]
    if day.month == last.month:
        ways += [
            f"{day:%d}-{last:%d.%m.%Y}",
            f"{day.day} – {last:%d.%m.%Y}",
            f"{day.day}-{last.day}.{day.month:02d}.{YEAR}",
        ]
        if lang == "kk":
            ways.append(f"{YEAR} жылғы {day.day}-{last.day} {MONTHS['kk'][day.month - 1]}")
        else:
            ways.append(f"{day.day}-{last.day} {MONTHS['ru_of'][day.month - 1]} {YEAR} г.")
            ways.append(f"с {day.day} по {last.day} {MONTHS['ru_of'][day.month - 1]} {YEAR} года")
    days = tuple(day + timedelta(days=step) for step in range((last - day).days + 1))
    return rnd.choice(ways), Truth(dates=days)


def _pair(rnd: random.Random, day: date, lang: str) -> tuple[Any, Truth]:
    last = day + timedelta(days=2)
    word = "және" if lang == "kk" else "и"
    ways = [f"{day:%d.%m.%Y}, {last:%d.%m.%Y}", f"{day:%d.%m.%Y} {word} {last:%d.%m.%Y}"]
    if day.month == last.month:
        ways += [f"{day.day} {word} {last:%d.%m.%Y}", f"{day.day}, {last.day}.{day.month:02d}.{YEAR}"]
        if lang == "kk":
            ways.append(f"{YEAR} жылғы {day.day} {word} {last.day} {MONTHS['kk'][day.month - 1]}")
        else:
            ways.append(f"{day.day} {word} {last.day} {MONTHS['ru_of'][day.month - 1]} {YEAR} года")
    return rnd.choice(ways), Truth(dates=(day, last))


def _month(rnd: random.Random, day: date, lang: str) -> str:
    name = MONTHS[lang][day.month - 1]
    if lang == "kk":
        return rnd.choice([name, f"{YEAR} жылғы {name}", name.capitalize(), f"{name} айы"])
    return rnd.choice([name, f"{name} {YEAR} г.", f"{name} {YEAR}", name.capitalize(), f"{day.month:02d}.{YEAR}"])


def _quarter(rnd: random.Random, lang: str) -> tuple[str, Truth]:
    number = rnd.randint(1, 4)
    sign = rnd.choice([ROMAN, LOOKALIKE_ROMAN, "1234"])[number - 1]
    ways = {
        "ru": [f"{sign} квартал", f"{sign} кв. {YEAR}", f"{number}-й квартал {YEAR} г.", f"{sign} квартал {YEAR} года"],
        "kk": [f"{sign} тоқсан", f"{YEAR} жылғы {sign} тоқсан", f"{number}-тоқсан", f"{number}-ші тоқсан"],
    }
    return rnd.choice(ways[lang]), Truth(period=f"{YEAR}-Q{number}")


def _half(rnd: random.Random, lang: str) -> tuple[str, Truth]:
    number = rnd.randint(1, 2)
    sign = rnd.choice([ROMAN, LOOKALIKE_ROMAN, "12"])[number - 1]
    ways = {
        "ru": [f"{sign} полугодие", f"{sign} полугодие {YEAR} г.", f"{('первое', 'второе')[number - 1]} полугодие"],
        "kk": [f"{sign} жартыжылдық", f"{('бірінші', 'екінші')[number - 1]} жартыжылдық", f"{number}-жартыжылдық"],
    }
    return rnd.choice(ways[lang]), Truth(period=f"{YEAR}-H{number}")


def _as_month(rnd: random.Random, day: date) -> tuple[datetime, str]:
    """A month that a spreadsheet keeps as its first day, and the format by which it shows the month alone."""
    shown = ["mmmm yyyy", "mmm.yy", "[$-419]mmmm yyyy;@", '[$-43F]yyyy "ж." mmmm', "mmmm"]
    return datetime(YEAR, day.month, 1), rnd.choice(shown)  # noqa: DTZ001 Excel knows no zones


def _set_aside(rnd: random.Random, sheet: Worksheet, row: int, column: dict[str, int], truth: Truth) -> None:
    """Now and then a row is hidden, flat, struck through, commented or called off, or its month is a formatted day."""
    luck = rnd.random()
    when = sheet.cell(row, column["date"])
    if luck < 0.015:
        sheet.row_dimensions[row].hidden, truth.notes = True, ("hidden",)
    elif luck < 0.03:
        sheet.row_dimensions[row].height, truth.notes = 0, ("zero_height",)
    elif luck < 0.045:
        for place in column.values():
            sheet.cell(row, place).font = Font(strike=True)
        truth.notes = ("struck",)
    elif luck < 0.06:
        when.comment, truth.notes = Comment("Перенесено на 20.05.2027", "отдел"), ("comment",)
    elif luck < 0.075 and isinstance(when.value, str) and truth.dates:
        when.value = f"{when.value} ({rnd.choice(['отменена', 'не состоится', 'перенесено', 'өтпейді'])})"
        truth.dates, truth.date_code, truth.notes = (), "cancelled", ("cancelled",)
    elif luck < 0.09 and "note" in column:
        sheet.cell(row, column["note"], rnd.choice(["Отменена", "перенесена на июнь", "кейінге қалдырылды"]))
        truth.notes = ("cancelled",)
    elif luck < 0.105 and len(truth.dates) == 1:
        wrong = ("вторник", "среда", "четверг", "пятница", "суббота", "воскресенье", "понедельник")
        when.value = f"{truth.dates[0]:%d.%m.%Y} ({wrong[truth.dates[0].weekday()]})"
        truth.dates, truth.date_code, truth.notes = (), "weekday_differs", ("weekday",)
    elif luck < 0.13 and truth.period[5:7].isdigit():
        day = date(YEAR, int(truth.period[5:7]), 1)
        when.value, when.number_format = _as_month(rnd, day)


def _bad(rnd: random.Random, lang: str) -> tuple[Any, Truth]:
    none = {
        "ru": ["уточняется", "в течение года", "по согласованию", "-"],
        "kk": ["жыл бойы", "нақтылануда", "келісім бойынша"],
    }
    return rnd.choice(
        [
            (
                rnd.choice(["29.02.2027", "31.04.2027", "12.13.2027", "00.05.2027", "04/25/2027"]),
                Truth(date_code="no_such_date"),
            ),
            (rnd.choice(["12.04.2026", "03.08.2026", "12.04.2028", "16.09.26"]), Truth(date_code="outside_period")),
            (rnd.choice(none[lang]), Truth(date_code="no_date")),
        ]
    )


def make(seed: int) -> Made:
    """The workbook of a seed."""
    rnd = random.Random(seed)
    lang = rnd.choice(["ru", "ru", "kk"])
    turn, place = divmod(seed, 5)
    if place < 2:
        # In their turn, so that a hundred books hold each build.
        return make_odd(rnd, 2 * turn + place)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = rnd.choice(["2027", "Лист1", "Парақ1", "Предложения", "Ұсыныстар"])
    made = Made(b"")
    _fill(rnd, sheet, lang, made)
    if rnd.random() < 0.3:
        extra = book.create_sheet("Справочно")
        extra.append(["Встречи 2026 года"])
        extra.append(["Регион", "Дата", "Участников"])
        extra.append(["Костанайская область", "12.05.2026", 140])
    stream = BytesIO()
    book.save(stream)
    made.content = stream.getvalue()
    return made


def _fill(rnd: random.Random, sheet: Worksheet, lang: str, made: Made) -> None:
    keys = [
        "place",
        "date",
        "format",
        "number",
        *rnd.sample(["who", "venue", "subject", "ground", "note"], rnd.randint(2, 5)),
    ]
    rnd.shuffle(keys)
    if rnd.random() < 0.5:
        keys.remove("number")
        keys.insert(0, "number")
    left = rnd.choice([1, 1, 1, 2])
    column = {key: left + place for place, key in enumerate(keys)}
    right = left + len(keys) - 1
    row = _titles(rnd, sheet, lang, left, right)
    row = _header(rnd, sheet, lang, column, row)
    if rnd.random() < 0.4:
        for number, key in enumerate(keys, start=1):
            sheet.cell(row, column[key], rnd.choice([number]))
        row += 1
    row = _body(rnd, sheet, lang, column, row, made)
    row += rnd.choice([0, 1, 1, 2])
    for line in rnd.sample(CLOSING[lang], rnd.randint(0, len(CLOSING[lang]))):
        sheet.cell(row, rnd.choice([left, left, left + 1]), line)
        row += 1


def _titles(rnd: random.Random, sheet: Worksheet, lang: str, left: int, right: int) -> int:
    row = 1
    for line in rnd.sample(TITLES[lang], rnd.randint(0, len(TITLES[lang]))):
        sheet.cell(row, left, line)
        if rnd.random() < 0.6:
            sheet.merge_cells(start_row=row, end_row=row, start_column=left, end_column=right)
        row += 1
    return row + rnd.choice([0, 0, 1])


def _header(rnd: random.Random, sheet: Worksheet, lang: str, column: dict[str, int], row: int) -> int:
    names = {key: rnd.choice(HEADERS[lang][key]) for key in column}
    style = rnd.choice(["plain", "plain", "tall", "grouped", "both"])
    neighbours = sorted(column, key=lambda key: column[key])
    pair = next(
        ((one, other) for one, other in pairwise(neighbours) if {one, other} <= {"format", "venue", "who", "subject"}),
        None,
    )
    for key, at in column.items():
        text = names[key]
        if style == "both":
            other = rnd.choice(HEADERS["kk" if lang == "ru" else "ru"][key])
            text = rnd.choice([f"{text} / {other}", f"{text}\n{other}"])
        sheet.cell(row, at, text)
        if style in ("tall", "grouped") and not (style == "grouped" and pair and key in pair):
            sheet.merge_cells(start_row=row, end_row=row + 1, start_column=at, end_column=at)
    if style == "grouped" and pair:
        for key in pair:
            sheet.cell(row, column[key]).value = None
            sheet.cell(row + 1, column[key], names[key])
        sheet.cell(row, column[pair[0]], "Встреча" if lang == "ru" else "Кездесу")
        sheet.merge_cells(start_row=row, end_row=row, start_column=column[pair[0]], end_column=column[pair[1]])
    return row + (2 if style in ("tall", "grouped") else 1)


def _body(rnd: random.Random, sheet: Worksheet, lang: str, column: dict[str, int], row: int, made: Made) -> int:
    count, number = rnd.randint(3, 12), 0
    left, right = min(column.values()), max(column.values())
    while number < count:
        place = rnd.choice(REGIONS)
        tall = rnd.choice([1, 1, 1, 2, 3]) if rnd.random() < 0.4 else 1
        text, code = place_text(rnd, place, lang), ""
        if rnd.random() < 0.03:
            text, code = rnd.choice(
                [
                    ("Акмолинская/Павлодарская", "several_places"),
                    ("Семипалатинская область", "unknown_place"),
                    ("Алматы", "ambiguous"),
                    ("Все регионы" if lang == "ru" else "барлық өңірлер", "all_places"),
                ]
            )
        for step in range(tall):
            number += 1
            value, truth = when_value(rnd, lang)
            truth.format = rnd.choice(["on_site", "online", "mixed"])
            truth.territory, truth.place_code = (None, code) if code else (place.kato, "")
            cells: dict[str, Any] = {key: rnd.choice([*TEXTS[lang][key], None]) for key in column if key in TEXTS[lang]}
            cells |= {
                "number": rnd.choice([number, number, f"{number}."]),
                "date": value,
                "format": rnd.choice(FORMATS[lang][truth.format]),
            }
            if step == 0:
                cells["place"] = text
            for key, cell in cells.items():
                sheet.cell(row, column[key], cell)
            _set_aside(rnd, sheet, row, column, truth)
            made.truth[sheet.title, row] = truth
            row += 1
        if tall > 1:
            at = column["place"]
            sheet.merge_cells(start_row=row - tall, end_row=row - 1, start_column=at, end_column=at)
        luck = rnd.random()
        if luck < 0.06:
            sheet.cell(row, left, rnd.choice(SECTIONS[lang]))
            if rnd.random() < 0.7:
                sheet.merge_cells(start_row=row, end_row=row, start_column=left, end_column=right)
            row += 1
        elif luck < 0.1:
            row += 1
    return row
