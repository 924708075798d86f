"""What the meeting made of the questions on its agenda: told with its results, taken back, corrected; and what becomes
of them when the meeting is off.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail

from meetings.choices import MeetingState
from meetings.models import Meeting
from portal.kernel.errors import Conflict, Invalid, NotAllowed
from portal.questions.choices import State, Verb
from portal.questions.models import AskedQuestion, PersonLetter, QuestionEvent
from portal.questions.services.fate import Settled, pass_off, settle, unsettle
from portal.questions.services.moderating import join_question
from portal.questions.services.moving import move_question
from portal.questions.services.posting import post_letters
from portal.questions.tasks import pass_off as task
from tests.factories.questions import PersonFactory
from tests.meetings.valley import DAY, Valley, at
from tests.questions.test_moderating import acting, asked, asking_valley, told, valley
from tests.texts import plain

__all__ = ["asking_valley", "valley"]

pytestmark = pytest.mark.django_db

LATER = DAY + timedelta(days=3)
ANSWER = Settled(State.ANSWERED, 41, "Құбыр тартылады.", "Проложат трубу.")


def results(valley: Valley) -> dict[str, Any]:
    return {"actor": valley.actor("officer", LATER), "today": LATER, "now": at(LATER)}


def states(*questions: AskedQuestion) -> list[str]:
    known = dict(AskedQuestion.objects.values_list("pk", "state"))
    return [known[question.pk] for question in questions]


def test_each_question_gets_its_fate_and_those_of_whom_nothing_was_said_are_passed(valley: Valley) -> None:
    meeting = valley.meeting()
    first, second, third, left = (asked(valley, meeting=meeting, public=True) for _each in range(4))
    waiting = asked(valley, meeting=meeting)
    elsewhere = asked(valley, public=True)
    said = {
        first.pk: ANSWER,
        second.pk: Settled(State.TAKEN, 43, issue="2027-000001/2"),
        third.pk: Settled(State.OUTSIDE, answer_kk="Сот шешеді.", answer_ru="Решает суд."),
    }
    assert settle(meeting=meeting, said=said, **results(valley)) == 4
    assert states(first, second, third, left) == ["answered", "taken", "outside", "passed"]
    assert states(waiting, elsewhere) == ["waiting", "agenda"]
    first.refresh_from_db()
    assert (first.answered_minute, first.answer_ru, first.settled_on) == (41, "Проложат трубу.", LATER)
    second.refresh_from_db()
    assert second.issue == "2027-000001/2"
    people = {question.person.email: state for question, state in zip(
        (first, second, third, left), ("answered", "taken", "outside", "passed"), strict=True)}  # fmt: skip
    assert {email: key.rpartition(":")[2] for email, key in told()} == people
    lines = QuestionEvent.objects.count()
    assert settle(meeting=meeting, said=said, **results(valley)) == 0
    assert QuestionEvent.objects.count() == lines
    assert len(told()) == 4


def test_taken_back_they_are_on_the_agenda_again_and_published_anew_nothing_is_told_twice(valley: Valley) -> None:
    question = asked(valley, public=True)
    settle(meeting=question.meeting, said={question.pk: ANSWER}, **results(valley))
    assert unsettle(meeting=question.meeting, **results(valley)) == 1
    question.refresh_from_db()
    assert (question.state, question.answer_kk, question.answered_minute, question.settled_on) == (
        State.AGENDA, "", None, None)  # fmt: skip
    assert unsettle(meeting=question.meeting, **results(valley)) == 0
    settle(meeting=question.meeting, said={question.pk: ANSWER}, **results(valley))
    assert len(told()) == 1


def test_a_correction_changes_the_answer_and_another_fate_is_told(valley: Valley) -> None:
    question = asked(valley, public=True)
    settle(meeting=question.meeting, said={question.pk: ANSWER}, **results(valley))
    mended = Settled(State.ANSWERED, 42, "Құбыр салынады.", "Построят трубу.")
    assert settle(meeting=question.meeting, said={question.pk: mended}, **results(valley)) == 0
    question.refresh_from_db()
    assert (question.answered_minute, question.answer_ru) == (42, "Построят трубу.")
    assert QuestionEvent.objects.filter(verb=Verb.EDIT).count() == 1
    assert len(told()) == 1
    settle(meeting=question.meeting, said={question.pk: Settled(State.TAKEN, issue="1")}, **results(valley))
    assert [key.rpartition(":")[2] for _email, key in told()] == ["answered", "taken"]


@pytest.mark.parametrize("state", [MeetingState.CANCELLED, MeetingState.NOT_TAKEN_PLACE])
def test_a_meeting_that_is_off_passes_without_its_questions_and_standing_again_has_them(
    valley: Valley, state: MeetingState
) -> None:
    question, waiting = asked(valley, public=True), asked(valley)
    meetings = Meeting.objects.filter(pk__in=[question.meeting_id, waiting.meeting_id])
    was = question.meeting.state
    assert pass_off(today=LATER, now=at(LATER)) == (0, 0)
    meetings.update(state=state)
    assert pass_off(today=LATER, now=at(LATER)) == (1, 0)
    task()
    question.refresh_from_db()
    assert (question.state, question.settled_on) == (State.PASSED, LATER)
    assert "перенести вопрос" in question.note_ru
    assert states(waiting) == ["waiting"]
    assert told() == [(question.person.email, f"fate:{question.number}:passed")]
    meetings.update(state=was)
    assert pass_off(today=LATER, now=at(LATER)) == (0, 1)
    question.refresh_from_db()
    assert (question.state, question.note_ru, question.settled_on) == (State.AGENDA, "", None)


def test_what_the_results_say_is_no_business_of_the_beat(valley: Valley) -> None:
    question = asked(valley, public=True)
    settle(meeting=question.meeting, said={}, **results(valley))
    for state in (MeetingState.REPORTED, MeetingState.CLOSED):
        Meeting.objects.filter(pk=question.meeting_id).update(state=state, attendance=3)
        assert pass_off(today=LATER, now=at(LATER)) == (0, 0)
    assert states(question) == ["passed"]


def test_the_office_moves_what_a_cancelled_meeting_left_to_the_next_of_the_place(valley: Valley) -> None:
    question = asked(valley, public=True)
    Meeting.objects.filter(pk=question.meeting_id).update(state=MeetingState.CANCELLED)
    pass_off(today=LATER, now=at(LATER))
    PersonLetter.objects.all().delete()
    other = valley.meeting(on=LATER + timedelta(days=30))
    row = move_question(question=question, meeting=other, **acting(valley))
    assert (row.state, row.meeting, row.note_ru) == (State.AGENDA, other, "")
    assert told() == [(question.person.email, f"fate:{question.number}:agenda:{other.number}")]
    assert move_question(question=question, meeting=other, expected=1, **acting(valley)).version == row.version
    assert pass_off(today=LATER, now=at(LATER)) == (0, 0)


def test_a_question_is_moved_to_a_meeting_of_its_place_that_is_to_come(valley: Valley) -> None:
    question = asked(valley, territory=valley.village)
    elsewhere = valley.meeting(place=valley.silent.territory)
    over = valley.meeting(on=DAY - timedelta(days=40))
    for meeting in (elsewhere, over):
        with pytest.raises(Invalid):
            move_question(question=question, meeting=meeting, **acting(valley))
    of_others = valley.meeting(body=valley.ministry, place=valley.rural.territory)
    with pytest.raises(NotAllowed):
        move_question(question=question, meeting=of_others, **acting(valley))
    above = valley.meeting(place=valley.district.territory)
    with pytest.raises(NotAllowed):
        move_question(question=question, meeting=above, **acting(valley, "neighbour"))
    with pytest.raises(Conflict):
        move_question(question=question, meeting=above, expected=9, **acting(valley))
    assert move_question(question=question, meeting=above, expected=1, **acting(valley)).state == State.WAITING
    assert not told()


def test_the_letter_of_a_meeting_that_is_off_names_the_next_ones_and_one_of_a_joined_question_both(
    valley: Valley,
) -> None:
    question = asked(valley, public=True, person=PersonFactory(confirmed=True, language="ru"))
    own = asked(valley, meeting=question.meeting, person=PersonFactory(confirmed=True, language="ru"))
    join_question(question=own, to=question.number, **acting(valley))
    PersonLetter.objects.all().delete()
    other = valley.meeting(on=LATER + timedelta(days=30))
    Meeting.objects.filter(pk=question.meeting_id).update(state=MeetingState.CANCELLED)
    pass_off(today=LATER, now=at(LATER))
    post_letters(now=at(LATER))
    bodies = {sent.to[0]: plain(sent.body) for sent in mail.outbox}
    assert f"/ru/meetings/{other.number}/ask/" in bodies[question.person.email]
    assert "Встреча отменена." in bodies[question.person.email]
    assert f"Ваш вопрос {own.number} объединён с вопросом {question.number}." in bodies[own.person.email]
