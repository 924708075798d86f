"""The click "remind" of the intake board, outside the ladder."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from portal.bodies.permissions import Actor
from portal.deadlines.choices import EventKind
from portal.deadlines.models import Obligation, ObligationEvent
from portal.deadlines.notices import reminder_now
from portal.deadlines.permissions import can_remind
from portal.deadlines.services.evidence import lock
from portal.notices.services import tell_many


def remind_now(*, obligation: Obligation, actor: Actor, today: date) -> bool:
    """Remind the people of the body. False when they were reminded today already. Raises NotAllowed."""
    with transaction.atomic():
        locked = lock(obligation)
        can_remind(actor, locked).require()
        if locked.events.filter(kind=EventKind.REMINDED, on=today).exists():
            return False
        ObligationEvent.objects.create(
            obligation=locked, kind=EventKind.REMINDED, on=today, recorded_on=today, actor=actor.user
        )
        tell_many(reminder_now(locked, today))
    return True
