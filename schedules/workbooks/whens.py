"""When a meeting is, from all the cells of its row that speak of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from portal.kernel.folding import tidy
from portal.kernel.periods import Period
from portal.sheets.cells import shown
from portal.sheets.days import LONGEST_RUN, When, read_lines, read_when

Readable = str | float | datetime
#: A day, or days, without their month: "10", "24-25", "15 (чт)".
_BARE_DAYS = re.compile(r"\d{1,2}(?:\.0)?(?:\s*[-–—,;и&]\s*\d{1,2})*\s*(?:\(?[^\W\d_]{2,12}\.?\)?)?")
_BARE_NUMBER = re.compile(r"[1-4IVivІі]{1,4}")

_OF_MONTH = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)


@dataclass(frozen=True)
class DateCell:
    """A filled cell of a column of dates, and what that column holds (see `headers.date_role`)."""

    value: Readable
    role: str = ""


def when_of(cells: Sequence[DateCell], period: Period, month: Period | None) -> When:
    """What the cells of one row say together. `month` is that of the part of the table, for days without one.

    Columns that say different things are asked about (`two_dates`); one that says the same more exactly counts.
    """
    if not cells:
        return When(month=month.key) if month else When(code="no_date")
    of_month = next((cell for cell in cells if cell.role == "month"), None)
    if of_month is not None:
        named = _read(of_month, period, None)
        month = Period.parse(named.month) if named.month else month
    if len(cells) == 1:
        return _read(cells[0], period, month)
    roles = [cell.role for cell in cells]
    if sorted(roles) == ["end", "start"]:
        ends = sorted(cells, key=lambda cell: cell.role, reverse=True)
        return _from_to(*(_read(cell, period, month) for cell in ends))
    read = [_read(cell, period, None if cell.role == "month" else month) for cell in cells]
    said = [when for when in read if when.code != "no_date"]
    if not said:
        return read[0]
    wrong = next((when for when in said if when.code), None)
    if wrong is not None:
        return wrong
    finest = min(said, key=lambda when: _length(when, period))
    return finest if all(_holds(when, finest) for when in said) else When(code="two_dates")


def _read(cell: DateCell, period: Period, month: Period | None) -> When:
    text = tidy(shown(cell.value))
    if cell.role == "month" and re.fullmatch(r"0?[1-9]|1[0-2]", text):
        return read_when(f"{int(text):02d}.{period.start.year}", period)
    if cell.role == "quarter" and _BARE_NUMBER.fullmatch(text):
        return read_when(f"{text} квартал", period)
    if month is not None and _BARE_DAYS.fullmatch(text):
        return read_when(f"{text.removesuffix('.0')} {_OF_MONTH[month.start.month - 1]} {month.start.year}", period)
    when = read_lines(cell.value, period)
    if month is not None and when.dates and not any(month.contains(day) for day in when.dates):
        return When(code="section_differs")
    return when


def _from_to(first: When, last: When) -> When:
    for when in (first, last):
        if when.code:
            return when
    if len(first.dates) != 1 or len(last.dates) != 1 or last.dates[0] < first.dates[0]:
        return first if first == last else When(code="two_dates")
    days = (last.dates[0] - first.dates[0]).days + 1
    if days > LONGEST_RUN:
        return When(code="too_many_days")
    run = tuple(first.dates[0] + timedelta(days=step) for step in range(days))
    return When(dates=run, start_time=first.start_time)


def _length(when: When, period: Period) -> int:
    if when.dates:
        return len(when.dates)
    named = Period.parse(when.month or when.quarter or when.half)
    return 1000 + (named.end - named.start).days


def _holds(when: When, finer: When) -> bool:
    """Whether what a cell says is true of a finer saying too."""
    if when.dates:
        return when.dates == finer.dates
    named = Period.parse(when.month or when.quarter or when.half)
    if finer.dates:
        return all(named.contains(day) for day in finer.dates)
    other = Period.parse(finer.month or finer.quarter or finer.half)
    return named.start <= other.start and other.end <= named.end
