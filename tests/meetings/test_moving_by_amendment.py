"""An amendment from the ministry's wish to what people read of their meetings."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta
from threading import Barrier

import pytest
from django.db import connection

from meetings.models import Meeting, MeetingEvent
from meetings.services.changing import cancel_meeting, move_meeting
from meetings.services.moving_inside_approved import fix_day
from meetings.services.publication import plan_schedule_publication, publish_planned
from portal.deadlines.models import Obligation
from portal.kernel.errors import Conflict, IllegalTransition, Invalid, NotAllowed
from portal.notices.models import Notice
from schedules.models import Proposal, Schedule, ScheduleVersion
from schedules.rules import APPROVAL_DUTY, DRAFT_DUTY, fingerprint
from schedules.services import graphs
from schedules.services.proposals import delete_row, submit_proposal
from tests.meetings.amendment import (
    AUTUMN,
    MARCH,
    MARCH_AT,
    SPRING,
    SUMMER,
    amended,
    change,
    file_and_accept,
    moved_and_cancelled,
    propose,
    publish,
    rows,
    withdraw,
)
from tests.schedules.conftest import World


@pytest.fixture
def world(published_ground: World) -> World:
    """With its schedule published."""
    return published_ground


def number_of(day: date | None) -> str:
    return Meeting.objects.values_list("number", flat=True).get(on=day, entry__day=day, body__slug="water")


# -- the whole way -----------------------------------------------------------------------------------------------------
def test_amendment_moves_cancels_adds_and_keeps(world: World) -> None:
    first = Schedule.objects.get()
    before = {meeting.number: meeting for meeting in Meeting.objects.select_related("entry")}
    moved, gone, kept = number_of(SPRING), number_of(SUMMER), Meeting.objects.get(quarter_key="2027-Q4").number
    fix_day(meeting=before[kept], day=date(2027, 11, 3), actor=world.actor("head", MARCH), today=MARCH, now=MARCH_AT)
    schedule = moved_and_cancelled(world)
    touched = publish(world, schedule)

    first.refresh_from_db()
    schedule.refresh_from_db()
    assert (first.state, schedule.state, schedule.amends) == ("superseded", "published", first)
    assert Schedule.objects.published().for_period("2027").get() == schedule
    now = {meeting.number: meeting for meeting in Meeting.objects.public().select_related("entry")}
    assert len(touched) == 3
    assert len(now) == 5, "every meeting stays at its address"
    assert (now[moved].on, now[moved].moved_from, now[moved].state) == (date(2027, 6, 15), "2027-05-18", "announced")
    assert (now[gone].state, now[gone].on) == ("cancelled", SUMMER)
    assert (now[kept].on, now[kept].moved_from, now[kept].entry.quarter_key) == (date(2027, 11, 3), "", "2027-Q4")
    assert {meeting.schedule for meeting in now.values()} == {schedule}
    assert {number: now[number].entry.key for number in (moved, kept)} == {
        number: before[number].entry.key for number in (moved, kept)
    }
    new = now.keys() - before.keys()
    assert [now[number].on for number in new] == [AUTUMN]
    assert {number: meeting.sequence for number, meeting in now.items()} == {
        moved: 1,
        gone: 1,
        kept: 1,
        **{number: 0 for number in now if number not in (moved, gone, kept)},
    }


def test_amendment_writes_reasons_into_the_history_of_meetings(world: World) -> None:
    moved, gone = number_of(SPRING), number_of(SUMMER)
    publish(world, moved_and_cancelled(world))
    told = {
        number: MeetingEvent.objects.filter(meeting__number=number)
        .values_list("verb", "was", "became", "reason_kk", "reason_ru", "version__number", "on")
        .last()
        for number in (moved, gone)
    }
    assert told == {
        moved: ("move", "2027-05-18", "2027-06-15", "Министр сапарда", "Министр сапарда (ru)", 2, MARCH),
        gone: ("cancel", "2027-08-17", "", "Жойылды", "Отменена", 2, MARCH),
    }


def test_amendment_makes_the_next_version_and_no_duty_or_lateness_of_its_own(world: World) -> None:
    of_the_graph = Obligation.objects.filter(duty__in=[DRAFT_DUTY, APPROVAL_DUTY]).order_by("pk")
    before = list(of_the_graph.values_list("pk", "met_on"))
    publish(world, moved_and_cancelled(world))
    assert list(of_the_graph.values_list("pk", "met_on")) == before
    versions = list(ScheduleVersion.objects.order_by("number"))
    assert [version.number for version in versions] == [1, 2]
    assert all(version.sha256 == fingerprint(version.content) for version in versions)
    amendment = versions[1].content["amendment"]
    assert (amendment["of"], [gone["reason"]["ru"] for gone in amendment["withdrawn"]]) == (1, ["Отменена"])
    assert versions[0].content["amendment"] is None


def test_meetings_of_bodies_that_change_nothing_are_carried_over_word_for_word(world: World) -> None:
    first = Schedule.objects.get()
    graphs.open_amendment(
        schedule=first,
        bodies=None,
        reason_kk="Себеп",
        reason_ru="Причина",
        actor=world.actor("intake", MARCH),
        today=MARCH,
    )
    # The neighbour was asked too and does not answer at all.
    row = rows(world)[0]
    change(world, row, day=date(2027, 6, 15))
    file_and_accept(world)
    schedule = amended(world)
    assert schedule.entries.count() == first.entries.count()
    assert [slot.body for slot in schedule.slots.select_related("body")] == [world.ministry]
    old, new = first.entries.get(body=world.neighbour), schedule.entries.get(body=world.neighbour)
    assert (old.key, old.source, old.day, old.subject_kk) == (new.key, new.source, new.day, new.subject_kk)
    publish(world, schedule)
    assert not Meeting.objects.filter(state="cancelled").exists()
    assert Proposal.objects.get(body=world.neighbour).is_amending
    assert not Proposal.objects.get(body=world.ministry).is_amending


def test_people_of_bodies_whose_meetings_changed_are_told(world: World) -> None:
    publish(world, moved_and_cancelled(world))
    told = Notice.objects.filter(kind="meetings.amended").values_list("user__full_name", flat=True)
    assert set(told) == {"preparer", "head"}


@pytest.mark.parametrize("late", [SPRING, SPRING + timedelta(days=1)], ids=["on its day", "the day after"])
def test_from_its_day_on_a_meeting_is_not_rewritten(world: World, late: date) -> None:
    number = number_of(SPRING)
    schedule = moved_and_cancelled(world)
    # Approved in March, published only once the day of the meeting has come.
    plan_schedule_publication(
        schedule=schedule,
        actor=world.actor("intake", MARCH),
        publish_at=datetime(2027, 5, late.day, 5, tzinfo=UTC),
        today=MARCH,
        now=MARCH_AT,
    )
    assert publish_planned(now=datetime(2027, 5, late.day, 6, tzinfo=UTC)) == 1
    meeting = Meeting.objects.public().get(number=number)
    assert (meeting.on, meeting.moved_from, meeting.state) == (SPRING, "", "announced")


def test_second_amendment_continues_the_numbers_and_old_cancellations_stay(world: World) -> None:
    publish(world, moved_and_cancelled(world))
    propose(world)
    assert all(not row.change_reason_kk for row in rows(world) if not row.is_withdrawn)
    row = next(row for row in rows(world) if row.day == AUTUMN)
    change(world, row, format="online")
    file_and_accept(world)
    schedule = amended(world, act="60")
    assert schedule.versions.get().number == 3
    publish(world, schedule)
    assert set(Meeting.objects.filter(state="cancelled").values_list("schedule", "on")) == {(schedule.pk, SUMMER)}
    assert MeetingEvent.objects.filter(verb="change").count() == 1


# -- meetings that were changed at once before ------------------------------------------------------------------------
def changed_at_once(world: World, day: date, **what: object) -> Meeting:
    """Moved to `what["to"]`, or cancelled, by its body on the same day of March."""
    said = {"actor": world.actor("head", MARCH), "today": MARCH, "now": MARCH_AT, "reason_kk": "С", "reason_ru": "П"}
    meeting = Meeting.objects.get(on=day)
    if "to" not in what:
        return cancel_meeting(meeting=meeting, **said)
    return move_meeting(meeting=meeting, day=what["to"], start_time=what.get("at"), **said)


def state_of(number: str) -> tuple:
    meeting = Meeting.objects.get(number=number)
    return meeting.on, meeting.moved_from, meeting.is_cancelled, meeting.sequence, meeting.events.count()


def test_what_was_moved_or_cancelled_at_once_stays_so_while_its_entry_says_what_it_said(world: World) -> None:
    moved = changed_at_once(world, SPRING, to=date(2027, 6, 15)).number
    gone = changed_at_once(world, SUMMER).number
    before = [state_of(moved), state_of(gone)]
    propose(world)
    change(world, None, day=AUTUMN)
    file_and_accept(world)
    schedule = amended(world)
    publish(world, schedule)
    assert [state_of(moved), state_of(gone)] == before
    assert Meeting.objects.count() == 5, "a cancelled meeting is not made a second time"
    assert set(Meeting.objects.values_list("schedule", "entry__schedule")) == {(schedule.pk, schedule.pk)}
    publish_again(world)
    assert [state_of(moved), state_of(gone)] == before
    assert Meeting.objects.count() == 5


def publish_again(world: World) -> None:
    propose(world)
    row = next(row for row in rows(world) if row.day == AUTUMN)
    change(world, row, format="online")
    file_and_accept(world)
    publish(world, amended(world, act="60"))


def test_an_amendment_that_says_the_same_changes_nothing_and_tells_phones_nothing(world: World) -> None:
    moved = changed_at_once(world, SPRING, to=date(2027, 6, 15)).number
    gone = changed_at_once(world, SUMMER).number
    before = [state_of(moved), state_of(gone)]
    told = set(Notice.objects.filter(kind="meetings.changed").values_list("pk", flat=True))
    touched = publish(world, moved_and_cancelled(world))
    assert [state_of(moved), state_of(gone)] == before
    assert [meeting.on for meeting in touched] == [AUTUMN]
    assert set(Notice.objects.filter(kind="meetings.changed").values_list("pk", flat=True)) == told
    assert Meeting.objects.get(number=moved).entry.day == date(2027, 6, 15)
    publish_again(world)
    assert [state_of(moved), state_of(gone)] == before


def test_an_amendment_that_says_another_day_moves_it_again(world: World) -> None:
    moved = changed_at_once(world, SPRING, to=date(2027, 6, 1)).number
    publish(world, moved_and_cancelled(world))
    assert state_of(moved) == (date(2027, 6, 15), "2027-06-01", False, 2, 3)


def test_another_word_of_the_entry_leaves_the_day_it_was_moved_to(world: World) -> None:
    moved = changed_at_once(world, SPRING, to=date(2027, 6, 15), at=time(15)).number
    gone = changed_at_once(world, SUMMER).number
    propose(world)
    first, second, _third = rows(world)
    for row in (first, second):
        change(world, row, subject_kk="Басқа сөз", subject_ru="Другое слово")
    file_and_accept(world)
    publish(world, amended(world))
    assert state_of(moved) == (date(2027, 6, 15), "2027-05-18", False, 2, 3)
    assert Meeting.objects.get(number=moved).start_time == time(15)
    assert state_of(gone)[2:4] == (True, 1)


def test_another_time_of_the_entry_lets_a_cancelled_meeting_stand_again(world: World) -> None:
    gone = changed_at_once(world, SUMMER).number
    propose(world)
    change(world, rows(world)[1], day=date(2027, 9, 1))
    file_and_accept(world)
    publish(world, amended(world))
    meeting = Meeting.objects.get(number=gone)
    assert (meeting.on, meeting.is_cancelled, meeting.moved_from) == (date(2027, 9, 1), False, "2027-08-17")
    assert meeting.events.last().from_state == "cancelled"


def test_an_amendment_under_way_does_not_bring_back_what_was_cancelled_meanwhile(world: World) -> None:
    number = changed_at_once(world, SPRING, to=date(2027, 6, 15)).number
    schedule = moved_and_cancelled(world)
    changed_at_once(world, date(2027, 6, 15))
    publish(world, schedule)
    assert state_of(number)[2:4] == (True, 2)


# -- what is asked -----------------------------------------------------------------------------------------------------
def test_filing_asks_a_reason_of_every_change_in_both_languages(world: World) -> None:
    proposal = propose(world)
    first, second, _third = rows(world)
    saved = change(world, first, day=date(2027, 6, 15))
    proposal.rows.filter(pk=saved.pk).update(change_reason_ru="")
    delete_row(proposal=proposal, row=second, expected_version=1, actor=world.actor("preparer", MARCH), today=MARCH)
    with pytest.raises(Invalid) as refused:
        submit_proposal(proposal=proposal, actor=world.actor("head", MARCH), today=MARCH)
    assert (refused.value.code, set(refused.value.errors)) == (
        "change_reason",
        {"", f"row_{first.pk}", f"row_{second.pk}"},
    )
    assert proposal.rows.get(pk=second.pk).is_withdrawn, "taking out what is in force keeps the row"


def test_filing_refuses_to_rewrite_what_is_over(world: World) -> None:
    propose(world)
    change(world, rows(world)[0], day=date(2027, 6, 15))
    with pytest.raises(Invalid) as refused:
        submit_proposal(
            proposal=Proposal.objects.get(body=world.ministry),
            actor=world.actor("head", date(2027, 5, 19)),
            today=date(2027, 5, 19),
        )
    assert refused.value.code == "time_passed"


def test_restoring_and_dropping_bring_back_what_is_in_force(world: World) -> None:
    proposal = propose(world)
    first, second, third = rows(world)
    withdraw(world, second)
    second.refresh_from_db()
    restored = graphs.restore_row(
        proposal=proposal, row=second, expected_version=second.version, actor=world.actor("head", MARCH), today=MARCH
    )
    assert (restored.is_withdrawn, restored.change_reason_kk) == (False, "")
    change(world, first, day=date(2027, 6, 15))
    change(world, None, day=AUTUMN)
    dropped = graphs.drop_change(proposal=proposal, actor=world.actor("head", MARCH), today=MARCH)
    assert (dropped.state, dropped.is_amending) == ("accepted", False)
    assert [row.pk for row in rows(world)] == [first.pk, second.pk, third.pk]
    assert rows(world)[0].day == SPRING


def test_nothing_changed_is_no_amendment(world: World) -> None:
    with pytest.raises(Conflict) as refused:
        graphs.assemble_draft(period_key="2027", actor=world.actor("intake", MARCH), today=MARCH)
    assert refused.value.code == "nothing_changed"
    assert not Schedule.objects.unfinished().exists()


def test_one_amendment_at_a_time_and_a_given_up_one_makes_room(world: World) -> None:
    first = Schedule.objects.get()
    given = {"bodies": [world.ministry], "reason_kk": "Себеп", "reason_ru": "Причина", "today": MARCH}
    copy = graphs.open_amendment(schedule=first, actor=world.actor("intake", MARCH), **given)
    with pytest.raises(Conflict) as refused:
        graphs.open_amendment(schedule=first, actor=world.actor("intake", MARCH), **given)
    assert refused.value.code == "amendment_under_way"
    graphs.abandon_amendment(schedule=copy, comment="Settled", actor=world.actor("intake", MARCH), today=MARCH)
    again = graphs.open_amendment(schedule=first, actor=world.actor("intake", MARCH), **given)
    assert (again.amends, Schedule.objects.for_period("2027").first()) == (first, again)


@pytest.mark.parametrize("missing", ["reason_kk", "reason_ru", "bodies", "scope"])
def test_opening_an_amendment_names_the_field_at_fault(world: World, missing: str) -> None:
    first = Schedule.objects.get()
    given = {"bodies": [world.ministry], "reason_kk": "Себеп", "reason_ru": "Причина", "scope_key": ""}
    given |= {"bodies": [] if missing == "bodies" else given["bodies"]}
    given |= {"scope_key": "2028-H1"} if missing == "scope" else {}
    given |= {missing: " "} if missing.startswith("reason") else {}
    with pytest.raises(Invalid) as refused:
        graphs.open_amendment(schedule=first, actor=world.actor("intake", MARCH), today=MARCH, **given)
    assert set(refused.value.errors) == {missing}


# -- the June revision -------------------------------------------------------------------------------------------------
def test_revision_of_a_half_year_asks_all_and_touches_only_its_half(world: World) -> None:
    first = Schedule.objects.get()
    copy = graphs.open_amendment(
        schedule=first,
        bodies=None,
        scope_key="2027-H2",
        reason_kk="Түзету",
        reason_ru="Корректировка",
        actor=world.actor("intake", MARCH),
        today=MARCH,
    )
    assert set(Proposal.objects.filter(is_amending=True).values_list("body__slug", flat=True)) == {"water", "finance"}
    may, august, _quarter = rows(world)
    for row, day in ((may, date(2027, 9, 1)), (august, date(2027, 6, 1)), (None, date(2027, 6, 2))):
        with pytest.raises(Invalid) as refused:
            change(world, row, day=day)
        assert refused.value.code == "outside_scope"
    change(world, august, day=date(2027, 9, 1))
    file_and_accept(world)
    schedule = amended(world)
    assert schedule == copy
    assert {slot.body.slug for slot in schedule.slots.select_related("body")} == {"water", "finance", "culture"}


# -- two at once, and the beat -----------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_amendment_published_by_two_at_once_is_published_once(transactional_db, request) -> None:
    land: World = request.getfixturevalue("world")
    schedule = moved_and_cancelled(land)
    start = Barrier(2)

    def run(_turn: int) -> str:
        try:
            start.wait(timeout=10)
            publish(land, schedule)
        except IllegalTransition:
            return "refused"
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(run, range(2))) == ["done", "refused"]
    assert Meeting.objects.count() == 5
    assert MeetingEvent.objects.filter(verb="cancel").count() == 1
    assert Schedule.objects.published().count() == 1


def test_planned_amendment_is_published_by_the_beat_once(world: World) -> None:
    schedule = moved_and_cancelled(world)
    plan_schedule_publication(
        schedule=schedule,
        actor=world.actor("intake", MARCH),
        publish_at=MARCH_AT + timedelta(hours=1),
        today=MARCH,
        now=MARCH_AT,
    )
    assert publish_planned(now=MARCH_AT) == 0
    assert not Meeting.objects.filter(state="cancelled").exists()
    later = MARCH_AT + timedelta(days=2)
    assert (publish_planned(now=later), publish_planned(now=later)) == (1, 0)
    assert Meeting.objects.filter(state="cancelled").count() == 1
    assert MeetingEvent.objects.filter(verb="move", actor=None).count() == 1


# -- the day, set by the body ------------------------------------------------------------------------------------------
def quarter_meeting() -> Meeting:
    return Meeting.objects.get(entry__quarter_key="2027-Q4")


def set_day(world: World, day: date, role: str = "preparer", **what: object) -> Meeting:
    return fix_day(
        meeting=quarter_meeting(), day=day, actor=world.actor(role, MARCH), today=MARCH, now=MARCH_AT, **what
    )


@pytest.mark.parametrize(
    ("role", "outcome"),
    [("preparer", True), ("head", True)]
    + [
        (role, False)
        for role in ("neighbour", "intake", "approver", "overseer", "administrator", "officer", "maslikhat", "nobody")
    ],
)
def test_day_is_set_by_people_of_the_body_alone(world: World, role: str, outcome: bool) -> None:
    if outcome:
        assert set_day(world, AUTUMN, role).on == AUTUMN
    else:
        with pytest.raises(NotAllowed):
            set_day(world, AUTUMN, role)
    assert (quarter_meeting().on == AUTUMN) is outcome
    seen = Meeting.objects.worked_on_by(world.actor(role, MARCH)).filter(pk=quarter_meeting().pk).exists()
    assert seen is outcome


def test_day_inside_the_approved_time_becomes_public_with_its_hour(world: World) -> None:
    meeting = set_day(world, date(2027, 11, 3), start_time=time(11), more_days=(date(2027, 11, 5),))
    meeting.refresh_from_db()
    assert (meeting.days, meeting.start_time, meeting.quarter_key, meeting.moved_from) == (
        [date(2027, 11, 3), date(2027, 11, 5)],
        time(11),
        "",
        "",
    )
    assert (meeting.span_start, meeting.span_end) == (date(2027, 11, 3), date(2027, 11, 6))
    assert list(Meeting.objects.public().on_day(date(2027, 11, 5))) == [meeting]
    assert meeting.events.last().verb == "fix_day"


@pytest.mark.parametrize(
    ("day", "more_days", "field", "code"),
    [
        (date(2027, 9, 30), (), "day", "needs_amendment"),
        (date(2028, 1, 1), (), "day", "needs_amendment"),
        (date(2027, 12, 31), (date(2028, 1, 1),), "more_days", "needs_amendment"),
        (date(2027, 11, 5), (date(2027, 11, 3),), "more_days", "more_days"),
    ],
)
def test_day_outside_the_approved_time_needs_an_amendment(
    world: World,
    day: date,
    more_days: tuple[date, ...],
    field: str,
    code: str,
) -> None:
    with pytest.raises(Invalid) as refused:
        set_day(world, day, more_days=more_days)
    assert (list(refused.value.errors), refused.value.code) == ([field], code)
    assert quarter_meeting().on is None


def test_day_may_be_set_again_with_a_reason_until_it_comes(world: World) -> None:
    set_day(world, date(2027, 11, 3))
    with pytest.raises(Invalid) as refused:
        set_day(world, date(2027, 11, 4), reason_kk="Себеп")
    assert set(refused.value.errors) == {"reason_ru"}
    meeting = set_day(world, date(2027, 11, 4), reason_kk="Себеп", reason_ru="Причина")
    assert (meeting.moved_from, meeting.sequence, meeting.events.last().verb) == ("2027-11-03", 2, "change_day")
    with pytest.raises(Conflict) as come:
        fix_day(
            meeting=meeting,
            day=date(2027, 11, 5),
            actor=world.actor("head", date(2027, 11, 4)),
            today=date(2027, 11, 4),
            now=MARCH_AT,
        )
    assert come.value.code == "day_has_come"


def test_day_that_was_approved_stands_but_its_hour_may_be_set(world: World) -> None:
    meeting = Meeting.objects.get(on=SPRING)
    given = {"meeting": meeting, "actor": world.actor("head", MARCH), "today": MARCH, "now": MARCH_AT}
    with pytest.raises(Invalid) as refused:
        fix_day(day=date(2027, 5, 19), **given)
    assert refused.value.code == "needs_amendment"
    assert fix_day(day=SPRING, start_time=time(15), **given).start_time == time(15)


def test_somebody_elses_day_is_not_overwritten_unseen(world: World) -> None:
    set_day(world, date(2027, 11, 3), expected_sequence=0)
    with pytest.raises(Conflict) as refused:
        set_day(world, date(2027, 11, 8), "head", expected_sequence=0)
    assert refused.value.code == "meeting_changed"


def test_cancelled_meeting_gets_no_day(world: World) -> None:
    propose(world)
    withdraw(world, rows(world)[2])
    file_and_accept(world)
    publish(world, amended(world))
    with pytest.raises(IllegalTransition):
        set_day(world, AUTUMN)
