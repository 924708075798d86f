"""Dates as people write them: each is read as it stands, or not at all."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from portal.kernel.periods import Period
from portal.sheets.days import When, read_time, read_when

YEAR = Period.parse("2027")


def days(*texts: str) -> tuple[date, ...]:
    return tuple(date.fromisoformat(f"2027-{text}") for text in texts)


ON_DAYS = {
    "12.04.2027": ("04-12",),
    " 12.04.2027 ": ("04-12",),
    "12.04.2027 г.": ("04-12",),
    "12.04.2027ж.": ("04-12",),
    "12.04.27": ("04-12",),
    "5.09.2027": ("09-05",),
    "12/04/2027": ("04-12",),
    "12-04-2027": ("04-12",),
    "12 04 2027": ("04-12",),
    "12,04,2027": ("04-12",),
    "12 . 04 . 2027": ("04-12",),
    "2027-04-12": ("04-12",),
    "2027.04.12": ("04-12",),
    "2027-04-12 00:00:00": ("04-12",),
    "12.04": ("04-12",),
    "12 апреля": ("04-12",),
    "8 сентября 2027 года": ("09-08",),
    "12-го апреля 2027 г.": ("04-12",),
    "12 апр. 2027": ("04-12",),
    "2027 жылғы 12 сәуір": ("04-12",),
    "2027 ж. 12 сәуір": ("04-12",),
    "12 сәуір 2027 ж.": ("04-12",),
    "12-сәуір": ("04-12",),
    "12 сауир 2027": ("04-12",),
    "2027\u00a0жылғы\u00a024\u00a0тамыз": ("08-24",),
    "April 12, 2027": ("04-12",),
    "46402": ("01-15",),
    "46402.0": ("01-15",),
    "12.04.2027 (понедельник)": ("04-12",),
    "дүйсенбі, 12.04.2027": ("04-12",),
    "12.04.2027 (уточняется)": ("04-12",),
    "03-04.07.2027": ("07-03", "07-04"),
    "3 – 4.07.2027": ("07-03", "07-04"),
    "15 и 17.07.2027": ("07-15", "07-17"),
    "26 және 28.02.2027": ("02-26", "02-28"),
    "15, 17 и 19.07.2027": ("07-15", "07-17", "07-19"),
    "12-14 апреля 2027 г.": ("04-12", "04-13", "04-14"),
    "с 12 по 14 апреля 2027 г.": ("04-12", "04-13", "04-14"),
    "2027 жылғы 3-4 шілде": ("07-03", "07-04"),
    "2027 жылғы 3 және 5 шілде": ("07-03", "07-05"),
    "30.06-01.07.2027": ("06-30", "07-01"),
    "30 апреля - 2 мая 2027 года": ("04-30", "05-01", "05-02"),
    "12.04.2027-14.04.2027": ("04-12", "04-13", "04-14"),
    "03.07.2027, 04.07.2027": ("07-03", "07-04"),
}


@pytest.mark.parametrize("text", ON_DAYS)
def test_read_when_of_days(text: str) -> None:
    assert read_when(text, YEAR) == When(dates=days(*ON_DAYS[text]))


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("март", "03"),
        ("Март", "03"),
        ("в марте 2027 г.", "03"),
        ("сентябрь 2027 г.", "09"),
        ("июль 2027", "07"),
        ("май", "05"),
        ("наурыз", "03"),
        ("2027 жылғы қараша", "11"),
        ("желтоқсан", "12"),
        ("қыркүйекте", "09"),
        ("сәуір айы", "04"),
        ("04.2027", "04"),
        ("2027-04", "04"),
        ("March 2027", "03"),
    ],
)
def test_read_when_of_a_month(text: str, month: str) -> None:
    assert read_when(text, YEAR) == When(month=f"2027-{month}")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("I квартал", 1),
        ("1 кв. 2027", 1),
        ("II квартал", 2),
        ("ІІ квартал", 2),
        ("П квартал", 2),
        ("2-й квартал 2027 г.", 2),
        ("во втором квартале", 2),
        ("III тоқсан", 3),
        ("ІІІ тоқсан", 3),
        ("Ш квартал", 3),
        ("үшінші тоқсан", 3),
        ("4-тоқсан", 4),
        ("2027 жылғы IV тоқсан", 4),
        ("квартал IV", 4),
        ("Q4 2027", 4),
    ],
)
def test_read_when_of_a_quarter(text: str, number: int) -> None:
    assert read_when(text, YEAR) == When(quarter=f"2027-Q{number}")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("I полугодие", 1),
        ("первое полугодие 2027 года", 1),
        ("1-жартыжылдық", 1),
        ("бірінші жартыжылдық", 1),
        ("первая половина года", 1),
        ("ІІ жартыжылдық", 2),
        ("II жарты жылдық 2027", 2),
        ("жылдың екінші жартысы", 2),
        ("2 полугодие 2027 г.", 2),
        ("second half of 2027", 2),
    ],
)
def test_read_when_of_a_half_year(text: str, number: int) -> None:
    assert read_when(text, YEAR) == When(half=f"2027-H{number}")


REFUSED = {
    "no_such_date": [
        *("29.02.2027", "31.04.2027", "12.13.2027", "00.05.2027", "12.00.2027", "04/25/2027", "32.01.2027"),
        *("31 апреля", "V квартал", "3 полугодие", "13.2027", "2027-02-30"),
    ],
    "outside_period": [
        *("12.04.2026", "03.08.2026", "12.04.2028", "01.01.2028", "31.12.2026", "IV квартал 2026", "март 2026 г."),
        *("II полугодие 2026", "30.12.2027-02.01.2028", "46000"),
    ],
    "no_date": [
        *(
            "",
            "-",
            "—",
            "уточняется",
            "жыл бойы",
            "в течение года",
            "по согласованию",
            "нақтылануда",
            "2027",
            "2027 год",
        ),
        *("2027 жыл", "позже", "не определена"),
    ],
    "unclear_date": [
        *(
            "12",
            "до 15 мая",
            "после 10.04.2027",
            "начало мая",
            "конец марта",
            "апрель 27",
            "март-апрель",
            "I-II квартал",
        ),
        *("14-12.04.2027", "12.04.202", "12.04.20271", "12.04.2027 или 13.04.2027", "вскоре", "12 апреля 2026 2027"),
    ],
    "weekday_differs": ["12.04.2027, вторник", "жұма 12.04.2027"],
    "too_many_days": ["01.07-30.07.2027", "с 1 по 20 марта 2027 г."],
}


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in REFUSED.items() for text in texts])
def test_read_when_names_nothing_it_did_not_understand(code: str, text: str) -> None:
    assert read_when(text, YEAR) == When(code=code)


@pytest.mark.parametrize("text", ["12.04.2027 15:00", "12.04.2027 в 15.00", "12.04.2027 г. 15 часов", "46489.625"])
def test_read_when_with_a_time(text: str) -> None:
    assert read_when(text, YEAR) == When(dates=days("04-12"), start_time=time(15))


def test_read_when_of_values_of_excel() -> None:
    assert read_when(datetime(2027, 4, 12), YEAR) == When(dates=days("04-12"))  # noqa: DTZ001 Excel knows no zones
    assert read_when(datetime(2027, 4, 12, 15, 30), YEAR) == When(  # noqa: DTZ001
        dates=days("04-12"), start_time=time(15, 30)
    )
    assert read_when(46402.0, YEAR) == When(dates=days("01-15"))
    assert read_when(12.04, YEAR) == When(code="unclear_date")
    assert read_when(4.0, YEAR) == When(code="unclear_date")


def test_read_when_in_a_half_year_refuses_the_other_half() -> None:
    half = Period.parse("2027-H2")
    assert read_when("12.07", half) == When(dates=days("07-12"))
    assert read_when("12.04.2027", half) == When(code="outside_period")
    assert read_when("II квартал", half) == When(code="outside_period")


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("15:00", 15, 0),
        ("15.30", 15, 30),
        ("9-00", 9, 0),
        ("15 ч.", 15, 0),
        ("сағат 11:00-де", 11, 0),
        ("10:00-12:00", 10, 0),
    ],
)
def test_read_time(text: str, hour: int, minute: int) -> None:
    assert read_time(text) == time(hour, minute)


@pytest.mark.parametrize("text", ["", "25:00", "после обеда", "15:75", "12.04.2027"])
def test_read_time_of_what_is_none(text: str) -> None:
    assert read_time(text) is None
