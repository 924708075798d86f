"""The office judges what people sent; whoever asked or supported hears of it once; two people remove."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.choices import MeetingState
from portal.bodies.permissions import Actor
from portal.files.models import StoredFile
from portal.kernel.errors import Conflict, IllegalTransition, Invalid, NotAllowed
from portal.kernel.wording import Lines
from portal.questions.choices import DemandState, Held, MailKind, ReadReason, Refusal, State, Verb
from portal.questions.models import AskedQuestion, Demand, PersonLetter, PersonRead, QuestionEvent
from portal.questions.permissions import can_decide_removal, can_moderate, can_read_person
from portal.questions.rules import reasons
from portal.questions.services.moderating import (
    Public,
    change_text,
    join_question,
    let_through,
    let_voices_through,
    publish_text,
    refuse_text,
)
from portal.questions.services.reading import read_person
from portal.questions.services.removal import ask_removal, decide_removal
from tests.factories.questions import (
    AskedQuestionFactory,
    DemandFactory,
    DemandPolicyFactory,
    PersonFactory,
    voice_of,
)
from tests.ground import GROUND
from tests.meetings.valley import DAY, Valley, make_valley

pytestmark = pytest.mark.django_db

TODAY = DAY - timedelta(days=8)
NOW = datetime(2027, 3, 1, 8, 0, tzinfo=UTC)
SAID = Public("Су қашан келеді?", "Когда будет вода?", "water")
NOTE = Lines("Мәселеңізді нақтылаңыз.", "Уточните вопрос.", "")
EVERYBODY = ("region", "officer", "head", "rural", "neighbour", "minister", "preparer", "administrator", "nobody")
#: The district holds the meeting; the akimat of the region stands above it.
MODERATE = {"region", "officer", "head"}


@GROUND.fixture
def asking_valley() -> Valley:
    return make_valley()


@pytest.fixture
def valley(asking_valley: Valley) -> Valley:
    return asking_valley


def acting(valley: Valley, who: str = "officer") -> dict[str, Any]:
    return {"actor": valley.actor(who, TODAY), "today": TODAY, "now": NOW}


def asked(valley: Valley, **facts: Any) -> AskedQuestion:
    """Confirmed by its author."""
    facts.setdefault("meeting", None)
    facts["meeting"] = facts["meeting"] or valley.meeting()
    facts.setdefault("person", PersonFactory(confirmed=True))
    return AskedQuestionFactory(**facts)


def told() -> list[tuple[str, str]]:
    """Mailboxes and what they are told."""
    rows = PersonLetter.objects.filter(kind=MailKind.FATE).order_by("person__email", "key")
    return list(rows.values_list("person__email", "key"))


# -- who ---------------------------------------------------------------------------------------------------------------
def test_who_may_moderate_and_who_may_see_who_asked(valley: Valley) -> None:
    question = asked(valley)
    demand = DemandFactory(body=valley.district, territory=valley.rural.territory)
    for sent in (question, demand):
        rows = type(sent).objects
        for who in EVERYBODY:
            actor = valley.actor(who, TODAY)
            may = bool(can_moderate(actor, sent))
            assert may == (who in MODERATE), who
            assert may == rows.moderated_by(actor).filter(pk=sent.pk).exists(), who
            assert bool(can_read_person(actor, sent)) == (who in MODERATE - {"region"}), who


@pytest.mark.parametrize("who", sorted(set(EVERYBODY) - MODERATE))
def test_nobody_else_judges_or_looks(valley: Valley, who: str) -> None:
    question, act = asked(valley), acting(valley, who)
    public = asked(valley, public=True, meeting=question.meeting)
    for tried in (
        lambda: publish_text(sent=question, public=SAID, **act),
        lambda: refuse_text(sent=question, refusal=Refusal.INSULT, note=Lines("", "", ""), **act),
        lambda: join_question(question=question, to=public.number, **act),
        lambda: let_through(sent=asked(valley, meeting=question.meeting, state=State.SENT, held=Held.QUICK), **act),
        lambda: change_text(sent=public, public=SAID, **act),
        lambda: ask_removal(sent=public, reason=Refusal.INSULT, **act),
        lambda: decide_removal(sent=public, removes=True, **act),
        lambda: read_person(sent=question, reason=ReadReason.ANSWER, actor=act["actor"], now=NOW),
    ):
        with pytest.raises(NotAllowed):
            tried()
    assert not PersonRead.objects.exists()
    assert not told()


# -- publishing --------------------------------------------------------------------------------------------------------
def test_a_published_question_is_on_the_agenda_and_its_author_hears_of_it_once(valley: Valley) -> None:
    question = asked(valley)
    row = publish_text(sent=question, public=SAID, expected=1, **acting(valley))
    assert (row.state, row.text_kk, row.text_ru, row.topic) == (State.AGENDA, SAID.text_kk, SAID.text_ru, "water")
    assert (row.judged_by, row.judged_at) == (valley.people["officer"], NOW)
    assert row.own_text == question.own_text
    assert list(AskedQuestion.objects.public()) == [row]
    # Sent a second time the second finds it done; somebody else, who read it before, does not pass over it.
    assert publish_text(sent=question, public=SAID, expected=1, **acting(valley)).version == row.version
    with pytest.raises(Conflict):
        publish_text(sent=question, public=SAID, expected=1, **acting(valley, "head"))
    assert told() == [(question.person.email, f"fate:{question.number}:agenda")]


@pytest.mark.parametrize(
    ("field", "private"),
    [
        ("text_kk", "8 701 555-66-77"),
        ("text_ru", "ЖСН 900101300124"),
        ("picture_alt_kk", "a@b.kz"),
        ("picture_alt_ru", "12 пәтер"),
    ],
)
def test_what_belongs_to_one_person_stops_it_until_it_is_gone(valley: Valley, field: str, private: str) -> None:
    question = asked(valley, picture=_picture(valley))
    whole = {"text_kk": "Су", "text_ru": "Вода", "picture_alt_kk": "Құдық", "picture_alt_ru": "Колодец"}
    with pytest.raises(Invalid) as refused:
        publish_text(
            sent=question, public=Public(**whole | {field: f"Су {private}"}, shows_picture=True), **acting(valley)
        )
    assert list(refused.value.errors) == [field]
    assert AskedQuestion.objects.get().state == State.WAITING
    row = publish_text(sent=question, public=Public(**whole, shows_picture=True), **acting(valley))
    assert (row.shows_picture, row.picture_alt_ru) == (True, "Колодец")
    with pytest.raises(Invalid):
        change_text(sent=row, public=Public(**whole | {field: private}, shows_picture=True), **acting(valley))


def test_a_picture_whose_file_is_named_after_somebody_is_left_out(valley: Valley) -> None:
    question = asked(valley, picture=_picture(valley, name="8 701 555 66 77.jpg"))
    shown = Public("Су", "Вода", shows_picture=True, picture_alt_kk="Құдық", picture_alt_ru="Колодец")
    with pytest.raises(Invalid) as refused:
        publish_text(sent=question, public=shown, **acting(valley))
    assert list(refused.value.errors) == ["shows_picture"]


def test_a_picture_that_is_shown_is_described_and_one_that_is_not_leaves_no_words(valley: Valley) -> None:
    question = asked(valley, picture=_picture(valley))
    with pytest.raises(Invalid) as refused:
        publish_text(sent=question, public=Public("Су", "Вода", shows_picture=True), **acting(valley))
    assert list(refused.value.errors) == ["picture_alt_kk", "picture_alt_ru"]
    row = publish_text(sent=question, public=Public("Су", "Вода", picture_alt_kk="Құдық"), **acting(valley))
    assert (row.shows_picture, row.picture_alt_kk) == (False, "")


@pytest.mark.parametrize("texts", [("", "Вода"), ("Су", " "), ("", "")])
def test_both_texts_are_needed(valley: Valley, texts: tuple[str, str]) -> None:
    with pytest.raises(Invalid) as refused:
        publish_text(sent=asked(valley), public=Public(*texts), **acting(valley))
    assert set(refused.value.errors) == {
        name for name, text in zip(("text_kk", "text_ru"), texts, strict=True) if not text.strip()
    }


@pytest.mark.parametrize("state", [MeetingState.CANCELLED, MeetingState.NOT_TAKEN_PLACE])
def test_nothing_comes_on_the_agenda_of_a_meeting_that_is_off(valley: Valley, state: str) -> None:
    question = asked(valley)
    type(question.meeting).objects.update(state=state)
    with pytest.raises(Conflict) as refused:
        publish_text(sent=question, public=SAID, **acting(valley))
    assert refused.value.code == "meeting_over"


def test_what_its_author_has_not_confirmed_is_not_published(valley: Valley) -> None:
    question = asked(valley, state=State.SENT, confirmed_at=None, person=PersonFactory())
    for tried in (
        lambda: publish_text(sent=question, public=SAID, **acting(valley)),
        lambda: refuse_text(sent=question, refusal=Refusal.INSULT, note=Lines("", "", ""), **acting(valley)),
    ):
        with pytest.raises(IllegalTransition):
            tried()


def test_a_demand_is_opened_under_the_rules_of_the_nearest_akimat_that_has_some(valley: Valley) -> None:
    DemandPolicyFactory(body=valley.region, threshold=50, gather_days=60, answer_days=10)
    DemandPolicyFactory(body=valley.district, published_on=TODAY + timedelta(days=1))
    demand = DemandFactory(body=valley.rural, territory=valley.rural.territory, person=PersonFactory(confirmed=True))
    row = publish_text(sent=demand, public=SAID, expected=1, **acting(valley, "rural"))
    assert (row.state, row.opened_on) == (DemandState.OPEN, TODAY)
    assert (row.threshold, row.answer_days, row.until) == (50, 10, TODAY + timedelta(days=60))
    assert list(Demand.objects.public()) == [row]
    assert told() == [(demand.person.email, f"fate:{demand.number}:open")]


def test_where_no_rules_are_published_no_number_of_voices_is_asked(valley: Valley) -> None:
    demand = DemandFactory(body=valley.district, territory=valley.rural.territory)
    row = publish_text(sent=demand, public=SAID, **acting(valley))
    assert (row.opened_on, row.threshold, row.until) == (TODAY, None, None)


# -- changing, refusing ------------------------------------------------------------------------------------------------
def test_a_changed_text_stands_in_the_history_and_is_not_told(valley: Valley) -> None:
    row = publish_text(sent=asked(valley), public=SAID, **acting(valley))
    PersonLetter.objects.all().delete()
    mended = Public("Су қашан?", SAID.text_ru, "water")
    row = change_text(sent=row, public=mended, expected=row.version, **acting(valley, "head"))
    assert change_text(sent=row, public=mended, expected=1, **acting(valley, "head")).version == row.version
    with pytest.raises(Conflict):
        change_text(sent=row, public=SAID, expected=1, **acting(valley))
    line = QuestionEvent.objects.filter(verb=Verb.EDIT).get()
    assert (line.actor, line.from_state, line.to_state) == (valley.people["head"], "agenda", "agenda")
    assert not told()


def test_a_refusal_says_why_in_both_languages_and_may_be_thought_better_of(valley: Valley) -> None:
    question = asked(valley)
    row = refuse_text(sent=question, refusal=Refusal.UNCLEAR, note=NOTE, expected=1, **acting(valley))
    assert (row.state, row.refusal, row.note_kk, row.note_ru) == (State.REFUSED, "unclear", NOTE.kk, NOTE.ru)
    again = refuse_text(sent=question, refusal=Refusal.UNCLEAR, note=NOTE, expected=1, **acting(valley))
    assert again.version == row.version
    assert told() == [(question.person.email, f"fate:{question.number}:refused")]
    line = QuestionEvent.objects.get()
    assert (line.note_kk, line.note_ru) == (NOTE.kk, NOTE.ru)
    row = publish_text(sent=question, public=SAID, **acting(valley, "head"))
    assert (row.state, row.refusal, row.note_kk) == (State.AGENDA, "", "")


@pytest.mark.parametrize(
    ("refusal", "note", "fields"),
    [
        ("", Lines("", "", ""), ["refusal"]),
        (Refusal.OTHER, Lines("", "", ""), ["note_kk", "note_ru"]),
        (Refusal.INSULT, Lines("Жоқ", "", ""), ["note_ru"]),
        (Refusal.INSULT, Lines("8 701 555 66 77", "Позвоните", ""), ["note_kk"]),
    ],
)
def test_a_refusal_lacks_nothing(valley: Valley, refusal: str, note: Lines, fields: list[str]) -> None:
    with pytest.raises(Invalid) as refused:
        refuse_text(sent=asked(valley), refusal=refusal, note=note, **acting(valley))
    assert list(refused.value.errors) == fields


def test_every_reason_has_its_sentence_in_three_languages() -> None:
    assert set(reasons.TOLD) == set(Refusal.values)
    said = reasons.told(Refusal.UNCLEAR, NOTE)
    assert said.ru == "Из текста непонятно, о чём вопрос. Напишите ещё раз подробнее. Уточните вопрос."
    assert all(line.get(language) for line in reasons.TOLD.values() for language in ("kk", "ru", "en"))


# -- joining -----------------------------------------------------------------------------------------------------------
def test_who_asked_a_joined_question_and_who_supported_it_hear_of_the_fate_of_the_other(valley: Valley) -> None:
    first = publish_text(sent=asked(valley), public=SAID, **acting(valley))
    second = asked(valley, meeting=first.meeting)
    third = asked(valley, meeting=first.meeting, public=True)
    voice = voice_of(third)
    voice_of(third, confirmed_at=None)
    voice_of(third, withdrawn_at=NOW)
    row = join_question(question=second, to=third.number, expected=1, **acting(valley))
    assert (row.state, row.joined_to) == (State.JOINED, third)
    join_question(question=third, to=first.number, **acting(valley))
    PersonLetter.objects.all().delete()
    ask_removal(sent=first, reason=Refusal.INSULT, **acting(valley))
    decide_removal(sent=first, removes=True, **acting(valley, "head"))
    key = f"fate:{first.number}:removed"
    people = (first.person, second.person, third.person, voice.person)
    assert told() == sorted((person.email, key) for person in people)


def test_a_mailbox_that_follows_twice_is_told_once(valley: Valley) -> None:
    question = asked(valley)
    twin = PersonFactory(confirmed=True, email=question.person.email, mailbox=question.person.mailbox)
    other = asked(valley, meeting=question.meeting, person=twin)
    publish_text(sent=question, public=SAID, **acting(valley))
    join_question(question=other, to=question.number, **acting(valley))
    PersonLetter.objects.all().delete()
    ask_removal(sent=question, reason=Refusal.INSULT, **acting(valley))
    decide_removal(sent=question, removes=True, **acting(valley, "head"))
    assert len(told()) == 1


def test_a_question_is_joined_with_one_on_the_agenda_of_its_meeting_alone(valley: Valley) -> None:
    question = asked(valley)
    elsewhere = asked(valley, public=True)
    waiting = asked(valley, meeting=question.meeting)
    for number in (question.number, elsewhere.number, waiting.number, "S-2027-999999", ""):
        with pytest.raises(Invalid) as refused:
            join_question(question=question, to=number, **acting(valley))
        assert list(refused.value.errors) == ["to"]


# -- held --------------------------------------------------------------------------------------------------------------
def test_what_was_held_and_is_let_through_is_confirmed_by_its_author(valley: Valley) -> None:
    person = PersonFactory()
    question = asked(valley, state=State.SENT, held=Held.NETWORK, confirmed_at=None, person=person)
    assert list(AskedQuestion.objects.to_moderate()) == [question]
    row = let_through(sent=question, expected=1, **acting(valley))
    assert (row.state, row.held, row.person.sent_at) == (State.SENT, "", NOW)
    let_through(sent=question, expected=1, **acting(valley))
    letter = PersonLetter.objects.get()
    assert (letter.person, letter.kind, letter.key) == (person, MailKind.CONFIRM, "confirm")
    assert list(QuestionEvent.objects.values_list("verb", flat=True)) == [Verb.RELEASE]
    assert not AskedQuestion.objects.to_moderate().exists()


def test_held_voices_are_let_through_together_and_counted_when_they_are_confirmed(valley: Valley) -> None:
    row = asked(valley, public=True)
    held = [voice_of(row, confirmed_at=None, held=Held.NETWORK) for _each in range(3)]
    voice_of(row, confirmed_at=None)
    assert let_voices_through(sent=row, **acting(valley)) == 3
    assert let_voices_through(sent=row, **acting(valley)) == 0
    letters = PersonLetter.objects.filter(kind=MailKind.CONFIRM)
    assert set(letters.values_list("person", flat=True)) == {voice.person_id for voice in held}
    assert row.voices.counted().count() == 0
    with pytest.raises(NotAllowed):
        let_voices_through(sent=row, **acting(valley, "neighbour"))


def test_many_who_support_cost_no_more_statements_than_few(valley: Valley) -> None:
    few, many = asked(valley, public=True), asked(valley, public=True)
    for question, count in ((few, 2), (many, 25)):
        for _each in range(count):
            voice_of(question)
        ask_removal(sent=question, reason=Refusal.INSULT, **acting(valley))
    spent = []
    for question in (few, many):
        with CaptureQueriesContext(connection) as statements:
            decide_removal(sent=question, removes=True, **acting(valley, "head"))
        spent.append(len(statements))
    assert spent[0] == spent[1]
    assert len(told()) == 2 + 2 + 25


# -- removing by two ---------------------------------------------------------------------------------------------------
def test_two_people_remove_and_neither_is_the_same(valley: Valley) -> None:
    row = asked(valley, public=True)
    row = ask_removal(sent=row, reason=Refusal.INSULT, expected=row.version, **acting(valley))
    assert ask_removal(sent=row, reason=Refusal.INSULT, expected=1, **acting(valley)).version == row.version
    assert list(AskedQuestion.objects.public()) == [row]
    assert not can_decide_removal(valley.actor("officer", TODAY), row)
    with pytest.raises(NotAllowed) as refused:
        decide_removal(sent=row, removes=True, **acting(valley))
    assert refused.value.code == "second_person"
    with pytest.raises(Conflict):
        ask_removal(sent=row, reason=Refusal.INSULT, **acting(valley, "head"))
    gone = decide_removal(sent=row, removes=True, expected=row.version, **acting(valley, "region"))
    assert (gone.state, gone.removal_by) == (State.REMOVED, valley.people["officer"])
    assert decide_removal(sent=row, removes=True, expected=1, **acting(valley, "region")).version == gone.version
    assert not AskedQuestion.objects.public().exists()
    assert told() == [(row.person.email, f"fate:{row.number}:removed")]


def test_a_removal_that_is_refused_leaves_everything_as_it_was(valley: Valley) -> None:
    row = ask_removal(sent=asked(valley, public=True), reason=Refusal.INSULT, **acting(valley))
    kept = decide_removal(sent=row, removes=False, **acting(valley, "head"))
    assert (kept.state, kept.removal_by, kept.removal_reason) == (State.AGENDA, None, "")
    with pytest.raises(Conflict):
        decide_removal(sent=row, removes=False, **acting(valley, "head"))
    assert not told()


# -- who asked ---------------------------------------------------------------------------------------------------------
def test_each_look_at_who_asked_is_written_down_with_its_reason(valley: Valley) -> None:
    question = asked(valley)
    actor: Actor = valley.actor("officer", TODAY)
    with pytest.raises(Invalid) as refused:
        read_person(sent=question, reason="", actor=actor, now=NOW)
    assert list(refused.value.errors) == ["why"]
    assert not PersonRead.objects.exists()
    for _time in range(2):
        assert read_person(sent=question, reason=ReadReason.ANSWER, actor=actor, now=NOW) == question.person
    row = PersonRead.objects.all()[0]
    assert (row.person_key, row.of, row.reader, row.reason) == (
        question.person.pk,
        question.number,
        actor.user,
        "answer",
    )
    assert PersonRead.objects.count() == 2
    nobody = asked(valley, meeting=question.meeting, person=None)
    assert read_person(sent=nobody, reason=ReadReason.ANSWER, actor=actor, now=NOW) is None
    assert PersonRead.objects.count() == 2


def _picture(valley: Valley, name: str = "photo.jpg") -> Any:
    return StoredFile.objects.create(
        sha256="a" * 64,
        size=1,
        content_type="image/jpeg",
        name=name,
        purpose="photo",
        content="aa/a",
        uploaded_by=valley.people["officer"],
    )
