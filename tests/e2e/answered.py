"""A claim that an issue of the demonstration's region is solved, and people who are asked whether it is."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from issues.choices import Review, Says, Standing, State
from issues.models import Answer, Asker, Claim, Follow, Issue
from portal.accounts.models import User
from portal.bodies.models import Body
from portal.kernel import clock
from portal.questions.choices import Purpose
from portal.questions.models import Person, PersonLetter
from portal.questions.services.keys import key_of
from tests.factories.issues import ClaimFactory, IssueFactory
from tests.factories.questions import PersonFactory

_CLAIMED, _SETTLED = "KZ-43-2026-900011", "KZ-43-2026-900012"


def asked() -> tuple[str, str]:
    """Who asked has not answered yet."""
    return _CLAIMED, _key(_asker(_claimed(), "asked"))


def settled() -> tuple[str, str]:
    """Who asked disputed it."""
    return _SETTLED, _key(_asker(_claimed(_SETTLED), "settled"))


def held() -> tuple[int]:
    """A dispute that waits for those who control from above."""
    claim = _claimed().claims.get()
    found = Answer.objects.filter(claim=claim).first()
    return ((found or _disputed(claim)).pk,)


def asker() -> tuple[str]:
    return (_key(_asker(_claimed(), "asked")),)


def unconfirmed() -> tuple[str]:
    return (_key(_asker(_claimed(), "unconfirmed", is_confirmed=False)),)


def follower() -> tuple[str]:
    return (_key(_follower("follower", is_confirmed=True)),)


def to_follow() -> tuple[str]:
    return (_key(_follower("to-follow", is_confirmed=False)),)


def _key(person: Person) -> str:
    return key_of(person)


@transaction.atomic
def _claimed(number: str = _CLAIMED) -> Issue:
    found = Issue.objects.filter(number=number).first()
    if found is not None:
        return found
    today = clock.today()
    issue = IssueFactory(
        number=number,
        registered_by=Body.objects.get(slug="akimat-430000000"),
        raised_on=today - timedelta(days=40),
        registered_on=today - timedelta(days=38),
        state=State.CLAIMED if number == _CLAIMED else State.WORK,
        closed_on=today if number == _CLAIMED else None,
    )
    ClaimFactory(
        issue=issue,
        actor=User.objects.get(email="officer@kezdesu.example"),
        claimed_at=clock.now(),
        claimed_on=today,
        until=today + timedelta(days=14),
        no_proof_kk="Құбыр жер астында жатыр.",
        no_proof_ru="Труба лежит под землёй.",
        **({} if number == _CLAIMED else {"outcome": "disputed", "settled_on": today}),
    )
    return issue


def _disputed(claim: Claim) -> Answer:
    return Answer.objects.create(
        claim=claim,
        standing=Standing.FOLLOWER,
        says=Says.NO,
        mailbox="e" * 64,
        at=clock.now(),
        own_text="Кешке су әлі жоқ, сорғы жұмыс істемейді.",
        review=Review.SECOND,
        review_body=Body.objects.get(role_grants__user__email="overseer@kezdesu.example"),
    )


def _asker(issue: Issue, name: str, *, is_confirmed: bool = True) -> Person:
    person = _person(name, Purpose.ISSUE, is_confirmed=is_confirmed)
    confirmed = person.confirmed_at
    Asker.objects.get_or_create(
        issue=issue, mailbox=person.mailbox, defaults={"person": person, "confirmed_at": confirmed}
    )
    return person


def _follower(name: str, *, is_confirmed: bool) -> Person:
    person = _person(name, Purpose.FOLLOW, is_confirmed=is_confirmed)
    of = {"issue": _claimed(), "mailbox": person.mailbox}
    Follow.objects.get_or_create(**of, defaults={"person": person, "told_until": clock.now()})
    return person


def _person(name: str, purpose: Purpose, *, is_confirmed: bool) -> Person:
    email = f"{name}@answered.example"
    found = Person.objects.filter(email=email).first()
    if found is not None:
        return found
    long_ago = clock.now() - timedelta(days=30)
    facts = {"confirmed_at": long_ago} if is_confirmed else {}
    person = PersonFactory(email=email, purpose=purpose, sent_at=long_ago, **facts)
    told = {"kind": "confirm", "next_try_at": clock.now(), "created_at": clock.now()}
    PersonLetter.objects.create(person=person, key="confirm", message_id=f"<{person.pk}@answered.example>", **told)
    return person
