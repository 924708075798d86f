"""What happened, and the duties it opens: a meeting set, moved, ended or called off, a reception, a demand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction

from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.deadlines.choices import EventKind, Opens, Release
from portal.deadlines.models import Obligation
from portal.deadlines.notices import thread
from portal.deadlines.queries.law import law
from portal.deadlines.querysets import ObligationQuerySet
from portal.deadlines.services.happening_days import Changes, note_events
from portal.deadlines.services.happening_noting import Happening, Noting
from portal.deadlines.services.ladder import note_late
from portal.kernel.wording import Lines
from portal.law.counting.events import Event
from portal.notices.services import withdraw


def happen(
    *,
    event: Event,
    subject: str,
    about: Lines,
    on: date | None,
    bodies: Iterable[Body],
    today: date,
    actor: Actor | None = None,
    beside: Iterable[Body] = (),
) -> int:
    """Note that `event` happened on `on`: its duties are opened, or their day is set. Says how many were.

    See `happen_all`, and `Happening` for the arguments.
    """
    one = Happening(subject, about, on, _keys(bodies), _keys(beside))
    return happen_all(event=event, happenings=[one], today=today, actor=actor)


def happen_all(*, event: Event, happenings: Sequence[Happening], today: date, actor: Actor | None = None) -> int:
    """Many at once, with a dozen statements. Idempotent: what is known already changes nothing.

    Only duties in force on the day of the event are opened, for bodies that owe them. A duty of several events counts
    from the one its act names first, provisionally, and from the latest when the others have happened; before the first
    it waits. Lateness by a provisional day is lateness: what moves it is to be told before it is over, and
    `will_not_happen` says that nothing will. A day known before that is now another one moves the last day. A
    last day that was over when the event became known stands as the act counts it: a meeting announced three days
    ahead was not announced fourteen days ahead, and that is late from the first day, though nobody was reminded before.
    """
    with transaction.atomic():
        noting = Noting(event, happenings, today)
        for one in happenings:
            for body_id in one.bodies:
                noting.note(one, body_id, is_of_others=False)
            for body_id in one.beside:
                noting.note(one, body_id, is_of_others=True)
        return noting.save(actor)


def move_event(*, event: Event, subject: str, on: date, today: date, actor: Actor | None = None) -> int:
    """The event is on another day than was known. Last days of open duties follow; of done ones they stay.

    An open duty that is not late is never made late by it: it keeps its day when the new one is over already.
    """
    with transaction.atomic():
        rows = list(_of_subject(subject).filter(happened__has_key=event.value))
        changes = Changes(law(with_calendar=True), today)
        for row in rows:
            changes.take_day(row, event, on)
        return changes.save(actor)


def will_not_happen(
    *, event: Event, subject: str, body: Body, reason: str, today: date, actor: Actor | None = None
) -> int:
    """The `event` is not awaited any more, as a reception that was not held: the day counted without it is final.

    Says how many duties of the body awaited it. It may still be told later that it happened after all.
    """
    with transaction.atomic():
        rows = [row for row in _of_subject(subject).for_body(body).unmet() if event in row.awaited]
        for row in rows:
            del row.happened[event.value]
        Obligation.objects.bulk_update(rows, ["happened"])
        note_events(rows, EventKind.NOT_HELD, today, actor, reason)
    return len(rows)


def forget_event(
    *, event: Event, subject: str, body: Body, reason: str, today: date, actor: Actor | None = None
) -> int:
    """That the `event` happened was a mistake: it is awaited again, and open duties of the body count without it.

    Never the event that opens a duty. Says how many were told of it.
    """
    with transaction.atomic():
        changes = Changes(law(with_calendar=True), today)
        rows = [row for row in _of_subject(subject).for_body(body) if row.happened.get(event.value)]
        for row in rows:
            changes.forget_day(row, event)
        note_events(rows, EventKind.FORGOTTEN, today, actor, reason)
        changes.save(actor)
    return len(rows)


def call_off(*, subject: str, reason: str, today: date, actor: Actor | None = None) -> int:
    """What duties were about does not take place: open ones are not needed any more. Says how many.

    Lateness until today is noted first, and stays.
    """
    with transaction.atomic():
        rows = list(_of_subject(subject).unmet())
        note_late(rows, today)
        for row in rows:
            row.released_as, row.released_on, row.release_ground = Release.GONE, today, reason
        Obligation.objects.bulk_update(rows, ["released_as", "released_on", "release_ground"])
        note_events(rows, EventKind.RELEASED, today, actor, reason)
        for row in rows:
            withdraw(thread=thread(row))
    return len(rows)


def _keys(bodies: Iterable[Body]) -> tuple[int, ...]:
    return tuple(body.pk for body in bodies)


def _of_subject(subject: str) -> ObligationQuerySet:
    """Obligations that events opened about the subject, locked, with their bodies."""
    rows = Obligation.objects.filter(subject=subject, opens_by=Opens.EVENT)
    return rows.select_related("body").select_for_update(of=("self",)).order_by("pk")
