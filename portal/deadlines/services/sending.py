"""What is sent to another body: delivered to it on the portal, acknowledged by it or returned."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from portal.bodies.permissions import Actor
from portal.deadlines.choices import EventKind
from portal.deadlines.models import Evidence, Obligation, ObligationEvent, Transmittal
from portal.deadlines.notices import returned, sent, sent_thread
from portal.deadlines.permissions import can_answer_transmittal, can_remind_receivers
from portal.deadlines.queries.sending_received import awaited, receivers, receiving_people
from portal.deadlines.services.reopening import reopen
from portal.kernel.errors import Conflict, Invalid
from portal.law import registry
from portal.law.duty import Closing
from portal.law.evidence import is_sent
from portal.notices.services import tell_many, withdraw


def send_document(*, evidence: Evidence, obligation: Obligation, today: date) -> int:
    """Send an evidence to everybody on the portal who is to receive it, and say to how many.

    Idempotent. Nothing is sent of a duty that an act of the portal closes: its receiver takes it up in that very flow.
    The call of services that put evidence on record and have asked for permission.
    """
    if registry.duty(obligation.duty).closing is not Closing.RECORD or not is_sent(evidence.genre):
        return 0
    bodies = receivers(obligation, today)
    if not bodies:
        return 0
    known = set(evidence.transmittals.values_list("receiver_id", flat=True))
    Transmittal.objects.bulk_create(
        [
            Transmittal(evidence=evidence, obligation=obligation, receiver=body, sent_on=today)
            for body in bodies
            if body.pk not in known
        ],
        # Two hands may record the same document at the same moment.
        ignore_conflicts=True,
    )
    fresh = awaited(evidence.transmittals.exclude(receiver__in=known))
    tell_many(sent(fresh, receiving_people(fresh, today), today))
    return len(fresh)


def recall(*, evidence: Evidence) -> None:
    """The evidence was withdrawn: what its receivers were not told yet is not told. The call of that service."""
    for row in evidence.transmittals.unanswered():
        withdraw(thread=sent_thread(row))


def acknowledge(*, transmittal: Transmittal, actor: Actor, today: date) -> bool:
    """Say that the document was received; final. False when it was said before. Raises NotAllowed, Conflict."""
    with transaction.atomic():
        locked = _lock(transmittal)
        can_answer_transmittal(actor, locked).require()
        if locked.acknowledged_on is not None:
            return False
        if locked.returned_on is not None:
            raise Conflict(_("This document was returned to the sender already."))
        locked.acknowledged_on, locked.answered_by = today, actor.user
        locked.save(update_fields=["acknowledged_on", "answered_by"])
        if not locked.evidence.transmittals.filter(acknowledged_on__isnull=True).exists():
            # Said once, when everybody has it: the page of the duty names each receiver with its day.
            _note(locked, EventKind.RECEIVED, "", actor, today)
        withdraw(thread=sent_thread(locked))
    return True


def acknowledge_many(*, transmittals: Iterable[Transmittal], actor: Actor, today: date) -> int:
    """Acknowledge several at once, all or none, and say how many were new. Raises NotAllowed, Conflict."""
    with transaction.atomic():
        rows = sorted(transmittals, key=lambda row: (row.evidence_id, row.pk))
        return sum(acknowledge(transmittal=row, actor=actor, today=today) for row in rows)


def give_back(*, transmittal: Transmittal, reason: str, actor: Actor, today: date) -> bool:
    """Return the document to its sender: the duty it closed is owed again, until the document is replaced.

    One that was replaced already reopens nothing. False when it was returned before. Raises NotAllowed, Conflict,
    Invalid (field "reason").
    """
    said = reason.strip()
    with transaction.atomic():
        # The duty first, as whoever records a document for it does: two hands wait for each other, and not both.
        obligation = _owing(transmittal)
        locked = _lock(transmittal)
        can_answer_transmittal(actor, locked).require()
        if locked.returned_on is not None:
            return False
        if locked.acknowledged_on is not None:
            raise Conflict(_("Receipt of this document was acknowledged already; that is final."))
        if not said:
            raise Invalid.at("reason", _("Write why it is returned."))
        locked.returned_on, locked.return_reason, locked.answered_by = today, said, actor.user
        locked.save(update_fields=["returned_on", "return_reason", "answered_by"])
        reopens = obligation.is_met and not _is_replaced(locked)
        if reopens:
            reopen(obligation, today=today, returned=True)
        _note(locked, EventKind.SENT_BACK if reopens else EventKind.RETURNED, said, actor, today)
        withdraw(thread=sent_thread(locked))
        tell_many(returned(locked, today))
    return True


def _owing(transmittal: Transmittal) -> Obligation:
    """The duty, locked."""
    return Obligation.objects.select_for_update(of=("self",)).get(pk=transmittal.obligation_id)


def _is_replaced(transmittal: Transmittal) -> bool:
    """A later document of the duty went the same way."""
    later = transmittal.obligation.evidence.standing().filed().filter(pk__gt=transmittal.evidence_id)
    return later.filter(genre=transmittal.evidence.genre).exists()


def remind_receivers(*, obligation: Obligation, actor: Actor, today: date) -> int:
    """Remind those who have not answered, once a day each; how many notices were new. Raises NotAllowed."""
    can_remind_receivers(actor, obligation).require()
    with transaction.atomic():
        waiting = awaited(obligation.transmittals.unanswered().filter(evidence__withdrawn_on__isnull=True))
        return tell_many(sent(waiting, receiving_people(waiting, today), today, again=True))


def _lock(transmittal: Transmittal) -> Transmittal:
    """The row as it is now. The evidence is locked first: the last of several receivers must see the others."""
    Evidence.objects.select_for_update(of=("self",)).get(pk=transmittal.evidence_id)
    rows = Transmittal.objects.select_related("evidence", "obligation__body", "receiver")
    return rows.select_for_update(of=("self",)).get(pk=transmittal.pk)


def _note(transmittal: Transmittal, kind: str, comment: str, actor: Actor, today: date) -> None:
    ObligationEvent.objects.create(
        obligation=transmittal.obligation, kind=kind, on=today, recorded_on=today, actor=actor.user, comment=comment
    )
