"""What time does to open obligations: lateness noted, rungs of the ladder written, each once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from portal.deadlines.acts import registry
from portal.deadlines.choices import EventKind
from portal.deadlines.models import Obligation, ObligationEvent, Rung
from portal.deadlines.notices import rung_notices
from portal.deadlines.queries.days import working_calendar
from portal.deadlines.queries.people import People
from portal.deadlines.rules.ladder import rung_day, rungs_due
from portal.deadlines.rules.planning import becomes_late
from portal.notices.services import tell_many


def note_late(obligations: Sequence[Obligation], on: date) -> int:
    """Note the first day late of those that have become late. The rows are locked by the caller; two statements."""
    late = [
        obligation
        for obligation in obligations
        if obligation.due_on is not None and becomes_late(obligation.due_on, obligation.late_since, on)
    ]
    if not late:
        return 0
    events = []
    for obligation in late:
        assert obligation.due_on is not None
        first_day = obligation.due_on + timedelta(days=1)
        obligation.late_since = first_day
        events.append(ObligationEvent(obligation=obligation, kind=EventKind.LATE, on=first_day, recorded_on=on))
    Obligation.objects.bulk_update(late, ["late_since"])
    ObligationEvent.objects.bulk_create(
        events,
        # A duty reopened after it was late keeps the event it has.
        ignore_conflicts=True,
    )
    return len(late)


def climb(obligations: Sequence[Obligation], on: date) -> dict[int, int]:
    """Write the rungs that have come by `on`, with their notices; how many of each rung.

    The rows are locked by the caller, with their bodies; seven statements however many rows.
    A late sweep writes every rung passed over: what was to be told stays on record, and the letter, which names only
    the latest of a thread and counts days when it is sent, says nothing stale.
    """
    written = _written(obligations)
    new: list[Rung] = []
    for row in obligations:
        if row.due_on is None:
            continue
        due = rungs_due(
            registry.duty(row.duty).ladder,
            due_on=row.due_on,
            opened_on=row.opened_on,
            reopened_on=row.reopened_on,
            on=on,
            written=frozenset(written[row.pk]),
        )
        new += [Rung(obligation=row, rung=rung, due_on=row.due_on, on=rung_day(row.due_on, rung)) for rung in due]
    if not new:
        return {}
    Rung.objects.bulk_create(new, ignore_conflicts=True)
    by_obligation: defaultdict[int, list[int]] = defaultdict(list)
    counts: defaultdict[int, int] = defaultdict(int)
    for rung in new:
        by_obligation[rung.obligation_id].append(rung.rung)
        counts[rung.rung] += 1
    climbing = [row for row in obligations if row.pk in by_obligation]
    people = People([row.body for row in climbing], on)
    days = [row.due_on for row in climbing if row.due_on is not None]
    calendar = working_calendar(min(days), max(days))
    tell_many(
        draft
        for row in climbing
        for draft in rung_notices(row, by_obligation[row.pk], people=people, calendar=calendar)
    )
    return dict(counts)


def _written(obligations: Sequence[Obligation]) -> defaultdict[int, set[int]]:
    written: defaultdict[int, set[int]] = defaultdict(set)
    for pk, rung in Rung.objects.filter(obligation__in=obligations).values_list("obligation_id", "rung"):
        written[pk].add(rung)
    return written
