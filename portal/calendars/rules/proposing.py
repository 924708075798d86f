"""A year of meetings by the norms: which akim is where on which day, and why on that one.

Each akim's year is found by itself, so that a change for one moves nobody else's days. His meetings of a period stand
in the order of districts and of the units in them, at even distances over the days there are; akims begin at different
places, so that the weeks of a region are even, too. What is there counts and stays. A rerun keeps the days it gave
before and touches only those that cannot stay.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from portal.kernel.periods import Period
from portal.law.counting.calendar import WorkingCalendar

#: Spreads codes that follow each other evenly over the whole range: 2 ** 32 divided by the golden ratio.
_SPREAD, _RANGE = 2654435769, 1 << 32


class Days(StrEnum):
    """On which days akims may be proposed to meet."""

    WORKING = "working"
    OFF = "off"


class Why(StrEnum):
    """Why a day was proposed."""

    EVEN = "even"  # its place in the even row of the akim's meetings
    TAKEN = "taken"  # the akim has another meeting on that day: the nearest free one
    MOVED = "moved"  # the day given before is none any more: the nearest free one


@dataclass(frozen=True)
class Want:
    """`meetings` of an akim in a unit within a period. `group`: the unit around it; visits of one follow each other."""

    norm: str
    akim: str
    unit: str
    group: str
    period: Period
    meetings: int = 1


@dataclass(frozen=True)
class Have:
    """A meeting that is in the calendar, on its days or somewhere within `[starts_on, ends_on)`.

    `is_ours`: a day that was proposed here and that nobody has touched since.
    """

    key: int
    akim: str
    unit: str
    starts_on: date
    ends_on: date
    days: tuple[date, ...] = ()
    is_ours: bool = False

    def is_within(self, period: Period) -> bool:
        return period.start <= self.starts_on and self.ends_on <= period.end


@dataclass(frozen=True)
class Given:
    """A proposed day. `place` of `out_of`: which of the akim's meetings in the period it is. `aimed`: the even day."""

    want: Want
    day: date
    why: Why
    place: int
    out_of: int
    aimed: date
    #: The row whose day it takes the place of.
    instead_of: int | None = None


@dataclass
class Proposed:
    """What is to be added and moved; rows of ours that nothing asks for any more; wants for which there is no day."""

    given: list[Given] = field(default_factory=list)
    dropped: list[int] = field(default_factory=list)
    without_day: list[Want] = field(default_factory=list)
    #: How many meetings that are there count towards a norm.
    counted: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def by_norm(self) -> dict[str, int]:
        """Meetings of the calendar that meet each norm: those there and those proposed."""
        found = defaultdict(int, self.counted)
        for each in self.given:
            found[each.want.norm] += 1
        return dict(sorted(found.items()))


@dataclass(frozen=True)
class Wish:
    """What whoever asks may choose: which days, and the first one that may be proposed."""

    days: Days = Days.WORKING
    not_before: date | None = None


def proposed(
    wants: Iterable[Want], haves: Iterable[Have], calendar: WorkingCalendar, wish: Wish | None = None
) -> Proposed:
    """The year of all akims that want something. The same question has the same answer."""
    wish = wish or Wish()
    days = _Days(calendar, wish)
    mine: defaultdict[str, list[Want]] = defaultdict(list)
    for want in wants:
        mine[want.akim].append(want)
    there: defaultdict[str, list[Have]] = defaultdict(list)
    for have in haves:
        there[have.akim].append(have)
    found = Proposed()
    for akim in sorted({*mine, *there}):
        _Akim(akim, mine[akim], sorted(there[akim], key=lambda have: (have.starts_on, have.key)), days).propose(found)
    return found


class _Days:
    """Days that may be proposed, period by period: found once for all akims."""

    def __init__(self, calendar: WorkingCalendar, wish: Wish) -> None:
        self._calendar, self._wish = calendar, wish
        self._known: dict[Period, tuple[date, ...]] = {}

    def of(self, period: Period) -> tuple[date, ...]:
        known = self._known.get(period)
        if known is None:
            known = self._known[period] = tuple(self._found(period))
        return known

    def _found(self, period: Period) -> Iterable[date]:
        day = max(period.start, self._wish.not_before or period.start)
        while day < period.end:
            if self._calendar.is_working(day) is (self._wish.days is Days.WORKING):
                yield day
            day += timedelta(days=1)

    def may_stay(self, day: date, period: Period) -> bool:
        """Of a day given before: later wishes do not move it, days off that came meanwhile do."""
        return period.contains(day) and self._calendar.is_working(day) is (self._wish.days is Days.WORKING)


@dataclass
class _Akim:
    """One akim's year."""

    akim: str
    wants: Sequence[Want]
    haves: Sequence[Have]
    days: _Days
    taken: set[date] = field(default_factory=set)
    used: set[int] = field(default_factory=set)

    def propose(self, found: Proposed) -> None:
        # Who has rows of another's making on a day is busy on it; of ours only what stays is.
        self.taken = {day for have in self.haves if not have.is_ours for day in have.days}
        by_period: defaultdict[Period, list[Want]] = defaultdict(list)
        for want in self.wants:
            by_period[want.period].append(want)
        open_wants = []
        for period in sorted(by_period, key=lambda each: (each.end - each.start, each.start)):
            asked = sorted(by_period[period], key=lambda want: (want.group, want.unit, want.norm))
            open_wants.append((period, self._unmet(asked, period, found)))
        for period, unmet in open_wants:
            self._fill(period, unmet, found)
        found.dropped.extend(have.key for have in self.haves if have.is_ours and have.key not in self.used)

    def _unmet(self, asked: list[Want], period: Period, found: Proposed) -> list[tuple[int, int, Want, Have | None]]:
        """What is not there yet: its place, out of how many, and the row of ours whose day cannot stay."""
        out_of = sum(want.meetings for want in asked)
        place, unmet = 0, []
        for want in asked:
            there = [
                have
                for have in self.haves
                if have.unit == want.unit and have.key not in self.used and have.is_within(period)
            ]
            # Rows that people wrote count before ours.
            there.sort(key=lambda have: have.is_ours)
            for number in range(want.meetings):
                place += 1
                have = there[number] if number < len(there) else None
                if have is not None:
                    self.used.add(have.key)
                if have is not None and self._stays(have, period):
                    self.taken.update(have.days)
                    found.counted[want.norm] += 1
                else:
                    unmet.append((place, out_of, want, have))
        return unmet

    def _stays(self, have: Have, period: Period) -> bool:
        if not have.is_ours:
            return True
        return all(day not in self.taken and self.days.may_stay(day, period) for day in have.days)

    def _fill(self, period: Period, unmet: list[tuple[int, int, Want, Have | None]], found: Proposed) -> None:
        days = self.days.of(period)
        for place, out_of, want, before in unmet:
            aimed = int((place - 1 + self._phase()) * len(days) / out_of)
            if before is not None and before.days:
                near = next((at for at, day in enumerate(days) if day >= before.days[0]), len(days) - 1)
            else:
                near = aimed
            at = self._free(days, near)
            if at is None:
                found.without_day.append(want)
                if before is not None:
                    self.used.discard(before.key)
                continue
            self.taken.add(days[at])
            why = Why.MOVED if before is not None else Why.EVEN if at == aimed else Why.TAKEN
            key = before.key if before is not None else None
            found.given.append(Given(want, days[at], why, place, out_of, days[aimed], key))

    def _free(self, days: Sequence[date], near: int) -> int | None:
        """The nearest day on which the akim is free; of two as near the later."""
        for away in range(len(days)):
            for at in (near + away, near - away):
                if 0 <= at < len(days) and days[at] not in self.taken:
                    return at
        return None

    def _phase(self) -> float:
        """Where in its share of the days the akim's row begins: below one, other than a neighbour's."""
        return int(self.akim) * _SPREAD % _RANGE / _RANGE
