"""Sending: failures, kills, two deliverers, what is kept."""

from __future__ import annotations

import smtplib
import threading
from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection

from portal.kernel import clock
from portal.notices.choices import LetterKind, LetterState
from portal.notices.models import Letter
from portal.notices.rules import REFUSALS_LIMIT
from portal.notices.services import Delivered, deliver
from portal.notices.services.sending import send_letters
from tests.conftest import TODAY
from tests.factories.accounts import UserFactory
from tests.factories.notices import LetterFactory, NoticeFactory

TOMORROW = TODAY + timedelta(days=1)
HERE = "tests.notices.test_services_sending"


def at(hour: int, minute: int = 0, day: date = TODAY) -> datetime:
    return clock.at(day, hour, minute)


class Killed(BaseException):
    """The process ends: nothing catches this."""


class KilledAfterSending(EmailBackend):
    def send_messages(self, messages):
        super().send_messages(messages)
        raise Killed


class Refusing(EmailBackend):
    """Fails with whatever the test has put here."""

    failure: Exception

    def send_messages(self, messages):
        raise self.failure


class RefusingOne(EmailBackend):
    """Accepts everybody but one receiver."""

    def send_messages(self, messages):
        if messages[0].to == ["bad@example.kz"]:
            raise smtplib.SMTPRecipientsRefused({"bad@example.kz": (550, b"no such user bad@example.kz")})
        return super().send_messages(messages)


def sent_ids() -> list[str]:
    return [message.extra_headers["Message-ID"] for message in mail.outbox]


@pytest.mark.django_db
def test_deliver_sends_a_digest_and_keeps_what_was_told() -> None:
    notice = NoticeFactory(reminder=True, user__language="en", due_on=date(2026, 12, 1))
    assert deliver(now=at(9)) == Delivered(made=1, sent=1, failed=0)
    (message,) = mail.outbox
    letter = Letter.objects.get()
    assert message.to == [notice.user.email]
    assert message.subject == letter.subject == "1 notification for 24 November 2026"
    assert message.body == letter.text
    assert message.extra_headers == {
        "Message-ID": f"<digest-{notice.user_id}-2026-11-24-1@kezdesu.local>",
        "Content-Language": "en",
        "Auto-Submitted": "auto-generated",
    }
    assert (letter.state, letter.sent_at, letter.attempts) == (LetterState.SENT, at(9), 1)
    assert deliver(now=at(9, 2)) == Delivered(made=0, sent=0, failed=0)


@pytest.mark.django_db
def test_deliver_message_id_reaches_the_message_as_it_is() -> None:
    NoticeFactory()
    deliver(now=at(9))
    assert mail.outbox[0].message()["Message-ID"] == Letter.objects.get().message_id


@pytest.mark.django_db
def test_deliver_host_down_loses_nothing_and_waits(settings, monkeypatch) -> None:
    NoticeFactory.create_batch(3, user=UserFactory())
    settings.EMAIL_BACKEND = f"{HERE}.Refusing"
    monkeypatch.setattr(Refusing, "failure", ConnectionRefusedError("mail.example.kz says who you are"), raising=False)
    # A silent host ends the round at once: the other letters are not tried in vain.
    assert deliver(now=at(9)) == Delivered(made=3, sent=0, failed=1)
    tried = Letter.objects.get(attempts=1)
    assert (tried.state, tried.last_error, tried.next_try_at) == ("pending", "ConnectionRefusedError", at(9, 1))
    for minutes in range(1, 600):
        deliver(now=at(9) + timedelta(minutes=minutes))
    assert set(Letter.objects.values_list("state", flat=True)) == {"pending"}
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    deliver(now=at(9, 0, TODAY + timedelta(days=4)))
    assert len(mail.outbox) == 3
    assert len(set(sent_ids())) == 3


@pytest.mark.django_db
@pytest.mark.parametrize(("failures", "minutes"), [(0, 1), (1, 5), (2, 15), (3, 60), (4, 60)])
def test_deliver_failures_back_off(settings, monkeypatch, failures: int, minutes: int) -> None:
    letter = LetterFactory(attempts=failures)
    NoticeFactory(user=letter.user, letter=letter)
    settings.EMAIL_BACKEND = f"{HERE}.Refusing"
    monkeypatch.setattr(Refusing, "failure", TimeoutError(), raising=False)
    send_letters(now=at(10))
    letter.refresh_from_db()
    assert letter.next_try_at == at(10) + timedelta(minutes=minutes)
    assert send_letters(now=letter.next_try_at - timedelta(seconds=1)) == (0, 0)
    assert send_letters(now=letter.next_try_at) == (0, 1)


@pytest.mark.django_db
def test_deliver_one_refused_receiver_does_not_hold_up_the_others(settings) -> None:
    NoticeFactory(user__email="bad@example.kz")
    NoticeFactory()
    settings.EMAIL_BACKEND = f"{HERE}.RefusingOne"
    assert deliver(now=at(9)) == Delivered(made=2, sent=1, failed=1)
    refused = Letter.objects.get(user__email="bad@example.kz")
    assert refused.last_error == "SMTPRecipientsRefused"
    now = at(9)
    for _failure in range(REFUSALS_LIMIT):
        now += timedelta(days=1)
        deliver(now=now)
    refused.refresh_from_db()
    assert (refused.state, refused.attempts) == (LetterState.FAILED, REFUSALS_LIMIT)


@pytest.mark.django_db
def test_deliver_host_down_for_days_does_not_count_as_refusals(settings, monkeypatch) -> None:
    letter = LetterFactory(user__email="bad@example.kz", attempts=70, last_error="ConnectionRefusedError")
    NoticeFactory(user=letter.user, letter=letter)
    settings.EMAIL_BACKEND = f"{HERE}.RefusingOne"
    send_letters(now=at(10))
    letter.refresh_from_db()
    assert (letter.state, letter.refusals) == (LetterState.PENDING, 1)


@pytest.mark.django_db
def test_deliver_host_down_for_three_days_then_one_digest_with_all_of_it(settings, monkeypatch) -> None:
    """Reminders of four days, and a matter of its own: one digest and one letter a person, and nothing is lost."""
    people = UserFactory.create_batch(2, language="ru")
    settings.EMAIL_BACKEND = f"{HERE}.Refusing"
    monkeypatch.setattr(Refusing, "failure", ConnectionRefusedError(), raising=False)
    for ahead in range(4):
        day = TODAY + timedelta(days=ahead)
        if ahead == 3:
            settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        for person in people:
            NoticeFactory(reminder=True, user=person, line_ru=f"Напоминание {ahead}", created_for=day)
        if ahead == 1:
            NoticeFactory(user=people[0])
        for hour in range(9, 20):
            deliver(now=at(hour, day=day))
    told = sorted(message.body.count("Напоминание") for message in mail.outbox)
    assert told == [0, 4, 4]
    assert len(set(sent_ids())) == 3
    assert set(Letter.objects.values_list("state", flat=True)) == {LetterState.SENT, LetterState.DROPPED}


@pytest.mark.django_db
def test_deliver_clock_that_jumps_back_sends_nothing_twice() -> None:
    notice = NoticeFactory(reminder=True)
    deliver(now=at(9, day=TOMORROW))
    for day in (TODAY, TODAY - timedelta(days=30)):
        assert deliver(now=at(9, day=day)) == Delivered(made=0, sent=0, failed=0)
    assert len(mail.outbox) == 1
    # What is new on the earlier day is told on it, once.
    NoticeFactory(reminder=True, user=notice.user)
    assert deliver(now=at(10)) == Delivered(made=1, sent=1, failed=0)
    assert deliver(now=at(11, day=TOMORROW)) == Delivered(made=0, sent=0, failed=0)
    assert len(set(sent_ids())) == 2


@pytest.mark.django_db
def test_deliver_letter_of_a_later_day_waits_until_the_clock_has_come_back(settings, monkeypatch) -> None:
    NoticeFactory(reminder=True)
    settings.EMAIL_BACKEND = f"{HERE}.Refusing"
    monkeypatch.setattr(Refusing, "failure", ConnectionRefusedError(), raising=False)
    deliver(now=at(9, day=TOMORROW))
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    deliver(now=at(9))
    assert mail.outbox == []
    deliver(now=at(10, day=TOMORROW))
    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_deliver_a_letter_that_cannot_be_written_does_not_hold_up_the_others() -> None:
    broken = LetterFactory(kind="unheard-of")
    NoticeFactory()
    assert deliver(now=at(9)) == Delivered(made=1, sent=1, failed=1)
    broken.refresh_from_db()
    assert (broken.state, broken.last_error) == ("pending", "KeyError")


@pytest.mark.django_db
def test_deliver_somebody_closed_meanwhile_gets_nothing() -> None:
    notice = NoticeFactory()
    letter = LetterFactory(user=notice.user)
    notice.letter = letter
    notice.save()
    notice.user.is_active = False
    notice.user.save()
    deliver(now=at(9))
    letter.refresh_from_db()
    assert (letter.state, mail.outbox) == (LetterState.DROPPED, [])


@pytest.mark.django_db
def test_deliver_settled_matter_is_not_told() -> None:
    letter = LetterFactory()
    NoticeFactory(user=letter.user, letter=letter, withdrawn_at=at(8, 30))
    assert deliver(now=at(9)) == Delivered(made=0, sent=0, failed=0)
    letter.refresh_from_db()
    assert (letter.state, mail.outbox) == (LetterState.DROPPED, [])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("hour", "minute", "ordinary", "due_today", "password"),
    [
        (7, 59, False, False, True),
        (8, 0, True, True, True),
        (19, 59, True, True, True),
        (20, 0, False, True, True),
        (20, 1, False, True, True),
    ],
)
def test_send_letters_keeps_the_hours(hour, minute, ordinary, due_today, password) -> None:
    made_at = at(3)
    plain, urgent = LetterFactory(next_try_at=made_at), LetterFactory(next_try_at=made_at, due_on=TODAY)
    for letter in (plain, urgent):
        NoticeFactory(user=letter.user, letter=letter)
    about_login = LetterFactory(next_try_at=made_at, kind=LetterKind.PASSWORD_RESET)
    send_letters(now=at(hour, minute))
    states = [Letter.objects.get(pk=letter.pk).state == LetterState.SENT for letter in (plain, urgent, about_login)]
    assert states == [ordinary, due_today, password]


@pytest.mark.django_db
def test_send_letters_about_the_login_go_first() -> None:
    ordinary = LetterFactory()
    NoticeFactory(user=ordinary.user, letter=ordinary)
    about_login = LetterFactory(kind=LetterKind.PASSWORD_CHANGED)
    send_letters(now=at(9))
    assert sent_ids() == [about_login.message_id, ordinary.message_id]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("digest", [True, False])
def test_deliver_killed_between_sending_and_marking_repeats_the_same_message(settings, digest: bool) -> None:
    NoticeFactory(digest=digest)
    settings.EMAIL_BACKEND = f"{HERE}.KilledAfterSending"
    with pytest.raises(Killed):
        deliver(now=at(9))
    letter = Letter.objects.get()
    assert (letter.state, letter.attempts, letter.last_error) == (LetterState.PENDING, 1, "")
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert deliver(now=at(9)).sent == 1
    assert sent_ids() == [letter.message_id, letter.message_id]
    assert deliver(now=at(9, 2)).sent == 0


@pytest.mark.django_db(transaction=True)
def test_deliver_killed_and_back_only_the_next_day_repeats_the_same_message(settings) -> None:
    NoticeFactory(digest=True)
    settings.EMAIL_BACKEND = f"{HERE}.KilledAfterSending"
    with pytest.raises(Killed):
        deliver(now=at(19, 59))
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert deliver(now=at(20, 0)).sent == 0
    assert deliver(now=at(8, 0, TOMORROW)).sent == 1
    assert len(set(sent_ids())) == 1


@pytest.mark.django_db(transaction=True)
def test_deliver_outage_over_days_ends_in_one_digest(settings, monkeypatch) -> None:
    user = UserFactory()
    settings.EMAIL_BACKEND = f"{HERE}.Refusing"
    monkeypatch.setattr(Refusing, "failure", ConnectionRefusedError(), raising=False)
    for days in range(3):
        NoticeFactory(reminder=True, user=user, thread="obligation-7", due_on=TODAY + timedelta(days=9))
        deliver(now=at(9, 0, TODAY + timedelta(days=days)))
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    deliver(now=at(12, 0, TODAY + timedelta(days=2)))
    deliver(now=at(13, 0, TODAY + timedelta(days=2)))
    assert sent_ids() == [f"<digest-{user.pk}-2026-11-26-1@kezdesu.local>"]


@pytest.mark.django_db(transaction=True)
def test_deliver_two_at_once_send_every_letter_once() -> None:
    users = UserFactory.create_batch(4)
    for user in users:
        NoticeFactory.create_batch(3, user=user)
        NoticeFactory.create_batch(2, user=user, digest=True)
    together = threading.Barrier(3)
    done: list[Delivered] = []

    def run() -> None:
        try:
            together.wait(10)
            done.append(deliver(now=at(9)))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    deliver(now=at(9, 1))
    assert (len(done), sum(one.made for one in done)) == (3, 16)
    assert len(sent_ids()) == 4 * 3 + 4
    assert len(set(sent_ids())) == 4 * 3 + 4
    assert set(Letter.objects.values_list("state", flat=True)) == {LetterState.SENT}
