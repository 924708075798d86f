"""Days and periods as people write them. Nothing is guessed: what is not wholly understood is `unclear_date`.

A day stands before its month, always: «04/25/2027» is no date. Knows no framework.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from portal.kernel.folding import fold, in_one_line, tidy
from portal.kernel.periods import Period
from portal.sheets.cancelling import says_cancelled
from portal.sheets.day_lines import dates_of, span_of
from portal.sheets.day_words import NoSuchDate, Unclear, names_day, signs_of, without_romans
from portal.sheets.epochs import EXCEL
from portal.sheets.times import clock_of, take_time

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
    r"уточн|накты|течени[еи] (?:\d+ )?(?:г|всего)|жыл бойы|жыл ишинде|согласовани|келис|(?<!не )(?:позже|позднее)"
    r"|кейин(?!ги)|сонына дейин|до конца|не определ|не установл|не назнач|белгиленбе|аныкта|tbd|tbc|to be |по мере"
    r"|по график|график(?:ке)? сайкес|весь год|круглый год|кажет"
    r"|during the year|all year|throughout|^нет$|^жок$|^без даты$"
)
#: A day that may still change is the day all the same.
_TENTATIVE = re.compile(r"\((?:уточн\w*|нактыл\w*|предварительн\w*|ориентировочн\w*|по согласованию|алдын ала)\)")
_NOTHING = re.compile(r"[\W_]*")
_YEAR_ALONE = re.compile(r"(?:19|20)[0-9]{2}")
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


def read_lines(value: str | float | datetime, period: Period) -> When:
    """As `read_when`; where the lines of a text are not one date, they are days under each other."""
    when = read_when(value, period)
    if when.code == "unclear_date" and isinstance(value, str) and "\n" in value:
        return read_when(in_one_line(value), period)
    return when


def _read(value: str | float | datetime, period: Period) -> When:
    if isinstance(value, datetime):
        return When(dates=(value.date(),), start_time=clock_of(value))
    if isinstance(value, int | float):
        value = repr(value).removesuffix(".0")
        if _SERIAL.fullmatch(value) is None:
            return When(code="no_date" if _YEAR_ALONE.fullmatch(value) else "unclear_date")
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


def _read_text(text: str, period: Period) -> When:
    if len(text) > _LONGEST_TEXT:
        raise Unclear
    plain = tidy(text)
    serial = _SERIAL.fullmatch(plain)
    if serial:
        moment = EXCEL + timedelta(days=float(plain.replace(",", ".")))
        return When(dates=(moment.date(),), start_time=clock_of(moment))
    plain = fold(without_romans(plain))
    if _NOTHING.fullmatch(plain) or _ANYTIME_YEAR.fullmatch(re.sub(r"(?<!\d)[.,]|[.,](?!\d)", "", plain)):
        return When(code="no_date")
    if says_cancelled(plain):
        return When(code="cancelled")
    try:
        return _read_expression(_TENTATIVE.sub(" ", plain).strip(), period)
    except Unclear:
        if _NO_DATE.search(plain) and not names_day(plain):
            return When(code="no_date")
        return _in_two_languages(text, period)


def _in_two_languages(text: str, period: Period) -> When:
    """The same said twice, as in «12 сәуір / 12 апреля». Raises Unclear."""
    halves = [part for part in re.split(r"\s/\s|\n|\|", text) if part.strip()]
    if len(halves) != 2:
        raise Unclear(text)
    one, other = (_read_text(half, period) for half in halves)
    if one.code or one != other:
        raise Unclear(text)
    return one


def _read_expression(text: str, period: Period) -> When:
    text, start_time = take_time(text)
    line, weekdays = signs_of(text)
    span = span_of(line, period)
    if span is not None:
        if start_time is not None or weekdays:
            raise Unclear(line)
        return _within(span)
    dates = dates_of(line, period)
    if len(weekdays) > len(dates):
        raise Unclear(line)
    said = [day.weekday() for day in dates]
    if weekdays and (weekdays != said if len(weekdays) == len(said) else not set(weekdays) <= set(said)):
        return When(code="weekday_differs")
    if len(dates) > LONGEST_RUN:
        return When(code="too_many_days")
    # Midnight is what programs add to a day without a time.
    return When(dates=dates, start_time=None if start_time == time() else start_time)
