"""What is told of held meetings."""

from __future__ import annotations

from datetime import UTC, date, datetime

import factory

from meetings.choices import MeetingState
from portal.holding.models import Account, Question
from tests.factories.accounts import UserFactory
from tests.factories.meetings import MeetingFactory


class AccountFactory(factory.django.DjangoModelFactory):
    """Of a meeting held on Thursday 18 March 2027 before 40 people; `published=True`: its results are public."""

    class Meta:
        model = Account

    class Params:
        published = factory.Trait(
            published_at=datetime(2027, 3, 25, 5, 0, tzinfo=UTC),
            published_by=factory.SubFactory(UserFactory),
            summary_kk="Кездесу өтті",
            summary_ru="Встреча прошла",
        )

    meeting = factory.SubFactory(MeetingFactory, state=MeetingState.HELD, attendance=40)
    logged_on = date(2027, 3, 18)
    logged_by = factory.SubFactory(UserFactory)
    changed_at = datetime(2027, 3, 18, 12, 0, tzinfo=UTC)


class QuestionFactory(factory.django.DjangoModelFactory):
    """A question that was taken; nobody answers for it yet."""

    class Meta:
        model = Question

    account = factory.SubFactory(AccountFactory)
    number = factory.Sequence(lambda n: n + 1)
    asked = factory.Sequence(lambda n: f"Неге кешке су жоқ? {n}")
    text_kk = factory.SelfAttribute("asked")
