"""What bodies of the demonstration did about each duty: mostly in time, sometimes late, seldom not at all."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

from portal.demo.raising import LATE_ONES

#: Of a hundred duties that are due, so many were done late, and so many of the recent ones not at all.
_LATE, _MISSING = 9, 6
#: Older duties were all done in the end.
_RECENT_DAYS = 120
#: Of a hundred, so many wait until the last week; the others are a week or two early.
_LAST_WEEK = 30
_WEEK, _EARLIEST = 7, 13
#: How late, in days.
_LATEST = 12
#: The progress of a quarter: on one of so many last days, or so many days after the last one.
_LAST_DAYS, _AFTER = 5, (3, 9)
_SATURDAY = 5
#: Of a hundred duties not due yet, so many are done already, at most so many days ahead.
_DONE_AHEAD, _AHEAD_DAYS = 20, 25


@dataclass(frozen=True)
class Deed:
    """Done on that day; late when the day says so."""

    on: date
    number: int


def deed(
    *, duty: str, slug: str, period_key: str, due_on: date, since: date, today: date, over_on: date | None = None
) -> Deed | None:
    """What was done by `today`, on `since` at the earliest; None: nothing yet. The same whenever it is asked.

    `over_on` is the last day of a period that is over before the duty is due: nobody reports on it earlier.
    """
    chance = random.Random(f"{duty} {slug} {period_key}")  # noqa: S311 - a demonstration, not a secret
    luck, number = chance.randrange(100), chance.randint(11, 480)
    is_last_week = chance.randrange(100) < _LAST_WEEK
    early = timedelta(days=chance.randint(0, _WEEK) if is_last_week else chance.randint(_WEEK + 1, _EARLIEST))
    late = timedelta(days=chance.randint(1, _LATEST))
    if over_on is not None and over_on < due_on:
        early %= due_on - over_on
    if today <= due_on:
        ahead = due_on - timedelta(days=_AHEAD_DAYS) + early
        if over_on is not None and ahead <= over_on < due_on:
            return None
        return Deed(ahead, number) if luck < _DONE_AHEAD and since <= ahead <= today else None
    if luck < _MISSING and today <= due_on + timedelta(days=_RECENT_DAYS):
        return None
    if luck < _MISSING + _LATE:
        return Deed(due_on + late, number) if due_on + late <= today else None
    return Deed(max(due_on - early, since), number)


def progress(*, slug: str, period_key: str, due_on: date, since: date, today: date) -> Deed | None:
    """The day on which a body publishes its quarter of issues; None: not by `today`. The same whenever it is asked.

    In time, on a working day; but of those who are late with everything an akimat is some days late, and a ministry
    says nothing for months.
    """
    chance = random.Random(f"progress {slug} {period_key}")  # noqa: S311 - a demonstration, not a secret
    back, after, number = chance.randrange(_LAST_DAYS), chance.randint(*_AFTER), chance.randint(11, 480)
    on = due_on - timedelta(days=back)
    on -= timedelta(days=max(0, on.weekday() - _SATURDAY + 1))
    if slug in LATE_ONES:
        on = due_on + timedelta(days=after if slug.startswith("akimat") else _RECENT_DAYS)
    return Deed(max(on, since), number) if on <= today else None
