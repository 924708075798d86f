"""Moving, cancelling and letting stand again at once: by whom, until when, what is said of it, who is told."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest

from meetings.models import ChannelToTell, Meeting, MeetingAnnouncement
from meetings.rules import Wanted
from meetings.services.changing import cancel_meeting, change_meeting, foresee, move_meeting
from portal.bodies.choices import Role
from portal.deadlines.choices import Opens
from portal.deadlines.models import CalendarDay, Obligation
from portal.kernel.errors import Conflict, DomainError, IllegalTransition, Invalid, NotAllowed
from portal.notices.models import Notice
from tests.factories.accounts import UserFactory
from tests.factories.bodies import RoleGrantFactory
from tests.factories.deadlines import ObligationFactory
from tests.factories.meetings import MeetingFactory
from tests.meetings.amendment import MARCH, MARCH_AT, SPRING, SUMMER
from tests.schedules.conftest import World

NEW = date(2027, 6, 15)
REASONS = {"reason_kk": "Су тасқыны", "reason_ru": "Паводок"}
CHANGED = "meetings.changed"


@pytest.fixture
def world(published_ground: World) -> World:
    """With its schedule published."""
    return published_ground


def spring() -> Meeting:
    return Meeting.objects.get(on=SPRING)


def move(world: World, meeting: Meeting, role: str = "preparer", *, today: date = MARCH, **what: Any) -> Meeting:
    said = {"day": NEW, **REASONS, **what}
    return move_meeting(meeting=meeting, actor=world.actor(role, today), today=today, now=MARCH_AT, **said)


def cancel(world: World, meeting: Meeting, role: str = "preparer", *, today: date = MARCH, **what: Any) -> Meeting:
    return cancel_meeting(
        meeting=meeting, actor=world.actor(role, today), today=today, now=MARCH_AT, **{**REASONS, **what}
    )


def restore(world: World, meeting: Meeting, *, today: date = MARCH) -> Meeting:
    actor = world.actor("head", today)
    return change_meeting(meeting=meeting, wanted=Wanted(**REASONS), actor=actor, today=today, now=MARCH_AT)


def told() -> list[str]:
    return sorted(Notice.objects.filter(kind=CHANGED).values_list("user__full_name", flat=True))


# -- what becomes of it ------------------------------------------------------------------------------------------------
def test_a_moved_meeting_keeps_what_it_was_and_its_entry_is_left_alone(world: World) -> None:
    meeting = move(world, spring(), start_time=time(15), more_days=(NEW + timedelta(days=1),))
    meeting.refresh_from_db()
    assert (meeting.days, meeting.start_time, meeting.moved_from, meeting.sequence, meeting.changed_at) == (
        [NEW, date(2027, 6, 16)],
        time(15),
        "2027-05-18",
        1,
        MARCH_AT,
    )
    assert (meeting.entry.day, meeting.lasting_day, meeting.gone_days) == (SPRING, NEW, [])
    event = meeting.events.last()
    assert (event.verb, event.was, event.became, event.reason_kk, event.reason_ru, event.version) == (
        "move",
        "2027-05-18",
        "2027-06-15",
        "Су тасқыны",
        "Паводок",
        None,
    )


def test_a_cancelled_meeting_stays_at_its_address_and_stands_again_as_it_was(world: World) -> None:
    meeting = cancel(world, spring())
    assert (meeting.state, meeting.on, meeting.sequence, meeting.events.last().verb) == (
        "cancelled",
        SPRING,
        1,
        "cancel",
    )
    assert Meeting.objects.public().filter(pk=meeting.pk).exists()
    again = restore(world, meeting)
    assert (again.state, again.on, again.moved_from, again.sequence) == (spring().state, SPRING, "", 2)
    assert again.events.last().verb == "restore"
    assert told() == ["head", "head", "preparer", "preparer"]


def test_another_hour_of_the_same_day_is_a_change_and_no_move(world: World) -> None:
    meeting = move(world, spring(), day=SPRING, start_time=time(16))
    assert (meeting.on, meeting.start_time, meeting.moved_from, meeting.events.last().verb) == (
        SPRING,
        time(16),
        "",
        "change",
    )


def test_of_a_time_that_was_open_another_one_is_named_and_the_promised_one_is_kept(world: World) -> None:
    meeting = move(world, Meeting.objects.get(quarter_key="2027-Q4"))
    assert (meeting.on, meeting.quarter_key, meeting.moved_from) == (NEW, "", "2027-Q4")


@pytest.mark.parametrize("origin", ["risk", "need", "demand"])
def test_a_meeting_beside_the_schedules_is_moved_and_cancelled_too(world: World, origin: str) -> None:
    meeting = MeetingFactory(
        beside=True,
        origin=origin,
        body=world.ministry,
        territory=world.region,
        published_at=MARCH_AT,
        on=SPRING,
        number="2027-900001",
    )
    assert move(world, meeting).on == NEW
    assert cancel(world, meeting).is_cancelled
    with pytest.raises(Invalid) as refused:
        move(world, restore(world, meeting), day=date(2028, 3, 11))
    assert set(refused.value.errors) == {"day"}


# -- by whom -----------------------------------------------------------------------------------------------------------
_OTHERS = [
    "neighbour",
    "intake",
    "intake_head",
    "approver",
    "overseer",
    "administrator",
    "officer",
    "maslikhat",
    "nobody",
]


@pytest.mark.parametrize("role", ["preparer", "head"])
def test_people_of_its_body_change_it(world: World, role: str) -> None:
    assert move(world, spring(), role).on == NEW
    assert cancel(world, Meeting.objects.get(on=SUMMER), role).is_cancelled


@pytest.mark.parametrize("role", _OTHERS)
def test_nobody_else_changes_it_or_foresees_it(world: World, role: str) -> None:
    meeting = spring()
    for attempt in (
        lambda: move(world, meeting, role),
        lambda: cancel(world, meeting, role),
        lambda: foresee(meeting=meeting, wanted=Wanted(**REASONS, is_off=True), actor=world.actor(role), today=MARCH),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    assert (spring().sequence, told()) == (0, [])


# -- until when, and what is refused -----------------------------------------------------------------------------------
@pytest.mark.parametrize(("today", "outcome"), [(SPRING - timedelta(days=1), True), (SPRING, False), (NEW, False)])
def test_from_its_day_on_it_is_neither_moved_nor_cancelled(world: World, today: date, outcome: bool) -> None:
    later = NEW + timedelta(days=30)
    if outcome:
        assert move(world, spring(), today=today, day=later).on == later
        return
    for attempt in (move, cancel):
        with pytest.raises(Conflict) as refused:
            attempt(world, spring(), today=today)
        assert refused.value.code == "day_has_come"
    assert spring().sequence == 0


@pytest.mark.parametrize(
    ("what", "field"),
    [
        ({"day": MARCH - timedelta(days=1)}, "day"),
        ({"day": SPRING}, "day"),
        ({"day": date(2028, 1, 1)}, "day"),
        ({"more_days": (date(2028, 1, 1),)}, "more_days"),
        ({"more_days": (NEW,)}, "more_days"),
        ({"more_days": (date(2027, 6, 14),)}, "more_days"),
        ({"reason_kk": " "}, "reason_kk"),
        ({"reason_ru": ""}, "reason_ru"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(world: World, what: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        move(world, spring(), **what)
    assert list(refused.value.errors) == [field]
    assert (spring().sequence, told()) == (0, [])


def test_a_day_inside_the_approved_quarter_is_set_and_not_moved_to(world: World) -> None:
    with pytest.raises(Invalid) as refused:
        move(world, Meeting.objects.get(quarter_key="2027-Q4"), day=date(2027, 11, 3))
    assert list(refused.value.errors) == ["day"]


def test_a_day_off_and_another_meeting_of_the_official_are_said_and_hinder_nothing(world: World) -> None:
    CalendarDay.objects.update_or_create(
        date=SUMMER, defaults={"kind": "holiday", "name_kk": "Мереке", "name_ru": "Праздник", "name_en": "Feast"}
    )
    seen = foresee(
        meeting=spring(), wanted=Wanted(**REASONS, days=(SUMMER,)), actor=world.actor("head", MARCH), today=MARCH
    )
    other = Meeting.objects.get(on=SUMMER)
    assert len(seen.warnings) == 2
    assert other.number in seen.warnings[1]
    assert move(world, spring(), day=SUMMER).on == SUMMER


def test_somebody_elses_change_is_not_overwritten_and_the_same_twice_is_once(world: World) -> None:
    move(world, spring(), expected_sequence=0)
    meeting = Meeting.objects.get(on=NEW)
    again = move(world, meeting, expected_sequence=0)
    assert (again.sequence, meeting.events.count(), len(told())) == (1, 2, 2)
    with pytest.raises(Conflict) as refused:
        move(world, meeting, day=SUMMER, expected_sequence=0)
    assert refused.value.code == "meeting_changed"
    cancel(world, meeting, expected_sequence=1)
    assert cancel(world, meeting, expected_sequence=1).sequence == 2
    with pytest.raises(IllegalTransition):
        cancel(world, meeting, expected_sequence=2)


# -- who is told -------------------------------------------------------------------------------------------------------
def duty_told(world: World, meeting: Meeting, role: str, *, is_copy: bool = False) -> None:
    """Somebody was told of a duty about the meeting, as the akimat of its place is."""
    person = world.people[role]
    body = person.role_grants.get().body
    duty = ObligationFactory(body=body, subject=f"meeting:{meeting.pk}", opens_by=Opens.EVENT, duty="B-3b", act="B")
    Notice.objects.create(
        user=person,
        key=f"opened:{duty.pk}:{person.pk}",
        kind="duty_opened",
        line_kk="а",
        line_ru="а",
        line_en="a",
        path="/work/",
        thread=f"obligation:{duty.pk}",
        is_copy=is_copy,
        created_for=MARCH,
    )


def test_exactly_those_who_were_told_are_told_and_in_the_words_they_were_shown(world: World) -> None:
    late = UserFactory(full_name="joined later")
    RoleGrantFactory(user=late, role=Role.HEAD, body=world.ministry)
    duty_told(world, spring(), "officer")
    duty_told(world, spring(), "overseer", is_copy=True)
    duty_told(world, Meeting.objects.get(on=SUMMER), "maslikhat")
    before = set(Notice.objects.values_list("pk", flat=True))
    wanted = Wanted(**REASONS, days=(NEW,), start_time=time(15))
    seen = foresee(meeting=spring(), wanted=wanted, actor=world.actor("head", MARCH), today=MARCH)
    assert set(Notice.objects.values_list("pk", flat=True)) == before, "nothing is saved"
    assert spring().sequence == 0

    move(world, spring(), start_time=time(15))

    sent = Notice.objects.filter(kind=CHANGED)
    assert {row.user for row in sent} == set(seen.people)
    assert {row.lines for row in sent} == {seen.lines}
    assert told() == ["head", "officer", "preparer"]
    for text, words in (
        (seen.lines.kk, ("Су тасқыны", "18 мамыр", "15 маусым", "15:00")),
        (seen.lines.ru, ("Паводок",)),
    ):
        assert all(word in text.replace("\xa0", " ") for word in words), text


def test_who_lost_the_role_or_the_login_is_not_told(world: World) -> None:
    world.people["head"].role_grants.update(ends_on=MARCH)
    RoleGrantFactory(user=world.people["head"], role=Role.HEAD, body=world.neighbour)
    world.people["preparer"].is_active = False
    world.people["preparer"].save()
    duty_told(world, spring(), "officer")
    heir = UserFactory(full_name="heir")
    RoleGrantFactory(user=heir, role=Role.HEAD, body=world.ministry)
    world.people["heir"] = heir
    cancel(world, spring(), "heir")
    assert told() == ["officer"]


def test_a_meeting_nobody_was_told_of_tells_nobody(world: World) -> None:
    meeting = MeetingFactory(
        beside=True, body=world.ministry, territory=world.region, published_at=MARCH_AT, on=SPRING, number="2027-900001"
    )
    cancel(world, meeting)
    assert told() == []


# -- channels beside the portal ----------------------------------------------------------------------------------------
def line(world: World, meeting: Meeting, channel: str, **more: Any) -> MeetingAnnouncement:
    return MeetingAnnouncement.objects.create(
        meeting=meeting,
        channel=channel,
        where_kk="Газет",
        where_ru="Газета",
        announced_on=MARCH,
        recorded_on=MARCH,
        recorded_for=world.ministry,
        recorded_by=world.people["preparer"],
        **more,
    )


def test_channels_that_stand_are_foreseen_and_kept_to_be_told(world: World) -> None:
    meeting = spring()
    first = line(world, meeting, "newspaper")
    last = line(world, meeting, "newspaper")
    line(
        world,
        meeting,
        "radio",
        withdrawn_on=MARCH,
        withdrawn_by=world.people["head"],
        withdrawn_reason_kk="қате",
        withdrawn_reason_ru="ошибка",
    )
    wanted = Wanted(**REASONS, is_off=True)
    assert foresee(meeting=meeting, wanted=wanted, actor=world.actor("head", MARCH), today=MARCH).channels == [
        "newspaper"
    ]
    cancel(world, meeting)
    assert list(ChannelToTell.objects.values_list("channel", "last_line")) == [("newspaper", last.pk)]
    assert first.pk < last.pk


def test_nothing_is_changed_when_anything_fails(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_args: object, **_more: object) -> None:
        raise DomainError("no")

    monkeypatch.setattr("meetings.services.changing.note_cancelled", fails)
    with pytest.raises(DomainError):
        cancel(world, spring())
    assert (spring().is_cancelled, spring().events.count(), told()) == (False, 1, [])
    assert not Obligation.objects.filter(released_as="gone").exists()
