"""The day of a document that was entered late, confirmed by another body: never in bulk, by name and with a reason."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from portal.bodies.permissions import Actor
from portal.deadlines.choices import EventKind
from portal.deadlines.models import Obligation, ObligationEvent
from portal.deadlines.permissions import can_confirm_day, confirming_body
from portal.deadlines.services.evidence import lock
from portal.kernel.errors import Invalid


def confirm_day(*, obligation: Obligation, met_on: date, reason: str, actor: Actor, today: date) -> Obligation:
    """Say for another body that the duty was done on `met_on`, the day its document bears.

    The duty is then judged by that day; that it was entered late stays on record. `met_on` is the day the confirming
    person has seen: one that was corrected meanwhile is not confirmed. Raises NotAllowed, Invalid (field "reason").
    """
    said = reason.strip()
    with transaction.atomic():
        locked = lock(obligation)
        can_confirm_day(actor, locked).require()
        if locked.met_on != met_on:
            raise Invalid.at("reason", _("The day was corrected meanwhile. Look at it again."), code="moved")
        if not said:
            raise Invalid.at("reason", _("Write from what you know the day."))
        locked.confirmed_on, locked.confirmed_by, locked.confirm_reason = today, actor.user, said
        locked.confirmed_for = confirming_body(actor, locked)
        locked.save(update_fields=["confirmed_on", "confirmed_by", "confirmed_for", "confirm_reason"])
        ObligationEvent.objects.create(
            obligation=locked, kind=EventKind.CONFIRMED, on=today, recorded_on=today, actor=actor.user, comment=said
        )
    return locked
