"""What people raised, and what became of it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import factory

from issues.choices import Origin, State, Verb
from issues.models import Asker, Claim, Issue, IssueEvent, IssueTopic
from portal.kernel import clock
from portal.questions.choices import Purpose
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory
from tests.factories.questions import PersonFactory

_AT = datetime(2027, 3, 1, 5, 0, tzinfo=UTC)


def topic(slug: str = "water") -> IssueTopic:
    """One of the roots, which migrations plant."""
    return IssueTopic.objects.get(slug=slug)


class IssueFactory(factory.django.DjangoModelFactory):
    """In work, of its body and its body's place, public; `silent=True`: without a public text, hence not public.

    It has no life line: what a service wrote is made by the service.
    """

    class Meta:
        model = Issue

    class Params:
        silent = factory.Trait(title_kk="", title_ru="", published_on=None)

    # Beyond those that the portal gives in a test.
    number = factory.Sequence(lambda n: f"KZ-43-2027-{n + 500001:06d}")
    origin = Origin.ENTERED
    raised_on = date(2027, 2, 20)
    registered_on = date(2027, 3, 1)
    registered_by = factory.SubFactory(BodyFactory, akimat=True)
    holder = factory.SelfAttribute("registered_by")
    territory = factory.SelfAttribute("holder.territory")
    region = factory.LazyAttribute(lambda issue: issue.territory.region)
    topic = factory.LazyFunction(topic)
    title_kk = "Кешке су жоқ"
    title_ru = "Вечером нет воды"
    published_on = date(2027, 3, 1)
    state = State.WORK
    due_on = date(2027, 6, 1)
    first_due_on = factory.SelfAttribute("due_on")
    last_news_on = date(2027, 3, 1)


class ClaimFactory(factory.django.DjangoModelFactory):
    """People are answering it until 29 March."""

    class Meta:
        model = Claim

    issue = factory.SubFactory(IssueFactory, state=State.CLAIMED, closed_on=date(2027, 3, 15))
    number = 1
    body = factory.SelfAttribute("issue.holder")
    actor = factory.SubFactory(UserFactory)
    claimed_at = datetime(2027, 3, 15, 5, 0, tzinfo=UTC)
    claimed_on = date(2027, 3, 15)
    until = date(2027, 3, 29)
    text_kk = "Сорғы ауыстырылды."
    text_ru = "Насос заменён."


def asker_of(issue: Issue, *, confirmed_at: datetime | None = _AT, **person: Any) -> Asker:
    """Somebody with a mailbox who raised it; confirmed on 1 March unless said otherwise."""
    who = PersonFactory(purpose=Purpose.ISSUE, confirmed_at=confirmed_at, **person)
    return Asker.objects.create(issue=issue, person=who, mailbox=who.mailbox, confirmed_at=confirmed_at)


class EventFactory(factory.django.DjangoModelFactory):
    """A public line: in work with the issue's holder, at noon of its day. Services write the others."""

    class Meta:
        model = IssueEvent

    issue = factory.SubFactory(IssueFactory)
    verb = Verb.NEWS
    holder = factory.SelfAttribute("issue.holder")
    to_state = State.WORK
    on = date(2027, 3, 2)
    at = factory.LazyAttribute(lambda line: clock.at(line.on, 12))
