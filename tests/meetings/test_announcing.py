"""So many days before a meeting people are told of it: by its being public here, and never by a day typed earlier."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from meetings.models import Meeting, MeetingAnnouncement
from meetings.services.announcing import Told, announce, take_back_announcement
from meetings.services.duties import note_announced, note_meetings
from meetings.services.moving_inside_approved import fix_day
from portal.deadlines.models import Obligation
from portal.kernel.errors import Conflict, Invalid, NotAllowed
from portal.law.counting.states import State
from portal.law.kinds import StateKind
from tests.ground import GROUND
from tests.meetings.counting import counted
from tests.meetings.valley import DAY, Valley, at, make_valley

pytestmark = pytest.mark.django_db

FORTNIGHT = timedelta(days=14)


@GROUND.fixture
def announcing_ground() -> Valley:
    return make_valley()


@pytest.fixture
def valley(announcing_ground: Valley) -> Valley:
    return announcing_ground


def publish(valley: Valley, meeting: Meeting, today: date) -> Obligation:
    """As its schedule does; what is owed about telling people of it."""
    note_announced([meeting], today=today, actor=valley.actor("officer", today))
    return owed(valley, meeting)


def owed(valley: Valley, meeting: Meeting, duty: str = "C-3.4d-14") -> Obligation:
    return valley.owed(duty, meeting.body, subject=f"meeting:{meeting.pk}")


def told(valley: Valley, meeting: Meeting, on: date, *, who: str = "officer", today: date, **more: str):
    said = {"where_kk": "«Қазалы» газеті", "where_ru": "Газета «Казалы»", **more}
    line = Told(channel="newspaper", announced_on=on, **said)
    return announce(meeting=meeting, told=line, actor=valley.actor(who, today), today=today)


@pytest.mark.parametrize(
    ("before", "expected"),
    [(15, StateKind.MET), (14, StateKind.MET), (13, StateKind.MET_LATE)],
    ids=["earlier", "on the last day", "a day too late"],
)
def test_being_public_here_announces_on_the_day_it_becomes_so(valley: Valley, before: int, expected: str) -> None:
    today = DAY - timedelta(days=before)
    row = publish(valley, valley.meeting(), today)
    assert (row.due_on, row.met_on, row.state(DAY).kind) == (DAY - FORTNIGHT, today, expected)
    assert row.evidence.get().address == f"/meetings/{Meeting.objects.get().number}/"


def test_an_akim_of_a_rural_district_has_seven_days(valley: Valley) -> None:
    today = DAY - timedelta(days=7)
    meeting = valley.meeting(valley.rural, valley.village)
    note_announced([meeting], today=today, actor=valley.actor("rural", today))
    row = owed(valley, meeting, "C-3.4d-7")
    assert (row.due_on, row.state(DAY).kind) == (today, StateKind.MET)


def test_of_an_akims_meeting_nobody_else_is_asked_for_support(valley: Valley) -> None:
    meeting = valley.meeting()
    publish(valley, meeting, date(2027, 1, 10))
    about = Obligation.objects.filter(subject=f"meeting:{meeting.pk}")
    assert set(about.values_list("body", flat=True)) == {valley.district.pk}

    of_ministry = valley.meeting(valley.ministry)
    note_announced([of_ministry], today=date(2027, 1, 10), actor=None)
    assert Obligation.objects.filter(subject=f"meeting:{of_ministry.pk}", duty="D-2", body=valley.region).exists()


def test_a_meeting_made_public_after_its_day_announced_nothing(valley: Valley) -> None:
    row = publish(valley, valley.meeting(), DAY + timedelta(days=1))
    assert (row.met_on, row.state(DAY + FORTNIGHT).kind) == (None, StateKind.OVERDUE)


def test_while_no_day_is_set_nothing_is_announced_and_setting_it_announces(valley: Valley) -> None:
    meeting = valley.meeting(in_first_quarter=True)
    row = publish(valley, meeting, date(2027, 1, 10))
    assert (row.met_on, row.due_on) == (None, None)
    today = DAY - timedelta(days=10)
    fix_day(meeting=meeting, day=DAY, actor=valley.actor("officer", today), today=today, now=at(today))
    assert owed(valley, meeting).state(DAY) == State(StateKind.MET_LATE, 4)


def test_told_twice_it_keeps_its_first_day(valley: Valley) -> None:
    meeting = valley.meeting()
    publish(valley, meeting, date(2027, 1, 10))
    row = publish(valley, meeting, DAY - FORTNIGHT)
    assert (row.met_on, row.evidence.count()) == (date(2027, 1, 10), 1)


def test_the_beat_finds_what_was_public_before_the_duty_was_kept(valley: Valley) -> None:
    """By the hand of who approved the schedule, on the day it is found."""
    meeting = valley.meeting()
    today = DAY - timedelta(days=20)
    note_meetings(today=today)
    row = owed(valley, meeting)
    assert (row.met_on, row.met_by) == (today, meeting.schedule.approved_by)


def test_a_thousand_cost_the_statements_of_one(valley: Valley) -> None:
    actor, today = valley.actor("officer", date(2027, 1, 10)), date(2027, 1, 10)
    one = [valley.meeting()]
    many = [valley.meeting(on=DAY + timedelta(days=number)) for number in range(30)]
    with counted() as few:
        note_announced(one, today=today, actor=actor)
    with counted() as all_of_them:
        note_announced(many, today=today, actor=actor)
    assert len(all_of_them) <= len(few)
    assert Obligation.objects.filter(duty="C-3.4d-14", met_on=today).count() == 31


# -- on another day --------------------------------------------------------------------------------------------------
ANNOUNCED = date(2027, 1, 10)


def set_day(valley: Valley, meeting: Meeting, day: date, today: date, **reasons: str) -> Obligation:
    fix_day(meeting=meeting, day=day, actor=valley.actor("officer", today), today=today, now=at(today), **reasons)
    return owed(valley, meeting)


def moved(valley: Valley, *, to: date, told_on: date) -> Obligation:
    """Announced in time for DAY and then, on `told_on`, for another day."""
    meeting = valley.meeting(in_first_quarter=True)
    assert set_day(valley, meeting, DAY, ANNOUNCED).state(DAY).kind == StateKind.MET
    return set_day(valley, meeting, to, told_on, reason_kk="Жол жабылды", reason_ru="Дорога закрыта")


@pytest.mark.parametrize(
    ("to", "told_on", "expected"),
    [
        (date(2027, 3, 30), date(2027, 3, 1), State(StateKind.MET)),
        (date(2027, 3, 16), date(2027, 3, 1), State(StateKind.MET)),
        (date(2027, 3, 16), date(2027, 3, 4), State(StateKind.MET_LATE, 2)),
        (date(2027, 1, 14), date(2027, 1, 12), State(StateKind.MET_LATE, 12)),
    ],
    ids=["much later", "on the last day", "a few days before", "to the day after tomorrow"],
)
def test_of_a_meeting_that_moved_the_new_day_is_announced_anew(
    valley: Valley, to: date, told_on: date, expected: State
) -> None:
    row = moved(valley, to=to, told_on=told_on)
    assert (row.due_on, row.met_on, row.known_on, row.state(to)) == (to - FORTNIGHT, told_on, told_on, expected)
    proofs = [(proof.signed_on, proof.is_withdrawn) for proof in row.evidence.order_by("pk")]
    assert proofs[1:] == [(told_on, False)]
    assert proofs[0][1] is True


def test_what_was_late_stays_late_when_the_meeting_moves(valley: Valley) -> None:
    meeting = valley.meeting(in_first_quarter=True)
    late = set_day(valley, meeting, DAY, DAY - timedelta(days=13)).state(DAY)
    assert late == State(StateKind.MET_LATE, 1)
    reasons = {"reason_kk": "Жол жабылды", "reason_ru": "Дорога закрыта"}
    assert set_day(valley, meeting, date(2027, 3, 30), date(2027, 3, 1), **reasons).state(DAY) == late


def test_another_hour_of_the_same_day_is_no_other_day(valley: Valley) -> None:
    row = moved(valley, to=date(2027, 3, 16), told_on=date(2027, 3, 1))
    later = date(2027, 3, 10)
    fix_day(
        meeting=Meeting.objects.get(),
        day=date(2027, 3, 16),
        start_time=time(15),
        actor=valley.actor("officer", later),
        today=later,
        now=at(later),
    )
    after = owed(valley, Meeting.objects.get())
    assert (after.met_on, after.evidence.count()) == (row.met_on, 2)


# -- beside the portal -----------------------------------------------------------------------------------------------
def late(valley: Valley) -> Meeting:
    """Made public here only when it was over."""
    meeting = valley.meeting()
    note_announced([meeting], today=DAY + timedelta(days=1), actor=valley.actor("officer", DAY + timedelta(days=1)))
    return meeting


def test_a_day_typed_earlier_is_the_word_of_its_body_alone(valley: Valley) -> None:
    meeting, today = late(valley), DAY + timedelta(days=1)
    line = told(valley, meeting, DAY - timedelta(days=20), today=today)
    row = owed(valley, meeting)
    assert (row.met_on, row.known_on, row.state(today).kind) == (DAY - timedelta(days=20), today, StateKind.CLAIMED)
    assert (line.recorded_for, line.recorded_on) == (valley.district, today)


def test_beside_what_was_met_it_is_another_proof(valley: Valley) -> None:
    meeting, today = valley.meeting(), date(2027, 1, 10)
    publish(valley, meeting, today)
    told(valley, meeting, date(2027, 1, 12), today=date(2027, 1, 12))
    row = owed(valley, meeting)
    assert (row.met_on, row.evidence.count()) == (today, 2)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"on": DAY + timedelta(days=1)}, "announced_on"),
        ({"where_ru": " "}, "where_ru"),
        ({"link": "javascript:alert(1)"}, "link"),
    ],
)
def test_what_cannot_be_true_is_refused_at_its_field(valley: Valley, said: dict, field: str) -> None:
    meeting = valley.meeting()
    with pytest.raises(Invalid) as refused:
        told(valley, meeting, said.pop("on", DAY), today=DAY, **said)
    assert list(refused.value.errors) == [field]


def test_after_the_meeting_nobody_was_told_of_it(valley: Valley) -> None:
    with pytest.raises(Invalid):
        told(valley, valley.meeting(), DAY + timedelta(days=1), today=DAY + FORTNIGHT)


def test_of_a_meeting_without_a_day_nobody_was_told(valley: Valley) -> None:
    for meeting in (valley.meeting(in_first_quarter=True), valley.meeting(valley.ministry, in_first_quarter=True)):
        with pytest.raises(Invalid) as refused:
            told(valley, meeting, DAY, who="officer" if meeting.body == valley.district else "preparer", today=DAY)
        assert list(refused.value.errors) == ["announced_on"]
    assert not MeetingAnnouncement.objects.exists()


def test_cancelled_or_never_public_there_is_nothing_to_announce(valley: Valley) -> None:
    codes = []
    for meeting in (valley.meeting(state="cancelled"), valley.meeting(beside=True)):
        with pytest.raises(Conflict) as refused:
            told(valley, meeting, DAY, today=DAY)
        codes.append(refused.value.code)
    assert codes == ["cancelled", "not_announced"]


@pytest.mark.parametrize("who", ["neighbour", "minister", "administrator", "nobody"])
def test_only_people_of_its_body_and_of_akimats_of_its_place_say_so(valley: Valley, who: str) -> None:
    with pytest.raises(NotAllowed):
        told(valley, valley.meeting(), DAY, who=who, today=DAY)


def test_taken_back_beside_what_was_met_it_leaves_that_in_time(valley: Valley) -> None:
    meeting, today = valley.meeting(), date(2027, 1, 10)
    publish(valley, meeting, today)
    line = told(valley, meeting, date(2027, 1, 12), today=date(2027, 1, 12))
    after = DAY + timedelta(days=1)
    said = {"reason_kk": "Қате", "reason_ru": "Ошибка"}
    take_back_announcement(line=line, actor=valley.actor("head", after), today=after, **said)
    row = owed(valley, meeting)
    assert (row.met_on, row.known_on, row.state(after).kind) == (today, today, StateKind.MET)


def test_taken_back_it_meets_nothing_any_more(valley: Valley) -> None:
    meeting, today = late(valley), DAY + timedelta(days=1)
    line = told(valley, meeting, DAY - timedelta(days=20), today=today)
    said = {"reason_kk": "Қате", "reason_ru": "Ошибка"}
    with pytest.raises(NotAllowed):
        take_back_announcement(line=line, actor=valley.actor("neighbour"), today=today, **said)
    take_back_announcement(line=line, actor=valley.actor("head", today), today=today, **said)
    assert owed(valley, meeting).met_on is None
    assert MeetingAnnouncement.objects.get().withdrawn_by == valley.people["head"]
    with pytest.raises(Conflict):
        take_back_announcement(line=line, actor=valley.actor("head", today), today=today, **said)
