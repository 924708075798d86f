"""Publication: who, when, what becomes public, and what happens when two come at once."""

from __future__ import annotations

import threading
from contextlib import nullcontext
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

import pytest
from django.db import connection, transaction

from meetings.models import Meeting, MeetingEvent
from meetings.services.numbers import take_numbers
from meetings.services.publication import (
    cancel_schedule_publication,
    plan_schedule_publication,
    publish_planned,
    publish_schedule,
)
from portal.bodies.choices import Function, Role
from portal.bodies.permissions import actor_for
from portal.kernel.errors import Conflict, IllegalTransition, Invalid, NotAllowed
from portal.kernel.folding import fold
from portal.notices.models import Notice
from schedules.choices import APPROVED_ONCE, OUT_IN_PUBLIC, ScheduleState, ScheduleVerb
from schedules.models import ScheduleEvent
from schedules.services.graphs import mark_published
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, BodyFunctionFactory, RoleGrantFactory, TerritoryFactory
from tests.factories.meetings import EntryFactory, GraphFactory

TODAY = date(2027, 1, 11)
NOW = datetime(2027, 1, 11, 5, 0, tzinfo=UTC)


@pytest.fixture
def authorised(db):
    """The body that answers for access to information."""
    body = BodyFactory(slug="culture")
    BodyFunctionFactory(function=Function.AUTHORISED_INFORMATION, body=body)
    return body


@pytest.fixture
def publisher(authorised):
    return actor_for(RoleGrantFactory(role=Role.PREPARER, body=authorised).user, TODAY)


def publish(schedule, actor):
    return publish_schedule(schedule=schedule, actor=actor, today=TODAY, now=NOW)


# -- what is made ----------------------------------------------------------------------------------------------------
def test_publish_makes_one_meeting_of_every_entry(publisher):
    region = TerritoryFactory()
    district = TerritoryFactory(district=True, parent=region)
    schedule = GraphFactory()
    fixed = EntryFactory(schedule=schedule, territory=district, start_time=time(11), venue_kk="Үй", venue_ru="Дом")
    EntryFactory(schedule=schedule, in_march=True)
    EntryFactory(schedule=schedule, in_first_quarter=True)

    made = publish(schedule, publisher)

    assert [meeting.number for meeting in made] == ["2027-000001", "2027-000002", "2027-000003"]
    assert Meeting.objects.public().count() == 3
    meeting = Meeting.objects.get(entry=fixed)
    assert (meeting.on, meeting.start_time, meeting.span_start, meeting.span_end) == (
        date(2027, 3, 18),
        time(11),
        date(2027, 3, 18),
        date(2027, 3, 19),
    )
    assert (meeting.territory, meeting.region) == (district, region)
    assert (meeting.venue_kk, meeting.venue_ru, meeting.subject_ru) == ("Үй", "Дом", fixed.subject_ru)
    assert (meeting.published_at, meeting.changed_at) == (NOW, NOW)
    assert fold(fixed.subject_ru) in meeting.search_text
    assert fold(region.name_kk) in meeting.search_text


def test_publish_keeps_open_days_as_spans(publisher):
    schedule = GraphFactory()
    month = EntryFactory(schedule=schedule, in_march=True)
    quarter = EntryFactory(schedule=schedule, in_first_quarter=True)

    publish(schedule, publisher)

    assert Meeting.objects.filter(entry=month).values_list("on", "month_key", "span_start", "span_end").get() == (
        None,
        "2027-03",
        date(2027, 3, 1),
        date(2027, 4, 1),
    )
    assert Meeting.objects.filter(entry=quarter).values_list("on", "quarter_key", "span_start", "span_end").get() == (
        None,
        "2027-Q1",
        date(2027, 1, 1),
        date(2027, 4, 1),
    )


def test_publish_writes_history_on_both_floors(publisher):
    schedule = GraphFactory()
    EntryFactory(schedule=schedule)

    publish(schedule, publisher)

    event = MeetingEvent.objects.get()
    assert (event.verb, event.from_state, event.to_state, event.actor, event.at, event.on) == (
        "publish",
        "",
        "announced",
        publisher.user,
        NOW,
        TODAY,
    )
    schedule.refresh_from_db()
    assert (schedule.state, schedule.published_at, schedule.publish_at) == (ScheduleState.PUBLISHED, NOW, None)
    assert ScheduleEvent.objects.get().verb == ScheduleVerb.PUBLISH


def test_publish_tells_preparers_and_heads_of_bodies_with_meetings_once(publisher):
    ministry, idle = BodyFactory(), BodyFactory()
    both = UserFactory()
    for role in (Role.PREPARER, Role.HEAD):
        RoleGrantFactory(user=both, body=ministry, role=role)
    head = RoleGrantFactory(body=ministry, role=Role.HEAD).user
    RoleGrantFactory(body=idle, role=Role.HEAD)
    gone = RoleGrantFactory(body=ministry, role=Role.HEAD, ends_on=TODAY).user
    schedule = GraphFactory()
    EntryFactory(schedule=schedule, body=ministry)
    EntryFactory(schedule=schedule, body=ministry, day=date(2027, 6, 1))

    publish(schedule, publisher)

    told = Notice.objects.order_by("user")
    assert [notice.user for notice in told] == [both, head]
    assert gone not in [notice.user for notice in told]
    assert {notice.path for notice in told} == {"/schedules/graph/2027/"}
    assert told[0].line_en == "The schedule of meetings for 2027 is published. 2 meetings of your body are now public."


# -- who and when ----------------------------------------------------------------------------------------------------
def _people(authorised):
    """Every role, at the authorised body where it can be held there, else where it belongs."""
    ministry = BodyFactory()
    yield RoleGrantFactory(role=Role.PREPARER, body=authorised).user, True
    yield RoleGrantFactory(role=Role.HEAD, body=authorised).user, True
    yield RoleGrantFactory(role=Role.ADMINISTRATOR, body=authorised).user, False
    yield RoleGrantFactory(role=Role.PREPARER, body=authorised, ends_on=TODAY).user, False
    yield RoleGrantFactory(role=Role.PREPARER, body=ministry).user, False
    yield RoleGrantFactory(role=Role.HEAD, body=ministry).user, False
    yield RoleGrantFactory(role=Role.APPROVER, body=BodyFactory(government=True)).user, False
    yield RoleGrantFactory(role=Role.OVERSEER, body=BodyFactory(administration=True)).user, False
    yield RoleGrantFactory(role=Role.OFFICER, body=BodyFactory(akimat=True)).user, False
    yield RoleGrantFactory(role=Role.MASLIKHAT, body=BodyFactory(maslikhat=True)).user, False
    yield UserFactory(), False


def test_publish_plan_and_cancel_are_for_people_of_the_authorised_body_alone(authorised):
    for number, (user, may) in enumerate(_people(authorised)):
        actor = actor_for(user, TODAY)
        schedule = GraphFactory(period_key=str(2040 + number))
        act = nullcontext if may else partial(pytest.raises, NotAllowed)
        with act():
            plan_schedule_publication(
                schedule=schedule, actor=actor, publish_at=NOW + timedelta(hours=1), today=TODAY, now=NOW
            )
        with act():
            cancel_schedule_publication(schedule=schedule, actor=actor, today=TODAY)
        with act():
            publish(schedule, actor)
        schedule.refresh_from_db()
        assert schedule.state == (ScheduleState.PUBLISHED if may else ScheduleState.APPROVED)


def test_who_may_not_publish_is_told_one_sentence_by_both_floors(authorised):
    stranger = actor_for(RoleGrantFactory(role=Role.PREPARER, body=BodyFactory()).user, TODAY)
    graph = GraphFactory()
    plan = GraphFactory(kind="plan", body=BodyFactory(), period_key="2028")
    told = {}
    for schedule in (graph, plan):
        with pytest.raises(NotAllowed) as by_meetings:
            publish(schedule, stranger)
        with pytest.raises(NotAllowed) as by_schedules:
            mark_published(schedule=schedule, at=NOW, actor=stranger, today=TODAY)
        assert str(by_schedules.value) == str(by_meetings.value)
        told[schedule.kind] = str(by_meetings.value)

    assert told == {
        "graph": "not_authorised_body: Only people of the authorised body for access to information publish the "
        "schedule of meetings.",
        "plan": "other_body: Only people of the ministry itself publish its plan.",
    }


@pytest.mark.parametrize("state", [state for state in ScheduleState if state != ScheduleState.APPROVED])
def test_publish_from_another_state_is_refused(publisher, state):
    act = {} if state in APPROVED_ONCE else {"act_number": "", "act_on": None, "approved_on": None}
    amends = (
        GraphFactory(state=ScheduleState.SUPERSEDED, published_at=NOW, period_key="2026")
        if state == "abandoned"
        else None
    )
    schedule = GraphFactory(state=state, **act, published_at=NOW if state in OUT_IN_PUBLIC else None, amends=amends)

    with pytest.raises(IllegalTransition):
        publish(schedule, publisher)
    with pytest.raises(IllegalTransition):
        plan_schedule_publication(
            schedule=schedule, actor=publisher, publish_at=NOW + timedelta(days=1), today=TODAY, now=NOW
        )
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(
    ("texts", "sentence"),
    [
        ({"subject_kk": ""}, "“Subject” is not written in Kazakh."),
        ({"subject_ru": ""}, "“Subject” is not written in Russian."),
        ({"subject_kk": "", "subject_ru": ""}, "“Subject” is not written in Kazakh and Russian."),
        ({"venue_ru": "Дом"}, "“Venue” is not written in Kazakh."),
        ({"ground_kk": "Негіз"}, "“Why this region” is not written in Russian."),
    ],
)
def test_publish_without_kazakh_or_russian_lists_what_is_missing_and_opens_nothing(publisher, texts, sentence):
    schedule = GraphFactory()
    EntryFactory(schedule=schedule)
    broken = EntryFactory(schedule=schedule, **texts)

    with pytest.raises(Invalid) as refused:
        publish(schedule, publisher)

    (sentences,) = refused.value.errors.values()
    assert sentences[0].endswith(sentence)
    assert str(broken.official.title) in sentences[0]
    schedule.refresh_from_db()
    assert schedule.state == ScheduleState.APPROVED
    assert not Meeting.objects.exists()


def test_plan_without_kazakh_or_russian_is_refused(publisher):
    schedule = GraphFactory()
    EntryFactory(schedule=schedule, subject_kk="")

    with pytest.raises(Invalid):
        plan_schedule_publication(
            schedule=schedule, actor=publisher, publish_at=NOW + timedelta(days=1), today=TODAY, now=NOW
        )


@pytest.mark.parametrize("publish_at", [NOW, NOW - timedelta(seconds=1)])
def test_plan_for_a_time_gone_by_is_refused(publisher, publish_at):
    with pytest.raises(Invalid):
        plan_schedule_publication(schedule=GraphFactory(), actor=publisher, publish_at=publish_at, today=TODAY, now=NOW)


def test_cancel_without_a_plan_is_refused(publisher):
    with pytest.raises(Conflict):
        cancel_schedule_publication(schedule=GraphFactory(), actor=publisher, today=TODAY)


# -- planned ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("now", "published"),
    [
        (NOW + timedelta(minutes=59, seconds=59), 0),
        (NOW + timedelta(hours=1), 1),
        (NOW + timedelta(days=3), 1),
    ],
    ids=["a second before", "on time", "three days late"],
)
def test_publish_planned_comes_when_its_time_has_come(publisher, now, published):
    schedule = GraphFactory()
    EntryFactory(schedule=schedule)
    plan_schedule_publication(
        schedule=schedule, actor=publisher, publish_at=NOW + timedelta(hours=1), today=TODAY, now=NOW
    )

    assert publish_planned(now=now) == published
    assert publish_planned(now=now) == 0
    assert Meeting.objects.public().count() == published
    if published:
        assert MeetingEvent.objects.get().actor is None


def test_publish_planned_after_cancelling_does_nothing(publisher):
    schedule = GraphFactory()
    plan_schedule_publication(
        schedule=schedule, actor=publisher, publish_at=NOW + timedelta(hours=1), today=TODAY, now=NOW
    )
    cancel_schedule_publication(schedule=schedule, actor=publisher, today=TODAY)

    assert publish_planned(now=NOW + timedelta(days=1)) == 0


def test_publish_planned_that_cannot_be_published_stops_no_other(db, caplog):
    broken = GraphFactory(period_key="2028", publish_at=NOW - timedelta(hours=1))
    EntryFactory(schedule=broken, subject_kk="")
    good = GraphFactory(period_key="2029", publish_at=NOW)
    EntryFactory(schedule=good)

    assert publish_planned(now=NOW) == 1

    good.refresh_from_db()
    broken.refresh_from_db()
    assert (good.state, broken.state) == (ScheduleState.PUBLISHED, ScheduleState.APPROVED)
    assert "was refused" in caplog.text


# -- at once ---------------------------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_publish_by_two_people_at_once_is_won_by_one():
    body = BodyFactory(slug="culture")
    BodyFunctionFactory(function=Function.AUTHORISED_INFORMATION, body=body)
    actors = [actor_for(RoleGrantFactory(role=Role.PREPARER, body=body).user, TODAY) for _ in range(2)]
    schedule = GraphFactory()
    EntryFactory(schedule=schedule)
    start = threading.Barrier(2)
    outcomes: list[str] = []

    def run(actor) -> None:
        try:
            start.wait()
            publish(schedule, actor)
            outcomes.append("published")
        except IllegalTransition:
            outcomes.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(actor,)) for actor in actors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert sorted(outcomes) == ["published", "told"]
    assert Meeting.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_publish_planned_by_two_workers_at_once_publishes_once():
    for year in range(2030, 2036):
        EntryFactory(schedule=GraphFactory(period_key=str(year), publish_at=NOW))
    start = threading.Barrier(3)
    counts: list[int] = []

    def run() -> None:
        try:
            start.wait()
            counts.append(publish_planned(now=NOW))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert sum(counts) == 6
    assert Meeting.objects.count() == 6


# -- numbers ---------------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_take_numbers_go_on_where_the_year_stopped():
    assert take_numbers(year=2027, count=2) == ["2027-000001", "2027-000002"]
    assert take_numbers(year=2028, count=1) == ["2028-000001"]
    assert take_numbers(year=2027, count=2) == ["2027-000003", "2027-000004"]
    assert take_numbers(year=2027, count=0) == []


@pytest.mark.django_db(transaction=True)
def test_take_numbers_waits_for_nobody():
    """Somebody holds numbers of the year in an open transaction: others get theirs at once, and different ones."""
    first = take_numbers(year=2027, count=1)
    held, done = threading.Event(), threading.Event()
    taken: list[str] = []

    def hold() -> None:
        try:
            with transaction.atomic():
                taken.extend(take_numbers(year=2027, count=3))
                held.set()
                done.wait(timeout=30)
        finally:
            connection.close()

    thread = threading.Thread(target=hold)
    thread.start()
    assert held.wait(timeout=30)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '2s'")
        mine = take_numbers(year=2027, count=3)
    done.set()
    thread.join(timeout=30)

    assert mine == sorted(mine)
    assert len({*first, *taken, *mine}) == 7


@pytest.mark.django_db
def test_a_number_of_a_failed_transaction_is_not_given_again():
    take_numbers(year=2027, count=1)
    with transaction.atomic():
        lost = take_numbers(year=2027, count=5)
        transaction.set_rollback(True)

    assert not set(lost) & set(take_numbers(year=2027, count=5))


@pytest.mark.django_db(transaction=True)
def test_the_first_numbers_of_a_year_are_taken_at_once_without_twins():
    start = threading.Barrier(8)
    taken: list[str] = []

    def run() -> None:
        try:
            start.wait()
            with transaction.atomic():
                taken.extend(take_numbers(year=2044, count=3))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert sorted(taken) == [f"2044-{number:06d}" for number in range(1, 25)]
