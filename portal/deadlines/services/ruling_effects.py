"""Carrying out what a change of decisions or days off does to obligations, as it was shown beforehand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from portal.bodies.permissions import Actor
from portal.deadlines.choices import EventKind
from portal.deadlines.models import Decision, Evidence, Obligation, ObligationEvent
from portal.deadlines.notices import ruled, thread
from portal.deadlines.queries.ruling.effects import Changes, Shown
from portal.deadlines.services.due_change import move_due
from portal.deadlines.services.ladder import note_late
from portal.deadlines.services.ladder_next_look import look_again
from portal.files.services import publish, withhold
from portal.notices.services import tell_many, withdraw


def carry_out(
    changes: Changes, *, reason: str, ground: str, actor: Actor | None, today: date, decision: Decision | None = None
) -> None:
    """Do what `changes` say; its rows are locked by the caller."""
    release(changes.closes, ground=ground, actor=actor, today=today)
    resume(changes.resumes, ground=ground, actor=actor, today=today)
    move_due(
        moves=[(move.obligation, move.new) for move in changes.moves],
        nominal={move.obligation.pk: move.nominal for move in changes.moves if move.nominal is not None},
        reason=reason,
        decision=decision,
        ground=ground,
        actor=actor,
        today=today,
    )
    for shown in changes.shown:
        _show(shown)


def release(rows: Iterable[tuple[Obligation, str]], *, ground: str, actor: Actor | None, today: date) -> None:
    """Nothing more is expected of these, as a `Release` says. What was late by today stays late on record."""
    released = list(rows)
    note_late([row for row, _as in released], today)
    for row, released_as in released:
        row.released_as, row.released_on, row.release_ground = released_as, today, ground
        withdraw(thread=thread(row))
    Obligation.objects.bulk_update(
        [row for row, _as in released], ["released_as", "released_on", "release_ground"], batch_size=1000
    )
    _note(EventKind.RELEASED, [row for row, _as in released], ground, actor, today)


def resume(rows: Iterable[Obligation], *, ground: str, actor: Actor | None, today: date) -> None:
    """Owed again: the decision that released these was reversed."""
    resumed = list(rows)
    for row in resumed:
        row.released_as, row.released_on, row.release_ground, row.reopened_on = "", None, "", today
    Obligation.objects.bulk_update(
        resumed, ["released_as", "released_on", "release_ground", "reopened_on"], batch_size=1000
    )
    look_again(obligations=resumed, on=today)
    _note(EventKind.RESUMED, resumed, ground, actor, today)


def _note(kind: EventKind, rows: list[Obligation], ground: str, actor: Actor | None, today: date) -> None:
    if not rows:
        return
    user = actor.user if actor else None
    events = [
        ObligationEvent(obligation=row, kind=kind, on=today, recorded_on=today, actor=user, comment=ground)
        for row in rows
    ]
    ObligationEvent.objects.bulk_create(events, batch_size=1000)
    tell_many(ruled(events, today))


def _show(shown: Shown) -> None:
    """Obligations become public or stop being so, and the files that prove them with them."""
    rows = Obligation.objects.filter(duty=shown.duty, period_key=shown.period_key, act=shown.act)
    turned = rows.exclude(is_public=shown.is_public)
    proofs = Evidence.objects.standing().filed().filter(obligation__in=turned, file__isnull=False)
    for proof in list(proofs.select_related("file")):
        assert proof.file is not None
        (publish if shown.is_public else withhold)(proof.file)
    rows.exclude(is_public=shown.is_public, is_apart=shown.is_apart).update(
        is_public=shown.is_public, is_apart=shown.is_apart
    )
