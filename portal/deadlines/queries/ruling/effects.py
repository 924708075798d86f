"""How obligations stand under decisions and days off, and what a change of either does to them.

The page that shows a change beforehand and the service that makes it ask here, so that they say the same.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass, field
from datetime import date
from enum import StrEnum
from functools import reduce
from operator import or_

from django.db.models import Count, Q

from portal.deadlines.choices import Opens, Release
from portal.deadlines.models import CalendarDay, Decision, Obligation
from portal.deadlines.queries.ruling.standing import Reading
from portal.deadlines.querysets import ObligationQuerySet
from portal.law import catalogue
from portal.law.counting.calendar import WorkingCalendar
from portal.law.counting.moving import is_late_backwards
from portal.law.counting.planning import Key

#: What a decision releases, and its reversal takes up again. What is gone stays gone.
_BY_DECISION = (Release.WAIVED, Release.EXEMPT)


class Stays(StrEnum):
    """Why something open stays as it is although the law about it changes."""

    PAST = "past"  # the new day is over already: nobody is made late backwards
    LATE = "late"  # it was late when the duty was lifted: that is not forgiven by the way
    NO_DAY = "no_day"  # no day is set any more: what is open keeps the day it has


@dataclass(frozen=True)
class Move:
    """An open obligation with its present last day and the new one; `nominal` is the day before the day-off rule."""

    obligation: Obligation
    old: date | None
    new: date
    nominal: date | None


@dataclass(frozen=True)
class Kept:
    obligation: Obligation
    why: Stays
    new: date | None


@dataclass(frozen=True)
class Shown:
    """Obligations of one edition of a duty for one period that become public, or counted in shares, or cease to be."""

    duty: str
    period_key: str
    act: str
    is_public: bool
    is_apart: bool
    count: int


@dataclass
class Changes:
    moves: list[Move] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    closes: list[tuple[Obligation, str]] = field(default_factory=list)
    resumes: list[Obligation] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)

    @property
    def bodies(self) -> list[Obligation]:
        """Obligations whose people are told."""
        closed = [row for row, _release in self.closes]
        return [*(move.obligation for move in self.moves), *closed, *self.resumes]

    def fingerprint(self, *more: object) -> str:
        """Says the same for the same changes: what was shown is what is done."""
        said = {
            "moves": sorted((move.obligation.pk, str(move.old), str(move.new)) for move in self.moves),
            "kept": sorted((kept.obligation.pk, kept.why.value, str(kept.new)) for kept in self.kept),
            "closes": sorted((row.pk, release) for row, release in self.closes),
            "resumes": sorted(row.pk for row in self.resumes),
            "shown": sorted(astuple(each) for each in self.shown),
            "more": [str(value) for value in more],
        }
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def decisions_in_force() -> list[Decision]:
    """Decisions about duties and acts, and rulings about single bodies. One statement."""
    return list(Decision.objects.in_force())


def whole_calendar() -> WorkingCalendar:
    """Every day that differs from the plain week. One statement."""
    return WorkingCalendar(dict(CalendarDay.objects.values_list("date", "kind")))


def duties_of_act(act: str) -> tuple[str, ...]:
    """Keys of the duties of one act or edition."""
    return tuple(dict.fromkeys(duty.key for duty in catalogue.of_act(act)))


def changes(before: Reading, after: Reading, duties: Iterable[str], today: date, *, lock: bool = False) -> Changes:
    """What becomes of the obligations of `duties` when `before` turns into `after`; locked for whoever then does it.

    Three statements: only periods about which the two say different things are read row by row.
    """
    keys = sorted(set(duties))
    found = Changes()
    rows = _concerned(before, after, keys)
    if rows is not None:
        ordered = rows.select_related("body").order_by("pk")
        for row in ordered.select_for_update(of=("self",)) if lock else ordered:
            _compare(found, row, before, after, today)
    found.shown = _shown(before, after, keys)
    return found


def change_of_one(before: Reading, after: Reading, obligation: Obligation, today: date) -> Changes:
    """The same for one obligation, locked by the caller when it is to be done."""
    found = Changes()
    _compare(found, obligation, before, after, today)
    return found


def change_of_units(
    found: Changes, gained: frozenset[Key], lost: frozenset[Key], after: Reading, today: date, *, lock: bool = False
) -> None:
    """What becomes of obligations about units which another reading of their norm leaves out, or takes in again.

    One statement; none when nothing is left out or taken in.
    """
    keys = gained | lost
    if not keys:
        return
    rows = _alive().filter(duty__in={key.duty for key in keys}, period_key__in={key.period_key for key in keys})
    ordered = rows.select_related("body").order_by("pk")
    for row in ordered.select_for_update(of=("self",)) if lock else ordered:
        if row.key in gained and row.is_released:
            _compare_released(found, row, True, after.stand(row).released_as, None, today)
        elif row.key in lost and not row.is_released:
            if row.late_since is not None or (row.due_on is not None and row.due_on < today):
                found.kept.append(Kept(row, Stays.LATE, None))
            else:
                found.closes.append((row, Release.WAIVED))


def _concerned(before: Reading, after: Reading, keys: list[str]) -> ObligationQuerySet | None:
    """Open obligations, and those released by decision, about whose periods the two laws differ."""
    alive = _alive()
    pairs = alive.filter(duty__in=keys).order_by().values_list("duty", "period_key", "opens_by", "act").distinct()
    differing: dict[str, set[str]] = {}
    for duty, period_key, opens_by, act in pairs:
        if before.says(duty, period_key, opens_by, act) != after.says(duty, period_key, opens_by, act):
            differing.setdefault(duty, set()).add(period_key)
    if not differing:
        return None
    return alive.filter(reduce(or_, (Q(duty=duty, period_key__in=periods) for duty, periods in differing.items())))


def _alive() -> ObligationQuerySet:
    """Open, or released by decision."""
    return Obligation.objects.filter(Q(met_on__isnull=True, released_as="") | Q(released_as__in=_BY_DECISION))


def _compare(found: Changes, row: Obligation, before: Reading, after: Reading, today: date) -> None:
    was, will = before.stand(row), after.stand(row)
    if was == will or row.is_met:
        return
    if row.is_released:
        _compare_released(found, row, bool(was.released_as), will.released_as, will.due_on, today)
        if row in found.resumes and will.due_on not in (None, row.due_on):
            assert will.due_on is not None
            found.moves.append(Move(row, row.due_on, will.due_on, will.nominal_on))
    elif will.released_as:
        is_late = row.late_since is not None or (row.due_on is not None and row.due_on < today)
        if is_late and not will.is_for_one:
            found.kept.append(Kept(row, Stays.LATE, None))
        elif not was.released_as:
            found.closes.append((row, will.released_as))
    elif will.due_on is None:
        if was.due_on is not None and row.due_on is not None:
            found.kept.append(Kept(row, Stays.NO_DAY, None))
    elif will.due_on not in (was.due_on, row.due_on):
        if is_late_backwards(row.due_on, will.due_on, today):
            found.kept.append(Kept(row, Stays.PAST, will.due_on))
        else:
            found.moves.append(Move(row, row.due_on, will.due_on, will.nominal_on))


def _compare_released(
    found: Changes, row: Obligation, was_released: bool, released_as: str, due_on: date | None, today: date
) -> None:
    """Owed again only while it can still be done in time, unless it was late already."""
    if released_as or not was_released or row.released_as not in _BY_DECISION:
        return
    last = due_on or row.due_on
    if last is not None and last < today and row.late_since is None:
        found.kept.append(Kept(row, Stays.PAST, last))
    else:
        found.resumes.append(row)


def _shown(before: Reading, after: Reading, keys: list[str]) -> list[Shown]:
    """What changes in the public record, done and released ones included. One statement when visibility changes."""
    if before.visibility == after.visibility:
        return []
    columns = ("duty", "period_key", "opens_by", "act", "is_public", "is_apart")
    rows = Obligation.objects.filter(duty__in=keys).order_by().values_list(*columns)
    found = []
    for duty, period_key, opens_by, act, *stood, count in sorted(rows.annotate(count=Count("pk"))):
        was = before.shown(duty, period_key, Opens(opens_by), act)
        will = after.shown(duty, period_key, Opens(opens_by), act)
        if will is not None and was != will and tuple(stood) != will:
            found.append(Shown(duty, period_key, act, *will, count))
    return found
