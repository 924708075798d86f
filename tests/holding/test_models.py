"""What the database itself refuses of what is told of held meetings, and the one door to what is public of it."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.db.utils import DatabaseError

from meetings.choices import MeetingState
from meetings.models import Meeting
from portal.holding.choices import AccountVerb, Fate, PhotoState
from portal.holding.models import Account, AccountEvent, Photo, Question
from portal.kernel import clock
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory
from tests.factories.files import StoredFileFactory
from tests.factories.holding import AccountFactory, QuestionFactory
from tests.factories.meetings import MeetingFactory

pytestmark = pytest.mark.django_db


def refused(**facts: object) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        AccountFactory(**facts)


def test_minutes_come_with_how_they_are_known() -> None:
    refused(talk_minutes=20, questions_minutes=80)
    refused(obtained="measured")
    AccountFactory(talk_minutes=20, questions_minutes=80, obtained="measured")


def test_published_results_have_a_summary_in_both_languages() -> None:
    refused(published=True, summary_ru="")
    AccountFactory(published=True)


def test_only_a_question_that_was_taken_has_a_body_and_a_term() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        QuestionFactory(fate=Fate.ANSWERED, body=BodyFactory())
    QuestionFactory(fate=Fate.TAKEN, body=BodyFactory())


def test_a_photo_is_public_by_a_second_person_alone_and_of_children_with_consent() -> None:
    account, first, second = AccountFactory(), UserFactory(), UserFactory()

    def shown(**facts: object) -> Photo:
        said = {"alt_kk": "Зал", "alt_ru": "Зал", "judged_by": second, "picture": StoredFileFactory(), **facts}
        with transaction.atomic():
            return Photo.objects.create(
                account=account, state=PhotoState.PUBLIC, added_by=first, added_at=clock.now(), **said
            )

    for wrong in (
        {"judged_by": first},
        {"judged_by": None},
        {"alt_ru": ""},
        {"shows_children": True},
        {"picture": None},
    ):
        with pytest.raises(IntegrityError):
            shown(**wrong)
    assert shown().state == PhotoState.PUBLIC
    assert shown(shows_children=True, consent="Ата-анасы 18 наурызда келісті").shows_children


def test_the_history_of_an_account_is_never_rewritten() -> None:
    account = AccountFactory()
    line = AccountEvent.objects.create(
        account=account, verb=AccountVerb.LOG, actor=account.logged_by, at=clock.now(), on=account.logged_on
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        AccountEvent.objects.filter(pk=line.pk).update(verb=AccountVerb.CLOSE)
    with pytest.raises((DatabaseError, ProtectedError)), transaction.atomic():
        account.delete()


def test_results_are_public_once_published_and_while_the_meeting_stands_as_held() -> None:
    waiting, published = AccountFactory(), AccountFactory(published=True)
    hidden = AccountFactory(published=True, meeting=MeetingFactory(hidden=True, state="held", attendance=3))
    question = QuestionFactory(account=published)
    QuestionFactory(account=waiting)
    QuestionFactory(account=hidden)
    assert set(Account.objects.public()) == {published}
    assert set(Account.objects.of_public_meetings()) == {waiting, published}
    assert list(Question.objects.public()) == [question]
    # The record was a mistake: nothing of it is shown any more.
    Meeting.objects.filter(pk=published.meeting_id).update(state=MeetingState.ANNOUNCED, attendance=None)
    assert not Account.objects.public()
    assert not Question.objects.public()
