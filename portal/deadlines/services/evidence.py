"""Closing obligations by what was done, and opening them again when it is taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.deadlines.choices import EventKind, EvidenceKind
from portal.deadlines.models import Evidence, Obligation, ObligationEvent
from portal.deadlines.notices import reopened, thread
from portal.deadlines.permissions import can_withdraw_fulfilment
from portal.deadlines.services.evidence_day import known_on, require_day
from portal.deadlines.services.ladder import note_late, write_rungs
from portal.deadlines.services.opening import ensure_open
from portal.deadlines.services.reopening import CLOSING, reopen
from portal.deadlines.services.sending import recall, send_document
from portal.files.models import StoredFile
from portal.files.services import publish, withhold
from portal.kernel.errors import Invalid
from portal.law.counting.planning import Key
from portal.notices.services import tell_many, withdraw


@dataclass(frozen=True)
class Proof:
    """What shows that a duty was done.

    `address` is a page of the portal without its language ("/schedules/graph/2027/") for an act done here, else an
    `https` address. `signed_on` empty means the day on which the duty was done. A file carries its own hash. `genre` is
    the kind of document in the words of the acts; `outlet` names the newspaper that printed it. `is_taken_up`: its
    receivers have taken it up on the portal in the very flow that made it, and nothing is sent to them.
    """

    kind: str
    title: str
    address: str = ""
    number: str = ""
    signed_on: date | None = None
    signer: str = ""
    sha256: str = ""
    file: StoredFile | None = None
    genre: str = ""
    outlet: str = ""
    is_taken_up: bool = False


def fulfil(
    *,
    duty: str,
    body: Body,
    period_key: str,
    on: date,
    evidence: Proof,
    actor: Actor,
    subject: str = "",
    late_reason: str = "",
    field: str = "on",
) -> Obligation | None:
    """Note that `body` did its duty on `on`: the call of upper floors, which have asked for permission themselves.

    Idempotent: a duty met before keeps its first day, and only evidence that is new is added. Opens the obligation
    when the sweep has not. None when the body does not owe the duty (exempt, not addressed, not on the portal then).
    `on` is the day of the act, which was entered on the day of the actor: what is entered late is late, whatever day it
    bears, until another body confirms that day; `late_reason` is kept with it. Raises NoRule, TwoRules when it has to
    be opened, Invalid (at `field`) for a day on which it cannot have been done.
    """
    key = Key(duty, body.pk, period_key, subject)
    with transaction.atomic():
        obligation = ensure_open(key, body=body, on=actor.on, today=actor.on)
        if obligation is None:
            return None
        require_day(obligation, on, today=actor.on, field=field)
        close(obligation, proof=evidence, on=on, actor=actor, late_reason=late_reason)
    return obligation


def close(
    obligation: Obligation,
    *,
    proof: Proof | None,
    on: date,
    actor: Actor,
    late_reason: str,
    outside_reason: str = "",
    by_officer: bool = False,
) -> None:
    """Mark a locked obligation met on `on`. What time did to it until today is written first, then silenced.

    Without a proof it rests on what was attached before. What was released is neither reminded of nor late: done in
    time it is met, should the release be taken back; done later it only has its proof.
    """
    if obligation.is_met or (obligation.is_released and _is_after(obligation, actor.on)):
        if proof is not None:
            add_more(obligation, proof, on=on, actor=actor)
        return
    if not obligation.is_released:
        # A sweep that comes late must find nothing to do: whichever comes first, the same rows are there.
        note_late([obligation], actor.on)
        write_rungs([obligation], actor.on)
    obligation.met_on, obligation.met_by, obligation.entered_on = on, actor.user, actor.on
    obligation.known_on = known_on(obligation, on, entered_on=actor.on)
    obligation.returned_on = None
    obligation.outside_reason, obligation.closed_by_officer = outside_reason.strip(), by_officer
    obligation.late_reason = late_reason.strip() if obligation.was_entered_late else ""
    obligation.save(update_fields=CLOSING)
    for attached in obligation.evidence.attached().select_related("file"):
        file_evidence(attached, obligation, today=actor.on)
    if proof is not None:
        add_evidence(obligation, proof, on=on, actor=actor)
    ObligationEvent.objects.create(
        obligation=obligation,
        kind=EventKind.HELD if obligation.known_on < actor.on else EventKind.FULFILLED,
        on=on,
        recorded_on=actor.on,
        actor=actor.user,
        comment=obligation.late_reason,
    )
    withdraw(thread=thread(obligation))


def _is_after(obligation: Obligation, on: date) -> bool:
    return obligation.due_on is not None and on > obligation.due_on and obligation.late_since is None


def add_more(obligation: Obligation, proof: Proof, *, on: date, actor: Actor) -> bool:
    """Put another proof beside those of a locked obligation, or to an open one. False when the same stands already."""
    if _is_known(obligation, proof):
        return False
    add_evidence(obligation, proof, on=on, actor=actor)
    ObligationEvent.objects.create(
        obligation=obligation,
        kind=EventKind.ADDED if obligation.is_met or obligation.is_released else EventKind.ATTACHED,
        on=actor.on,
        recorded_on=actor.on,
        actor=actor.user,
        comment=proof.title,
    )
    return True


def add_evidence(
    obligation: Obligation, proof: Proof, *, on: date, actor: Actor, replaces: Evidence | None = None
) -> Evidence:
    """Put one proof on record, and send it to those who are to receive it.

    A file becomes public with the obligation it proves. While the duty is open the proof is only attached: neither
    shown nor sent before whoever answers for the body closes the duty by it.
    """
    is_filed = obligation.is_met or obligation.is_released
    row = Evidence.objects.create(
        obligation=obligation,
        kind=proof.kind,
        address=proof.address,
        file=proof.file,
        sha256=proof.file.sha256 if proof.file else proof.sha256,
        title=proof.title,
        number=proof.number,
        signed_on=proof.signed_on or on,
        signer=proof.signer,
        genre=proof.genre,
        outlet=proof.outlet,
        replaces=replaces,
        recorded_by=actor.user,
        recorded_on=actor.on,
        is_filed=is_filed,
    )
    if is_filed:
        _give_out(row, obligation, today=actor.on, sends=not proof.is_taken_up)
    return row


def file_evidence(evidence: Evidence, obligation: Obligation, *, today: date) -> None:
    """What was attached becomes a proof of the duty that is closed by it."""
    evidence.is_filed = True
    evidence.save(update_fields=["is_filed"])
    _give_out(evidence, obligation, today=today, sends=True)


def _give_out(evidence: Evidence, obligation: Obligation, *, today: date, sends: bool) -> None:
    if evidence.file is not None and evidence.kind == EvidenceKind.FILE and obligation.is_public:
        publish(evidence.file)
    if sends:
        send_document(evidence=evidence, obligation=obligation, today=today)


def withdraw_evidence(evidence: Evidence, *, reason: str, actor: Actor, today: date) -> None:
    """Take one proof back; it stays visible as withdrawn, but its file is no longer given out."""
    evidence.withdrawn_on = today
    evidence.withdrawn_by = actor.user
    evidence.withdrawn_reason = reason
    evidence.save(update_fields=["withdrawn_on", "withdrawn_by", "withdrawn_reason"])
    if evidence.file is not None:
        withhold(evidence.file)
    recall(evidence=evidence)


def withdraw_fulfilment(*, obligation: Obligation, reason: str, actor: Actor, today: date) -> Obligation:
    """Say that the duty was not done after all. The past stays visible. Raises NotAllowed, Invalid (field "reason")."""
    reason = reason.strip()
    with transaction.atomic():
        locked = lock(obligation)
        can_withdraw_fulfilment(actor, locked).require()
        if not reason:
            raise Invalid.at("reason", _("Write the reason."))
        reopen(locked, today=today)
        for evidence in locked.evidence.standing().select_related("file"):
            withdraw_evidence(evidence, reason=reason, actor=actor, today=today)
        event = ObligationEvent.objects.create(
            obligation=locked, kind=EventKind.REOPENED, on=today, recorded_on=today, actor=actor.user, comment=reason
        )
        tell_many(reopened(locked, event.pk, today))
    return locked


def undo(
    *, duty: str, body: Body, period_key: str, address: str, reason: str, actor: Actor, subject: str = ""
) -> Obligation | None:
    """Take back what `fulfil` noted with a proof at this address: the act on the portal was undone by who did it.

    The call of upper floors, which have asked for permission and tell people themselves. A duty that another proof
    still shows stays met. None when nothing was noted.
    """
    with transaction.atomic():
        found = Obligation.objects.with_key(Key(duty, body.pk, period_key, subject)).first()
        if found is None:
            return None
        locked = lock(found)
        for evidence in locked.evidence.standing().filter(address=address).select_related("file"):
            withdraw_evidence(evidence, reason=reason, actor=actor, today=actor.on)
        if locked.is_met and not locked.evidence.standing().exists():
            reopen(locked, today=actor.on)
            ObligationEvent.objects.create(
                obligation=locked,
                kind=EventKind.REOPENED,
                on=actor.on,
                recorded_on=actor.on,
                actor=actor.user,
                comment=reason,
            )
    return locked


def lock(obligation: Obligation) -> Obligation:
    """The row as it is now, locked, with its body."""
    return Obligation.objects.select_related("body").select_for_update(of=("self",)).get(pk=obligation.pk)


def _is_known(obligation: Obligation, proof: Proof) -> bool:
    """Whether the same proof stands already: a double click, a task that ran twice."""
    sha256 = proof.file.sha256 if proof.file else proof.sha256
    return obligation.evidence.standing().filter(kind=proof.kind, address=proof.address, sha256=sha256).exists()
