"""What is private of people goes on its day with every copy; what is public stays."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.base import ContentFile
from django.db import connection

from meetings.models import Meeting
from portal.files.models import StoredFile
from portal.files.services import keep_made
from portal.kernel.wording import Lines
from portal.questions.choices import DemandState, Held, MailKind, Purpose, ReadReason, Refusal, State, Verb
from portal.questions.models import (
    AskedQuestion,
    Demand,
    Person,
    PersonLetter,
    PersonRead,
    QuestionEvent,
    SendMark,
    Subscription,
    Voice,
)
from portal.questions.rules.times import erased_on
from portal.questions.services.forgetting import forget_marks, forget_people, forget_unconfirmed
from portal.questions.services.letters import write_letter
from portal.questions.services.moderating import Public, publish_text, refuse_text
from portal.questions.services.moving import move_question
from portal.questions.services.reading import read_person
from tests.factories.accounts import UserFactory
from tests.factories.bodies import TerritoryFactory
from tests.factories.questions import AskedQuestionFactory, DemandFactory, PersonFactory, voice_of
from tests.meetings.valley import DAY, Valley
from tests.questions.test_moderating import acting, asking_valley, valley

__all__ = ["asking_valley", "valley"]

pytestmark = pytest.mark.django_db

NOW = datetime(2027, 3, 3, 21, 0, tzinfo=UTC)
MARK = "МАРКЕР"
MAIL = "marker-of-nobody@mail.example"
GONE = erased_on(DAY)


def night(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 1, tzinfo=UTC)


def everywhere(*markers: str) -> list[str]:
    """Columns of text and JSON in the whole database that hold one of the markers."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
            " AND (data_type IN ('text', 'character varying', 'jsonb', 'json', 'ARRAY', 'tsvector')) ORDER BY 1, 2"
        )
        for table, column in cursor.fetchall():
            for marker in markers:
                cursor.execute(f'SELECT 1 FROM "{table}" WHERE "{column}"::text ILIKE %s LIMIT 1', [f"%{marker}%"])
                if cursor.fetchone():
                    found.append(f"{table}.{column}")
    return found


def files_in(root: Path) -> list[bytes]:
    return [path.read_bytes() for path in root.rglob("*") if path.is_file()]


def picture(valley: Valley, content: str) -> StoredFile:
    return keep_made(
        actor=valley.actor("officer"),
        content=ContentFile(content.encode()),
        name="photo.jpg",
        content_type="image/jpeg",
        purpose="photo",
    )


def marked(**more: Any) -> Person:
    facts: dict[str, Any] = {"confirmed": True, "email": MAIL, "name": MARK, "phone": f"{MARK} 7"}
    return PersonFactory(**facts | more)


def test_after_the_day_no_marker_is_anywhere_and_what_was_public_stays(
    valley: Valley, settings: LazySettings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    meeting = valley.meeting()
    public = AskedQuestionFactory(
        meeting=meeting, own_text=f"{MARK} су", person=marked(), picture=picture(valley, "SHOWN")
    )
    shown = Public("Су", "Вода", shows_picture=True, picture_alt_kk="Құдық", picture_alt_ru="Колодец")
    publish_text(sent=public, public=shown, **acting(valley))
    refused = AskedQuestionFactory(
        meeting=meeting, own_text=MARK, person=marked(email=f"2{MAIL}"), picture=picture(valley, MARK)
    )
    refuse_text(sent=refused, refusal=Refusal.INSULT, note=Lines("Жоқ", "Нет", ""), **acting(valley))
    AskedQuestion.objects.filter(pk=refused.pk).update(text_kk=MARK, note_kk=MARK)
    entered = AskedQuestionFactory(meeting=meeting, own_text=MARK, person=None, way="phone")
    voice = voice_of(AskedQuestion.objects.get(pk=public.pk))
    Person.objects.filter(pk=voice.person_id).update(email=f"3{MAIL}", erase_on=GONE)
    read_person(sent=public, reason=ReadReason.ANSWER, actor=valley.actor("officer"), now=NOW)
    Person.objects.update(erase_on=GONE)
    assert len(set(everywhere(MARK, MAIL))) >= 6
    mailbox = voice.mailbox

    assert forget_people(today=GONE - timedelta(days=1), now=night(GONE)) == 0
    assert forget_people(today=GONE, now=night(GONE)) == 4
    assert forget_people(today=GONE, now=night(GONE)) == 0
    assert everywhere(MARK, MAIL, mailbox) == []
    assert not Person.objects.exists()
    assert not PersonLetter.objects.exists()
    public.refresh_from_db()
    assert (public.text_ru, public.own_text, public.picture_alt_ru) == ("Вода", "", "Колодец")
    assert list(AskedQuestion.objects.public()) == [public]
    assert Voice.objects.counted().count() == 1
    assert PersonRead.objects.count() == 1
    lines = QuestionEvent.objects.filter(verb=Verb.FORGET)
    assert {line.question_id for line in lines} == {public.pk, refused.pk, entered.pk}
    assert files_in(tmp_path) == [b"SHOWN"] or sorted(files_in(tmp_path)) == [b"SHOWN", MARK.encode()]


def test_the_file_of_a_picture_that_never_was_public_goes_from_the_disk(
    valley: Valley, settings: LazySettings, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    AskedQuestionFactory(meeting=valley.meeting(), person=marked(), picture=picture(valley, MARK))
    Person.objects.update(erase_on=GONE)
    with django_capture_on_commit_callbacks(execute=True):
        forget_people(today=GONE, now=night(GONE))
    assert files_in(tmp_path) == []
    assert not StoredFile.objects.filter(purpose="photo").exists()


def test_what_nobody_confirmed_goes_on_its_day_with_everything_of_it(valley: Valley) -> None:
    meeting, today = valley.meeting(), DAY
    tomorrow = today + timedelta(days=1)
    facts: dict[str, Any] = {"state": State.SENT, "confirmed_at": None, "meeting": meeting}
    late = AskedQuestionFactory(own_text=MARK, person=marked(confirmed=False, erase_on=today), **facts)
    kept = AskedQuestionFactory(person=PersonFactory(erase_on=tomorrow), **facts)
    held = AskedQuestionFactory(held=Held.NETWORK, person=PersonFactory(erase_on=tomorrow), **facts)
    lost = AskedQuestionFactory(held=Held.NETWORK, own_text=MARK, person=PersonFactory(erase_on=today), **facts)
    demand = DemandFactory(
        state=DemandState.SENT, own_text=MARK, person=marked(confirmed=False, email=f"2{MAIL}", erase_on=today)
    )
    # Written down by the office: waits for nobody.
    office = AskedQuestionFactory(meeting=meeting, way="phone", person=PersonFactory(erase_on=GONE))
    voice = voice_of(AskedQuestionFactory(public=True, meeting=meeting), confirmed_at=None)
    Person.objects.filter(pk=voice.person_id).update(confirmed_at=None, erase_on=today, email=f"3{MAIL}")
    follower = PersonFactory(purpose=Purpose.SUBSCRIPTION, erase_on=today, email=f"4{MAIL}")
    Subscription.objects.create(territory=TerritoryFactory(), person=follower, mailbox=follower.mailbox, told_until=NOW)
    write_letter(person=late.person, kind=MailKind.CONFIRM, key="confirm", now=NOW)

    assert forget_unconfirmed(today=today, now=night(today)) == 5
    assert forget_unconfirmed(today=today, now=night(today)) == 0
    assert everywhere(MARK, MAIL) == []
    assert not Subscription.objects.exists()
    assert not Voice.objects.exists()
    assert not PersonLetter.objects.exists()
    for row in (late, lost, demand):
        row.refresh_from_db()
        assert (row.own_text, row.person) == ("", None)
    # The other night does not put off what waits for its button.
    forget_people(today=today, now=night(today))
    for row in (kept, held, office):
        row.refresh_from_db()
        assert row.person is not None
    assert kept.person.erase_on == held.person.erase_on == tomorrow


def test_who_withdrew_goes_sooner(valley: Valley) -> None:
    question = AskedQuestionFactory(meeting=valley.meeting(), state=State.WITHDRAWN, own_text="", person=marked())
    Person.objects.update(erase_on=DAY)
    forget_people(today=DAY - timedelta(days=1), now=night(DAY))
    assert Person.objects.exists()
    forget_people(today=DAY, now=night(DAY))
    assert not Person.objects.exists()
    assert question.number == AskedQuestion.objects.get().number


def test_hashes_of_addresses_go_after_thirty_days() -> None:
    for days in (31, 29):
        SendMark.objects.create(
            kind=Purpose.QUESTION,
            address="a" * 64,
            network="b" * 64,
            about="2027-000001",
            at=NOW - timedelta(days=days),
        )
    assert forget_marks(now=NOW) == 1
    assert [mark.at for mark in SendMark.objects.all()] == [NOW - timedelta(days=29)]


def test_the_day_follows_a_meeting_that_is_moved(valley: Valley) -> None:
    meeting = valley.meeting()
    question = AskedQuestionFactory(meeting=meeting, public=True)
    voice = voice_of(question)
    Person.objects.update(erase_on=GONE)
    later = DAY + timedelta(days=40)
    Meeting.objects.filter(pk=meeting.pk).update(on=later, span_start=later, span_end=later + timedelta(days=1))
    assert forget_people(today=GONE, now=night(GONE)) == 0
    assert set(Person.objects.values_list("erase_on", flat=True)) == {erased_on(later)}
    assert forget_people(today=erased_on(later), now=night(erased_on(later))) == 2
    voice.refresh_from_db()
    assert (voice.mailbox, voice.person) == ("", None)


def test_a_question_that_is_moved_to_another_meeting_is_kept_as_long_as_that_one(valley: Valley) -> None:
    question = AskedQuestionFactory(meeting=valley.meeting(), person__confirmed=True)
    later = DAY + timedelta(days=30)
    other = valley.meeting(on=later)
    row = move_question(question=question, meeting=other, expected=1, **acting(valley))
    assert row.person.erase_on == erased_on(later + timedelta(days=1)) or row.person.erase_on == erased_on(later)
    forget_people(today=DAY, now=night(DAY))
    assert Person.objects.get().erase_on == erased_on(later)


def test_who_demanded_is_kept_a_year_after_the_answer_and_not_forgotten_before_it(valley: Valley) -> None:
    demand = DemandFactory(public=True, body=valley.district, person__confirmed=True, person__erase_on=GONE)
    voice = voice_of(demand)
    Person.objects.filter(pk=voice.person_id).update(erase_on=GONE)
    assert forget_people(today=GONE, now=night(GONE)) == 0
    assert Person.objects.count() == 2
    answered = GONE + timedelta(days=10)
    Demand.objects.update(
        state=DemandState.DECLINED, answered_on=answered, answer_kk="Жоқ", answer_ru="Нет", answered_by=UserFactory()
    )
    forget_people(today=GONE, now=night(GONE))
    assert set(Person.objects.values_list("erase_on", flat=True)) == {erased_on(answered)}
    assert forget_people(today=erased_on(answered), now=night(erased_on(answered))) == 2
    assert not Person.objects.exists()
    demand.refresh_from_db()
    assert (demand.own_text, demand.text_ru) == ("", "Встретьтесь с нами: воды нет с сентября")


def test_nights_cost_the_same_statements_a_row(valley: Valley, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(14):
        forget_unconfirmed(today=DAY, now=NOW)
    with django_assert_max_num_queries(20):
        forget_people(today=DAY, now=night(DAY))
