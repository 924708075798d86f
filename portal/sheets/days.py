"""Days and periods as people write them. Nothing is guessed: what is not wholly understood is `unclear_date`.

A day stands before its month, always: «04/25/2027» is no date. Knows no framework.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from portal.kernel.folding import fold, tidy
from portal.kernel.periods import Period
from portal.sheets.day_lines import dates_of, span_of
from portal.sheets.day_words import NoSuchDate, Unclear, signs_of, without_romans
from portal.sheets.epochs import EXCEL

#: A longer run of days is a time within which something is to be, not the days of one thing.
LONGEST_RUN = 7
#: A longer text is no date, whatever else it is; it is not looked into.
_LONGEST_TEXT = 150
#: Day numbers of Excel that are dates of our time: five digits, 1982 to 2064.
_SERIAL = re.compile(r"([3-5][0-9]{4}|60000)(?:[.,](?P<part>[0-9]+))?")


@dataclass(frozen=True)
class When:
    """What a cell of dates says. `code` is empty when it was understood; then one of the others is given."""

    dates: tuple[date, ...] = ()
    month: str = ""
    quarter: str = ""
    half: str = ""
    start_time: time | None = None
    code: str = ""


_NO_DATE = re.compile(
    r"уточн|накты|течени[еи] (?:\d+ )?(?:г|всего)|жыл бойы|жыл ишинде|согласовани|келис|позже|позднее|кейин(?!ги)"
    r"|не определ|не установл|не назнач|белгиленбе|аныкта|tbd|tbc|to be |по мере|по график|график(?:ке)? сайкес"
    r"|весь год|круглый год|кажет|during the year|all year|throughout|^нет$|^жок$|^без даты$"
)
_NOTHING = re.compile(r"[\W_]*")
_ANYTIME_YEAR = re.compile(r"(?:[12][0-9]{3})(?: (?:г|год|года|году|ж|жыл|жылы|жылгы))*")


@lru_cache(maxsize=4096)
def read_when(value: str | float | datetime, period: Period) -> When:
    """What a cell says of when. A number is a day number of Excel; a day without a year is of the period's year."""
    when = _read(value, period)
    if when.code:
        return when
    if when.dates:
        inside = all(period.contains(day) for day in when.dates)
    else:
        named = Period.parse(when.month or when.quarter or when.half)
        inside = period.start <= named.start and named.end <= period.end
    return when if inside else When(code="outside_period")


def read_time(text: str) -> time | None:
    """A time of the day by itself: "15:00", "15.00", "15-00", "15 ч."; of a stretch, its beginning."""
    if len(text) > _LONGEST_TEXT:
        return None
    plain = re.sub(r"\b(?:в|с|сагат|саг|at|ч|час|часов|часа)\b\.?", " ", fold(text))
    found = _TIME_ALONE.fullmatch(plain)
    if found is None:
        return None
    try:
        return time(int(found[1]), int(found[2] or 0))
    except ValueError:
        return None


def _read(value: str | float | datetime, period: Period) -> When:
    if isinstance(value, datetime):
        return When(dates=(value.date(),), start_time=_clock(value))
    if isinstance(value, int | float):
        value = repr(value).removesuffix(".0")
        if _SERIAL.fullmatch(value) is None:
            return When(code="unclear_date")
    try:
        return _read_text(value, period)
    except Unclear:
        return When(code="unclear_date")
    except NoSuchDate:
        return When(code="no_such_date")


def _within(span: Period) -> When:
    if span.kind == "month":
        return When(month=span.key)
    return When(quarter=span.key) if span.kind == "quarter" else When(half=span.key)


def _clock(value: datetime) -> time | None:
    """The time of an Excel date; midnight means that none was given."""
    rounded = (value + timedelta(seconds=30)).replace(second=0, microsecond=0)
    return rounded.time() if rounded.time() != time() else None


def _read_text(text: str, period: Period) -> When:
    if len(text) > _LONGEST_TEXT:
        raise Unclear
    plain = tidy(text)
    serial = _SERIAL.fullmatch(plain)
    if serial:
        moment = EXCEL + timedelta(days=float(plain.replace(",", ".")))
        return When(dates=(moment.date(),), start_time=_clock(moment))
    plain = fold(without_romans(plain))
    if _NOTHING.fullmatch(plain) or _ANYTIME_YEAR.fullmatch(re.sub(r"(?<!\d)[.,]|[.,](?!\d)", "", plain)):
        return When(code="no_date")
    bare = re.sub(r"\([^()\d]*\)", " ", plain).strip()
    try:
        return _read_expression(bare, period)
    except Unclear:
        if _NO_DATE.search(plain) and not re.search(r"\d{1,2} ?[./-] ?\d", plain):
            return When(code="no_date")
        raise


def _read_expression(text: str, period: Period) -> When:
    text, start_time = _take_time(text)
    line, weekdays = signs_of(text)
    span = span_of(line, period)
    if span is not None:
        if start_time is not None or weekdays:
            raise Unclear(line)
        return _within(span)
    dates = dates_of(line, period)
    if len(dates) == 1 and len(weekdays) == 1 and dates[0].weekday() != weekdays[0]:
        return When(code="weekday_differs")
    if len(weekdays) > len(dates):
        raise Unclear(line)
    if len(dates) > LONGEST_RUN:
        return When(code="too_many_days")
    # Midnight is what programs add to a day without a time.
    return When(dates=dates, start_time=None if start_time == time() else start_time)


_TIME = re.compile(
    r"(?:\b(?P<before>в|с|к|at|сагат|саг)\.? ?)?"
    r"(?<![\d.])(?P<hour>\d{1,2})(?P<mark>[:.\-])(?P<minute>\d{2})(?::\d{2})?(?![\d.])"
    r"(?: ?- ?\d{1,2}[:.]\d{2}(?::\d{2})?(?![\d.]))?"
    r"(?P<after> ?(?:часов|часа|час|ч|сагат|саг)\b\.?)?(?: ?-? ?(?:де|да|те|та)\b)?"
)
_HOUR = re.compile(
    r"(?:\b(?:в|с|к) )?(?<![\d.])(?P<hour>\d{1,2}) ?(?:часов|часа|час|ч)\b\.?"
    r"|\b(?:сагат|саг)\.? (?P<kk>\d{1,2})(?:-?(?:де|да|те|та))?\b"
)
_TIME_ALONE = re.compile(
    r"\s*(\d{1,2})(?:\s?[:.\-]\s?(\d{2}))?(?::\d{2})?(?:\s?-\s?\d{1,2}(?:[:.]\d{2})?)?\s*(?:до.*|-?(?:де|да|ге|га))?\s*"
)


def _take_time(text: str) -> tuple[str, time | None]:
    """The text without its time of day, and the time: "15:00", or with a word about hours "15.00", "15-00", "15 ч."."""
    for found in _TIME.finditer(text):
        if found["mark"] == ":" or found["after"] or (found["before"] or "").startswith(("саг", "at")):
            return _cut(text, found), _time(int(found["hour"]), int(found["minute"]))
        # «12.04.2027 в 15.00»: a date of its own stands before.
        if found["before"] and re.search(r"\d", text[: found.start()]):
            return _cut(text, found), _time(int(found["hour"]), int(found["minute"]))
    hour = _HOUR.search(text)
    if hour:
        return _cut(text, hour), _time(int(hour["hour"] or hour["kk"]), 0)
    return re.sub(r"(?<=\d{4})[t ]00:00(?::00)?$", "", text), None


def _cut(text: str, found: re.Match[str]) -> str:
    left = f"{text[: found.start()]} {text[found.end() :]}"
    return re.sub(r"[\s,;.]+$", "", re.sub(r"(?<=\d)t(?= |$)", "", left)).strip()


def _time(hour: int, minute: int) -> time:
    try:
        return time(hour, minute)
    except ValueError:
        raise Unclear from None
