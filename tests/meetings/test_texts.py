"""A kept text of a meeting equals one made anew, whatever was written and by whom."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from meetings.choices import TextKind
from meetings.feeds.events import events_of
from meetings.models import Meeting, MeetingText
from meetings.services import texts
from meetings.services.making import stand_at
from meetings.services.texts import Texts
from meetings.views.calendar import cell_text, row_text
from portal.api.texts import json_writer
from portal.bodies.models import Body, Official, Territory
from portal.kernel.when import When
from schedules.models import Schedule
from tests.factories.bodies import BodyFactory, TerritoryFactory
from tests.factories.meetings import PUBLISHED_AT, GraphFactory, MeetingFactory

pytestmark = pytest.mark.django_db

LANGUAGES = ("kk", "ru", "en")
DAY = date(2027, 3, 18)
#: Who writes each kind, and what of it a reader is given.
KINDS: dict[TextKind, Callable[[Meeting], str]] = {
    TextKind.EVENTS: events_of,
    TextKind.JSON: lambda meeting: json_writer()(meeting),
    TextKind.ROW: row_text,
    TextKind.CELL: cell_text,
}


def public() -> Any:
    return Meeting.objects.public().order_by("number")


def kept(kind: TextKind, language: str) -> list[str]:
    with translation.override(language):
        return [row.text for row in Texts(public(), kind, language, KINDS[kind])[:100]]


def fresh(kind: TextKind, language: str) -> list[str]:
    rows = public().with_names().select_related("region", "schedule")
    with translation.override(language):
        return [KINDS[kind](meeting) for meeting in rows]


class _Life:
    """Everything that is written to what a text is made of, in any way: the tables themselves are what counts."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.region = TerritoryFactory(kato="430000000")
        self.body = BodyFactory(slug="water")
        for _number in range(4):
            self.announce()

    def step(self) -> None:
        self.chance.choice(
            [self.announce, self.edit, self.edit, self.move, self.open_day, self.cancel, self.rename, self.rename,
             self.hide, self.publish, self.withdraw, self.give_up, self.delete, self.another_year]
        )()  # fmt: skip

    def meeting(self) -> Meeting:
        return self.chance.choice(list(Meeting.objects.order_by("pk")))

    def word(self) -> str:
        return f"Сөз {self.chance.random()}"

    def announce(self) -> None:
        MeetingFactory(
            body=self.body,
            territory=self.chance.choice([self.region, TerritoryFactory(parent=self.region, kind="district")]),
            on=DAY + timedelta(days=self.chance.randrange(90)),
        )

    def edit(self) -> None:
        name = self.chance.choice(["venue", "subject", "ground"])
        changes = {f"{name}_{code}": self.word() for code in LANGUAGES}
        Meeting.objects.filter(pk=self.meeting().pk).update(**changes)

    def move(self) -> None:
        meeting = self.meeting()
        day = DAY + timedelta(days=self.chance.randrange(90))
        stand_at(meeting, When((day, day + timedelta(days=2))))
        meeting.start_time = self.chance.choice([None, time(11), time(15, 30)])
        meeting.save()

    def open_day(self) -> None:
        meeting = self.meeting()
        stand_at(meeting, When.parse(self.chance.choice(["2027-03", "2027-Q2", "2027-H2"])))
        meeting.start_time = None
        meeting.save()

    def cancel(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE meetings_meeting SET state = 'cancelled' WHERE id = %s", [self.meeting().pk])

    def rename(self) -> None:
        model, name = self.chance.choice(
            [(Body, "name"), (Territory, "name"), (Territory, "genitive"), (Territory, "short"), (Official, "title"),
             (Official, "full_name"), (Body, "slug")]
        )  # fmt: skip
        fields = [field.name for field in model._meta.concrete_fields if field.name in
                  {name, *(f"{name}_{code}" for code in LANGUAGES)}]  # fmt: skip
        first = model.objects.order_by("pk").values("pk")[:1]
        word = f"n{self.chance.randrange(10**9)}"
        model.objects.filter(pk__in=first).update(**dict.fromkeys(fields[-3:], word))

    def hide(self) -> None:
        MeetingFactory(schedule=GraphFactory(period_key="2031"), body=self.body, territory=self.region)

    def publish(self) -> None:
        Schedule.objects.filter(period_key="2031").update(state="published", published_at=PUBLISHED_AT)

    def withdraw(self) -> None:
        Schedule.objects.filter(period_key="2031").update(state="approved", published_at=None)

    def give_up(self) -> None:
        """What was read and kept meanwhile goes with what is rolled back."""
        with transaction.atomic():
            self.rename()
            self.edit()
            for kind in KINDS:
                kept(kind, "ru")
            transaction.set_rollback(True)

    def delete(self) -> None:
        meeting = self.meeting()
        if Meeting.objects.count() > 3:
            meeting.delete()

    def another_year(self) -> None:
        first = Schedule.objects.order_by("pk")[:1].values("pk")
        Schedule.objects.filter(pk__in=first).update(period_key=str(self.chance.randrange(2040, 2090)))


@pytest.mark.parametrize("seed", range(3))
def test_a_kept_text_equals_one_made_anew(seed: int) -> None:
    life = _Life(seed)
    for _step in range(25):
        life.step()
        for kind in KINDS:
            language = life.chance.choice(LANGUAGES)
            wanted = fresh(kind, language)
            assert [kept(kind, language), kept(kind, language)] == [wanted, wanted]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_kept_is_one_statement_and_only_what_changed_is_written(
    kind: TextKind, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first, *_others = MeetingFactory.create_batch(5)
    kept(kind, "ru")
    written = dict(MeetingText.objects.values_list("meeting", "mark"))

    with django_assert_num_queries(1):
        kept(kind, "ru")
    Meeting.objects.filter(pk=first.pk).update(venue_ru="Новый зал", venue_kk="Жаңа зал")
    with django_assert_num_queries(3):
        found = kept(kind, "ru")
    assert found == fresh(kind, "ru")

    again = dict(MeetingText.objects.values_list("meeting", "mark"))
    assert {pk for pk, mark in again.items() if mark != written[pk]} == {first.pk}


@pytest.mark.parametrize("kind", KINDS)
def test_what_another_release_has_kept_is_not_printed(kind: TextKind, monkeypatch: pytest.MonkeyPatch) -> None:
    MeetingFactory()
    wanted = kept(kind, "ru")
    MeetingText.objects.update(text="of old")
    assert kept(kind, "ru") == ["of old"]

    monkeypatch.setattr(texts, "release", lambda: "another")

    assert kept(kind, "ru") == wanted


@pytest.mark.parametrize("kind", KINDS)
def test_texts_are_bounded_by_meetings_and_have_no_journal(kind: TextKind) -> None:
    MeetingFactory.create_batch(2)
    for _turn in range(3):
        Meeting.objects.update(sequence=7)
        for language in LANGUAGES:
            kept(kind, language)

    assert MeetingText.objects.count() == 2 * len(LANGUAGES)
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = 'meetings_meetingtext'")
        assert cursor.fetchone() == ("u",)


def test_keeping_waits_for_nobody_who_holds_a_meeting() -> None:
    """A reference from the texts would wait for whoever changes the meeting."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_constraint WHERE conrelid = 'meetings_meetingtext'::regclass AND contype = 'f'"
        )
        assert cursor.fetchone() == (0,)
