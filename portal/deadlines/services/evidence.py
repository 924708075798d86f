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
from portal.deadlines.services.ladder import note_late, write_rungs
from portal.deadlines.services.opening import ensure_open
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
    the kind of document in the words of the acts; `outlet` names the newspaper that printed it.
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
) -> Obligation | None:
    """Note that `body` did its duty on `on`: the call of upper floors, which have asked for permission themselves.

    Idempotent: a duty met before keeps its first day, and only evidence that is new is added. Opens the obligation
    when the sweep has not. None when the body does not owe the duty (exempt, not addressed, not on the portal then).
    Late is accepted and marked; `late_reason` is kept with it. Raises NoRule, TwoRules when it has to be opened.
    """
    key = Key(duty, body.pk, period_key, subject)
    with transaction.atomic():
        obligation = ensure_open(key, body=body, on=min(on, actor.on), today=actor.on)
        if obligation is None:
            return None
        close(obligation, proof=evidence, on=on, actor=actor, late_reason=late_reason)
    return obligation


def close(obligation: Obligation, *, proof: Proof, on: date, actor: Actor, late_reason: str) -> None:
    """Mark a locked obligation met on `on`. What time did to it until today is written first, then silenced.

    What was released is neither reminded of nor late: done in time it is met, should the release be taken back; done
    later it only has its proof.
    """
    if obligation.is_met or (obligation.is_released and _is_after(obligation, on)):
        add_more(obligation, proof, on=on, actor=actor)
        return
    if not obligation.is_released:
        # A sweep that comes late must find nothing to do: whichever comes first, the same rows are there.
        today = max(on, actor.on)
        note_late([obligation], today)
        write_rungs([obligation], today)
    obligation.met_on = on
    obligation.met_by = actor.user
    obligation.late_reason = late_reason.strip() if obligation.is_met_late else ""
    obligation.save(update_fields=["met_on", "met_by", "late_reason"])
    add_evidence(obligation, proof, on=on, actor=actor)
    ObligationEvent.objects.create(
        obligation=obligation,
        kind=EventKind.FULFILLED,
        on=on,
        recorded_on=actor.on,
        actor=actor.user,
        comment=obligation.late_reason,
    )
    withdraw(thread=thread(obligation))


def _is_after(obligation: Obligation, on: date) -> bool:
    return obligation.due_on is not None and on > obligation.due_on and obligation.late_since is None


def add_more(obligation: Obligation, proof: Proof, *, on: date, actor: Actor) -> bool:
    """Put another proof beside those of a locked obligation, met or released. False when the same stands already."""
    if _is_known(obligation, proof):
        return False
    add_evidence(obligation, proof, on=on, actor=actor)
    ObligationEvent.objects.create(
        obligation=obligation,
        kind=EventKind.ADDED,
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

    A file becomes public with the obligation it proves.
    """
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
    )
    if proof.file is not None and proof.kind == EvidenceKind.FILE and obligation.is_public:
        publish(proof.file)
    send_document(evidence=row, obligation=obligation, today=actor.on)
    return row


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
        locked.met_on = None
        locked.met_by = None
        locked.late_reason = ""
        locked.reopened_on = today
        # Whatever changed while it stood fulfilled, the ladder looks anew.
        locked.look_on = today
        locked.save(update_fields=["met_on", "met_by", "late_reason", "reopened_on", "look_on"])
        for evidence in locked.evidence.standing().select_related("file"):
            withdraw_evidence(evidence, reason=reason, actor=actor, today=today)
        event = ObligationEvent.objects.create(
            obligation=locked, kind=EventKind.REOPENED, on=today, recorded_on=today, actor=actor.user, comment=reason
        )
        tell_many(reopened(locked, event.pk, today))
    return locked


def lock(obligation: Obligation) -> Obligation:
    """The row as it is now, locked, with its body."""
    return Obligation.objects.select_related("body").select_for_update(of=("self",)).get(pk=obligation.pk)


def _is_known(obligation: Obligation, proof: Proof) -> bool:
    """Whether the same proof stands already: a double click, a task that ran twice."""
    sha256 = proof.file.sha256 if proof.file else proof.sha256
    return obligation.evidence.standing().filter(kind=proof.kind, address=proof.address, sha256=sha256).exists()
