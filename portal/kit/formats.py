"""Dates, times, periods and numbers as people write them in Kazakh, Russian and English.

Names of months and days come from CLDR through Babel; the patterns are the portal's own, because CLDR's Kazakh ones
("2027 ж. 10 қаң.") are not how a Kazakh text is written. A no-break space stands between day and month and before
"г.". Every function takes the language code, or the active language when none is given.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from babel import Locale, dates, numbers
from django.conf import settings
from django.utils.translation import get_language

from portal.kernel import clock
from portal.kernel.periods import Period
from portal.kernel.when import When

NBSP = "\u00a0"

_Pattern = Literal["day", "day_weekday", "day_short", "day_month", "month_year"]
_PATTERNS: dict[str, dict[_Pattern, str]] = {
    "kk": {
        "day": f"y 'жылғы' d{NBSP}MMMM",
        "day_weekday": f"y 'жылғы' d{NBSP}MMMM, EEEE",
        "day_short": f"d{NBSP}MMM",
        "day_month": f"d{NBSP}MMMM",
        "month_year": "y 'жылғы' MMMM",
    },
    "ru": {
        "day": f"d{NBSP}MMMM y{NBSP}'г'.",
        "day_weekday": f"d{NBSP}MMMM y{NBSP}'г'., EEEE",
        "day_short": f"d{NBSP}MMM",
        "day_month": f"d{NBSP}MMMM",
        "month_year": f"LLLL y{NBSP}'г'.",
    },
    "en": {
        "day": f"d{NBSP}MMMM y",
        "day_weekday": f"EEEE d{NBSP}MMMM y",
        "day_short": f"d{NBSP}MMM",
        "day_month": f"d{NBSP}MMMM",
        "month_year": "LLLL y",
    },
}
#: How one day is written.
Write = Callable[[date], str]
_ROMAN = ("I", "II", "III", "IV")
_HALF = ("first", "second")


#: A page writes the same days and numbers again and again, and Babel reads its patterns anew for each.
_REMEMBERED = 4096


@lru_cache(maxsize=_REMEMBERED)
def _format_date(value: date, pattern: str, code: str) -> str:
    return str(dates.format_date(value, pattern, locale=code))


@lru_cache(maxsize=_REMEMBERED)
def _format_time(value: time, code: str) -> str:
    return str(dates.format_time(value, "HH:mm", locale=code))


@lru_cache(maxsize=_REMEMBERED)
def _format_decimal(value: int | float | Decimal, code: str) -> str:
    return str(numbers.format_decimal(value, locale=code))


def language(lang: str | None = None) -> str:
    """One of the portal's language codes: `lang`, else the active language, else the default one."""
    code = (lang or get_language() or settings.LANGUAGE_CODE).partition("-")[0]
    return code if code in _PATTERNS else settings.LANGUAGE_CODE


def _civil(value: date | datetime) -> date:
    return clock.civil_date(value) if isinstance(value, datetime) else value


def _written(value: date | datetime, pattern: _Pattern, lang: str | None) -> str:
    code = language(lang)
    return _format_date(_civil(value), _PATTERNS[code][pattern], code)


def day(value: date | datetime, lang: str | None = None) -> str:
    """Like "2027 жылғы 10 қаңтар", "10 января 2027 г.", "10 January 2027"."""
    return _written(value, "day", lang)


def day_weekday(value: date | datetime, lang: str | None = None) -> str:
    """Like "2027 жылғы 10 қаңтар, жексенбі", "10 января 2027 г., воскресенье", "Sunday 10 January 2027"."""
    return _written(value, "day_weekday", lang)


def day_short(value: date | datetime, lang: str | None = None) -> str:
    """Like "10 қаң.", "10 янв.", "10 Jan"."""
    return _written(value, "day_short", lang)


def day_month(value: date | datetime, lang: str | None = None) -> str:
    """Like "10 қаңтар", "10 января", "10 January"."""
    return _written(value, "day_month", lang)


def day_digits(value: date | datetime) -> str:
    """Like "10.01.2027": what a date field of a form shows and takes back."""
    return _civil(value).strftime("%d.%m.%Y")


def day_range(first: date, last: date, lang: str | None = None) -> str:
    """Days of a week or so, both inclusive: "8–14 наурыз", "29 наурыз – 4 сәуір"."""
    if first == last:
        return day_month(first, lang)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_month(last, lang)}"
    return f"{day_month(first, lang)}{NBSP}– {day_month(last, lang)}"


def month_year(value: date | datetime, lang: str | None = None) -> str:
    """Like "2027 жылғы наурыз", "март 2027 г.", "March 2027"."""
    return _written(value, "month_year", lang)


def month_name(value: date | datetime, lang: str | None = None) -> str:
    """The month by itself: "наурыз", "март", "March"."""
    code = language(lang)
    # CLDR capitalises the stand-alone Kazakh month; inside a line it is written small.
    return _format_date(_civil(value), "MMMM" if code == "kk" else "LLLL", code)


def month_of_day(value: date | datetime, lang: str | None = None) -> str:
    """The month as it follows a day number: "наурыз", "марта", "March"."""
    return _format_date(_civil(value), "MMMM", language(lang))


def weekday(value: date | datetime, lang: str | None = None) -> str:
    """Like "жексенбі", "воскресенье", "Sunday"."""
    return _format_date(_civil(value), "EEEE", language(lang))


def weekday_short(value: date | datetime, lang: str | None = None) -> str:
    """Like "жс", "вс", "Sun"."""
    return _format_date(_civil(value), "EEE", language(lang))


def weekdays(lang: str | None = None) -> list[tuple[str, str]]:
    """Short and full names of the days, Monday first: the head of a month table."""
    names = Locale.parse(language(lang)).days["stand-alone"]
    return [(names["abbreviated"][number], names["wide"][number]) for number in range(7)]


def clock_time(value: time | datetime, lang: str | None = None) -> str:
    """Like "09:00", on Kazakhstan's clock face; the same in every language."""
    shown = clock.local(value) if isinstance(value, datetime) else value
    return _format_time(shown.replace(tzinfo=None), language(lang))


def instant(value: datetime, lang: str | None = None) -> str:
    """Day and time in Kazakhstan: "2027 жылғы 10 наурыз, 09:00"."""
    return f"{day(value, lang)}, {clock_time(value, lang)}"


def iso(value: date | datetime | time) -> str:
    """What goes into `<time datetime="…">`; an instant carries Kazakhstan's offset."""
    if isinstance(value, datetime):
        return clock.local(value).isoformat(timespec="minutes")
    if isinstance(value, time):
        return value.isoformat(timespec="minutes")
    return value.isoformat()


def when_text(value: When, lang: str | None = None, *, write: Write | None = None, at: time | None = None) -> str:
    """Every day, with the hour of the beginning when it is known, or the name of the period. `write` words one day."""
    if value.period is not None:
        return period_name(value.period, lang)
    words = ", ".join(write(each) if write else day(each, lang) for each in value.days)
    return f"{words}, {clock_time(at, lang)}" if at else words


def period_name(value: Period | str, lang: str | None = None) -> str:
    """Like "2026 жылғы IV тоқсан", "I полугодие 2027 г.", "Q4 2026"; `value` may be the period's key."""
    period = Period.parse(value) if isinstance(value, str) else value
    code, year, number = language(lang), period.start.year, period.number
    if period.kind == "month":
        return month_year(period.start, code)
    if period.kind == "quarter":
        roman = _ROMAN[number - 1]
        return {
            "kk": f"{year} жылғы {roman}{NBSP}тоқсан",
            "ru": f"{roman}{NBSP}квартал {year}{NBSP}г.",
            "en": f"Q{number} {year}",
        }[code]
    if period.kind == "half":
        roman = _ROMAN[number - 1]
        return {
            "kk": f"{year} жылғы {roman}{NBSP}жартыжылдық",
            "ru": f"{roman}{NBSP}полугодие {year}{NBSP}г.",
            "en": f"{_HALF[number - 1]} half of {year}",
        }[code]
    return {"kk": f"{year}{NBSP}жыл", "ru": f"{year}{NBSP}год", "en": f"{year}"}[code]


def number(value: int | float | Decimal, lang: str | None = None) -> str:
    """Like "61 480" with a no-break space in Kazakh and Russian, "61,480" in English."""
    return _format_decimal(value, language(lang))
