"""The sweep: asks what is due and not yet done. It may be late, doubled or killed; the result is the same."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from typing import TypeVar, cast

from django.db import connection, transaction

from portal.deadlines.models import Obligation, SweepRun
from portal.deadlines.querysets import ObligationQuerySet
from portal.deadlines.services.ladder import note_late, write_rungs
from portal.deadlines.services.opening import Plan, chunks, open_missing
from portal.deadlines.services.record import refresh_totals
from portal.kernel import clock

log = logging.getLogger(__name__)

#: Name of the database lock of the sweep: any constant number that no other lock of the portal has.
_LOCK = 7_310_002
#: Rows in one transaction: few enough to hold locks for a moment only.
_CHUNK = 1000
#: What the record of every sweep counts.
_COUNTS = ("opened", "reminded", "late", "escalated")
#: How long the record of a sweep is kept; the last finished one always is.
_KEPT = timedelta(days=90)


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
    most the chunk at hand, which the next sweep does. Raises LawNotSeeded.
    """
    with _alone() as alone:
        if not alone:
            return Swept(ran=False, on=on)
        with transaction.atomic():
            run = SweepRun.objects.create(on=on)
        counts: Counter[str] = Counter()
        counts["opened"] = _open(Plan(on), counts)
        counts["late"] = sum(
            _each_chunk(Obligation.objects.unmarked_late(on), lambda rows: note_late(rows, on)),
        )
        for rungs in _each_chunk(Obligation.objects.to_look_at(on), lambda rows: write_rungs(rows, on)):
            for rung, count in rungs.items():
                counts["escalated" if rung < 0 else "reminded"] += count
        refresh_totals(on=on, now=clock.now())
        run.counts = {name: counts[name] for name in (*_COUNTS, *(("doubtful",) if counts["doubtful"] else ()))}
        run.finished_at = clock.now()
        with transaction.atomic():
            run.save(update_fields=["counts", "finished_at"])
            _forget_old(run)
        return Swept(ran=True, on=on, counts=run.counts)


def _open(plan: Plan, counts: Counter[str]) -> int:
    """Open what is missing. A duty of which the law says two things is passed over: it is noted, the others go on."""
    opened = sum(open_missing(chunk) for chunk in chunks(plan.missing()))
    plan.keep_marks()
    for duty, doubt in plan.doubts.items():
        log.error("%s: nothing is opened for %s (%s)", doubt.code, duty, doubt)
    counts["doubtful"] = len(plan.doubts)
    return opened


def _each_chunk(rows: ObligationQuerySet, act: Callable[[Sequence[Obligation]], T]) -> Iterator[T]:
    """`act` on chunks of `rows`, each locked in a transaction of its own and asked again under the lock.

    The keys come from a cursor of the database, so that a sweep of any size takes the same memory. Rows that a person
    is just now working with are left to the next sweep.
    """
    keys = cast("Generator[int]", rows.order_by().values_list("pk", flat=True).iterator(chunk_size=_CHUNK))
    with closing(keys):
        while wanted := list(islice(keys, _CHUNK)):
            with transaction.atomic():
                chunk = list(
                    rows.filter(pk__in=wanted)
                    .select_related("body")
                    .select_for_update(of=("self",), skip_locked=True)
                    .order_by("pk")
                )
                if not chunk:
                    continue
                done = act(chunk)
            yield done


def _forget_old(run: SweepRun) -> None:
    """Records of sweeps are of use for some weeks. This one, just finished, stays."""
    SweepRun.objects.filter(on__lt=run.on - _KEPT).exclude(pk=run.pk).delete()


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
