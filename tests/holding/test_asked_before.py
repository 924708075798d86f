"""Questions asked before the meeting: rows of its log, settled with its results, open again with them taken back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client

from portal.holding.choices import Fate
from portal.holding.forms.log import LogForm
from portal.holding.models import LogDraft, Question
from portal.holding.queries.agenda import agenda_of, not_yet_told
from portal.holding.services.asked import add_asked
from portal.holding.services.publishing import publish_results, withdraw_results
from portal.holding.services.register import set_question, withdraw_question
from portal.holding.services.steps import Said
from portal.kernel.errors import Invalid
from portal.questions.choices import State
from portal.questions.models import AskedQuestion, PersonLetter
from tests.factories.questions import AskedQuestionFactory, PersonFactory
from tests.holding.conftest import account_of
from tests.holding.test_publishing import REASONS, acting, entry, whole_account
from tests.meetings.valley import DAY, Valley, at
from tests.texts import plain

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_day() -> Any:
    with time_machine.travel(at(DAY) + timedelta(hours=6), tick=False):
        yield


def asked(meeting: Any, **facts: Any) -> AskedQuestion:
    facts.setdefault("person", PersonFactory(confirmed=True))
    return AskedQuestionFactory(public=True, meeting=meeting, **facts)


def fates() -> dict[str, str]:
    return dict(AskedQuestion.objects.values_list("number", "state"))


def test_the_log_has_a_row_for_each_and_makes_questions_of_those_somebody_came_to(valley: Valley) -> None:
    meeting = valley.meeting()
    first, second, third = (asked(meeting) for _each in range(3))
    AskedQuestionFactory(meeting=meeting)
    browser = Client()
    browser.force_login(valley.people["officer"])
    address = f"/en/work/meetings/{meeting.number}/log/"
    shown = browser.get(address).content.decode()
    assert all(question.number in shown for question in (first, second, third))
    form = LogForm(
        None, meeting=meeting, holders=[meeting.official], record=None, initial={}, agenda=agenda_of(meeting)
    )
    typed = {name: field.initial for name, field in form.fields.items() if field.initial is not None}
    typed |= {name: value for name, value in form.initial.items() if value is not None}
    typed |= {
        "key": str(uuid4()),
        "start_time": "11:00",
        "end_time": "12:40",
        "attendance": "64",
        "held_by": str(meeting.official_id),
        "questions": "Жол қашан жөнделеді?",
        f"asked_{first.pk}_fate": "answered",
        f"asked_{first.pk}_minute": "41",
        f"asked_{first.pk}_answer_kk": "Құбыр тартылады.",
        f"asked_{first.pk}_answer_ru": "Проложат трубу.",
        f"asked_{second.pk}_fate": "taken",
        f"asked_{second.pk}_minute": "9999",
    }
    refused = browser.post(address, typed | {"record": "1"})
    assert refused.status_code == 422
    # Everything typed stands in the draft.
    assert LogDraft.objects.get().typed[f"asked_{first.pk}_minute"] == "41"
    draft = LogDraft.objects.get()
    typed |= {"version": str(draft.version), "key": str(draft.key), f"asked_{second.pk}_minute": "", "record": "1"}
    assert browser.post(address, typed).status_code == 302
    rows = list(Question.objects.order_by("number"))
    assert [(row.asked_before_id, row.fate) for row in rows] == [
        (first.pk, "answered"),
        (second.pk, "taken"),
        (None, "taken"),
    ]
    assert (rows[0].minute, rows[0].answer_ru, rows[0].text_ru) == (41, "Проложат трубу.", first.text_ru)
    assert rows[0].territory_id == first.territory_id
    # Nothing is public before the results are.
    assert set(fates().values()) == {"agenda", "waiting"}


def _published(valley: Valley) -> tuple[Any, list[AskedQuestion]]:
    account = whole_account(valley)
    questions = [asked(account.meeting) for _each in range(3)]
    for question, fate in zip(questions, (Fate.ANSWERED, Fate.OUTSIDE), strict=False):
        add_asked(account=account, question=question, fate=fate, **acting(valley))
    return publish_results(account=account, **acting(valley)), questions


def test_published_results_settle_them_and_those_left_are_passed(valley: Valley) -> None:
    account, (first, second, left) = _published(valley)
    assert [fates()[each.number] for each in (first, second, left)] == ["answered", "outside", "passed"]
    keys = PersonLetter.objects.order_by("person_id").values_list("key", flat=True)
    assert list(keys) == [
        f"fate:{each.number}:{state}"
        for each, state in zip((first, second, left), ("answered", "outside", "passed"), strict=True)
    ]
    withdraw_results(account=account, **REASONS, **acting(valley))
    assert set(fates().values()) == {"agenda"}


def test_a_taken_one_bears_the_number_of_the_issue(valley: Valley) -> None:
    account = whole_account(valley)
    question = asked(account.meeting)
    row = add_asked(account=account, question=question, fate=Fate.TAKEN, **acting(valley))
    set_question(account=account, number=row.number, entry=entry(valley, minute=12), **acting(valley))
    row.refresh_from_db()
    # Which question it is of those asked before is not lost when the card is filled in.
    assert row.asked_before == question
    publish_results(account=account, **acting(valley))
    question.refresh_from_db()
    assert (question.state, question.issue) == (State.TAKEN, f"{account.meeting.number}/{row.number}")
    assert question.answered_minute == 12


def test_a_correction_of_published_results_corrects_the_fate(valley: Valley) -> None:
    account, (first, _second, _left) = _published(valley)
    row = Question.objects.get(asked_before=first)
    said = Said("Түзетілді", "Исправлено")
    mended = entry(valley, fate=Fate.OUTSIDE, body=None, due_on=None, measure_kk="", measure_ru="",
                   answer_kk="Сот шешеді", answer_ru="Решает суд")  # fmt: skip
    set_question(account=account, number=row.number, entry=mended, said=said, **acting(valley))
    first.refresh_from_db()
    assert (first.state, first.answer_ru) == (State.OUTSIDE, "Решает суд")
    withdraw_question(account=account, number=row.number, said=said, **acting(valley))
    assert fates()[first.number] == "passed"


def test_one_question_stands_in_an_account_once(valley: Valley) -> None:
    account = account_of(valley)
    question, elsewhere = asked(account.meeting), asked(valley.meeting(on=DAY + timedelta(days=9)))
    assert not_yet_told(account) == [question]
    row = add_asked(account=account, question=question, fate=Fate.ANSWERED, **acting(valley))
    assert add_asked(account=account, question=question, fate=Fate.ANSWERED, **acting(valley)) == row
    assert not_yet_told(account) == []
    for fate in ("", "nothing"):
        with pytest.raises(Invalid):
            add_asked(account=account, question=question, fate=fate, **acting(valley))
    with pytest.raises(Invalid):
        add_asked(account=account, question=elsewhere, fate=Fate.ANSWERED, **acting(valley))
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.create(account=account, number=90, asked="су", asked_before=question)


def test_the_register_takes_one_that_the_log_left_out(valley: Valley) -> None:
    account = account_of(valley)
    question = asked(account.meeting)
    browser = Client()
    browser.force_login(valley.people["officer"])
    address = f"/en/work/meetings/{account.meeting.number}/account/questions/"
    assert question.number in browser.get(address).content.decode()
    browser.post(address, {"before": question.number, "fate": "outside"})
    row = Question.objects.get()
    assert (row.asked_before, row.fate, row.text_ru) == (question, "outside", question.text_ru)
    browser.post(address, {"before": "S-2027-999999", "fate": "outside"})
    assert Question.objects.count() == 1


def test_before_publishing_it_is_said_who_is_told_and_of_whom_nothing_is_said(valley: Valley) -> None:
    account = whole_account(valley)
    address = f"/en/work/meetings/{account.meeting.number}/account/publish/"
    browser = Client()
    browser.force_login(valley.people["officer"])
    assert "nobody else is written to" in plain(browser.get(address).content.decode())
    first, _left = asked(account.meeting), asked(account.meeting)
    add_asked(account=account, question=first, fate=Fate.ANSWERED, **acting(valley))
    shown = plain(browser.get(address).content.decode())
    assert "1 question has its answer here; of 1 nothing is said: it stays without an answer" in shown
    assert "nobody else is written to" not in shown
