"""How an akim stands towards a unit in a period: met, planned, still to be planned, missed. Plain values alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from portal.kernel.periods import Period
from portal.kernel.when import When
from portal.law.kinds import StateKind


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


#: How a duty that is not open any more stands.
HOW_MET: Mapping[StateKind, Standing] = {
    StateKind.MET: Standing.MET,
    StateKind.CONFIRMED: Standing.MET,
    StateKind.MET_LATE: Standing.LATE,
    StateKind.CLAIMED: Standing.LATE,
}

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
    if any(not when.is_open for when in inside):
        # A day was set: it may have been held, and can be recorded still when the period is over.
        return Standing.UNRECORDED
    if period.end <= today:
        return Standing.MISSED
    return Standing.UNDATED if inside else Standing.MISSING


def is_inside(when: When, period: Period) -> bool:
    """A meeting of this time is one in the period, whichever of its days it is."""
    return period.start <= when.start and when.end <= period.end


@dataclass(frozen=True)
class Numbers:
    """How many meetings the norms ask for, and how they stand."""

    by_standing: Mapping[str, int] = field(default_factory=dict)

    @property
    def owed(self) -> int:
        return sum(self.by_standing.values()) - self.uncounted

    @property
    def uncounted(self) -> int:
        return self.of(Standing.UNCOUNTED)

    def of(self, *kinds: Standing) -> int:
        return sum(self.by_standing.get(kind, 0) for kind in kinds)

    @property
    def met(self) -> int:
        return self.of(Standing.MET)

    @property
    def late(self) -> int:
        return self.of(Standing.LATE)

    @property
    def planned(self) -> int:
        return self.of(Standing.PLANNED, Standing.UNDATED)

    @property
    def undated(self) -> int:
        return self.of(Standing.UNDATED)

    @property
    def unrecorded(self) -> int:
        return self.of(Standing.UNRECORDED)

    @property
    def missing(self) -> int:
        return self.of(Standing.MISSING)

    @property
    def missed(self) -> int:
        return self.of(Standing.MISSED)

    @property
    def holes(self) -> int:
        """What nobody has planned, held or recorded."""
        return self.of(*ATTENTION)

    @property
    def share(self) -> int:
        """Held of what is asked, in whole per cent; never all while one is wanting."""
        return self.met * 100 // self.owed if self.owed else 0

    @property
    def planned_share(self) -> int:
        """Held or planned, in the same way: what a working copy covers."""
        return (self.met + self.planned) * 100 // self.owed if self.owed else 0
