"""News of a place by mail: subscribing, confirming, the letter of a morning, and leaving."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client

from meetings.choices import MeetingVerb
from meetings.models import MeetingEvent
from portal.bodies.models import Territory
from portal.kernel import clock
from portal.kernel.errors import Conflict
from portal.questions.choices import MailState, State, Verb
from portal.questions.models import Person, PersonLetter, QuestionEvent, Subscription
from portal.questions.services.digest import LAG, make_digests
from portal.questions.services.keys import key_of
from portal.questions.services.origin import new_stamp
from portal.questions.services.posting import post_letters
from portal.questions.services.subscribing import confirm_subscription
from tests.conftest import TODAY
from tests.factories.bodies import TerritoryFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.questions import AskedQuestionFactory
from tests.texts import plain

pytestmark = pytest.mark.django_db
_ADDRESS = "aigul@mail.example"


def at(hour: int, minute: int = 0, days: int = 0) -> datetime:
    return clock.at(TODAY + timedelta(days=days), hour, minute)


@pytest.fixture
def place() -> Territory:
    region = TerritoryFactory()
    return TerritoryFactory(parent=region, kind="district")


def sending(place: Territory, email: str = _ADDRESS, *, minute: int = 0, language: str = "kk") -> Any:
    """The page is opened at nine and sent a minute later."""
    opened = at(9, minute)
    with time_machine.travel(opened + timedelta(minutes=1), tick=False):
        typed = {"email": email, "stamp": new_stamp(opened)}
        return Client().post(f"/{language}/places/{place.kato}/subscribe/", typed)


def subscribed(place: Territory, email: str = _ADDRESS, language: str = "kk") -> Person:
    sending(place, email, language=language)
    person = Person.objects.get(email=email)
    confirm_subscription(person=person, now=at(9, 5))
    person.refresh_from_db()
    return person


def moved(place: Territory, when: datetime, verb: str = MeetingVerb.MOVE) -> MeetingEvent:
    meeting = MeetingFactory(territory=place)
    return MeetingEvent.objects.create(
        meeting=meeting, verb=verb, from_state="announced", to_state="announced", at=when, on=TODAY
    )


@pytest.mark.parametrize(("language", "words"), [("kk", "поштаңызды ашыңыз"), ("ru", "откройте почту")])
def test_a_page_without_cookie_writes_a_letter_and_answers_every_address_alike(
    place: Territory, language: str, words: str
) -> None:
    page = Client().get(f"/{language}/places/{place.kato}/subscribe/")
    assert page.status_code == 200
    first = sending(place, language=language)
    assert words in plain(first.content.decode()).lower()
    assert not first.cookies
    again, other = sending(place, language=language), sending(place, "marat@mail.example", language=language)
    assert first.content == again.content == other.content
    assert post_letters(now=at(9, 1)) == (2, 0)
    assert f"/{language}/questions/k/" in mail.outbox[0].body


@pytest.mark.parametrize(
    "email", ["", "aigul", "aigul@", "x" * 300 + "@mail.example", "<b>@mail.example", "a@b\nBcc: c@d"]
)
def test_a_wrong_address_is_said_at_its_field_and_stays(place: Territory, email: str) -> None:
    answer = sending(place, email)
    assert answer.status_code == 422
    assert "fld--bad" in answer.content.decode()
    assert not Person.objects.exists()


def test_a_place_that_is_not_there_has_no_page() -> None:
    assert Client().get("/kk/places/999999999/subscribe/").status_code == 404


def test_what_is_not_confirmed_goes_and_what_is_stays_until_somebody_leaves(place: Territory) -> None:
    sending(place)
    person = Person.objects.get()
    assert person.erase_on == TODAY + timedelta(days=2)
    with pytest.raises(Conflict):
        confirm_subscription(person=person, now=at(10, days=1))
    confirm_subscription(person=person, now=at(9, 5))
    confirm_subscription(person=person, now=at(10, days=3))
    person.refresh_from_db()
    assert (person.erase_on, person.confirmed_at) == (None, at(9, 5))
    sending(place)
    assert Person.objects.count() == Subscription.objects.count() == PersonLetter.objects.count() == 1


def test_what_is_sent_in_haste_is_confirmed_by_a_later_letter(place: Territory) -> None:
    with time_machine.travel(at(9), tick=False):
        Client().post(f"/kk/places/{place.kato}/subscribe/", {"email": _ADDRESS})
    assert PersonLetter.objects.get().next_try_at == at(10)


def test_nobody_fills_the_mailbox_of_somebody_else(place: Territory, settings: Any) -> None:
    settings.KEZDESU_MAILBOX_DAILY = 3
    for n in range(6):
        sending(TerritoryFactory(parent=place.parent, kind="district"), minute=n)
    assert PersonLetter.objects.count() == 3


def test_a_letter_of_the_morning_tells_what_happened_in_the_place_and_inside_it_once(place: Territory) -> None:
    region = place.parent
    assert region is not None
    near, far = subscribed(place), subscribed(region, "marat@mail.example", "ru")
    subscribed(TerritoryFactory(), "nobody@mail.example")
    event = moved(place, at(15))
    question = AskedQuestionFactory(
        public=True, state=State.ANSWERED, territory=place, answer_kk="Иә", answer_ru="Да", meeting__territory=place
    )
    QuestionEvent.objects.create(question=question, verb=Verb.ANSWER, to_state="answered", at=at(16), on=TODAY)
    post_letters(now=at(9, 6))
    mail.outbox.clear()
    assert make_digests(now=at(7, 10, days=1)) == 0
    assert make_digests(now=at(8, 10, days=1)) == 2
    assert make_digests(now=at(9, 10, days=1)) == 0
    assert post_letters(now=at(8, 12, days=1)) == (2, 0)
    letters = {letter.to[0]: letter for letter in mail.outbox}
    body = plain(letters[near.email].body)
    assert event.meeting.number in body
    assert question.text_kk in body
    assert question.text_ru in plain(letters[far.email].body)
    assert letters[far.email].extra_headers["Content-Language"] == "ru"


def test_a_day_without_news_is_a_day_without_a_letter(place: Territory) -> None:
    subscribed(place)
    moved(TerritoryFactory(), at(15))
    moved(place, at(15), MeetingVerb.HOLD)
    hidden = MeetingFactory(hidden=True, territory=place)
    MeetingEvent.objects.create(meeting=hidden, verb="move", to_state="announced", at=at(15), on=TODAY)
    assert make_digests(now=at(8, 10, days=1)) == 0


def test_what_is_written_while_the_letters_are_made_comes_the_next_morning(place: Territory) -> None:
    subscribed(place)
    now = at(8, 10, days=1)
    assert make_digests(now=now) == 0
    moved(place, now - LAG + timedelta(minutes=1))
    assert make_digests(now=at(8, 10, days=2)) == 1
    assert make_digests(now=at(8, 10, days=3)) == 0


def test_many_subscriptions_take_no_more_statements_each(
    place: Territory, django_assert_max_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.questions.services.digest.BATCH", 10)
    for n in range(20):
        subscribed(place, f"villager{n}@mail.example")
    moved(place, at(15))
    # Six before, eight a batch of ten, and three for the batch that is empty.
    with django_assert_max_num_queries(6 + 2 * 8 + 3):
        assert make_digests(now=at(8, 10, days=1)) == 20


def test_a_letter_is_left_by_one_press_of_the_mail_program_and_by_no_scanner(place: Territory) -> None:
    person = subscribed(place)
    moved(place, at(15))
    make_digests(now=at(8, 10, days=1))
    post_letters(now=at(8, 12, days=1))
    headers = mail.outbox[-1].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = headers["List-Unsubscribe"].strip("<>").partition("127.0.0.1:8000")[2]
    assert key_of(person) in path
    for scan in (Client().get, Client().head):
        assert scan(path).status_code == 200
    assert Subscription.objects.exists()
    answer = Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert not answer.cookies
    assert not Subscription.objects.exists()
    assert not Person.objects.exists()
    assert not PersonLetter.objects.exists()
    for again in (Client().get(path), Client().post(path)):
        assert again.status_code == 200


def test_the_key_of_a_question_leaves_no_list() -> None:
    person = AskedQuestionFactory().person
    assert Client().post(f"/kk/places/leave/{key_of(person)}/").status_code == 404
    assert Client().get("/kk/places/leave/1-00000000000000000000000000/").status_code == 200
    assert Person.objects.filter(pk=person.pk).exists()


def test_who_left_before_the_letter_went_gets_none(place: Territory) -> None:
    person = subscribed(place)
    moved(place, at(15))
    make_digests(now=at(8, 10, days=1))
    person.delete()
    post_letters(now=at(8, 12, days=1))
    assert [letter for letter in mail.outbox if "List-Unsubscribe" in letter.extra_headers] == []
    assert not PersonLetter.objects.filter(state=MailState.SENT, kind="digest").exists()
