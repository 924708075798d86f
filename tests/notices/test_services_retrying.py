"""What did not arrive, and having it tried again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.kernel import clock
from portal.kernel.errors import NotAllowed
from portal.notices.choices import LetterState
from portal.notices.models import Letter
from portal.notices.queries import undelivered
from portal.notices.services import deliver, try_again
from tests.conftest import TODAY
from tests.factories.accounts import UserFactory
from tests.factories.notices import LetterFactory, NoticeFactory

pytestmark = pytest.mark.django_db

NOW = clock.at(TODAY, 10)


@dataclass(frozen=True)
class Actor:
    is_administrator: bool = True


def letter(since: datetime = NOW, **facts: object) -> Letter:
    made = LetterFactory(**{"next_try_at": NOW, **facts})
    Letter.objects.filter(pk=made.pk).update(created_at=since)
    return made


def test_undelivered_are_refused_and_long_waiting_ones() -> None:
    old = NOW - timedelta(days=1)
    failed = letter(state=LetterState.FAILED, attempts=10, refusals=10, last_error="SMTPRecipientsRefused")
    waiting = letter(since=old, attempts=30, last_error="ConnectionRefusedError")
    letter(since=old + timedelta(minutes=1))
    letter(since=old, state=LetterState.SENT, sent_at=NOW)
    letter(since=old, state=LetterState.DROPPED)
    letter(since=old, user=UserFactory(is_active=False))
    with CaptureQueriesContext(connection) as asked:
        rows = undelivered(NOW)
    assert len(asked) == 1
    assert [(row.letter_id, row.is_refused, row.attempts, row.last_error) for row in rows] == [
        (waiting.pk, False, 30, "ConnectionRefusedError"),
        (failed.pk, True, 10, "SMTPRecipientsRefused"),
    ]
    assert rows[0].person == waiting.user.full_name
    assert len(undelivered(NOW, limit=1)) == 1


def test_try_again_sends_what_was_given_up() -> None:
    failed = letter(state=LetterState.FAILED, attempts=10, refusals=10, last_error="SMTPRecipientsRefused")
    NoticeFactory(user=failed.user, letter=failed)
    later = NOW + timedelta(hours=1)
    assert try_again(letter_ids=[failed.pk], actor=Actor(), now=later) == 1
    failed.refresh_from_db()
    assert (failed.state, failed.refusals, failed.next_try_at) == (LetterState.PENDING, 0, later)
    deliver(now=later)
    assert [message.to for message in mail.outbox] == [[failed.user.email]]


def test_try_again_leaves_alone_what_was_sent_or_dropped() -> None:
    sent = letter(state=LetterState.SENT, sent_at=NOW)
    dropped = letter(state=LetterState.DROPPED)
    assert try_again(letter_ids=[sent.pk, dropped.pk, 999_999], actor=Actor(), now=NOW) == 0


def test_try_again_is_for_administrators() -> None:
    with pytest.raises(NotAllowed):
        try_again(letter_ids=[letter().pk], actor=Actor(is_administrator=False), now=NOW)
