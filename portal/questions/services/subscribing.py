"""Somebody wants to hear of a place, confirms it, and leaves. The answer on the page is the same for every address."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction

from portal.bodies.models import Territory
from portal.questions.choices import Held, MailKind, Purpose
from portal.questions.models import Person, Subscription
from portal.questions.rules.times import UNCONFIRMED_DAYS
from portal.questions.services.confirming import require_fresh, send_again
from portal.questions.services.keys import mailbox_of, new_nonce
from portal.questions.services.letters import write_letter
from portal.questions.services.origin import Origin, note_origin

#: What was sent in haste or in numbers is confirmed by a later letter: nobody could judge anything about it.
HELD_FOR: Final = timedelta(hours=1)


@transaction.atomic
def subscribe(*, territory: Territory, email: str, language: str, origin: Origin, today: date, now: datetime) -> None:
    """Write to the address that somebody wants news of the place sent there. Who subscribes a second time is written to
    again while it is not confirmed, and is not when it is. A mailbox that got many such letters today gets none.
    """
    mailbox = mailbox_of(email)
    held = note_origin(kind=Purpose.SUBSCRIPTION, about=territory.kato, origin=origin, now=now, mailbox=mailbox)
    standing = Subscription.objects.select_related("person").filter(territory=territory, mailbox=mailbox).first()
    if standing is None:
        person = Person.objects.create(
            purpose=Purpose.SUBSCRIPTION,
            email=email.strip(),
            mailbox=mailbox,
            language=language,
            nonce=new_nonce(),
            sent_at=now,
            erase_on=today + timedelta(days=UNCONFIRMED_DAYS),
        )
        # Two at once: the second one finds the first, and its person goes again.
        made = Subscription.objects.bulk_create(
            [Subscription(territory=territory, person=person, mailbox=mailbox, told_until=now)], ignore_conflicts=True
        )
        if not made or not Subscription.objects.filter(person=person).exists():
            person.delete()
            return
        if held != Held.MAILBOX:
            late = HELD_FOR if held else timedelta()
            write_letter(person=person, kind=MailKind.CONFIRM, key="confirm", now=now + late)
        return
    send_again(person=standing.person, today=today, now=now)


@transaction.atomic
def confirm_subscription(*, person: Person, now: datetime) -> Subscription:
    """By the button of the page behind the letter's link. A second time it changes nothing.

    Raises Conflict when the time of the link is over.
    """
    row = Subscription.objects.select_related("person", "territory").select_for_update(of=("self",)).get(person=person)
    found = row.person
    if found.is_confirmed:
        return row
    require_fresh(found, now)
    found.confirmed_at, found.erase_on = now, None
    found.save(update_fields=["confirmed_at", "erase_on"])
    row.told_until = now
    row.save(update_fields=["told_until"])
    return row


@transaction.atomic
def leave(*, person: Person) -> None:
    """The address, the subscription and its letters go at once. A second time there is nobody."""
    Person.objects.filter(pk=person.pk, purpose=Purpose.SUBSCRIPTION).delete()
