"""A unit's year in a row of twelve months: each period of the norm as one mark, on its month or over all of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from babel.dates import format_date

from portal.calendars.queries.coverage_words import Said
from portal.kernel.periods import Period
from portal.kit import formats

#: Months of it.
_YEAR = 12


@dataclass(frozen=True)
class Slot:
    """One cell of the row, over `span` months. `opens`: a period of the norm begins with it."""

    span: int
    said: Said | None = None
    opens: bool = False


@dataclass(frozen=True)
class Month:
    """The head of a column: a short name to see, the full one to hear."""

    short: str
    name: str
    opens: bool


def months(year: int) -> list[Month]:
    halves = {half.start for half in Period.year(year).parts("half")}
    return [
        Month(
            format_date(month.start, "LLL", locale=formats.language()).rstrip("."),
            formats.month_name(month.start),
            month.start in halves,
        )
        for month in Period.year(year).parts("month")
    ]


def slots(cells: Iterable[Said]) -> list[Slot]:
    """In the order of the year; months of which the norm says nothing stay empty."""
    found: list[Slot] = []
    at = 0
    for said in sorted(cells, key=lambda each: each.cell.period.start):
        first = said.cell.period.start.month - 1
        if first > at:
            found.append(Slot(first - at))
        found.extend(_of_period(said, first))
        at = first + _length(said.cell.period)
    if at < _YEAR:
        found.append(Slot(_YEAR - at))
    return found


def _of_period(said: Said, first: int) -> Iterator[Slot]:
    """The mark on its month; where there is no day in the period, over the whole of it."""
    day, length = said.cell.day, _length(said.cell.period)
    if day is None or not said.cell.period.contains(day):
        yield Slot(length, said, opens=True)
        return
    place = day.month - 1 - first
    if place:
        yield Slot(place, opens=True)
    yield Slot(1, said, opens=not place)
    if length - place - 1:
        yield Slot(length - place - 1)


def _length(period: Period) -> int:
    """In months."""
    return (period.end.year - period.start.year) * _YEAR + period.end.month - period.start.month
