"""Days of many meetings moved at once: by so many days, onto working days, into another year with their weekdays."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from portal.kernel.periods import Period

_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)
#: A longer search for a free day than any holidays are.
_LONGEST_SEARCH = 60


@dataclass(frozen=True)
class Moved:
    """Where the days of one meeting go, in order; none when there is no place for them in the year."""

    key: int
    days: tuple[date, ...] = ()


def shifted(
    meetings: Mapping[int, tuple[date, ...]], *, by: int, onto_working: bool, off: Collection[date], year: Period
) -> list[Moved]:
    """Every meeting so many days later (earlier when below nought), each day then onto the next working day if asked.

    Days of one meeting stay different days.
    """
    return [
        Moved(key, _moved(days, timedelta(days=by), off if onto_working else (), year))
        for key, days in meetings.items()
    ]


def into_year(
    meetings: Iterable[tuple[int, int, date]],
    *,
    off: Collection[date],
    taken: Collection[tuple[int, date]],
    year: Period,
) -> list[Moved]:
    """Meetings (key, official, day) of another year on the same days of the week, moved onto working days.

    No official has two on a day: `taken` are days they have already.
    """
    busy = set(taken)
    found = []
    for key, official, day in meetings:
        wanted = same_weekday(day, year)
        placed = next((each for each in _from(wanted, year) if each not in off and (official, each) not in busy), None)
        if placed is not None:
            busy.add((official, placed))
        found.append(Moved(key, (placed,) if placed else ()))
    return found


def same_weekday(day: date, year: Period) -> date:
    """The day of another year that is whole weeks away and nearest to the same date; inside the year."""
    weeks = round((year.start - Period.containing("year", day).start).days / 7)
    moved = day + _WEEK * weeks
    if moved < year.start:
        return moved + _WEEK
    return moved if year.contains(moved) else moved - _WEEK


def _from(day: date, year: Period) -> Iterable[date]:
    """Days after, the nearest first, then before: at the end of the year there is no later one."""
    ahead = [day + _DAY * step for step in range(_LONGEST_SEARCH)]
    back = [day - _DAY * step for step in range(1, _LONGEST_SEARCH)]
    return [each for each in (*ahead, *back) if year.contains(each)]


def _moved(days: tuple[date, ...], by: timedelta, off: Collection[date], year: Period) -> tuple[date, ...]:
    found: list[date] = []
    for day in days:
        moved = day + by
        while moved in off or moved in found:
            moved += _DAY
        found.append(moved)
    return tuple(found) if all(year.contains(day) for day in found) else ()
