"""Letters to people: what they say, when they go, what is kept of them, and failures, kills and doubled calls."""

from __future__ import annotations

import smtplib
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.utils.translation import override

from portal.kernel import clock
from portal.questions.choices import DemandState, MailKind, MailState, Purpose, State
from portal.questions.models import Person, PersonLetter
from portal.questions.services.keys import key_of
from portal.questions.services.letters import write_letter
from portal.questions.services.posting import post_letters
from tests.conftest import TODAY
from tests.factories.accounts import UserFactory
from tests.factories.questions import AskedQuestionFactory, DemandFactory, PersonFactory, voice_of
from tests.texts import plain

pytestmark = pytest.mark.django_db
HERE = "tests.questions.test_letters"


def at(hour: int) -> datetime:
    return clock.at(TODAY, hour)


class Silent(EmailBackend):
    def send_messages(self, messages):
        raise TimeoutError("somebody@mail.example")


class Refusing(EmailBackend):
    def send_messages(self, messages):
        raise smtplib.SMTPRecipientsRefused({"x@mail.example": (550, b"no such user x@mail.example")})


class Killed(BaseException):
    """The process ends: nothing catches this."""


class KilledAfterSending(EmailBackend):
    def send_messages(self, messages):
        super().send_messages(messages)
        raise Killed


def confirming(person: Person) -> bool:
    return write_letter(person=person, kind=MailKind.CONFIRM, key="confirm", now=at(9))


def test_a_letter_of_confirmation_says_nothing_that_was_typed() -> None:
    question = AskedQuestionFactory(state=State.SENT, confirmed_at=None, own_text="MARKER сатып алыңыз")
    assert confirming(question.person)
    assert post_letters(now=at(23)) == (1, 0)
    (letter,) = mail.outbox
    assert letter.to == [question.person.email]
    assert f"/kk/questions/k/{key_of(question.person)}/" in letter.body
    with override("kk"):
        assert question.meeting.title in plain(letter.body)
    assert "MARKER" not in letter.body + letter.subject
    assert post_letters(now=at(23)) == (0, 0)


def test_who_confirmed_meanwhile_gets_no_letter_about_it() -> None:
    question = AskedQuestionFactory(state=State.SENT, person__confirmed=True)
    confirming(question.person)
    assert post_letters(now=at(9)) == (0, 0)
    assert not mail.outbox
    assert not PersonLetter.objects.exists()


def test_the_same_is_told_once_and_nobody_without_an_address_is_written_to() -> None:
    person = AskedQuestionFactory(state=State.SENT, confirmed_at=None).person
    assert confirming(person)
    assert not confirming(person)
    assert not confirming(PersonFactory(email="", mailbox=""))
    assert PersonLetter.objects.count() == 1


@pytest.mark.parametrize(("language", "words"), [("kk", "кездесуде жауап берілді"), ("ru", "отвечено на встрече")])
def test_a_fate_is_told_by_day_in_the_persons_language(language: str, words: str) -> None:
    question = AskedQuestionFactory(
        public=True,
        state=State.ANSWERED,
        answer_kk="Сорғы 15 сәуірде ауыстырылады.",
        answer_ru="Насос заменят 15 апреля.",
        answered_minute=42,
        person__language=language,
    )
    voice = voice_of(question)
    for person in (question.person, voice.person):
        assert person is not None
        key = f"fate:{question.number}:answered"
        assert write_letter(person=person, kind=MailKind.FATE, key=key, now=at(21))
    assert post_letters(now=at(21)) == (0, 0)
    assert post_letters(now=at(8)) == (0, 0)
    assert post_letters(now=at(8) + timedelta(days=1)) == (2, 0)
    own, supporter = mail.outbox
    assert words in plain(own.body)
    assert question.answer_kk in own.body or question.answer_ru in own.body
    assert f"/{language}/questions/{question.number}/" in own.body
    assert "42" in own.body
    assert key_of(question.person) in own.body
    assert key_of(question.person) not in supporter.body


def test_a_refusal_says_why_and_shows_no_text() -> None:
    question = AskedQuestionFactory(state=State.REFUSED, refusal="insult", own_text="MARKER", person__language="ru")
    write_letter(person=question.person, kind=MailKind.FATE, key=f"fate:{question.number}:refused", now=at(9))
    post_letters(now=at(9))
    assert "В тексте есть оскорбление. Напишите ещё раз другими словами." in plain(mail.outbox[0].body)
    assert "MARKER" not in mail.outbox[0].body


def test_what_moved_on_meanwhile_is_not_told_any_more() -> None:
    demand = DemandFactory(
        public=True,
        state=DemandState.DECLINED,
        answered_on=TODAY,
        answered_by=UserFactory(),
        answer_kk="Сот ісі жүріп жатыр.",
        answer_ru="Идёт судебное дело.",
    )
    for state in ("open", "declined"):
        write_letter(person=demand.person, kind=MailKind.FATE, key=f"fate:{demand.number}:{state}", now=at(9))
    assert post_letters(now=at(9)) == (1, 0)
    assert demand.answer_kk in mail.outbox[0].body


def test_a_letter_keeps_neither_words_nor_links_nor_its_receiver() -> None:
    question = AskedQuestionFactory(state=State.SENT, confirmed_at=None)
    confirming(question.person)
    post_letters(now=at(9))
    kept = " ".join(map(str, PersonLetter.objects.values_list().get()))
    assert question.person.email not in kept
    assert key_of(question.person) not in kept


def test_a_silent_host_ends_the_round_and_costs_no_letter(settings: Any, caplog: pytest.LogCaptureFixture) -> None:
    for _each in range(2):
        confirming(AskedQuestionFactory(state=State.SENT, confirmed_at=None).person)
    settings.EMAIL_BACKEND = f"{HERE}.Silent"
    assert post_letters(now=at(9)) == (0, 1)
    assert "somebody@mail.example" not in caplog.text
    assert set(PersonLetter.objects.values_list("state", flat=True)) == {MailState.PENDING}


def test_a_receiver_that_is_not_known_is_given_up(settings: Any, caplog: pytest.LogCaptureFixture) -> None:
    confirming(AskedQuestionFactory(state=State.SENT, confirmed_at=None).person)
    settings.EMAIL_BACKEND = f"{HERE}.Refusing"
    for hours in range(12):
        post_letters(now=at(9) + timedelta(hours=2 * hours))
    assert PersonLetter.objects.get().state == MailState.FAILED
    assert "x@mail.example" not in caplog.text


def test_a_kill_repeats_a_letter_with_its_own_number_and_loses_none(settings: Any) -> None:
    confirming(AskedQuestionFactory(state=State.SENT, confirmed_at=None).person)
    backend = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{HERE}.KilledAfterSending"
    with pytest.raises(Killed):
        post_letters(now=at(9))
    settings.EMAIL_BACKEND = backend
    post_letters(now=at(9))
    assert len({letter.extra_headers["Message-ID"] for letter in mail.outbox}) == 1
    assert PersonLetter.objects.get().state == MailState.SENT


def test_letters_go_with_their_person() -> None:
    person = PersonFactory(purpose=Purpose.QUESTION)
    confirming(person)
    person.delete()
    assert not PersonLetter.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM questions_personletter")
        assert cursor.fetchone() == (0,)
