"""Meetings open the duties of others, move them, and leave nothing to do when they are called off."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection, transaction

from meetings.models import Meeting
from meetings.services.duties import note_announced, note_meetings
from meetings.services.making import take_time
from meetings.services.moving_inside_approved import fix_day
from meetings.tasks import note_meetings as task
from portal.bodies.models import Body
from portal.deadlines.choices import Release
from portal.deadlines.models import Decision, DutyStart, Obligation
from tests.deadlines.chronicle import Killed, KilledAt
from tests.factories.bodies import BodyFactory
from tests.factories.meetings import MeetingFactory
from tests.meetings.amendment import MARCH, SPRING, SUMMER, moved_and_cancelled, publish, published
from tests.meetings.counting import counted
from tests.schedules.conftest import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def akimat(world: World) -> Body:
    """Of the region where everybody meets; acts about support and drafts of half-years are kept."""
    DutyStart.objects.filter(duty__in=["D-2", "D-3.1", "B-10d", "B-1.4-info"]).delete()
    return BodyFactory(akimat=True, territory=world.region)


@pytest.fixture
def revived(world: World) -> None:
    """By a decision the decree on meetings of heads applies again."""
    revive(world)


def revive(world: World) -> None:
    texts = {f"{name}_{code}": "Себеп" for name in ("wording", "ground") for code in ("kk", "ru", "en")}
    Decision.objects.create(
        number=9,
        act="B",
        stands=True,
        applies_from=date(2027, 1, 1),
        decided_on=date(2027, 1, 1),
        recorded_by=world.people["administrator"],
        **texts,
    )


def support(akimat: Body) -> dict[str, dict[str, str | None]]:
    """By subject: the events of the duty to help a meeting."""
    rows = Obligation.objects.filter(duty="D-2", body=akimat).order_by("pk")
    return {row.subject: row.happened for row in rows}


def subject(meeting: Meeting) -> str:
    return f"meeting:{meeting.pk}"


def test_published_schedule_asks_the_akimat_for_its_help(world: World, akimat: Body) -> None:
    published(world)
    meetings = Meeting.objects.order_by("pk")
    assert support(akimat) == {
        subject(meeting): {"meeting_planned": meeting.on.isoformat() if meeting.on else None} for meeting in meetings
    }
    row = Obligation.objects.get(duty="D-2", subject=subject(meetings[0]))
    assert row.about_kk.startswith(f"{meetings[0].number}, ")
    assert len({row.about_kk, row.about_ru, row.about_en}) == 3
    assert (row.is_public, row.opened_on, row.due_on) == (True, date(2027, 1, 9), None)
    assert not Obligation.objects.filter(duty="D-2").exclude(body=akimat).exists()


def test_draft_of_the_year_is_the_draft_of_its_half_years(world: World, akimat: Body) -> None:
    published(world)
    rows = Obligation.objects.filter(duty="D-3.1").order_by("period_key")
    assert [(row.period_key, row.due_on, row.met_on, row.body_id) for row in rows] == [
        ("2027-H1", date(2026, 12, 14), date(2026, 12, 14), world.authorised.pk),
        ("2027-H2", date(2027, 6, 14), date(2026, 12, 14), world.authorised.pk),
    ]


def test_amendment_moves_adds_and_calls_off(world: World, akimat: Body) -> None:
    published(world)
    moved, cancelled = Meeting.objects.get(on=SPRING), Meeting.objects.get(on=SUMMER)
    publish(world, moved_and_cancelled(world))
    assert support(akimat)[subject(moved)] == {"meeting_planned": "2027-06-15"}
    gone = Obligation.objects.get(duty="D-2", subject=subject(cancelled))
    assert (gone.released_as, gone.released_on) == (Release.GONE, MARCH)
    assert gone.release_ground
    assert len(support(akimat)) == Meeting.objects.count()


def test_day_set_by_the_body_is_the_day_of_the_event(world: World, akimat: Body) -> None:
    published(world)
    meeting = Meeting.objects.get(quarter_key="2027-Q4")
    actor = world.actor("head", MARCH)
    fix_day(meeting=meeting, day=date(2027, 10, 12), actor=actor, today=MARCH, now=datetime(2027, 3, 10, 6, tzinfo=UTC))
    assert support(akimat)[subject(meeting)] == {"meeting_planned": "2027-10-12"}


def test_meeting_that_lost_its_day_leaves_its_duties_at_rest(world: World, akimat: Body, revived: None) -> None:
    published(world)
    meeting = Meeting.objects.get(on=SPRING)
    meeting.entry.day, meeting.entry.quarter_key = None, "2027-Q2"
    take_time(meeting, meeting.entry)
    meeting.save()
    meeting.events.create(verb="move", to_state="planned", at=meeting.changed_at, on=MARCH, was=SPRING.isoformat())
    note_announced([meeting], today=MARCH, actor=None)
    row = Obligation.objects.get(duty="D-2", subject=subject(meeting))
    assert row.released_as == Release.GONE
    meeting.on = date(2027, 6, 1)
    note_announced([meeting], today=MARCH, actor=None)
    row.refresh_from_db()
    assert (row.released_as, row.happened) == ("", {"meeting_planned": "2027-06-01"})


@pytest.mark.parametrize(
    ("today", "opened"), [(date(2027, 4, 20), False), (date(2027, 4, 21), True), (date(2027, 5, 3), True)]
)
def test_meeting_that_is_over_opens_what_follows_it(
    world: World, akimat: Body, revived: None, today: date, opened: bool
) -> None:
    published(world)
    note_meetings(today=today)
    rows = Obligation.objects.filter(duty="B-10d", body=world.neighbour)
    assert [(row.due_on, row.opened_on) for row in rows] == ([(date(2027, 4, 30), today)] if opened else [])
    assert note_meetings(today=today) == 0


def test_beat_finds_what_was_announced_before(world: World, akimat: Body) -> None:
    meeting = MeetingFactory(territory=world.region, body=world.ministry)
    cancelled = MeetingFactory(territory=world.region, body=world.ministry, state="cancelled")
    hidden = MeetingFactory(territory=world.region, body=world.ministry, hidden=True)
    with time_machine.travel("2027-02-01 04:00Z", tick=False):
        task()
        task()
    assert set(support(akimat)) == {subject(meeting)} - {subject(cancelled), subject(hidden)}


def test_task_bears_the_name_the_beat_calls() -> None:
    assert task.name == "meetings.tasks.note_meetings"


def test_publication_is_not_held_up_by_a_law_that_is_not_loaded() -> None:
    meeting = MeetingFactory()
    assert note_announced([meeting], today=MARCH, actor=None) == 0
    assert not Obligation.objects.exists()


# -- what the beat reads ---------------------------------------------------------------------------------------------
def held(world: World, *days: date) -> list[Meeting]:
    return [MeetingFactory(territory=world.region, body=world.ministry, on=day) for day in days]


def ended(akimat: Body) -> set[str]:
    """Subjects whose end was told, by a duty that only it opens."""
    return set(Obligation.objects.filter(duty="B-10d").values_list("subject", flat=True))


def test_beat_does_not_read_what_it_has_told(world: World, akimat: Body, revived: None) -> None:
    def cost(day: date, *more: date) -> tuple[int, int]:
        held(world, *more)
        note_meetings(today=day)
        with counted() as asked:
            note_meetings(today=day)
        return len(asked), asked.rows

    few = cost(date(2027, 4, 1), date(2027, 3, 1))
    many = cost(date(2027, 9, 1), *(date(2027, 5, day) for day in range(3, 28)))
    assert few == many
    assert len(ended(akimat)) == 26


def test_beat_that_comes_late_twice_or_back_tells_each_end_once(world: World, akimat: Body, revived: None) -> None:
    first, second, third = held(world, date(2027, 3, 1), date(2027, 4, 1), date(2027, 5, 3))
    note_meetings(today=date(2027, 3, 2))
    assert ended(akimat) == {subject(first)}
    note_meetings(today=date(2027, 2, 1))
    note_meetings(today=date(2027, 6, 1))
    note_meetings(today=date(2027, 6, 1))
    assert ended(akimat) == {subject(first), subject(second), subject(third)}
    assert Obligation.objects.filter(duty="B-10d").count() == 3


@pytest.mark.parametrize("change", ["decision", "start", "body"])
def test_what_changes_who_owes_is_asked_of_every_meeting_again(world: World, akimat: Body, change: str) -> None:
    (meeting,) = held(world, date(2027, 3, 1))
    note_meetings(today=date(2027, 4, 1))
    assert ended(akimat) == set()
    if change == "decision":
        revive(world)
        assert note_meetings(today=date(2027, 4, 1)) == 1
        assert ended(akimat) == {subject(meeting)}
    elif change == "start":
        # The duty to help was kept all along; its start is set back.
        DutyStart.objects.create(duty="D-2", since=date(2027, 5, 1))
        held(world, date(2027, 4, 20))
        note_meetings(today=date(2027, 4, 1))
        assert len(support(akimat)) == 0
        DutyStart.objects.filter(duty="D-2").delete()
        note_meetings(today=date(2027, 4, 1))
        assert len(support(akimat)) == 1
    else:
        held(world, date(2027, 4, 20))
        note_meetings(today=date(2027, 4, 1))
        Body.objects.filter(pk=akimat.pk).update(joined_on=None)
        note_meetings(today=date(2027, 4, 2))
        Body.objects.filter(pk=akimat.pk).update(joined_on=date(2027, 4, 3))
        note_meetings(today=date(2027, 4, 3))
        assert len(support(akimat)) == 1


def test_killed_before_any_statement_the_beat_tells_the_rest(world: World, akimat: Body, revived: None) -> None:
    held(world, date(2027, 3, 1), date(2027, 3, 2))
    note_meetings(today=date(2027, 2, 1))
    statement, found = 0, 0
    while True:
        statement += 1
        killer = KilledAt(statement)
        with transaction.atomic():
            with suppress(Killed), transaction.atomic(), connection.execute_wrapper(killer):
                note_meetings(today=date(2027, 3, 10))
            if killer.count < statement:
                break
            note_meetings(today=date(2027, 3, 10))
            found = len(ended(akimat))
            transaction.set_rollback(True)
        assert found == 2, statement
    assert statement > 5


def test_day_set_after_it_was_over_tells_the_end_too(world: World, akimat: Body, revived: None) -> None:
    note_meetings(today=date(2027, 3, 31))
    (meeting,) = held(world, date(2027, 3, 18))
    note_announced([meeting], today=date(2027, 3, 31), actor=None)
    assert ended(akimat) == {subject(meeting)}
