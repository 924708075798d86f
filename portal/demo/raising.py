"""Which issues of the demonstration were raised where and when, and how each went on: plain values."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from portal.demo.content.raised import Matter, matters


class Way(StrEnum):
    """How an issue went on; what its name says is what is to be seen of it today."""

    NEW = "new"
    WORK = "work"
    LATE = "late"
    QUIET = "quiet"
    NOTHING = "nothing"
    PLANNED = "planned"
    CONTROL = "control"
    LAID = "laid"
    CLAIMED = "claimed"
    SILENT = "silent"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    HELD = "held"
    EXPLAINED = "explained"
    OUTSIDE = "outside"
    NEEDS = "needs"
    REFUSED = "refused"
    JOINED = "joined"
    PENDING = "pending"
    OVERDUE = "overdue"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    AGAIN = "again"


#: Of the last year, and of the year before it, in which most have come to an end; each goes round.
_OF_THIS_YEAR = (
    Way.WORK, Way.CONFIRMED, Way.LATE, Way.CLAIMED, Way.PLANNED, Way.SILENT, Way.NOTHING, Way.DISPUTED, Way.EXPLAINED,
    Way.ACCEPTED, Way.CONTROL, Way.JOINED, Way.LAID, Way.OVERDUE, Way.NEEDS, Way.AGAIN, Way.HELD, Way.RETURNED,
)  # fmt: skip
_OF_LAST_YEAR = (
    Way.CONFIRMED, Way.SILENT, Way.EXPLAINED, Way.CONFIRMED, Way.PLANNED, Way.LATE, Way.OUTSIDE, Way.CONFIRMED,
    Way.LAID, Way.REFUSED, Way.JOINED, Way.SILENT, Way.CONTROL, Way.NEEDS,
)  # fmt: skip
#: Who is late with all of it and says nothing.
LATE_ONES = ("akimat-434600000", "tourism")
#: What people who sign in find, and a few others: there as soon as anybody looks.
_FIRST: tuple[tuple[str, str, tuple[Way, ...]], ...] = (
    (
        "akimat-434835000",
        "office",
        (Way.NEW, Way.WORK, Way.LATE, Way.CLAIMED, Way.HELD, Way.RETURNED),
    ),
    (
        "akimat-434800000",
        "district",
        (Way.NEW, Way.PENDING, Way.WORK, Way.CONFIRMED, Way.LATE, Way.LAID),
    ),
    ("akimat-430000000", "region", (Way.PENDING, Way.WORK, Way.CONTROL, Way.SILENT, Way.PLANNED)),
    ("water", "water", (Way.WORK, Way.CLAIMED)),
    ("culture", "culture", (Way.WORK, Way.DISPUTED)),
    ("transport", "transport", (Way.ACCEPTED, Way.PENDING)),
    ("health", "health", (Way.CONFIRMED,)),
    ("education", "education", (Way.EXPLAINED,)),
    ("tourism", "tourism", (Way.QUIET,)),
)
#: So long ago what is new was raised, and what waits for people or a receiver is of so many days.
_NEW, _CLAIMED, _PENDING, _OVERDUE = 6, 5, 0, 12
_A_YEAR, _SHORTEST, _LONGEST = 365, 100, 340
#: So many of a body: of this year, of the year before.
_HOW_MANY = {"region": (2, 4), "district": (2, 2), "office": (1, 1)}
_OF_A_MINISTRY = (1, 2)


@dataclass(frozen=True)
class Planned:
    """`key` is the same on every day; `seed` tells issues apart, wherever something is left to chance."""

    key: str
    slug: str
    matter: Matter
    way: Way
    raised_on: date
    seed: int

    def ends_on(self, today: date) -> date:
        """The day of what its way is called by."""
        back = {Way.CLAIMED: _CLAIMED, Way.HELD: _CLAIMED, Way.PENDING: _PENDING, Way.OVERDUE: _OVERDUE}
        if self.way in back:
            return today - timedelta(days=back[self.way])
        # Two thirds of the way, and of long ago before half a year was over.
        return self.raised_on + timedelta(days=min(150, (today - self.raised_on).days * 2 // 3))


def first_ones(today: date) -> list[Planned]:
    """What people who sign in find at once."""
    found: list[Planned] = []
    for slug, kind, ways in _FIRST:
        for place, way in enumerate(ways):
            days = _NEW if way == Way.NEW else _days(slug, place)
            key = f"{slug} first {place}"
            found.append(Planned(key, slug, matters(kind)[place], way, today - timedelta(days=days), len(found)))
    return found


def others(slug: str, kind: str, number: int, today: date) -> list[Planned]:
    """Of one body, the `number`-th of all: what was raised before it in two years beside `first_ones`."""
    this_year, last_year = _HOW_MANY.get(kind, _OF_A_MINISTRY)
    is_known = any(slug == known for known, _kind, _ways in _FIRST)
    return [
        *([] if is_known else _of_year(slug, kind, number, this_year, today, _OF_THIS_YEAR, "this")),
        *_of_year(slug, kind, number, last_year, today - timedelta(days=_A_YEAR), _OF_LAST_YEAR, "last"),
    ]


def way_of(seed: int) -> Way:
    """Of what was taken at a meeting of this year."""
    return _OF_THIS_YEAR[seed % len(_OF_THIS_YEAR)]


def _of_year(
    slug: str, kind: str, number: int, count: int, end: date, ways: Sequence[Way], year: str
) -> Iterator[Planned]:
    known = matters(kind)
    for place in range(count):
        seed = number * 3 + place
        way = ways[seed % len(ways)]
        if slug in LATE_ONES:
            way = (Way.QUIET, Way.LATE)[place % 2]
        raised_on = end - timedelta(days=_days(slug, place))
        yield Planned(f"{slug} {year} {place}", slug, known[seed % len(known)], way, raised_on, seed)


def _days(slug: str, place: int) -> int:
    """How long ago within a year."""
    return random.Random(f"{slug} {place} raised").randint(_SHORTEST, _LONGEST)  # noqa: S311 - no secret
