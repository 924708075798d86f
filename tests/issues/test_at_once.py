"""Two at the very same moment: one hand-over waits, one answer to it stands, and the holder is one body."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from issues.choices import HandOverState, Verb
from issues.errors import PENDING
from issues.models import HandOver, IssueTopic
from issues.services.handing import accept, hand_over, recall, return_back
from portal.kernel.errors import Conflict
from portal.questions.choices import Topic
from tests.issues.offices import make_offices

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
