"""Ways to an issue: from the question that was asked, the meeting, the place, the body."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.test import Client

from issues.models import Issue
from tests.factories.holding import AccountFactory, QuestionFactory
from tests.factories.issues import IssueFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.questions import AskedQuestionFactory
from tests.texts import plain

pytestmark = pytest.mark.django_db

LINK = 'href="/ru/issues/{}/"'


@pytest.fixture(autouse=True)
def _in_june():
    with time_machine.travel("2027-06-10 05:00Z", tick=False):
        yield


def taken(**facts: object) -> Issue:
    """A question that was asked before a meeting, taken at it, and became an issue that is nine days late."""
    meeting = MeetingFactory(on=date(2027, 3, 3), state="held", attendance=40)
    asked = AskedQuestionFactory(meeting=meeting, public=True, state="taken", territory=meeting.territory)
    question = QuestionFactory(account=AccountFactory(meeting=meeting, published=True), number=3, asked_before=asked)
    facts = {"title_kk": "Сорғы ескі", "title_ru": "Насос стар", "number": "KZ-43-2027-000045"} | facts
    issue = IssueFactory(origin="question", question=question, asked_question=asked, meeting=meeting, **facts)
    asked.issue = issue.number
    asked.save()
    return issue


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return plain(answer.content.decode())


def test_whoever_has_the_number_of_a_question_is_led_to_what_became_of_it(client: Client) -> None:
    issue = taken()
    html = read(client, f"/ru/questions/{issue.asked_question.number}/")
    for words in (LINK.format(issue.number), "Насос стар", "Просрочен"):
        assert words in html


def test_the_page_of_the_meeting_says_how_each_issue_stands_and_changes_with_it(client: Client) -> None:
    issue = taken()
    address = f"/ru/meetings/{issue.meeting.number}/"
    first = read(client, address)
    assert LINK.format(issue.number) in first
    assert "Просрочен" in first
    Issue.objects.filter(pk=issue.pk).update(due_on=date(2027, 7, 1))
    later = read(client, address)
    assert "На исполнении" in later


def test_an_issue_that_is_not_public_is_led_to_from_nowhere(client: Client) -> None:
    issue = taken(title_kk="", title_ru="", published_on=None)
    for address in (f"/ru/questions/{issue.asked_question.number}/", f"/ru/meetings/{issue.meeting.number}/"):
        assert LINK.format(issue.number) not in read(client, address)
