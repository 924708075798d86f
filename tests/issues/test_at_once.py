"""Two at the very same moment: one hand-over waits, one answer to it stands, its holder is one body.

What is made of a question meanwhile is as public as the results of its meeting.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from datetime import UTC, datetime
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, transaction

from issues.choices import HandOverState, Says, State, Verb
from issues.errors import PENDING
from issues.models import Follow, HandOver, Issue, IssueTopic
from issues.services import answering
from issues.services.answering import answer_claim
from issues.services.askers import add_followers
from issues.services.following import follow_account
from issues.services.following_people import follow
from issues.services.handing import accept, hand_over, recall, return_back
from issues.services.register import Raised, take
from issues.services.reviewing import keep_private
from issues.services.steps import locked_all
from issues.services.working import correct
from portal.files.models import StoredFile
from portal.holding.models import Account
from portal.holding.services.steps import locked as account_locked
from portal.kernel.errors import Conflict
from portal.questions.choices import Purpose, Topic
from portal.questions.services.origin import Origin
from tests.factories.issues import ClaimFactory
from tests.factories.questions import PersonFactory
from tests.issues.offices import make_offices
from tests.issues.village import DAY, NOW, make_village

pytestmark = pytest.mark.django_db(transaction=True)

WHY = {"why_kk": "Су желісі сіздікі.", "why_ru": "Водопровод ваш."}
BACK = {"reason_kk": "Желі аудандікі.", "reason_ru": "Сеть районная."}


def together(*acts: Callable[[], object]) -> list[str]:
    """What became of each: "done", or the code of its refusal."""
    barrier = Barrier(len(acts))

    def one(act: Callable[[], object]) -> str:
        barrier.wait()
        try:
            act()
        except Conflict as refusal:
            return refusal.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def test_an_issue_is_handed_to_one_body_and_answered_once() -> None:
    # Tests of whole transactions begin with empty tables.
    IssueTopic.objects.get_or_create(slug="water", defaults={"topic": Topic.WATER})
    offices = make_offices()
    issue = offices.issue()
    officer, head = offices.acting("officer"), offices.acting("head")
    said = together(
        lambda: hand_over(issue=issue, to_body=offices.ministry, **WHY, **officer),
        lambda: hand_over(issue=issue, to_body=offices.beside, **WHY, **head),
    )
    assert sorted(said) == sorted(["done", PENDING])
    waits = issue.hand_overs.get()
    who = "minister" if waits.to_body == offices.ministry else "neighbour"
    receiver, holder = offices.acting(who), offices.acting("second")
    said = together(
        lambda: accept(hand_over=waits, **receiver),
        lambda: return_back(hand_over=waits, **BACK, **receiver),
        lambda: recall(hand_over=waits, **holder),
    )
    assert said.count("done") == 1
    issue.refresh_from_db()
    waits = HandOver.objects.get()
    is_accepted = waits.state == HandOverState.ACCEPTED
    assert issue.holder == (waits.to_body if is_accepted else offices.district)
    answers = [Verb.ACCEPT, Verb.RETURN, Verb.RECALL]
    assert issue.events.filter(verb__in=answers).count() == 1


@pytest.mark.parametrize("is_published", [True, False])
@pytest.mark.parametrize("is_made", [True, False])
def test_made_or_named_while_results_are_published_or_taken_back_it_is_as_public_as_they_are(
    is_made: bool, is_published: bool
) -> None:
    IssueTopic.objects.get_or_create(slug="water", defaults={"topic": Topic.WATER})
    village = make_village()
    question, acting = village.asked(), village.acting()
    published = {"published_at": NOW, "published_by": village.people["officer"]}
    silent: dict[str, Any] = dict.fromkeys(published)
    told = {"summary_kk": "Кездесу өтті", "summary_ru": "Встреча прошла"}
    Account.objects.filter(pk=question.account_id).update(**told, **silent if is_published else published)
    titles = {"title_kk": "Кешке су жоқ", "title_ru": "Вечером нет воды"}
    raised = Raised(territory=village.rural.territory, topic=IssueTopic.objects.get(slug="water"))
    issue = None if is_made else take(question=question, raised=raised, **acting)

    def act() -> None:
        try:
            if issue is None:
                take(question=question, raised=replace(raised, texts=titles), **acting)
            else:
                correct(issue=issue, texts=titles, **acting)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            account = account_locked(question.account)
            for name, value in (published if is_published else silent).items():
                setattr(account, name, value)
            account.save()
            follow_account(account, acting["actor"], DAY, NOW)
            going_on = pool.submit(act)
            # Whoever waits has nothing of what is not committed; whoever does not is done by then.
            wait([going_on], timeout=1)
        going_on.result()
    assert Issue.objects.get().is_public == is_published


def test_who_follows_while_followers_are_brought_there_follows_once() -> None:
    IssueTopic.objects.get_or_create(slug="water", defaults={"topic": Topic.WATER})
    issue = make_offices().issue()
    person = PersonFactory(purpose=Purpose.VOICE, confirmed=True)
    origin = Origin("203.0.113.5", seconds=60)

    def act() -> None:
        try:
            follow(about=issue, email=person.email, language="ru", origin=origin, today=DAY, now=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            locked_all(lambda: {issue.pk})
            going_on = pool.submit(act)
            wait([going_on], timeout=1)
            assert add_followers(issue, [person], DAY, NOW) == 1
        going_on.result()
    follows = Follow.objects.get(issue=issue)
    assert (follows.mailbox, follows.person.is_confirmed) == (person.mailbox, True)


def test_words_are_judged_before_their_author_sends_others_or_after_that(
    settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MEDIA_ROOT = tmp_path
    IssueTopic.objects.get_or_create(slug="water", defaults={"topic": Topic.WATER})
    offices = make_offices()
    issue = offices.issue(state=State.CLAIMED, closed_on=DAY)
    follower = PersonFactory(purpose=Purpose.FOLLOW, confirmed_at=datetime(2027, 3, 1, 5, tzinfo=UTC))
    Follow.objects.create(issue=issue, person=follower, mailbox=follower.mailbox, told_until=NOW)
    sending: dict[str, Any] = {"person": follower, "says": Says.NO, "address": "203.0.113.7", "today": DAY, "now": NOW}
    sending |= {"claim": ClaimFactory(issue=issue)}
    answer = answer_claim(**sending, text="Су жоқ", picture=b"jpeg")
    region = offices.actor("region", DAY)

    def judge() -> None:
        try:
            keep_private(answer=answer, actor=region, now=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        going_on = []

        def meanwhile(*_checked: object) -> None:
            """The answer was read, and is not written yet."""
            going_on.append(pool.submit(judge))
            wait(going_on, timeout=1)

        monkeypatch.setattr(answering, "_require_open", meanwhile)
        answer_claim(**sending, text="Су әлі жоқ", keeps_picture=True)
        going_on[0].result()
    answer.refresh_from_db()
    assert (answer.own_text, answer.picture, answer.published_by) == ("Су әлі жоқ", None, region.user)
    assert not StoredFile.objects.exists()
