"""Looking at who asked: each look is written down before anything is shown."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portal.bodies.permissions import Actor
from portal.kernel.errors import Invalid
from portal.questions.choices import ReadReason
from portal.questions.models import AskedQuestion, Demand, Person, PersonRead
from portal.questions.permissions import can_read_person


@transaction.atomic
def read_person(*, sent: AskedQuestion | Demand, reason: str, actor: Actor, now: datetime) -> Person | None:
    """Who sent it; None when nobody is known, or the row has gone on its day, and then nothing is written.

    Raises NotAllowed, Invalid (field "why").
    """
    can_read_person(actor, sent).require()
    if reason not in ReadReason.values:
        raise Invalid.at("why", _("Choose why you look at who asked."))
    person = Person.objects.filter(pk=sent.person_id).first() if sent.person_id else None
    if person is not None:
        PersonRead.objects.create(
            person_key=person.pk, of=sent.number, reader=actor.user, at=now, reason=ReadReason(reason)
        )
    return person
