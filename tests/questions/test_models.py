"""What the database itself refuses of what people ask, and the one door to what is public of it."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError

from portal.kernel import clock
from portal.kernel.errors import Conflict, IllegalTransition
from portal.kit.content_version import content_version
from portal.questions.choices import DemandState, Purpose, State, Verb
from portal.questions.models import AskedQuestion, Demand, Person, PersonRead, QuestionEvent, Voice
from portal.questions.rules.numbers import parse_number
from portal.questions.services.keys import key_of, mailbox_of, new_nonce, person_of
from portal.questions.services.numbers import DEMAND, QUESTION, take_number
from portal.questions.services.steps import locked, step
from tests.factories.accounts import UserFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.questions import AskedQuestionFactory, DemandFactory, PersonFactory, voice_of

pytestmark = pytest.mark.django_db


def test_a_question_is_public_with_both_texts_alone() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        AskedQuestionFactory(state=State.AGENDA, text_kk="Су қашан келеді?")
    with pytest.raises(IntegrityError), transaction.atomic():
        AskedQuestionFactory(state=State.REFUSED)
    AskedQuestionFactory(public=True)


def test_a_demand_is_answered_in_both_languages_and_an_appointed_one_has_its_meeting() -> None:
    told = {
        "public": True,
        "state": DemandState.DECLINED,
        "answered_on": date(2027, 4, 1),
        "answered_by": UserFactory(),
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        DemandFactory(**told, answer_kk="Жоқ")
    DemandFactory(**told, answer_kk="Жоқ", answer_ru="Нет")
    with pytest.raises(IntegrityError), transaction.atomic():
        DemandFactory(**told | {"state": DemandState.APPOINTED}, answer_kk="Иә", answer_ru="Да")


def test_one_door() -> None:
    public, hidden = AskedQuestionFactory(public=True), MeetingFactory(hidden=True)
    AskedQuestionFactory(public=True, meeting=hidden)
    for state in (State.SENT, State.WAITING, State.WITHDRAWN, State.REMOVED):
        AskedQuestionFactory(state=state, text_kk="Су", text_ru="Вода")
    assert list(AskedQuestion.objects.public()) == [public]
    demand = DemandFactory(public=True)
    DemandFactory()
    assert list(Demand.objects.public()) == [demand]


def test_one_mailbox_one_voice_also_when_it_is_spelled_otherwise() -> None:
    question = AskedQuestionFactory(public=True)
    voice_of(question, mailbox=mailbox_of("Aigul@Mail.example"))
    with pytest.raises(IntegrityError), transaction.atomic():
        voice_of(question, mailbox=mailbox_of(" aigul+su@mail.example"))
    voice_of(question, mailbox=mailbox_of("marat@mail.example"))


def test_a_person_goes_on_a_day_and_a_standing_subscription_alone_has_none() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonFactory(erase_on=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonFactory(purpose=Purpose.SUBSCRIPTION, erase_on=None)
    PersonFactory(purpose=Purpose.SUBSCRIPTION, erase_on=None, confirmed=True)
    gone = PersonFactory(erase_on=date(2027, 3, 1))
    assert list(Person.objects.gone_on(date(2027, 3, 1))) == [gone]


def test_the_key_of_a_letter_opens_its_own_row_and_dies_with_its_nonce() -> None:
    person = PersonFactory()
    key = key_of(person)
    assert len(key) <= 40
    assert person_of(key) == person
    for wrong in ("", "x", key[:-1], key + "0", f"{person.pk + 1:x}-{key.partition('-')[2]}", "f" * 40, "-"):
        assert person_of(wrong) is None
    person.nonce = new_nonce()
    person.save()
    assert person_of(key) is None


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("S-2027-000731", "S-2027-000731"),
        ("с 2027 731", "S-2027-000731"),
        (" № т-2027–12 ", "T-2027-000012"),
        ("2027-000731", ""),
        ("S-2027-0000731", ""),
        ("", ""),
    ],
)
def test_a_number_is_read_as_people_type_it(typed: str, number: str) -> None:
    assert parse_number(typed) == number


def test_numbers_are_never_given_twice() -> None:
    # Of a year no other test takes numbers of: those that really commit leave theirs behind.
    assert [take_number(QUESTION, 2991), take_number(QUESTION, 2991)] == ["S-2991-000001", "S-2991-000002"]
    assert take_number(DEMAND, 2991) == "T-2991-000001"


def test_a_step_is_written_down_and_compared_with_what_was_read() -> None:
    question = AskedQuestionFactory(text_kk="Су", text_ru="Вода")
    row = locked(question, expected=1)
    step(row, "publish", now=clock.now(), today=clock.today())
    with pytest.raises(Conflict):
        locked(question, expected=1)
    with pytest.raises(IllegalTransition):
        step(locked(question), "refuse", now=clock.now(), today=clock.today())
    line = QuestionEvent.objects.get()
    assert (line.verb, line.from_state, line.to_state) == (Verb.PUBLISH, "waiting", "agenda")
    for change in (lambda: QuestionEvent.objects.update(verb="edit"), lambda: QuestionEvent.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_who_looked_stays_on_record() -> None:
    PersonRead.objects.create(person_key=1, of="S-2027-000001", reader=UserFactory(), at=clock.now())
    with pytest.raises(DatabaseError), transaction.atomic():
        PersonRead.objects.all().delete()


def _versions() -> list[str]:
    """After something is sent, confirmed, published, supported and supported by a confirmed mailbox."""
    question, seen = AskedQuestionFactory(state=State.SENT), []

    def become(row: AskedQuestion | Voice, **facts: object) -> None:
        for name, value in facts.items():
            setattr(row, name, value)
        row.save()
        seen.append(content_version(["meetings"]))

    become(question, own_text="Су неге лай?")
    become(question, state=State.WAITING)
    become(question, state=State.AGENDA, text_kk="Су неге лай?", text_ru="Почему вода мутная?")
    voice = voice_of(question, confirmed_at=None)
    become(voice, mailbox="")
    become(voice, confirmed_at=clock.now())
    return seen


def test_what_anybody_sends_leaves_pages_that_are_kept_as_they_are() -> None:
    sent, confirmed, published, supported, counted = _versions()
    assert sent == confirmed
    assert confirmed != published
    assert published == supported
    assert supported != counted
