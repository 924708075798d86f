"""What became of each meeting in the demonstration: plain values, the same whenever they are asked."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, time, timedelta

from portal.kernel.periods import Period
from portal.law.counting.calendar import WorkingCalendar

#: Of a hundred meetings so many were never recorded, were held by somebody else, on another day, or recorded late.
_FORGOTTEN, _DEPUTY, _OTHER_DAY, _LATE = 4, 2, 4, 5
#: And so many did not take place.
_OFF = 1
#: Recorded after so many days at most; and those that were late after so many.
_DAYS, _LATE_DAYS = 6, (12, 25)
#: Who holds a meeting on another day comes so many days later at most.
_AWAY = 5
#: How many people come to a meeting in a unit of each kind, at least and at most.
_CROWD = {
    "region": (180, 420),
    "city": (120, 380),
    "district": (110, 320),
    "town": (60, 190),
    "settlement": (45, 160),
    "rural_district": (30, 110),
    "locality": (12, 70),
    "ministry": (140, 420),
}
_CROWD_ELSEWHERE = (15, 80)
_HOURS = (10, 11, 15, 16, 17)


@dataclass(frozen=True)
class Outcome:
    """A meeting was held on `held_on` and recorded on `recorded_on`. `by_head`: by the akim himself."""

    held_on: date
    recorded_on: date
    begins: time
    ends: time
    attendance: int
    by_head: bool
    #: Which of the reasons is given for another day, or for no meeting at all.
    reason: int
    took_place: bool = True


def begins_at(akim: str, unit: str, on: date) -> time:
    """At which hour the calendar names a meeting."""
    return time(_chance(akim, unit, on).choice(_HOURS))


def outcome(*, akim: str, unit: str, kind: str, on: date, calendar: WorkingCalendar) -> Outcome | None:
    """What became of the meeting of `akim` in `unit` set for `on`; None: nobody has recorded it. Always the same.

    Of a ministry its short name stands in the place of the akim's, and `kind` is "ministry".
    """
    chance = _chance(akim, unit, on)
    begins = time(chance.choice(_HOURS))
    luck = chance.randrange(100)
    if luck < _FORGOTTEN:
        return None
    luck -= _FORGOTTEN
    by_head = luck >= _DEPUTY
    luck -= _DEPUTY
    held_on = _another_day(chance, on, calendar) if 0 <= luck < _OTHER_DAY else on
    luck -= _OTHER_DAY
    is_late = 0 <= luck < _LATE
    luck -= _LATE
    after = chance.randint(*_LATE_DAYS) if is_late else chance.randint(0, _DAYS)
    least, most = _CROWD.get(kind, _CROWD_ELSEWHERE)
    # Small meetings are more frequent than large ones.
    attendance = round(least + (most - least) * min(chance.random(), chance.random()))
    return Outcome(
        held_on=held_on,
        recorded_on=held_on + timedelta(days=after),
        begins=begins,
        ends=time(begins.hour + 1 + attendance // 150, chance.choice((0, 15, 30, 45))),
        attendance=attendance,
        by_head=by_head,
        reason=chance.randrange(100),
        took_place=not 0 <= luck < _OFF,
    )


def _another_day(chance: random.Random, on: date, calendar: WorkingCalendar) -> date:
    """A working day soon after, in the same half-year; the day itself where there is none."""
    half = Period.containing("half", on)
    later = [on + timedelta(days=by) for by in range(1, _AWAY + 1)]
    fit = [day for day in later if half.contains(day) and calendar.is_working(day)]
    return chance.choice(fit) if fit else on


def _chance(akim: str, unit: str, on: date) -> random.Random:
    return random.Random(f"{akim} {unit} {on.isoformat()}")  # noqa: S311 - a demonstration, not a secret
