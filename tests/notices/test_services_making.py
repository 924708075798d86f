"""Which letters are made of which notices, and when."""

from __future__ import annotations

import threading
from datetime import date, datetime, timedelta

import pytest
from django.db import connection, transaction

from portal.kernel import clock
from portal.notices.choices import LetterKind, LetterState
from portal.notices.models import Letter, Notice
from portal.notices.services import withdraw
from portal.notices.services.making import make_letters
from tests.conftest import TODAY
from tests.factories.accounts import UserFactory
from tests.factories.notices import NoticeFactory

TOMORROW = TODAY + timedelta(days=1)

pytestmark = pytest.mark.django_db


def at(hour: int, minute: int = 0, day: date = TODAY) -> datetime:
    return clock.at(day, hour, minute)


def digests() -> list[tuple[int, date, int, int]]:
    """Person, day, number, notices of every digest that is not dropped."""
    letters = Letter.objects.digests().exclude(state=LetterState.DROPPED)
    return [(row.user_id, row.on, row.number, row.notices.count()) for row in letters]


def test_make_letters_one_digest_a_person_a_day() -> None:
    asel, baurzhan = UserFactory(), UserFactory()
    NoticeFactory.create_batch(3, reminder=True, user=asel)
    NoticeFactory(reminder=True, user=baurzhan)
    assert make_letters(now=at(9)) == 2
    NoticeFactory(reminder=True, user=asel, due_on=TOMORROW)
    Letter.objects.update(attempts=1)
    assert make_letters(now=at(15)) == 0
    assert digests() == [(asel.pk, TODAY, 1, 3), (baurzhan.pk, TODAY, 1, 1)]


def test_make_letters_next_day_takes_what_came_after_the_digest() -> None:
    notice = NoticeFactory(reminder=True)
    make_letters(now=at(9))
    Letter.objects.update(state=LetterState.SENT, sent_at=at(9))
    late = NoticeFactory(reminder=True, user=notice.user, due_on=TOMORROW)
    assert make_letters(now=at(19)) == 0
    assert make_letters(now=at(7, 59, TOMORROW)) == 0
    assert make_letters(now=at(8, 0, TOMORROW)) == 1
    late.refresh_from_db()
    assert (late.letter.on, late.letter.number, late.letter.due_on) == (TOMORROW, 1, TOMORROW)


@pytest.mark.parametrize(
    ("hour", "minute", "ordinary", "due_today"),
    [(7, 59, 0, 0), (8, 0, 1, 1), (19, 59, 1, 1), (20, 0, 0, 1), (20, 1, 0, 1)],
)
@pytest.mark.parametrize("digest", [True, False])
def test_make_letters_keeps_the_hours(hour: int, minute: int, ordinary: int, due_today: int, digest: bool) -> None:
    NoticeFactory(digest=digest, due_on=TOMORROW)
    assert make_letters(now=at(hour, minute)) == ordinary
    NoticeFactory(digest=digest, due_on=TODAY)
    assert make_letters(now=at(hour, minute)) == due_today


def test_make_letters_second_digest_only_for_what_is_due_today() -> None:
    first = NoticeFactory(reminder=True)
    make_letters(now=at(9))
    Letter.objects.update(state=LetterState.SENT, sent_at=at(9))
    NoticeFactory(reminder=True, user=first.user, due_on=TOMORROW)
    assert make_letters(now=at(18)) == 0
    NoticeFactory(reminder=True, user=first.user, due_on=TODAY)
    assert make_letters(now=at(21)) == 1
    assert digests() == [(first.user_id, TODAY, 1, 1), (first.user_id, TODAY, 2, 2)]
    assert Letter.objects.digests().get(number=2).due_on == TODAY


def test_make_letters_new_notice_joins_a_digest_nobody_tried_to_send() -> None:
    first = NoticeFactory(reminder=True)
    make_letters(now=at(9))
    NoticeFactory(reminder=True, user=first.user, due_on=TODAY)
    assert make_letters(now=at(9, 2)) == 0
    assert digests() == [(first.user_id, TODAY, 1, 2)]
    assert Letter.objects.get().due_on == TODAY


def test_make_letters_digest_nobody_received_goes_into_the_next_days() -> None:
    notice = NoticeFactory(reminder=True, due_on=TOMORROW)
    make_letters(now=at(9))
    Letter.objects.update(attempts=3, last_error="ConnectionRefusedError")
    assert make_letters(now=at(9, 0, TOMORROW)) == 1
    assert digests() == [(notice.user_id, TOMORROW, 1, 1)]
    assert Letter.objects.filter(state=LetterState.DROPPED).count() == 1


def test_make_letters_digest_with_an_unknown_outcome_is_left_to_be_repeated() -> None:
    notice = NoticeFactory(reminder=True)
    make_letters(now=at(9))
    Letter.objects.update(attempts=1, last_error="")
    assert make_letters(now=at(9, 0, TOMORROW)) == 0
    assert digests() == [(notice.user_id, TODAY, 1, 1)]


def test_make_letters_numbers_after_a_dropped_digest_of_the_same_day() -> None:
    first = NoticeFactory(reminder=True)
    make_letters(now=at(9))
    Letter.objects.update(state=LetterState.DROPPED)
    NoticeFactory(reminder=True, user=first.user)
    assert make_letters(now=at(10)) == 1
    assert Letter.objects.digests().pending().get().number == 2


def test_make_letters_inactive_people_get_nothing_and_never_will() -> None:
    gone = UserFactory(is_active=False)
    NoticeFactory(user=gone)
    NoticeFactory(reminder=True, user=gone)
    assert make_letters(now=at(9)) == 0
    assert Notice.objects.standing().count() == 0


def test_make_letters_withdrawn_notices_make_none() -> None:
    NoticeFactory(withdrawn_at=at(8))
    NoticeFactory(reminder=True, withdrawn_at=at(8))
    assert make_letters(now=at(9)) == 0


def test_make_letters_single_notices_are_letters_of_their_own() -> None:
    user = UserFactory()
    first, second = NoticeFactory.create_batch(2, user=user)
    assert make_letters(now=at(9)) == 2
    assert make_letters(now=at(9, 1)) == 0
    rows = Letter.objects.values_list("kind", "message_id", "notices")
    assert list(rows) == [
        (LetterKind.SINGLE, f"<notice-{first.pk}@kezdesu.local>", first.pk),
        (LetterKind.SINGLE, f"<notice-{second.pk}@kezdesu.local>", second.pk),
    ]


def test_make_letters_statements_do_not_grow_with_notices(django_assert_max_num_queries) -> None:
    user = UserFactory()
    NoticeFactory.create_batch(50, reminder=True, user=user)
    NoticeFactory.create_batch(50, user=user)
    with django_assert_max_num_queries(16):
        assert make_letters(now=at(9)) == 51


@pytest.mark.django_db(transaction=True)
def test_make_letters_waits_for_nobody_who_holds_a_notice() -> None:
    """A notice that somebody is just taking back is left to the next round; the others go."""
    held, free = NoticeFactory(thread="a"), NoticeFactory()
    holds, done = threading.Event(), threading.Event()

    def take_back() -> None:
        try:
            with transaction.atomic():
                withdraw(thread="a")
                holds.set()
                done.wait(10)
        finally:
            connection.close()

    other = threading.Thread(target=take_back)
    other.start()
    holds.wait(10)
    assert make_letters(now=at(9)) == 1
    done.set()
    other.join(10)
    assert make_letters(now=at(9, 2)) == 0
    free.refresh_from_db()
    held.refresh_from_db()
    assert (free.letter is not None, held.letter, held.withdrawn_at is not None) == (True, None, True)
