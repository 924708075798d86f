"""Rows of the time when a mailbox that is written in several ways was several: told apart no more, each voice once."""

from __future__ import annotations

from datetime import datetime, timedelta
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.utils.crypto import salted_hmac

from issues.choices import Says, Standing
from issues.models import Answer, Asker, Follow, Issue
from issues.services.settling import settle_claims
from portal.questions.choices import MailKind
from portal.questions.models import Person, PersonLetter, Subscription, Voice
from portal.questions.services.keys import mailbox_of
from portal.questions.services.letters import write_letter
from tests.factories.issues import asker_of
from tests.factories.questions import AskedQuestionFactory, PersonFactory, voice_of
from tests.issues.test_claims import BEFORE, DAY, NOW, World, at, claims_world, world

__all__ = ["claims_world", "world"]

pytestmark = pytest.mark.django_db

one_mailbox = import_module("issues.migrations.0018_one_mailbox")
ONE, OTHER, THIRD = "aigul.m@yandex.ru", "aigul-m@ya.ru", "Aigul.M@yandex.kz"
LATER = BEFORE + timedelta(days=1)


def merge() -> None:
    one_mailbox._merge(apps, SimpleNamespace(connection=connection))


def was(email: str) -> str:
    """The hash as it was: upper case and what follows a plus alone were of no meaning outside Gmail."""
    name, _at, host = email.casefold().rpartition("@")
    return salted_hmac("portal.questions.mailbox", f"{name}@{host}", algorithm="sha256").hexdigest()


def of(email: str, confirmed_at: datetime | None = BEFORE) -> dict[str, Any]:
    return {"email": email, "mailbox": was(email), "confirmed_at": confirmed_at}


@pytest.mark.parametrize(
    "emails", [(ONE, OTHER, THIRD), (THIRD, ONE, OTHER), ("a.b@proton.me", "ab@pm.me", "a_b@pm.me")]
)
def test_a_mailbox_follows_once_and_what_was_confirmed_first_stays(world: World, emails: tuple[str, ...]) -> None:
    unconfirmed, first, second = emails
    world.follower(**of(unconfirmed, None))
    follower, subscriber = world.follower(**of(first, LATER)), world.subscriber(**of(first))
    write_letter(person=world.follower(**of(second, NOW)), kind=MailKind.NEWS, key="news", now=NOW)
    world.subscriber(**of(second, LATER))
    other = world.follower(**of("marat@mail.ru"))
    Issue.objects.filter(pk=world.issue.pk).update(followers=3)
    for _again in range(2):
        merge()
        rows = Follow.objects.order_by("pk").values_list("person", "mailbox")
        assert list(rows) == [(follower.pk, mailbox_of(first)), (other.pk, other.mailbox)]
        assert list(Subscription.objects.values_list("person", "mailbox")) == [(subscriber.pk, mailbox_of(first))]
        assert set(Person.objects.values_list("pk", flat=True)) == {follower.pk, subscriber.pk, other.pk}
        assert (world.seen().followers, PersonLetter.objects.count()) == (2, 0)
    assert {person.mailbox for person in Person.objects.all()} == {mailbox_of(first), other.mailbox}


def test_who_asked_once_has_one_row_with_its_question(world: World) -> None:
    question = AskedQuestionFactory(public=True)
    kept = asker_of(world.issue, **of(ONE))
    double = asker_of(world.issue, **of(OTHER, LATER))
    Asker.objects.filter(pk=double.pk).update(asked_question=question)
    gone = Asker.objects.create(issue=world.issue, withdrawn_on=DAY)
    merge()
    rows = Asker.objects.order_by("pk").values_list("pk", "mailbox", "asked_question")
    assert list(rows) == [(kept.pk, mailbox_of(ONE), question.pk), (gone.pk, "", None)]
    assert not Person.objects.filter(email=OTHER).exists()


def test_one_voice_of_a_mailbox_counts(world: World) -> None:
    question = AskedQuestionFactory(public=True)
    for email in (ONE, OTHER):
        person = PersonFactory(**of(email))
        voice_of(question, mailbox=person.mailbox, person=person)
    marat = voice_of(question)
    assert Voice.objects.counted().count() == 3
    merge()
    counted = Voice.objects.counted().order_by("pk").values_list("mailbox", flat=True)
    assert list(counted) == [mailbox_of(ONE), marat.mailbox]
    assert not Person.objects.filter(email=OTHER).exists()


def test_of_a_claim_that_is_open_the_latest_answer_stays_and_what_was_settled_stays_counted(world: World) -> None:
    people = [world.follower(**of(email)) for email in (ONE, OTHER)]
    settled = world.claim()
    for person in people:
        world.answer(settled, person, Says.NO)
    after = settled.until + timedelta(days=1)
    assert settle_claims(today=after, now=at(after)) == 1
    open_claim = world.claim(day=after)
    for hour, (person, says) in enumerate(zip(people, (Says.YES, Says.NOT_MINE), strict=True)):
        world.answer(open_claim, person, says, day=after, now=at(after, 8 + hour))
    Answer.objects.filter(claim=open_claim, person=people[0]).update(standing=Standing.ASKER)
    merge()
    said = Answer.objects.order_by("claim", "pk").values_list("claim__number", "says", "standing", "mailbox")
    mailbox, as_one, as_asker = mailbox_of(ONE), Standing.FOLLOWER, Standing.ASKER
    assert list(said) == [
        (1, Says.NO, as_one, ""), (1, Says.NO, as_one, mailbox),
        (2, Says.NOT_MINE, as_asker, ""), (2, Says.NOT_MINE, as_asker, mailbox),
    ]  # fmt: skip
    assert set(Answer.objects.exclude(mailbox="").values_list("person", flat=True)) == {people[0].pk}
    settled.refresh_from_db()
    assert settled.no == 2
