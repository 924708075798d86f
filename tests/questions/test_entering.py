"""On behalf of somebody who telephones, writes on paper or comes to the office."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.test import Client

from meetings.choices import MeetingState
from meetings.models import Meeting
from portal.kernel import clock
from portal.kernel.errors import Conflict, Invalid, NotAllowed
from portal.questions.choices import MailKind, State, Verb
from portal.questions.models import AskedQuestion, Person, PersonLetter, QuestionEvent
from portal.questions.rules.times import erased_on
from portal.questions.services.confirming import confirm_question, withdraw_question
from portal.questions.services.entering import Caller, enter_question
from portal.questions.services.keys import key_of
from portal.questions.services.moderating import join_question, publish_text
from portal.questions.services.removal import ask_removal, decide_removal
from tests.meetings.valley import DAY, Valley
from tests.questions.test_moderating import EVERYBODY, MODERATE, SAID, acting, asking_valley, told, valley
from tests.questions.test_work_pages import client, page
from tests.texts import plain

__all__ = ["asking_valley", "valley"]

pytestmark = pytest.mark.django_db

KEY = UUID("0197b4b8-5f5e-7000-8000-000000000001")
CALLER = Caller(name="MARKER NAME", phone="+7 701 555 66 77", email="marker@mail.example", consents=True)


@pytest.fixture(autouse=True)
def _on_a_day() -> Any:
    with time_machine.travel(datetime(2027, 3, 1, 8, 0, tzinfo=UTC), tick=False):
        yield


def enter(valley: Valley, meeting: Meeting, who: str = "officer", **said: Any) -> AskedQuestion:
    told: dict[str, Any] = {
        "text": "Неге кешке су жоқ?",
        "territory": valley.village,
        "way": "phone",
        "language": "kk",
        "caller": CALLER,
        "key": KEY,
    }
    return enter_question(meeting=meeting, **acting(valley, who), **told | said)


def test_what_the_office_writes_down_waits_for_the_moderator_at_once(valley: Valley) -> None:
    question = enter(valley, valley.meeting())
    assert (question.state, question.way, question.entered_by) == (
        State.WAITING,
        "phone",
        valley.people["officer"],
    )
    assert question.topic == "water"
    assert question.number.startswith("S-2027-")
    assert QuestionEvent.objects.get().verb == Verb.ENTER
    person = question.person
    assert person is not None
    assert (person.name, person.phone, person.email) == (CALLER.name, CALLER.phone, CALLER.email)
    assert person.consented_at is not None
    assert (person.confirmed_at, person.erase_on) == (None, erased_on(DAY))
    # The address is the word of somebody on the telephone: it is asked first.
    assert list(PersonLetter.objects.values_list("kind", "key")) == [(MailKind.CONFIRM, "confirm")]


def test_sent_twice_it_is_one_question(valley: Valley) -> None:
    meeting = valley.meeting()
    assert enter(valley, meeting) == enter(valley, meeting)
    assert Person.objects.count() == 1


def test_nothing_of_the_person_is_needed_and_nothing_is_kept_then(valley: Valley) -> None:
    question = enter(valley, valley.meeting(), caller=Caller())
    assert question.person is None
    assert not Person.objects.exists()


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_may_write_down(valley: Valley, who: str) -> None:
    meeting = valley.meeting()
    shown = page(valley, f"new/{meeting.number}/", who)
    assert shown.status_code == (200 if who in MODERATE else 404)
    if who in MODERATE:
        assert enter(valley, meeting, who).pk
    else:
        with pytest.raises(NotAllowed):
            enter(valley, meeting, who)


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        ({"text": " "}, ["text"]),
        ({"text": "с" * 1001}, ["text"]),
        ({"way": "portal"}, ["way"]),
        ({"way": "pigeon"}, ["way"]),
        ({"caller": Caller(phone="8 701")}, ["consents"]),
    ],
)
def test_bad_input_is_told_at_its_field(valley: Valley, said: dict[str, Any], fields: list[str]) -> None:
    with pytest.raises(Invalid) as refused:
        enter(valley, valley.meeting(), **said)
    assert list(refused.value.errors) == fields
    assert not AskedQuestion.objects.exists()
    assert not Person.objects.exists()


def test_the_place_is_in_that_of_the_meeting(valley: Valley) -> None:
    with pytest.raises(Invalid) as refused:
        enter(valley, valley.meeting(), territory=valley.silent.territory)
    assert list(refused.value.errors) == ["territory"]


@pytest.mark.parametrize("state", [MeetingState.CANCELLED, MeetingState.NOT_TAKEN_PLACE])
def test_a_meeting_that_is_off_takes_nothing(valley: Valley, state: str) -> None:
    meeting = valley.meeting()
    Meeting.objects.filter(pk=meeting.pk).update(state=state)
    meeting.refresh_from_db()
    with pytest.raises(Conflict):
        enter(valley, meeting)


def test_the_page_keeps_what_was_typed_and_leads_to_a_slip_without_the_person(valley: Valley) -> None:
    meeting = valley.meeting()
    assert meeting.number in page(valley, "new/").content.decode()
    led = page(valley, f"new/?meeting={meeting.number}")
    address = f"/en/work/questions/new/{meeting.number}/"
    assert led.headers["Location"] == address
    typed = {
        "way": "paper",
        "own_language": "ru",
        "text": "Почему нет воды?",
        "territory": valley.village.pk,
        "topic": "",
        "name": "MARKER NAME",
        "phone": "+7 701 555 66 77",
        "email": "marker@mail",
        "key": str(uuid4()),
    }
    browser = client(valley, "officer")
    refused = browser.post(address, typed)
    assert refused.status_code == 422
    assert "MARKER NAME" in refused.content.decode()
    refused = browser.post(address, typed | {"email": "marker@mail.example"})
    assert refused.status_code == 422
    assert "kept only when the person agrees" in plain(refused.content.decode())
    done = browser.post(address, typed | {"email": "marker@mail.example", "consents": "on"})
    assert done.status_code == 302
    question = AskedQuestion.objects.get()
    slip = browser.get(done.headers["Location"]).content.decode()
    assert question.number in slip
    assert f"/en/questions/{question.number}/" in slip
    for secret in ("MARKER", "marker@", "555 66 77", "Почему нет воды"):
        assert secret not in slip
    assert page(valley, f"{question.number}/slip/", "neighbour").status_code == 404


def test_a_meeting_of_somebody_else_or_none_is_not_there(valley: Valley) -> None:
    for number in ("2027-999999", "x", "%27"):
        assert page(valley, f"new/?meeting={number}").status_code == 404
    over = valley.meeting(on=DAY - timedelta(days=30))
    assert page(valley, f"new/{over.number}/").status_code == 404


def test_the_letter_of_somebody_who_telephoned_confirms_the_address_and_fates_go_there_from_then_on(
    valley: Valley,
) -> None:
    question = enter(valley, valley.meeting())
    assert question.person is not None
    address = f"/en/questions/k/{key_of(question.person)}/"
    reader = Client()
    assert "Yes, this is my question" in reader.get(address).content.decode()
    publish_text(sent=question, public=SAID, **acting(valley))
    assert not told()
    assert reader.post(address, {"act": "confirm"}).status_code == 303
    question.refresh_from_db()
    assert (question.state, question.person.is_confirmed) == (State.AGENDA, True)
    assert question.person.erase_on == erased_on(DAY)
    # What the others were told already is told now, once.
    assert reader.post(address, {"act": "confirm"}).status_code == 303
    assert told() == [(CALLER.email, f"fate:{question.number}:agenda")]
    refuse_by_two(valley, question)
    assert told() == [(CALLER.email, f"fate:{question.number}:{state}") for state in ("agenda", "removed")]


def test_who_confirms_after_the_question_was_joined_hears_what_the_other_has_become(valley: Valley) -> None:
    meeting = valley.meeting()
    root = publish_text(sent=enter(valley, meeting, caller=Caller(), key=uuid4()), public=SAID, **acting(valley))
    twins = [enter(valley, meeting, caller=replace(CALLER, email=f"{n}@mail.example"), key=uuid4()) for n in "ab"]
    for twin in twins:
        join_question(question=twin, to=root.number, **acting(valley))
    confirm_question(question=twins[0], today=DAY, now=clock.now())
    AskedQuestion.objects.filter(pk=root.pk).update(state=State.TAKEN)
    confirm_question(question=twins[1], today=DAY, now=clock.now())
    assert told() == [
        ("a@mail.example", f"fate:{twins[0].number}:joined"), ("b@mail.example", f"fate:{root.number}:taken"),
    ]  # fmt: skip


def test_who_has_withdrawn_confirms_nothing_any_more(valley: Valley) -> None:
    question = enter(valley, valley.meeting())
    withdraw_question(question=question, today=DAY, now=clock.now())
    confirm_question(question=question, today=DAY, now=clock.now())
    question.refresh_from_db()
    assert question.person is not None
    assert (question.state, question.person.is_confirmed, told()) == (State.WITHDRAWN, False, [])


def refuse_by_two(valley: Valley, question: AskedQuestion) -> AskedQuestion:
    ask_removal(sent=question, reason="insult", **acting(valley))
    return decide_removal(sent=question, removes=True, **acting(valley, "head"))
