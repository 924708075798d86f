"""When a letter may go out, and what becomes of it when it could not. Kazakhstan's clock, plain values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

#: People are written to between these, half-open: the last minute is 19:59.
OPENS = time(8)
CLOSES = time(20)

#: Minutes to wait after the first, second, … failure; the last one stands for all later ones.
_WAITS = (1, 5, 15, 60)
#: Longer than this nobody reads a letter; the rest is on the portal.
DIGEST_LIMIT = 40
#: A receiver that has refused so many times is not asked again.
REFUSALS_LIMIT = 10


def may_go(local: datetime, due_on: date | None) -> bool:
    """Whether a letter may leave at this moment of Kazakhstan's clock.

    A letter about something due today goes even in the evening: tomorrow it would be late. Before 08:00 it waits.
    """
    if local.time() < OPENS:
        return False
    return local.time() < CLOSES or due_on == local.date()


def makes_another(digests: int, due: Iterable[date | None], today: date) -> bool:
    """Whether untold notices with these due days get a digest today, when the person has had `digests` already."""
    return digests == 0 or today in due


def next_try(now: datetime, failures: int) -> datetime:
    """When to try again after the `failures`-th failure, counted from 1."""
    return now + timedelta(minutes=_WAITS[min(failures, len(_WAITS)) - 1])


@dataclass(frozen=True)
class Told:
    """What a digest needs of a notice."""

    order: int
    thread: str
    due_on: date | None
    line: str
    path: str
    is_copy: bool = False
    matter: str = ""
    named: str = ""


@dataclass(frozen=True)
class Matter:
    """One line of a digest: a notice, or several about one matter."""

    parts: tuple[Told, ...]

    @property
    def first(self) -> Told:
        return self.parts[0]

    @property
    def is_copy(self) -> bool:
        return self.first.is_copy


@dataclass(frozen=True)
class Grouped:
    """What a digest prints: one's own matters, then copies; `left_out` were one too many for a letter."""

    own: list[Matter]
    copies: list[Matter]
    left_out: int


def by_matter(told: Iterable[Told]) -> list[Matter]:
    """Notices of one matter together, where the first of them stands; those of no matter alone. Copies stay apart."""
    found: dict[object, list[Told]] = {}
    for each in told:
        found.setdefault((each.matter, each.is_copy) if each.matter else object(), []).append(each)
    return [Matter(tuple(parts)) for parts in found.values()]


def grouped(told: list[Matter], limit: int = DIGEST_LIMIT) -> Grouped:
    """At most `limit` of `told`, in their order; copies give way to one's own matters."""
    own = [each for each in told if not each.is_copy]
    copies = [each for each in told if each.is_copy]
    room = max(limit - len(own), 0)
    return Grouped(own[:limit], copies[:room], max(len(told) - limit, 0))


def latest_of_threads(notices: Iterable[Told]) -> list[Told]:
    """One notice a thread, the latest; notices without a thread all stay. Nearest due day first, undated last."""
    kept: dict[tuple[str, int], Told] = {}
    for notice in sorted(notices, key=lambda told: told.order):
        kept[(notice.thread, 0 if notice.thread else notice.order)] = notice
    return sorted(kept.values(), key=lambda told: (told.due_on is None, told.due_on or date.max, told.order))
