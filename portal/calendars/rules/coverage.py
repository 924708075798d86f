"""How an akim stands towards a unit in a period: met, planned, still to be planned, missed. Plain values alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from portal.kernel.periods import Period
from portal.kernel.when import When


class Standing(StrEnum):
    MET = "met"
    #: Held and recorded, but not in time: late, or in time by the word of its body alone.
    LATE = "late"
    PLANNED = "planned"
    #: Planned for a month, quarter or half-year: its day is not set.
    UNDATED = "undated"
    #: Its day is over, and nobody has recorded that it was held.
    UNRECORDED = "unrecorded"
    MISSING = "missing"
    MISSED = "missed"
    #: Over before it counted on this portal: nobody owed it here.
    UNCOUNTED = "uncounted"


#: What somebody has to do something about, the most pressing first.
ATTENTION = (Standing.MISSED, Standing.UNRECORDED, Standing.MISSING, Standing.UNDATED)


#: The decree came in 2022; a calendar is made for the year ahead.
_FIRST_YEAR, _AHEAD = 2022, 1


def covered_years(today: date) -> range:
    """Years of which coverage can be asked."""
    return range(_FIRST_YEAR, today.year + _AHEAD + 1)


def standing(period: Period, times: Iterable[When], today: date, *, met: Standing | None = None) -> Standing:
    """`met` is how the norm was met, if it was; `times` are those of the akim's meetings in the unit."""
    if met is not None:
        return met
    inside = [when for when in times if is_inside(when, period)]
    if any(not when.is_open and when.last_day >= today for when in inside):
        return Standing.PLANNED
    if period.end <= today:
        return Standing.UNRECORDED if _is_fresh(inside) else Standing.MISSED
    if any(not when.is_open for when in inside):
        return Standing.UNRECORDED
    return Standing.UNDATED if inside else Standing.MISSING


def _is_fresh(inside: list[When]) -> bool:
    """A day was set: it may have been held, and can be recorded still."""
    return any(not when.is_open for when in inside)


def is_inside(when: When, period: Period) -> bool:
    """A meeting of this time is one in the period, whichever of its days it is."""
    return period.start <= when.start and when.end <= period.end
