"""What speaks of people is kept as long as the table says: all of it is in the table, and the night follows it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import Model
from django.test import Client
from django.utils.translation import override

from portal.accounts.models import User
from portal.bodies.models import Invitation
from portal.holding.models import LogDraft, Photo, RemovalRequest
from portal.notices.choices import LetterState
from portal.notices.models import Letter, Notice
from portal.overview.rules.retention import FOR_GOOD, TERMS, Kind
from portal.overview.services import forget, retention
from portal.overview.tasks import forget as task
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, RoleGrantFactory
from tests.factories.holding import AccountFactory, QuestionFactory
from tests.factories.notices import LetterFactory, NoticeFactory
from tests.texts import plain

pytestmark = pytest.mark.django_db

NOW = datetime(2027, 3, 10, 21, 20, tzinfo=UTC)
#: A column of this name speaks of a person, whatever table it is in.
PERSONAL = {
    *("email", "username", "full_name", "full_name_kk", "signer", "ip", "ip_address", "user_agent", "session_data"),
    *("session_key", "session_hash", "phone", "iin", "texts"),
}


def speaks_of_people(model: type[Model]) -> bool:
    return any(
        field.name in PERSONAL or (field.remote_field is not None and field.related_model is User)
        for field in model._meta.local_concrete_fields
    )


def test_every_table_that_speaks_of_people_has_a_term_or_an_answer():
    known = [label for of in (*(term.models for term in TERMS), *(of for _text, of in FOR_GOOD)) for label in of]
    assert len(known) == len(set(known))
    assert {model._meta.label for model in apps.get_models() if speaks_of_people(model)} <= set(known)
    for label in known:
        apps.get_model(label)


def test_every_term_is_followed():
    assert {term.kind for term in TERMS} == set(Kind) == set(retention._FORGETTING)
    named = [entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()]
    assert named.count(task.name) == 1


def test_a_draft_of_a_log_goes_when_nobody_has_touched_it_for_so_long_and_a_fresh_one_stays():
    user, body = UserFactory(), BodyFactory()
    for days in (91, 89):
        LogDraft.objects.create(
            key=uuid4(),
            body=body,
            typed={"attendance": "40"},
            started_by=user,
            saved_by=user,
            saved_at=NOW - timedelta(days=days),
        )
    assert forget(now=NOW)[Kind.LOG_DRAFTS] == 1
    assert [row.saved_at for row in LogDraft.objects.all()] == [NOW - timedelta(days=89)]


def test_what_was_said_in_the_hall_goes_a_year_after_the_results_and_their_texts_stay():
    old, fresh, unpublished = (
        QuestionFactory(
            asked="Айгүл Серікқызы: су жоқ",
            account__internal_note="келесі жолы шақыру",
            **({"account__published": True, "account__published_at": NOW - timedelta(days=days)} if days else {}),
        )
        for days in (366, 364, 0)
    )
    assert forget(now=NOW)[Kind.HALL] == 2
    for question, kept in ((old, False), (fresh, True), (unpublished, True)):
        question.refresh_from_db()
        question.account.refresh_from_db()
        assert (bool(question.asked), bool(question.account.internal_note)) == (kept, kept)
    assert forget(now=NOW)[Kind.HALL] == 0


def test_words_of_who_asked_to_remove_a_photo_go_and_that_they_asked_stays():
    account, user = AccountFactory(), UserFactory()
    photo = Photo.objects.create(account=account, added_by=user, added_at=NOW)
    for days in (31, 29):
        RemovalRequest.objects.create(
            photo=photo, reason="me", note="Бұл менмін", decision_note="Қате", at=NOW - timedelta(days=days)
        )
    assert forget(now=NOW)[Kind.REMOVALS] == 1
    left = RemovalRequest.objects.order_by("at").values_list("note", "decision_note", "reason")
    assert list(left) == [("", "", "me"), ("Бұл менмін", "Қате", "me")]


def at(**ago: int) -> time_machine.travel:
    return time_machine.travel(NOW - timedelta(**ago), tick=False)


def session(key: str, **left: int) -> None:
    Session.objects.create(session_key=key, session_data="", expire_date=NOW + timedelta(**left))
    UserSession.objects.create(
        user=UserFactory(), session_key=key, ip="192.0.2.1", user_agent="x", data={}, created_at=NOW - timedelta(days=3)
    )


def test_sessions_and_their_addresses_go_a_day_after_their_end():
    session("living", hours=3)
    session("ended-today", hours=-3)
    session("ended-before", hours=-25)
    UserSession.objects.filter(session_key="ended-today").update(created_at=NOW - timedelta(hours=15))
    # Signed out: the row of the session is gone, the listed one was left.
    session("signed-out", hours=3)
    Session.objects.filter(session_key="signed-out").delete()
    assert forget(now=NOW)[Kind.SESSIONS] == 3
    assert set(Session.objects.values_list("session_key", flat=True)) == {"living", "ended-today"}
    assert set(UserSession.objects.values_list("session_key", flat=True)) == {"living", "ended-today"}


def test_attempts_and_confirmations_go_in_their_time():
    address = EmailAddress.objects.create(user=UserFactory(), email="person@example.kz")
    for days in (0, 2, 31):
        with at(days=days):
            AccessAttempt.objects.create(username=str(days), ip_address="192.0.2.1", failures_since_start=1)
            EmailConfirmation.objects.create(email_address=address, key=str(days), sent=NOW - timedelta(days=days))
    done = forget(now=NOW)
    assert (done[Kind.ATTEMPTS], done[Kind.CONFIRMATIONS]) == (2, 1)
    assert list(EmailConfirmation.objects.order_by("key").values_list("key", flat=True)) == ["0", "2"]


def invitation(name: str, **facts: object) -> None:
    days = {"sent_at": NOW - timedelta(days=120), "expires_at": NOW + timedelta(days=5)}
    Invitation.objects.create(
        **{
            "email": f"{name}@example.kz",
            "full_name": name,
            "body": BodyFactory(),
            "role": "preparer",
            "invited_by": UserFactory(),
            "user": UserFactory(),
            "nonce": name,
            **days,
            **facts,
        }
    )


def test_invitations_that_nobody_took_up_go():
    invitation("fresh")
    invitation("ran-out-lately", expires_at=NOW - timedelta(days=89))
    invitation("ran-out", expires_at=NOW - timedelta(days=91))
    invitation("withdrawn", withdrawn_at=NOW - timedelta(days=91))
    grant = RoleGrantFactory()
    taken = {"accepted_at": NOW - timedelta(days=110), "user": grant.user, "grant": grant}
    invitation("taken", expires_at=NOW - timedelta(days=100), **taken)
    assert forget(now=NOW)[Kind.INVITATIONS] == 2
    assert set(Invitation.objects.values_list("full_name", flat=True)) == {"fresh", "ran-out-lately", "taken"}


def test_letters_lose_their_words_after_a_year_and_stay_known():
    letters = {}
    for days in (364, 366):
        letter = LetterFactory(state=LetterState.SENT, sent_at=NOW - timedelta(days=days), text="Words", subject="Word")
        letters[days] = NoticeFactory(letter=letter, line_kk="Сөз").letter
    waiting = LetterFactory(state=LetterState.PENDING, text="Words")
    Letter.objects.filter(pk=waiting.pk).update(created_at=NOW - timedelta(days=400))
    assert forget(now=NOW)[Kind.LETTERS] == 2
    old, young = (Letter.objects.get(pk=letters[days].pk) for days in (366, 364))
    assert (old.text, old.subject, old.notices.get().line_kk) == ("", "", "")
    assert (young.text, young.notices.get().line_kk) == ("Words", "Сөз")
    assert Letter.objects.get(pk=waiting.pk).text == "Words"


def test_words_of_letters_that_reached_nobody_go_too():
    """Of those that were given up, and of those that nobody was left to receive."""
    kept, old = NOW - timedelta(days=364), NOW - timedelta(days=366)
    for written in (kept, old):
        for state in (LetterState.FAILED, LetterState.DROPPED):
            notice = NoticeFactory(letter=LetterFactory(state=state), line_kk="Сөз", matter_kk="Іс")
            Letter.objects.filter(notices=notice).update(created_at=written)
    assert forget(now=NOW)[Kind.LETTERS] == 2
    words = Notice.objects.values_list("letter__created_at", "letter__state", "line_kk", "matter_kk").order_by("pk")
    assert list(words) == [
        (kept, "failed", "Сөз", "Іс"),
        (kept, "dropped", "Сөз", "Іс"),
        # Not to be tried again without its words.
        (old, "dropped", "", ""),
        (old, "dropped", "", ""),
    ]
    assert set(forget(now=NOW).values()) == {0}


def test_a_second_night_finds_nothing_and_batches_take_all(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(retention, "BATCH", 2)
    for number in range(5):
        session(f"ended-{number}", days=-2)
    assert forget(now=NOW)[Kind.SESSIONS] == 10
    assert set(forget(now=NOW).values()) == {0}
    with time_machine.travel(NOW, tick=False):
        task()


def test_the_page_prints_the_table(client: Client):
    for language in ("kk", "ru", "en"):
        text = plain(client.get(f"/{language}/about/privacy/").content.decode())
        with override(language):
            for term in TERMS:
                for said in (str(term.what), term.how_long, str(term.since)):
                    assert plain(said) in text, said
            for said, _of in FOR_GOOD:
                assert plain(str(said)) in text
