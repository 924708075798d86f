"""News by mail of a district of the demonstration: somebody who was written to, and somebody who confirmed."""

from __future__ import annotations

from datetime import timedelta

from portal.bodies.models import Territory
from portal.kernel import clock
from portal.questions.choices import Purpose
from portal.questions.models import Person, PersonLetter, Subscription
from portal.questions.services.keys import key_of
from tests.factories.questions import PersonFactory

PLACE = "434800000"


def asked() -> tuple[str]:
    """The page behind a letter of confirmation."""
    person = _person("asked", erase_on=clock.today() + timedelta(days=2))
    told = {"kind": "confirm", "next_try_at": clock.now(), "created_at": clock.now()}
    PersonLetter.objects.get_or_create(
        person=person, key="confirm", defaults=told | {"message_id": f"<{person.pk}@subscribed.example>"}
    )
    return (key_of(person),)


def confirmed() -> tuple[str]:
    return (key_of(_person("confirmed", erase_on=None, confirmed_at=clock.now())),)


def _person(name: str, **facts: object) -> Person:
    email = f"{name}@subscribed.example"
    found = Person.objects.filter(email=email).first()
    if found is not None:
        return found
    person = PersonFactory(email=email, purpose=Purpose.SUBSCRIPTION, sent_at=clock.now(), **facts)
    place = Territory.objects.in_force(clock.today()).get(kato=PLACE)
    Subscription.objects.create(territory=place, person=person, mailbox=person.mailbox, told_until=clock.now())
    return person
