"""What time does to open obligations: lateness noted, rungs of the ladder written, each once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from django.db import connection

from portal.deadlines.choices import EventKind
from portal.deadlines.models import Obligation, ObligationEvent, Rung
from portal.deadlines.notices import opened, rung_notices
from portal.deadlines.queries.ladder import Ladders
from portal.deadlines.queries.ladder_people import People
from portal.deadlines.queries.working_days import working_calendar
from portal.law.counting.calendar import WorkingCalendar
from portal.law.counting.planning import becomes_late
from portal.law.ladders import RungsDue, next_look, rung_day, rungs_due
from portal.notices.services import tell_many

_LATE_SINCE = """
    UPDATE deadlines_obligation AS owed SET late_since = said.day
    FROM unnest(%s::bigint[], %s::date[]) AS said (id, day) WHERE owed.id = said.id
"""
_LOOK_ON = """
    UPDATE deadlines_obligation AS owed SET look_on = said.day
    FROM unnest(%s::bigint[], %s::date[]) AS said (id, day) WHERE owed.id = said.id
"""


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
    _write_days(_LATE_SINCE, {row.pk: row.late_since for row in late})
    ObligationEvent.objects.bulk_create(
        events,
        # A duty reopened after it was late keeps the event it has.
        ignore_conflicts=True,
    )
    return len(late)


def write_rungs(obligations: Sequence[Obligation], on: date) -> dict[int, int]:
    """Write the rungs that have come by `on`, with their notices, and the day to look again; how many of each rung.

    The rows are locked by the caller, with their bodies; a dozen statements however many rows. Ladders and days off are
    read under the lock: whoever changes one asks for another look, which then waits for this one.
    After a hole every rung is written and only what still says something is told. What has no day has no rungs: that it
    is open is told once, and asked about again the next day while there is nobody to tell.
    """
    unheard = _tell_opened([row for row in obligations if row.due_on is None and row.look_on and row.look_on <= on], on)
    dated = [row for row in obligations if row.due_on is not None]
    ladders = Ladders.read()
    calendar = _calendar(dated, ladders)
    written = _written(dated)
    due = {row.pk: _due(row, written[row.pk], ladders, calendar, on) for row in dated}
    new = [
        Rung(
            obligation=row,
            rung=rung,
            due_on=row.due_on,
            on=rung_day(row.due_on, rung, calendar),
            told=rung in due[row.pk].told,
        )
        for row in dated
        if row.due_on is not None
        for rung in due[row.pk].all
    ]
    Rung.objects.bulk_create(new, ignore_conflicts=True)
    _tell([(row, due[row.pk].told) for row in dated if due[row.pk].told], calendar, on)
    for row in dated:
        written[row.pk].update(due[row.pk].all)
    _note_next_look(obligations, written, ladders, calendar, dict.fromkeys(unheard, on + timedelta(days=1)))
    counts: defaultdict[int, int] = defaultdict(int)
    for rung in new:
        counts[rung.rung] += 1
    return dict(counts)


def _calendar(rows: Sequence[Obligation], ladders: Ladders) -> WorkingCalendar:
    days = [row.due_on for row in rows if row.due_on is not None]
    if not days:
        return WorkingCalendar()
    return working_calendar(min(days) - timedelta(days=ladders.reach), max(days))


def _due(row: Obligation, written: set[int], ladders: Ladders, calendar: WorkingCalendar, on: date) -> RungsDue:
    assert row.due_on is not None
    return rungs_due(
        ladders.of(row.duty),
        due_on=row.due_on,
        opened_on=row.opened_on,
        reopened_on=row.reopened_on,
        on=on,
        calendar=calendar,
        written=frozenset(written),
    )


def _tell(told: Iterable[tuple[Obligation, tuple[int, ...]]], calendar: WorkingCalendar, on: date) -> None:
    climbing = list(told)
    if climbing:
        people = People([row.body for row, _rungs in climbing], on)
        tell_many(
            draft for row, rungs in climbing for draft in rung_notices(row, rungs, people=people, calendar=calendar)
        )


def _tell_opened(rows: Sequence[Obligation], on: date) -> list[int]:
    """Tell the people of the bodies; the keys of what nobody is there to hear of."""
    if not rows:
        return []
    people = People([row.body for row in rows], on)
    tell_many(draft for row in rows for draft in opened(row, on, people))
    return [row.pk for row in rows if not people.of(row.body_id)]


def _note_next_look(
    obligations: Sequence[Obligation],
    written: defaultdict[int, set[int]],
    ladders: Ladders,
    calendar: WorkingCalendar,
    unheard: Mapping[int, date],
) -> None:
    changed: dict[int, date | None] = {}
    for row in obligations:
        look_on = (
            unheard.get(row.pk)
            if row.due_on is None
            else next_look(
                ladders.of(row.duty),
                due_on=row.due_on,
                opened_on=row.opened_on,
                reopened_on=row.reopened_on,
                calendar=calendar,
                written=frozenset(written[row.pk]),
            )
        )
        if row.look_on != look_on:
            row.look_on = changed[row.pk] = look_on
    _write_days(_LOOK_ON, changed)


def _write_days(statement: str, days: dict[int, date | None]) -> None:
    """A day for each row, in one statement: `bulk_update` took three quarters of a sweep's time to say the same."""
    if days:
        with connection.cursor() as cursor:
            cursor.execute(statement, [list(days), list(days.values())])


def _written(obligations: Sequence[Obligation]) -> defaultdict[int, set[int]]:
    """Rungs on record for the day that is the last one now: a day that moved has a ladder of its own."""
    due = {row.pk: row.due_on for row in obligations}
    written: defaultdict[int, set[int]] = defaultdict(set)
    rows = Rung.objects.filter(obligation__in=due).order_by().values_list("obligation_id", "rung", "due_on")
    for pk, rung, due_on in rows:
        if due_on == due[pk]:
            written[pk].add(rung)
    return written
