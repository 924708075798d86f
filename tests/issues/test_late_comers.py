"""Whoever comes to stand behind a question after it became an issue hears of it, and has no voice on an old claim."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from issues.choices import Standing, Verb
from issues.models import Asker, Follow, Issue
from issues.queries.voices import standing_of
from issues.services.askers import add_asker, askers_of_question, withdraw
from issues.services.claim_letters import ask_people
from issues.services.claiming import unclaim
from issues.services.following_people import leave
from issues.services.joining import join
from issues.services.late_comers import gather_late
from issues.services.steps import Line, locked, note_line
from portal.bodies.choices import Role
from portal.bodies.permissions import actor_for
from portal.questions.choices import MailKind, Purpose
from portal.questions.choices import State as AskedState
from portal.questions.models import AskedQuestion, Person, PersonLetter, Voice
from portal.questions.services.confirming import confirm_question
from portal.questions.services.keys import key_of
from portal.questions.services.letters import write_letter
from portal.questions.services.moderating import join_question
from portal.questions.services.supporting import confirm_voice
from tests.factories.accounts import UserFactory
from tests.factories.bodies import RoleGrantFactory
from tests.factories.issues import IssueFactory
from tests.factories.questions import AskedQuestionFactory, PersonFactory, voice_of
from tests.issues.test_claims import DAY, NOW, World, at, claims_world, world

__all__ = ["claims_world", "world"]

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(hours=2)


def written_down(**more: Any) -> AskedQuestion:
    """By an office, with an address that its owner has not confirmed; the letter that asks has gone out."""
    said: dict[str, Any] = {"public": True, "entered_by": UserFactory(), "state": AskedState.TAKEN}
    question = AskedQuestionFactory(**said | more)
    write_letter(person=question.person, kind=MailKind.CONFIRM, key="confirm", now=NOW)
    return question


def made_of(world: World, question: AskedQuestion) -> Issue:
    Issue.objects.filter(pk=world.issue.pk).update(asked_question=question)
    assert askers_of_question(issue=world.issue, question=question, today=DAY, now=NOW) == 0
    return world.seen()


def confirm(question: AskedQuestion, now: datetime = LATER) -> None:
    confirm_question(question=question, today=DAY, now=now)


def told(kind: str = MailKind.FATE) -> list[tuple[str, str]]:
    return list(PersonLetter.objects.filter(kind=kind).order_by("pk").values_list("person__email", "key"))


def test_who_confirms_after_the_question_became_an_issue_has_raised_it(world: World) -> None:
    question = written_down(person__email="late@mail.example")
    issue = made_of(world, question)
    for _again in range(2):
        confirm(question)
    asker = Asker.objects.select_related("person").get()
    assert asker.person is not None
    assert (asker.issue, asker.asked_question, asker.confirmed_at) == (issue, question, LATER)
    assert (asker.person.purpose, asker.person.email) == (Purpose.ISSUE, "late@mail.example")
    assert asker.person.nonce != question.person.nonce
    assert told() == [("late@mail.example", f"fate:{question.number}:taken")]
    note_line(locked(issue), Verb.NEWS, now=LATER, today=DAY, line=Line(note={"kk": "Құбыр", "ru": "Трубы"}))
    assert told(MailKind.STEP) == [("late@mail.example", f"step:{issue.number}:2027-03-15")]


def test_who_confirms_after_a_claim_has_no_voice_on_it_and_has_one_on_the_next(world: World) -> None:
    question = written_down()
    made_of(world, question)
    claim = world.claim()
    confirm(question)
    person = Person.objects.get(purpose=Purpose.ISSUE)
    assert standing_of(claim, person) is None
    page = f"/ru/questions/k/{key_of(person)}/"
    answering = f"/issues/{world.issue.number}/answer/{key_of(person)}/"
    assert answering not in Client().get(page).content.decode()
    assert Client().get(f"/ru{answering}").status_code == 404
    # One that is stated after the address was confirmed asks its owner.
    said: dict[str, Any] = {"actor": world.actors["village"], "today": DAY, "now": LATER}
    unclaim(issue=world.issue, note={"kk": "Қате", "ru": "Ошибка", "en": ""}, **said)
    again = world.claim(day=DAY + timedelta(days=1))
    assert standing_of(again, person) == Standing.ASKER
    assert answering in Client().get(page).content.decode()
    assert told(MailKind.CLAIM) == [(person.email, f"claim:{world.issue.number}:2")]


def test_they_are_of_what_the_issue_was_joined_with(world: World) -> None:
    question = written_down()
    issue = made_of(world, question)
    root = IssueFactory(registered_by=world.village, territory=world.village.territory)
    said: dict[str, Any] = {"actor": world.actors["village"], "today": DAY, "now": NOW}
    join(issue=issue, to=root, **said)
    confirm(question)
    assert sorted(Asker.objects.values_list("issue", "confirmed_at")) == sorted([(issue.pk, LATER), (root.pk, LATER)])
    note_line(locked(root), Verb.NEWS, now=LATER, today=DAY, line=Line(note={"kk": "Құбыр", "ru": "Трубы"}))
    assert [key for _to, key in told(MailKind.STEP)] == [f"step:{root.number}:2027-03-15"]
    asker = Asker.objects.filter(issue=root).get()
    withdraw(asker=asker, today=DAY)
    assert not Asker.objects.standing().exists()


def test_of_a_question_that_was_joined_the_issue_of_the_other_counts(world: World) -> None:
    root = written_down(person__email="first@mail.example")
    twin = written_down(state=AskedState.JOINED, joined_to=root, meeting=root.meeting)
    issue = made_of(world, root)
    confirm(twin)
    assert list(Asker.objects.values_list("issue", "asked_question")) == [(issue.pk, twin.pk)]
    assert told() == [(twin.person.email, f"fate:{root.number}:taken")]


def test_who_is_joined_or_supports_before_the_results_are_published_is_of_the_issue_already(world: World) -> None:
    root = AskedQuestionFactory(public=True, person=None, meeting__body=world.village)
    issue = made_of(world, root)
    twin = AskedQuestionFactory(public=True, person__confirmed=True, meeting=root.meeting)
    its_voice = voice_of(twin)
    moderator = UserFactory()
    RoleGrantFactory(user=moderator, body=world.village, role=Role.OFFICER)
    said: dict[str, Any] = {"actor": actor_for(moderator, DAY), "today": DAY, "now": NOW}
    for _again in range(2):
        join_question(question=twin, to=root.number, **said)
    assert [row.asked_question for row in Asker.objects.filter(issue=issue)] == [twin]
    late = PersonFactory(purpose=Purpose.VOICE)
    write_letter(person=late, kind=MailKind.CONFIRM, key="confirm", now=NOW)
    voice = Voice.objects.create(question=root, person=late, mailbox=late.mailbox)
    for _again in range(2):
        confirm_voice(voice=voice, today=DAY, now=LATER)
    assert list(Follow.objects.order_by("pk").values_list("mailbox", flat=True)) == [its_voice.mailbox, late.mailbox]
    assert world.seen().followers == 2


@pytest.mark.parametrize("is_known", [False, True])
def test_a_question_joined_after_the_claim_brings_nobody_with_a_voice_on_it(world: World, is_known: bool) -> None:
    root = AskedQuestionFactory(public=True, person=None, meeting__body=world.village)
    issue = made_of(world, root)
    twin = AskedQuestionFactory(public=True, person__confirmed=True, meeting=root.meeting)
    assert twin.person.confirmed_at < NOW
    voice_of(twin)
    if is_known:
        # Of both an address stands there already, which nobody has confirmed.
        voice = Voice.objects.get(question=twin)
        add_asker(issue=issue, email=twin.person.email, language="ru", **world.acting())
        world.follower(confirmed_at=None, email=voice.person.email)
    claim = world.claim()
    moderator = UserFactory()
    RoleGrantFactory(user=moderator, body=world.village, role=Role.OFFICER)
    join_question(question=twin, to=root.number, actor=actor_for(moderator, DAY), today=DAY, now=LATER)
    people = list(Person.objects.filter(purpose__in=[Purpose.ISSUE, Purpose.FOLLOW]).order_by("pk"))
    assert [person.confirmed_at for person in people] == [LATER, LATER]
    assert [standing_of(claim, person) for person in people] == [None, None]
    assert ask_people(now=LATER) == 0
    unclaim(issue=world.issue, note={"kk": "Қате", "ru": "Ошибка"}, **world.acting())
    again = world.claim(day=DAY + timedelta(days=1))
    assert [standing_of(again, person) for person in people] == [Standing.ASKER, Standing.FOLLOWER]


def test_who_left_is_not_brought_back_when_somebody_else_comes(world: World) -> None:
    root = AskedQuestionFactory(public=True, person__confirmed=True)
    voice_of(root)
    Issue.objects.filter(pk=world.issue.pk).update(asked_question=root)
    askers_of_question(issue=world.issue, question=root, today=DAY, now=NOW)
    leave(person=Follow.objects.get().person)
    withdraw(asker=Asker.objects.get(), today=DAY)
    twin = written_down(state=AskedState.JOINED, joined_to=root, meeting=root.meeting)
    confirm(twin)
    assert not Follow.objects.exists()
    assert [row.asked_question for row in Asker.objects.standing()] == [twin]


def test_a_mailbox_the_office_wrote_down_for_the_issue_as_well_is_one_and_confirmed(world: World) -> None:
    question = written_down(person__email="late@mail.example")
    issue = made_of(world, question)
    said: dict[str, Any] = {"actor": world.actors["village"], "today": DAY, "now": NOW}
    standing = add_asker(issue=issue, email="Late@mail.example", language="ru", **said)
    confirm(question)
    asker = Asker.objects.select_related("person").get()
    assert asker.person is not None
    assert (asker, asker.confirmed_at, asker.person.confirmed_at) == (standing, LATER, LATER)


def test_confirming_costs_one_statement_more_where_no_issue_was_made(django_assert_num_queries: Any) -> None:
    question = AskedQuestionFactory(public=True, person__confirmed=True)
    with django_assert_num_queries(1):
        gather_late(question, [question.person], DAY, at(DAY))
