"""What people ask and demand."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import factory

from portal.questions.choices import DemandState, Purpose, State
from portal.questions.models import AskedQuestion, Demand, DemandPolicy, Person, Voice
from portal.questions.services.keys import mailbox_of, new_nonce
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, TerritoryFactory
from tests.factories.meetings import MeetingFactory

_SENT = datetime(2027, 3, 1, 5, 0, tzinfo=UTC)


class PersonFactory(factory.django.DjangoModelFactory):
    """Somebody with a mailbox of their own; `confirmed=True`: it is theirs."""

    class Meta:
        model = Person

    class Params:
        confirmed = factory.Trait(confirmed_at=datetime(2027, 3, 1, 6, 0, tzinfo=UTC))

    purpose = Purpose.QUESTION
    email = factory.Sequence("villager{}@mail.example".format)
    mailbox = factory.LazyAttribute(lambda person: mailbox_of(person.email))
    language = "kk"
    nonce = factory.LazyFunction(new_nonce)
    sent_at = _SENT
    erase_on = date(2028, 3, 18)


class _SentFactory(factory.django.DjangoModelFactory):
    class Meta:
        abstract = True

    own_text = factory.Sequence("Неге кешке су жоқ? {}".format)
    own_language = "kk"
    topic = "water"
    sent_at = _SENT
    person = factory.SubFactory(PersonFactory)


class AskedQuestionFactory(_SentFactory):
    """Waits for its moderator; `public=True`: on the agenda of a meeting everybody sees."""

    class Meta:
        model = AskedQuestion

    class Params:
        public = factory.Trait(
            state=State.AGENDA,
            text_kk=factory.SelfAttribute("own_text"),
            text_ru="Почему вечером нет воды?",
            judged_at=_SENT,
            judged_by=factory.SubFactory(UserFactory),
        )

    # Beyond those that the portal gives in a test.
    number = factory.Sequence(lambda n: f"S-2027-{n + 500001:06d}")
    meeting = factory.SubFactory(MeetingFactory)
    territory = factory.SelfAttribute("meeting.territory")
    state = State.WAITING
    confirmed_at = _SENT


class DemandFactory(_SentFactory):
    """Waits for its moderator; `public=True`: gathers voices."""

    class Meta:
        model = Demand

    class Params:
        public = factory.Trait(
            state=DemandState.OPEN,
            text_kk=factory.SelfAttribute("own_text"),
            text_ru="Встретьтесь с нами: воды нет с сентября",
            opened_on=date(2027, 3, 2),
            threshold=50,
            answer_days=10,
            until=date(2027, 5, 1),
        )

    number = factory.Sequence(lambda n: f"T-2027-{n + 500001:06d}")
    body = factory.SubFactory(BodyFactory)
    territory = factory.SubFactory(TerritoryFactory)
    state = DemandState.WAITING
    person = factory.SubFactory(PersonFactory, purpose=Purpose.DEMAND)


class DemandPolicyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = DemandPolicy

    body = factory.SubFactory(BodyFactory)
    threshold = 50
    gather_days = 60
    answer_days = 10
    ground_kk = "Әкімнің 2027 жылғы 11 қаңтардағы № 5 өкімі"
    ground_ru = "Распоряжение акима от 11 января 2027 года № 5"
    published_on = date(2027, 1, 11)
    published_by = factory.SubFactory(UserFactory)


def voice_of(about: AskedQuestion | Demand, **facts: Any) -> Voice:
    """A confirmed voice of a mailbox of its own."""
    person = PersonFactory(purpose=Purpose.VOICE, confirmed=True)
    of = {"question": about} if isinstance(about, AskedQuestion) else {"demand": about}
    told = {"person": person, "mailbox": person.mailbox, "confirmed_at": person.confirmed_at, **of, **facts}
    return Voice.objects.create(**told)
