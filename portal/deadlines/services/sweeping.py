"""The sweep: asks what is due and not yet done. It may be late, doubled or killed; the result is the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar

from django.db import connection, transaction

from portal.deadlines.acts import registry
from portal.deadlines.models import Obligation, SweepRun
from portal.deadlines.queries.law import body_facts, orders
from portal.deadlines.querysets import ObligationQuerySet
from portal.deadlines.rules.ladder import FIRST_DAY_LATE, reach
from portal.deadlines.rules.planning import openings
from portal.deadlines.services.climbing import climb, note_late
from portal.deadlines.services.opening import Planned, chunks, open_missing
from portal.kernel import clock

#: Name of the database lock of the sweep: any constant number that no other lock of the portal has.
_LOCK = 7_310_002
#: Rows in one transaction: few enough to hold locks for a moment only.
_CHUNK = 500


T = TypeVar("T")


@dataclass(frozen=True)
class Swept:
    """What a sweep did. `ran` is False when another sweep was at work."""

    ran: bool
    on: date
    counts: dict[str, int] = field(default_factory=dict)


def sweep(*, on: date) -> Swept:
    """Open what is to be visible by `on`, note lateness, write reminders. Nothing is done twice.

    One sweep at a time: a second one returns at once. Each chunk is a transaction of its own, so that a kill loses at
    most the chunk at hand, which the next sweep does. Raises LawNotSeeded, TwoRules.
    """
    with _alone() as alone:
        if not alone:
            return Swept(ran=False, on=on)
        with transaction.atomic():
            run = SweepRun.objects.create(on=on)
        counts: Counter[str] = Counter()
        counts["opened"] = sum(open_missing(chunk) for chunk in chunks(_planned(on), _CHUNK))
        counts["late"] = sum(
            _each_chunk(Obligation.objects.unmarked_late(on), lambda rows: note_late(rows, on)),
        )
        for rungs in _each_chunk(Obligation.objects.on_the_ladder(on + _reach()), lambda rows: climb(rows, on)):
            counts["escalated"] += rungs.pop(FIRST_DAY_LATE, 0)
            counts["reminded"] += sum(rungs.values())
        run.counts = {name: counts[name] for name in ("opened", "reminded", "late", "escalated")}
        run.finished_at = clock.now()
        with transaction.atomic():
            run.save(update_fields=["counts", "finished_at"])
        return Swept(ran=True, on=on, counts=run.counts)


def _planned(on: date) -> Iterator[Planned]:
    """Everything that is to exist by `on`, of bodies on the portal; due days before they joined are not theirs."""
    law, bodies = orders(), body_facts()
    if not bodies:
        return
    since = min(body.joined_on for body in bodies)
    for rule in registry.rules_opening(on, since, law):
        for opening in openings(rule.term(), bodies, on):
            yield rule, opening


def _reach() -> timedelta:
    return timedelta(days=max(reach(duty.ladder) for duty in registry.DUTIES))


def _each_chunk(rows: ObligationQuerySet, act: Callable[[Sequence[Obligation]], T]) -> Iterator[T]:
    """`act` on chunks of `rows` in the order of their keys, each locked in a transaction of its own.

    Rows that a person is just now working with are left to the next sweep.
    """
    last = 0
    while True:
        with transaction.atomic():
            chunk = list(
                rows.filter(pk__gt=last)
                .select_related("body")
                .select_for_update(of=("self",), skip_locked=True)
                .order_by("pk")[:_CHUNK]
            )
            if not chunk:
                return
            last = chunk[-1].pk
            done = act(chunk)
        yield done


@contextmanager
def _alone() -> Iterator[bool]:
    """True when no other sweep is at work. The lock goes with the connection, so a killed sweep leaves none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        (taken,) = cursor.fetchone()
    try:
        yield taken
    finally:
        if taken:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
