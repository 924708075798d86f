"""Closing many obligations that events opened by one act of the portal, asking them anew, taking back what one met."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from portal.accounts.models import User
from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.deadlines.choices import EventKind, EvidenceKind, Opens
from portal.deadlines.models import Evidence, Obligation, ObligationEvent
from portal.deadlines.notices import thread
from portal.deadlines.services.evidence import Proof, close, lock, withdraw_evidence
from portal.deadlines.services.evidence_day import refusal_of_day
from portal.deadlines.services.ladder import note_late, write_rungs
from portal.deadlines.services.reopening import CLOSING, reopen
from portal.law import registry
from portal.law.counting.events import Event
from portal.law.evidence import Evidence as Kind
from portal.notices.services import withdraw

#: Rows written by one statement.
_CHUNK = 500


def fulfil_about(*, asks_for: Kind, done: Mapping[str, tuple[Proof, User]], today: date) -> int:
    """Note that what duties ask for about these subjects was done today: proof and person by subject.

    For acts of the portal about thousands at once: two dozen statements for each five hundred. Those of a duty that
    `asks_for` such a proof and that events opened; what is met or released is passed over, and so is what cannot be
    done on this day. Says how many were met. Nothing is sent: no such duty has a receiver.
    """
    keys = [key for key in registry.KEYS if _asks(key, asks_for)]
    met, subjects = 0, sorted(done)
    for start in range(0, len(subjects), _CHUNK):
        with transaction.atomic():
            met += _fulfil(keys, {name: done[name] for name in subjects[start : start + _CHUNK]}, today)
    return met


def _asks(key: str, kind: Kind) -> bool:
    duty = registry.duty(key)
    return kind in duty.evidence and not duty.recipients and not registry.is_counted_in_periods(key)


def _fulfil(keys: list[str], done: Mapping[str, tuple[Proof, User]], today: date) -> int:
    found = Obligation.objects.filter(opens_by=Opens.EVENT, duty__in=keys, subject__in=done).unmet()
    locked = found.select_related("body").select_for_update(of=("self",)).order_by("pk")
    rows = [row for row in locked if not refusal_of_day(row, today)]
    if not rows:
        return 0
    # As `close` does: whatever time did until today is written first.
    note_late(rows, today)
    write_rungs(rows, today)
    proofs = []
    for row in rows:
        proof, user = done[row.subject]
        row.met_on = row.entered_on = row.known_on = today
        row.met_by, row.returned_on = user, None
        proofs.append(
            Evidence(
                obligation=row,
                kind=EvidenceKind.ACT,
                address=proof.address,
                title=proof.title,
                signed_on=proof.signed_on or today,
                recorded_by=user,
                recorded_on=today,
            )
        )
    Obligation.objects.bulk_update(rows, CLOSING)
    Evidence.objects.bulk_create(proofs)
    ObligationEvent.objects.bulk_create(
        ObligationEvent(
            obligation=row, kind=EventKind.FULFILLED, on=today, recorded_on=today, actor=done[row.subject][1]
        )
        for row in rows
    )
    for row in rows:
        if row.late_since is not None or row.opened_on < today:
            # Of what was opened this very day nobody was reminded.
            withdraw(thread=thread(row))
    return len(rows)


def ask_anew(*, asks_for: Kind, event: Event, moved: Mapping[str, tuple[date, User]], reason: str, today: date) -> int:
    """What was done in time about these subjects was about another day of `event`: it is owed again for the new one.

    Day and person by subject. The last day is counted as of what is only known from today, so that nobody keeps by a
    move the term of a day that is off. What was late stays as it is: no move takes that away. Proofs of the portal are
    taken back for `reason`; the caller tells the event and then what is done about the new day. Says how many.
    """
    keys = [key for key in registry.KEYS if _asks(key, asks_for)]
    met = Obligation.objects.filter(opens_by=Opens.EVENT, duty__in=keys, subject__in=moved, released_as="")
    in_time = met.filter(met_on__isnull=False, late_since__isnull=True, happened__has_key=event.value)
    rows = [
        row
        for row in in_time.select_for_update(of=("self",)).order_by("pk")
        if row.happened[event.value] not in (None, moved[row.subject][0].isoformat())
    ]
    for row in rows:
        user = moved[row.subject][1]
        row.evidence.standing().filter(kind=EvidenceKind.ACT).update(
            withdrawn_on=today, withdrawn_by=user, withdrawn_reason=reason
        )
        reopen(row, today=today)
        row.due_on = row.computed_due_on = None
        row.save(update_fields=["due_on", "computed_due_on"])
        ObligationEvent.objects.create(
            obligation=row, kind=EventKind.REOPENED, on=today, recorded_on=today, actor=user, comment=reason
        )
    return len(rows)


def undo_all(*, body: Body, address: str, reason: str, actor: Actor) -> list[Obligation]:
    """Take back whatever an act at this address met for the body; what another proof still shows is met by that one.

    What was met before this act, which only stood beside its proof, stays as it is. Else it is known from today, as
    after any correction: nobody is in time by what was true only of the first. The call of upper floors, which have
    asked for permission.
    """
    with transaction.atomic():
        proven = Evidence.objects.standing().filter(address=address, obligation__body=body).values("obligation")
        found = [lock(row) for row in Obligation.objects.filter(pk__in=proven).order_by("pk")]
        for row in found:
            _take_back(row, address, reason, actor)
    return found


def _take_back(row: Obligation, address: str, reason: str, actor: Actor) -> None:
    gone = list(row.evidence.standing().filter(address=address).select_related("file"))
    for evidence in gone:
        withdraw_evidence(evidence, reason=reason, actor=actor, today=actor.on)
    if not row.is_met or _was_met_before(row, gone[0]):
        return
    reopen(row, today=actor.on)
    ObligationEvent.objects.create(
        obligation=row,
        kind=EventKind.REOPENED,
        on=actor.on,
        recorded_on=actor.on,
        actor=actor.user,
        comment=reason,
    )
    left = row.evidence.standing().filter(is_filed=True).order_by("signed_on").first()
    if left is not None:
        close(row, proof=None, on=left.signed_on, actor=actor, late_reason=reason)


def _was_met_before(row: Obligation, act: Evidence) -> bool:
    """Whether the proof of an earlier act, by which it is met, still stands."""
    earlier = row.evidence.standing().filter(is_filed=True, kind=EvidenceKind.ACT, pk__lt=act.pk)
    return row.entered_on is not None and earlier.filter(recorded_on=row.entered_on).exists()
