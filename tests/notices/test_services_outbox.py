"""Writing down whom to tell what."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from portal.kernel.wording import Lines
from portal.notices.choices import LetterState
from portal.notices.models import Notice
from portal.notices.services import Draft, settle, tell, tell_many, withdraw
from tests.conftest import TODAY
from tests.factories.accounts import UserFactory
from tests.factories.notices import LetterFactory, NoticeFactory

LINES = Lines("қаз", "рус", "eng")

pytestmark = pytest.mark.django_db


def test_tell_new_key_writes_one_row() -> None:
    user = UserFactory()
    assert tell(
        user=user,
        key="reminder-1-7-14",
        kind="reminder",
        lines=LINES,
        path="/work/obligations/7/",
        thread="obligation-7",
        due_on=date(2026, 12, 1),
        digest=True,
        created_for=TODAY,
    )
    notice = Notice.objects.get()
    assert (notice.user, notice.key, notice.kind, notice.lines) == (user, "reminder-1-7-14", "reminder", LINES)
    assert (notice.path, notice.thread, notice.due_on) == ("/work/obligations/7/", "obligation-7", date(2026, 12, 1))
    assert (notice.digest, notice.created_for, notice.withdrawn_at, notice.letter) == (True, TODAY, None, None)


def test_tell_same_key_again_changes_nothing() -> None:
    user = UserFactory()
    first = tell(user=user, key="k", kind="returned", lines=LINES, path="/desk/", created_for=TODAY)
    again = tell(user=user, key="k", kind="returned", lines=Lines("x", "y", "z"), path="/desk/", created_for=TODAY)
    assert (first, again) == (True, False)
    assert Notice.objects.get().lines == LINES


def test_tell_many_counts_new_rows_only_in_two_statements(django_assert_num_queries) -> None:
    user = UserFactory()
    NoticeFactory(user=user, key="k1")
    drafts = [
        Draft(user=user, key=f"k{number}", kind="reminder", lines=LINES, path="/desk/", created_for=TODAY)
        for number in (1, 2, 3, 3)
    ]
    with django_assert_num_queries(4):  # savepoint, keys, insert, release
        assert tell_many(drafts) == 2
    assert tell_many(drafts) == 0
    assert Notice.objects.count() == 3
    assert tell_many([]) == 0


@pytest.mark.parametrize("path", ["", "https://elsewhere.example/", "desk/"])
def test_draft_with_an_address_outside_the_portal_is_a_mistake(path: str) -> None:
    with pytest.raises(ValueError, match="page of the portal"):
        Draft(user=UserFactory.build(), key="k", kind="x", lines=LINES, path=path, created_for=TODAY)


def test_notice_path_is_guarded_by_the_database() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        NoticeFactory(path="https://elsewhere.example/")


def test_withdraw_takes_back_what_was_not_sent_of_the_thread() -> None:
    waiting = NoticeFactory(thread="a")
    in_pending_letter = NoticeFactory(thread="a", letter=LetterFactory())
    sent = NoticeFactory(thread="a", letter=LetterFactory(state=LetterState.SENT, sent_at="2026-11-24T05:00:00Z"))
    other = NoticeFactory(thread="b")
    assert withdraw(thread="a") == 2
    withdrawn = set(Notice.objects.filter(withdrawn_at__isnull=False))
    assert withdrawn == {waiting, in_pending_letter}
    assert set(Notice.objects.standing()) == {sent, other}
    assert withdraw(thread="a") == 0


def test_settle_takes_back_what_was_to_be_told_before_the_day() -> None:
    NoticeFactory(created_for=date(2026, 11, 23), thread="a")
    today = NoticeFactory(created_for=TODAY, thread="a")
    sent = NoticeFactory(
        created_for=date(2026, 11, 23), letter=LetterFactory(state=LetterState.SENT, sent_at="2026-11-23T05:00:00Z")
    )
    assert settle(before=TODAY) == 1
    assert set(Notice.objects.standing()) == {today, sent}


def test_withdraw_without_a_thread_is_refused() -> None:
    with pytest.raises(ValueError, match="named thread"):
        withdraw(thread="")
