"""What sweeps of coming days would do, computed by the same rules over the facts of now. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Q

from portal.bodies.models import Body
from portal.deadlines.models import Obligation, Rung
from portal.deadlines.queries.ladder import Ladders
from portal.deadlines.queries.ladder_people import People
from portal.deadlines.queries.law import body_facts, law, starts
from portal.deadlines.queries.units import units
from portal.deadlines.queries.working_days import working_calendar
from portal.law.counting.planning import Key, Opening, becomes_late, openings
from portal.law.ladders import rungs_due


@dataclass
class _Standing:
    """An obligation as it stands on the day rehearsed: a real one, or one that would be opened on the way."""

    key: Key
    due_on: date
    opened_on: date
    reopened_on: date | None = None
    late_since: date | None = None
    written: frozenset[int] = frozenset()

    def is_through(self, ladder: tuple[int, ...]) -> bool:
        return self.late_since is not None and all(rung in self.written for rung in ladder if rung < 0)


@dataclass(frozen=True)
class Line:
    """One thing a sweep would do. `people` is how many would be told."""

    duty: str
    body: str
    period_key: str
    subject: str
    due_on: date | None
    rung: int | None = None
    people: int | None = None

    def as_json(self) -> dict[str, Any]:
        line: dict[str, Any] = {
            "duty": self.duty,
            "body": self.body,
            "period": self.period_key,
            "due_on": self.due_on and self.due_on.isoformat(),
        }
        for name in ("subject", "rung", "people"):
            if (value := getattr(self, name)) not in ("", None):
                line[name] = value
        return line


@dataclass
class RehearsedDay:
    """What the sweep of one day would open, remind of, mark late, and send up."""

    on: date
    opened: list[Line] = field(default_factory=list)
    reminded: list[Line] = field(default_factory=list)
    late: list[Line] = field(default_factory=list)
    escalated: list[Line] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        parts = {name: [line.as_json() for line in getattr(self, name)] for name in _PARTS}
        return {"on": self.on.isoformat(), **parts}


_PARTS = ("opened", "reminded", "late", "escalated")


def rehearse(*, first: date, last: date) -> list[RehearsedDay]:
    """Days `first` to `last`, both included, as if one sweep ran on each and nobody fulfilled anything.

    The first day also shows what a sweep would catch up with. Read in one transaction that the database itself keeps
    from writing. Raises LawNotSeeded, TwoRules.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION READ ONLY")
        rehearsal = _Rehearsal(first, last)
        return [rehearsal.day(first + timedelta(days=ahead)) for ahead in range((last - first).days + 1)]


class _Rehearsal:
    def __init__(self, first: date, last: date) -> None:
        self.bodies = {body.pk: body for body in Body.objects.all()}
        self.facts, self.units, self.kept_since = body_facts(), units(), starts()
        self.law = law()
        self.ladders = Ladders.read()
        reach = timedelta(days=self.ladders.reach)
        self.calendar = working_calendar(first - reach, last + reach)
        self.standing = _standing(last + reach)
        self.since = min((body.joined_on for body in self.facts), default=last)
        self.known = self._known(last)

    def _known(self, last: date) -> set[Key]:
        """Keys of obligations that are there, of the rules that could open one by `last`."""
        rules = list(self.law.opening(last, self.since, {}))
        rows = Obligation.objects.filter(
            duty__in={rule.duty.key for rule in rules}, period_key__in={rule.period_key for rule in rules}
        )
        return {Key(*row) for row in rows.values_list("duty", "body_id", "period_key", "subject")}

    def day(self, on: date) -> RehearsedDay:
        """One sweep, in its order: open, note lateness, climb."""
        done = RehearsedDay(on)
        for rule in self.law.opening(on, self.since, {}):
            if rule.asked_on >= self.kept_since.get(rule.duty.key, self.since):
                self._open(openings(rule.term(), self.facts, on, self.units), done)
        for row in self.standing:
            if becomes_late(row.due_on, row.late_since, on):
                row.late_since = row.due_on + timedelta(days=1)
                done.late.append(self._line(row))
        self._climb(on, done)
        self.standing = [row for row in self.standing if not row.is_through(self.ladders.of(row.key.duty))]
        return done

    def _open(self, found: Iterable[Opening], done: RehearsedDay) -> None:
        for opening in found:
            if opening.key in self.known:
                continue
            self.known.add(opening.key)
            done.opened.append(self._opened(opening))
            if opening.due_on is not None:
                self.standing.append(_Standing(opening.key, opening.due_on, opening.opened_on))

    def _climb(self, on: date, done: RehearsedDay) -> None:
        climbing = []
        for row in self.standing:
            due = rungs_due(
                self.ladders.of(row.key.duty),
                due_on=row.due_on,
                opened_on=row.opened_on,
                reopened_on=row.reopened_on,
                on=on,
                calendar=self.calendar,
                written=row.written,
            )
            if due:
                row.written |= frozenset(due.all)
                climbing += [(row, rung, rung in due.told) for rung in due.all]
        if not climbing:
            return
        people = People([self.bodies[row.key.body_id] for row, _rung, _is_told in climbing], on)
        for row, rung, is_told in climbing:
            # Passed over in a hole: written, and nobody is told.
            told = len(people.told(row.key.body_id, rung, row.key.duty)) if is_told else 0
            (done.reminded if rung >= 0 else done.escalated).append(self._line(row, rung, told))

    def _opened(self, opening: Opening) -> Line:
        key = opening.key
        return Line(key.duty, self.bodies[key.body_id].slug, key.period_key, key.subject, opening.due_on)

    def _line(self, row: _Standing, rung: int | None = None, people: int | None = None) -> Line:
        key = row.key
        slug = self.bodies[key.body_id].slug
        return Line(key.duty, slug, key.period_key, key.subject, row.due_on, rung, people)


def _standing(until: date) -> list[_Standing]:
    """Open obligations to which something may still happen by then. Two statements."""
    rows = list(
        Obligation.objects.filter(
            Q(pk__in=Obligation.objects.on_the_ladder(until).values("pk"))
            | Q(pk__in=Obligation.objects.unmarked_late(until).values("pk"))
        ).order_by("pk")
    )
    return [_as_standing(row, written) for row, written in zip(rows, _written(rows), strict=True) if row.due_on]


def _written(rows: list[Obligation]) -> Iterable[frozenset[int]]:
    by_row: dict[int, set[int]] = {row.pk: set() for row in rows}
    for pk, rung in Rung.objects.filter(obligation__in=by_row).values_list("obligation_id", "rung"):
        by_row[pk].add(rung)
    return (frozenset(by_row[row.pk]) for row in rows)


def _as_standing(row: Obligation, written: frozenset[int]) -> _Standing:
    assert row.due_on is not None
    return _Standing(row.key, row.due_on, row.opened_on, row.reopened_on, row.late_since, written)
