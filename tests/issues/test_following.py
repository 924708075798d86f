"""Issues of a meeting are public with its results, and no longer than these; no question loses its issue."""

from __future__ import annotations

from typing import Any

import pytest

from issues.choices import Origin, State, Verb
from issues.models import Issue
from issues.services.register import Raised, take
from portal.holding.choices import Fate
from portal.holding.models import Account, Question
from portal.holding.services.asked import add_asked
from portal.holding.services.publishing import publish_results, withdraw_results
from portal.holding.services.register import Entry, set_question, withdraw_question
from portal.holding.services.steps import Said
from portal.kernel.errors import Conflict
from portal.questions.choices import State as AskedState
from tests.factories.issues import ClaimFactory, topic
from tests.factories.questions import AskedQuestionFactory, PersonFactory, voice_of
from tests.holding.conftest import account_of, accounted_valley
from tests.holding.test_publishing import REASONS, acting, entry, whole_account
from tests.meetings.valley import Valley

__all__ = ["accounted_valley"]

pytestmark = pytest.mark.django_db

SAID = {"title_kk": "Су жоқ", "title_ru": "Нет воды"}


@pytest.fixture
def valley(accounted_valley: Valley) -> Valley:
    return accounted_valley


def _made(valley: Valley, account: Account, number: int = 1, **texts: str) -> Issue:
    question = account.questions.get(number=number)
    raised = Raised(territory=valley.rural.territory, topic=topic(), texts=texts, internal="су")
    return take(question=question, raised=raised, **acting(valley))


def _verbs(issue: Issue) -> list[str]:
    return list(issue.events.order_by("id").values_list("verb", flat=True))


def test_results_make_issues_public_and_taken_back_hide_what_they_alone_made_public(valley: Valley) -> None:
    account = whole_account(valley)
    issue = _made(valley, account, **SAID)
    assert not issue.is_public
    publish_results(account=account, **acting(valley))
    issue.refresh_from_db()
    assert issue.is_public
    withdraw_results(account=account, **REASONS, **acting(valley))
    issue.refresh_from_db()
    assert (issue.is_public, issue.search_text) == (False, "")
    publish_results(account=account, **acting(valley))
    issue.refresh_from_db()
    assert issue.is_public
    assert _verbs(issue) == [Verb.REGISTER, Verb.PUBLISH, Verb.UNPUBLISH, Verb.PUBLISH]
    # A correction changes nothing of it.
    set_question(account=account, number=1, entry=entry(valley, measure_kk="Басқа"), said=Said("Т", "И"),
                 **acting(valley))  # fmt: skip
    assert len(_verbs(issue)) == 4


def test_without_a_title_it_waits_and_what_people_answered_stays(valley: Valley) -> None:
    account = whole_account(valley)
    silent = _made(valley, account)
    publish_results(account=account, **acting(valley))
    silent.refresh_from_db()
    assert not silent.is_public
    Issue.objects.filter(pk=silent.pk).update(title_kk="Су жоқ", title_ru="Нет воды")
    set_question(account=account, number=1, entry=entry(valley, measure_kk="Басқа"), said=Said("Т", "И"),
                 **acting(valley))  # fmt: skip
    silent.refresh_from_db()
    assert silent.is_public
    Issue.objects.filter(pk=silent.pk).update(state=State.CLAIMED, closed_on=silent.registered_on)
    silent.refresh_from_db()
    ClaimFactory(issue=silent)
    withdraw_results(account=account, **REASONS, **acting(valley))
    silent.refresh_from_db()
    assert silent.is_public


def test_a_question_of_which_an_issue_was_made_goes_on_being_taken(valley: Valley) -> None:
    account = whole_account(valley)
    issue = _made(valley, account, **SAID)
    untaken = Entry(fate=Fate.ANSWERED, text_kk="Су жоқ", text_ru="Нет воды")
    with pytest.raises(Conflict, match="issue_made"):
        withdraw_question(account=account, number=1, **acting(valley))
    with pytest.raises(Conflict, match="issue_made"):
        set_question(account=account, number=1, entry=untaken, **acting(valley))
    set_question(account=account, number=1, entry=entry(valley, measure_kk="Басқа шара"), **acting(valley))
    closed: dict[str, Any] = {"state": State.REFUSED, "reason_kk": "Мәселе емес", "reason_ru": "Не вопрос"}
    Issue.objects.filter(pk=issue.pk).update(closed_on=issue.registered_on, **closed)
    withdraw_question(account=account, number=1, **acting(valley))
    # The issue, its number and its life stay.
    issue.refresh_from_db()
    assert issue.question == Question.objects.get(account=account, number=1)


def test_whoever_asked_before_learns_the_number_of_the_issue_whenever_it_was_made(valley: Valley) -> None:
    meeting = valley.meeting()
    first, second = (
        AskedQuestionFactory(public=True, meeting=meeting, person=PersonFactory(confirmed=True)) for _each in range(2)
    )
    voice_of(first)
    account = account_of(valley, meeting)
    for question in (first, second):
        add_asked(account=account, question=question, fate=Fate.TAKEN, **acting(valley))
    whole_account(valley, account)
    for number in (1, 2):
        before = account.questions.get(number=number).asked_before
        set_question(account=account, number=number, entry=entry(valley, asked_before=before), **acting(valley))
    early = _made(valley, account, 1, **SAID)
    assert (early.origin, early.repeats) == (Origin.QUESTION, 1)
    account.questions.filter(number=3, fate=Fate.TAKEN).update(
        body=valley.district, due_on="2027-09-01", measure_kk="Ш", measure_ru="М", text_kk="С", text_ru="В"
    )
    publish_results(account=account, **acting(valley))
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.issue, second.issue) == (AskedState.TAKEN, early.number, f"{meeting.number}/2")
    late = _made(valley, account, 2, **SAID)
    before = second.events.count()
    set_question(account=account, number=1, entry=entry(valley, measure_kk="Өзге"), said=Said("Т", "И"),
                 **acting(valley))  # fmt: skip
    second.refresh_from_db()
    assert (second.issue, second.events.count()) == (late.number, before)
