"""That a meeting was held is recorded by its own people, once, for a day that can be true, and then norms are met."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError, transaction

from meetings.choices import MeetingState
from meetings.models import Meeting, MeetingEvent, MeetingHeld
from meetings.permissions import can_record_held
from meetings.queries.held import holders
from meetings.services.duties import note_announced, note_meetings
from meetings.services.held import Facts, record_held, take_back_held
from meetings.services.moving_inside_approved import fix_day
from portal.bodies.choices import Post, Role, TerritoryKind
from portal.bodies.permissions import actor_for
from portal.deadlines.models import Obligation
from portal.deadlines.services import Proof, attach_evidence, fulfil, record_evidence, sweep
from portal.kernel.errors import Conflict, IllegalTransition, Invalid, NotAllowed
from portal.law.counting.states import State
from portal.law.kinds import StateKind
from tests.factories.bodies import BodyFactory, OfficialFactory, RoleGrantFactory, TerritoryFactory
from tests.factories.deadlines import ObligationFactory
from tests.factories.meetings import MeetingFactory
from tests.ground import GROUND
from tests.meetings.valley import DAY, JOINED, Valley, at, held, make_valley

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)
MOVED = {"reason_kk": "Жол жабылды", "reason_ru": "Дорога закрыта"}
#: The norm of the akim of a district: twice a year in every rural district, and its last day.
FIRST_HALF, ENDS = "2027-H1", date(2027, 6, 30)


@GROUND.fixture
def valley_ground() -> Valley:
    return make_valley()


@pytest.fixture
def valley(valley_ground: Valley) -> Valley:
    return valley_ground


def norm(valley: Valley, body=None, unit=None, duty: str = "cov-3", period: str = FIRST_HALF) -> Obligation:
    unit = unit or valley.rural.territory
    return valley.owed(duty, body or valley.district, period_key=period, subject=f"territory:{unit.kato}")


def met() -> set[tuple[str, str]]:
    """Norms that are met, with their units."""
    return set(Obligation.objects.filter(met_on__isnull=False).values_list("duty", "subject"))


# -- what is recorded ------------------------------------------------------------------------------------------------
def test_a_held_meeting_has_its_state_its_people_and_its_line_of_history(valley: Valley) -> None:
    meeting = valley.meeting()
    record = held(valley, meeting, note_kk="Су туралы", note_ru="О воде")
    meeting.refresh_from_db()
    assert (meeting.state, meeting.attendance, meeting.on, meeting.moved_from) == (MeetingState.HELD, 64, DAY, "")
    assert (record.held_on, record.held_by, record.recorded_for) == (DAY, valley.akim(valley.district), valley.district)
    event = MeetingEvent.objects.get(meeting=meeting)
    assert (event.verb, event.from_state, event.to_state, event.was, event.became) == (
        "hold", "announced", "held", "2027-03-09", "2027-03-09",
    )  # fmt: skip
    assert Meeting.objects.standing().filter(pk=meeting.pk).exists()


def test_it_meets_the_norm_of_its_akim_unit_and_half_year_and_no_other(valley: Valley) -> None:
    held(valley, valley.meeting())
    row = norm(valley)
    assert (row.met_on, row.entered_on, row.known_on, row.state(ENDS)) == (DAY, DAY, DAY, State(StateKind.MET))
    (proof,) = row.evidence.all()
    assert (proof.kind, proof.address) == ("act", f"/meetings/{Meeting.objects.get().number}/#held")
    assert met() == {("cov-3", "territory:433233000")}


def test_a_meeting_in_a_village_is_one_in_its_rural_district(valley: Valley) -> None:
    held(valley, valley.meeting(place=valley.village))
    assert norm(valley).is_met


def test_of_the_akim_of_the_region_it_meets_the_year_of_the_district(valley: Valley) -> None:
    held(valley, valley.meeting(valley.region, valley.village), who="region")
    assert norm(valley, valley.region, valley.district.territory, duty="cov-1", period="2027").met_on == DAY
    assert met() == {("cov-1", "territory:433200000")}


def test_of_an_akim_at_home_it_meets_the_norm_of_the_own_place(valley: Valley) -> None:
    place = TerritoryFactory(kato="433251000", kind=TerritoryKind.SETTLEMENT, parent=valley.district.territory)
    office = BodyFactory(akimat=True, territory=place, joined_on=JOINED)
    OfficialFactory(body=office)
    user = RoleGrantFactory(body=office, role=Role.OFFICER).user
    valley.people["own"] = user
    held(valley, valley.meeting(office, place), who="own")
    assert norm(valley, office, place, duty="cov-5").met_on == DAY
    # Outside its own place it is a meeting, and no norm.
    held(valley, valley.meeting(office, valley.village, on=DAY - WEEK), who="own")
    assert met() == {("cov-5", "territory:433251000")}


def test_of_a_minister_it_meets_the_quarter(valley: Valley) -> None:
    held(valley, valley.meeting(valley.ministry), who="preparer")
    row = valley.owed("D-1.1", valley.ministry, period_key="2027-Q1")
    assert (row.met_on, row.state(ENDS).kind) == (DAY, StateKind.MET)


def test_what_a_deputy_or_somebody_else_held_meets_no_norm(valley: Valley) -> None:
    deputy = OfficialFactory(body=valley.district, post=Post.DEPUTY, title_kk="Орынбасар", title_ru="Заместитель")
    held(valley, valley.meeting(), held_by=deputy)
    held(valley, valley.meeting(on=DAY - WEEK), held_by=None)
    assert met() == set()
    assert Meeting.objects.filter(state=MeetingState.HELD).count() == 2


def test_nothing_but_the_meeting_that_is_owed_meets_a_norm(valley: Valley) -> None:
    sweep(on=date(2027, 5, 3))
    other = TerritoryFactory(kind=TerritoryKind.RURAL_DISTRICT, parent=valley.beside.territory)
    held(valley, valley.meeting(valley.beside), who="neighbour")
    held(valley, valley.meeting(place=other, on=DAY + WEEK), today=DAY + WEEK)
    later = date(2027, 7, 1)
    held(valley, valley.meeting(place=valley.silent.territory, on=ENDS), today=later, held_on=later, **MOVED)
    assert norm(valley).met_on is None
    assert norm(valley, unit=valley.silent.territory).met_on is None
    assert met() == {("cov-3", f"territory:{valley.silent.territory.kato}")}
    assert norm(valley, unit=valley.silent.territory, period="2027-H2").met_on == later


def test_a_typed_day_or_document_meets_no_norm(valley: Valley) -> None:
    sweep(on=date(2027, 5, 3))
    asked = {"proof": Proof(kind="link", title="Есеп", address="https://example.kz/a", signed_on=DAY), "today": DAY}
    for row in (norm(valley), ObligationFactory(duty="C-cov", act="C2", body=valley.district, period_key="2027")):
        for close in (record_evidence, attach_evidence):
            with pytest.raises(NotAllowed) as refused:
                close(obligation=row, actor=valley.actor("head"), **asked)
            assert refused.value.code == "closed_by_meeting"
    assert met() == set()


def test_the_line_over_the_norms_is_owed_in_them_and_not_beside_them(valley: Valley) -> None:
    sweep(on=date(2027, 12, 1))
    held(valley, valley.meeting())
    of_akims = Obligation.objects.filter(body=valley.district, period_key__startswith="2027")
    assert norm(valley).is_met
    assert {"C-1", "cov-3"} <= set(of_akims.values_list("duty", flat=True))
    assert not Obligation.objects.filter(duty="C-cov").exists()
    given = {"duty": "C-cov", "body": valley.district, "period_key": "2027", "on": DAY}
    proof = Proof(kind="act", title="Кездесу", address="/meetings/1/#held")
    assert fulfil(**given, evidence=proof, actor=valley.actor("head")) is None


def test_what_follows_a_meeting_is_counted_from_the_day_it_was_held(valley: Valley) -> None:
    meeting = valley.meeting()
    note_announced([meeting], today=date(2027, 1, 10), actor=valley.actor("officer", date(2027, 1, 10)))
    held(valley, meeting, held_on=DAY + WEEK, today=DAY + WEEK, **MOVED)
    row = valley.owed("C-3.5c", valley.district, subject=f"meeting:{meeting.pk}")
    assert row.due_on == DAY + WEEK + timedelta(days=10)


# -- by which day it is judged ---------------------------------------------------------------------------------------
def late_meeting(valley: Valley) -> Meeting:
    return valley.meeting(on=ENDS)


@pytest.mark.parametrize(
    ("after", "expected"),
    [(10, State(StateKind.MET)), (11, State(StateKind.CLAIMED, 11))],
    ids=["within ten days", "later"],
)
def test_announced_before_its_day_it_is_judged_by_it_for_ten_days(valley: Valley, after: int, expected: State) -> None:
    today = ENDS + timedelta(days=after)
    held(valley, late_meeting(valley), today=today)
    row = norm(valley)
    assert (row.met_on, row.entered_on, row.state(today)) == (ENDS, today, expected)


def test_held_on_another_day_than_announced_it_is_judged_by_its_entry(valley: Valley) -> None:
    today = ENDS + timedelta(days=3)
    meeting = valley.meeting(on=ENDS - WEEK)
    held(valley, meeting, held_on=ENDS, today=today, **MOVED)
    assert norm(valley).state(today) == State(StateKind.CLAIMED, 3)


def test_held_before_it_stood_announced_it_is_recorded_and_judged_by_its_entry(valley: Valley) -> None:
    """The calendar was published on 10 January; the meeting of the 8th was held without anybody told."""
    before = date(2027, 1, 8)
    today = ENDS + timedelta(days=1)
    held(valley, valley.meeting(on=before), today=today)
    row = norm(valley)
    assert (row.met_on, row.known_on, row.state(today).kind) == (before, today, StateKind.CLAIMED)


def test_of_another_unit_no_announcement_vouches(valley: Valley) -> None:
    valley.meeting(on=ENDS)
    today = ENDS + timedelta(days=2)
    elsewhere = valley.meeting(place=valley.silent.territory, on=ENDS - WEEK)
    held(valley, elsewhere, held_on=ENDS, today=today, **MOVED)
    assert norm(valley, unit=valley.silent.territory).state(today).kind == StateKind.CLAIMED


# -- on another day --------------------------------------------------------------------------------------------------
def test_another_day_needs_its_reason_in_both_languages_and_is_public(valley: Valley) -> None:
    meeting = valley.meeting()
    with pytest.raises(Invalid) as refused:
        held(valley, meeting, held_on=DAY + WEEK, today=DAY + WEEK, reason_kk="Жол жабылды")
    assert list(refused.value.errors) == ["reason_ru"]
    record = held(valley, meeting, held_on=DAY + WEEK, today=DAY + WEEK, **MOVED)
    meeting.refresh_from_db()
    assert (meeting.on, meeting.moved_from, record.announced) == (DAY + WEEK, "2027-03-09", "2027-03-09")
    event = MeetingEvent.objects.get(meeting=meeting)
    assert (event.was, event.became, event.reason_ru) == ("2027-03-09", "2027-03-16", "Дорога закрыта")
    assert norm(valley).met_on == DAY + WEEK


def test_whose_day_was_never_set_says_why_too(valley: Valley) -> None:
    meeting = valley.meeting(in_first_quarter=True)
    with pytest.raises(Invalid) as refused:
        held(valley, meeting, held_on=DAY)
    assert sorted(refused.value.errors) == ["reason_kk", "reason_ru"]
    held(valley, meeting, held_on=DAY, **MOVED)
    meeting.refresh_from_db()
    assert (meeting.on, meeting.quarter_key, meeting.moved_from) == (DAY, "", "2027-Q1")


def test_of_several_days_the_last_has_to_have_come(valley: Valley) -> None:
    meeting = valley.meeting(more_days=[DAY + timedelta(days=1)], span_end=DAY + timedelta(days=2))
    with pytest.raises(Invalid):
        held(valley, meeting)
    held(valley, meeting, today=DAY + timedelta(days=1))
    meeting.refresh_from_db()
    assert len(meeting.days) == 2


# -- what is refused -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"held_on": DAY + timedelta(days=1), **MOVED}, "held_on"),
        ({"held_on": date(2026, 12, 31), **MOVED}, "held_on"),
        ({"end_time": time(11)}, "end_time"),
        ({"attendance": 0}, "attendance"),
        ({"attendance": 100_001}, "attendance"),
        ({"note_kk": "Су"}, "note_ru"),
    ],
    ids=["ahead", "another year", "no length", "nobody", "more than there are", "one language"],
)
def test_what_cannot_be_true_is_refused_at_its_field(valley: Valley, said: dict[str, object], field: str) -> None:
    meeting = valley.meeting()
    with pytest.raises(Invalid) as refused:
        held(valley, meeting, **said)
    assert list(refused.value.errors) == [field]
    meeting.refresh_from_db()
    assert (meeting.state, MeetingHeld.objects.count()) == (MeetingState.ANNOUNCED, 0)


def test_somebody_of_another_body_did_not_hold_it(valley: Valley) -> None:
    with pytest.raises(Invalid) as refused:
        held(valley, valley.meeting(), held_by=valley.akim(valley.region))
    assert list(refused.value.errors) == ["held_by"]


def test_who_had_left_the_office_by_then_did_not_hold_it(valley: Valley) -> None:
    meeting, left = valley.meeting(), valley.akim(valley.district)
    left.ends_on = DAY
    left.save()
    comes = OfficialFactory(body=valley.district, starts_on=DAY + timedelta(days=1))
    for who in (left, comes):
        with pytest.raises(Invalid) as refused:
            held(valley, meeting, held_by=who)
        assert list(refused.value.errors) == ["held_by"]
    assert holders(meeting, DAY) == [meeting.official]
    assert holders(meeting, DAY + WEEK) == [meeting.official, comes]
    held(valley, meeting, held_by=comes, held_on=DAY + WEEK, today=DAY + WEEK, **MOVED)
    assert norm(valley).met_on == DAY + WEEK


def test_before_its_body_joined_nothing_counts(valley: Valley) -> None:
    valley.district.joined_on = DAY
    valley.district.save()
    with pytest.raises(Invalid) as refused:
        held(valley, valley.meeting(on=DAY - WEEK))
    assert list(refused.value.errors) == ["held_on"]


def test_cancelled_never_announced_and_twice_are_refused(valley: Valley) -> None:
    codes = []
    for meeting in (
        valley.meeting(state=MeetingState.CANCELLED),
        valley.meeting(beside=True),
        valley.meeting(state=MeetingState.HELD, attendance=3),
        valley.meeting(state=MeetingState.CLOSED, attendance=3),
        valley.meeting(state=MeetingState.NOT_TAKEN_PLACE),
    ):
        with pytest.raises(Conflict) as refused:
            held(valley, meeting)
        codes.append(refused.value.code)
    assert codes == ["cancelled", "not_announced", "held", "held", "not_taken_place"]


def test_the_database_keeps_one_record_and_none_without_people(valley: Valley) -> None:
    record = held(valley, valley.meeting())
    record.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        record.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.update(attendance=None)


def test_a_held_meeting_is_moved_and_set_no_more(valley: Valley) -> None:
    meeting = valley.meeting()
    held(valley, meeting)
    with pytest.raises(IllegalTransition):
        fix_day(meeting=meeting, day=DAY + WEEK, actor=valley.actor("officer"), today=DAY, now=at(DAY))


# -- by whom ---------------------------------------------------------------------------------------------------------
def test_its_own_people_record_it_and_those_above_only_where_nobody_is_here(valley: Valley) -> None:
    meetings = {
        "district": valley.meeting(),
        "rural": valley.meeting(valley.rural),
        "silent": valley.meeting(valley.silent, valley.silent.territory),
        "ministry": valley.meeting(valley.ministry),
    }
    allowed = {
        (who, what) for who in valley.people for what in meetings if can_record_held(valley.actor(who), meetings[what])
    }
    assert allowed == {
        ("officer", "district"), ("head", "district"), ("rural", "rural"), ("officer", "silent"), ("head", "silent"),
        ("preparer", "ministry"), ("minister", "ministry"),
    }  # fmt: skip
    listed = {
        (who, what)
        for who in valley.people
        for what, meeting in meetings.items()
        if meeting in Meeting.objects.recorded_by(valley.actor(who))
    }
    assert listed == allowed


def test_the_region_speaks_where_the_district_has_nobody_either(valley: Valley) -> None:
    for who in ("officer", "head"):
        valley.people[who].role_grants.all().delete()
    record = held(valley, valley.meeting(valley.silent, valley.silent.territory), who="region")
    assert record.recorded_for == valley.region
    assert not can_record_held(valley.actor("region"), valley.meeting(valley.rural))


def test_of_an_office_without_people_it_is_said_who_recorded_it(valley: Valley) -> None:
    record = held(valley, valley.meeting(valley.silent, valley.silent.territory))
    assert (record.recorded_for, record.recorded_by) == (valley.district, valley.people["officer"])


@pytest.mark.parametrize("who", ["neighbour", "region", "rural", "minister", "administrator", "nobody"])
def test_everybody_else_is_refused(valley: Valley, who: str) -> None:
    meeting = valley.meeting()
    with pytest.raises(NotAllowed):
        held(valley, meeting, who=who)
    record = held(valley, meeting)
    with pytest.raises(NotAllowed):
        take_back_held(record=record, actor=valley.actor(who), today=DAY, now=at(DAY), **MOVED)


def test_a_role_that_ended_is_none(valley: Valley) -> None:
    meeting = valley.meeting()
    assert can_record_held(valley.actor("officer"), meeting)
    valley.people["officer"].role_grants.update(ends_on=DAY)
    assert not can_record_held(actor_for(valley.people["officer"], DAY), meeting)


# -- taken back ------------------------------------------------------------------------------------------------------
def back(valley: Valley, record: MeetingHeld, today: date = DAY, **reasons: str) -> MeetingHeld:
    said = {"reason_kk": "Қате жазылды", "reason_ru": "Записано по ошибке", **reasons}
    return take_back_held(record=record, actor=valley.actor("officer", today), today=today, now=at(today), **said)


def test_taken_back_the_meeting_stands_as_announced_and_its_norm_is_owed_again(valley: Valley) -> None:
    meeting = valley.meeting()
    record = held(valley, meeting, held_on=DAY + WEEK, today=DAY + WEEK, **MOVED)
    back(valley, record, DAY + WEEK)
    meeting.refresh_from_db()
    record.refresh_from_db()
    assert (meeting.state, meeting.attendance, meeting.on, meeting.moved_from) == ("announced", None, DAY, "")
    assert (record.is_withdrawn, record.withdrawn_reason_ru) == (True, "Записано по ошибке")
    row = norm(valley)
    assert (row.met_on, row.reopened_on) == (None, DAY + WEEK)
    assert row.evidence.get().is_withdrawn
    assert list(MeetingEvent.objects.filter(meeting=meeting).values_list("verb", flat=True)) == ["hold", "not_held"]
    # And it can be recorded aright.
    held(valley, meeting, today=DAY + WEEK)
    assert norm(valley).met_on == DAY


@pytest.mark.parametrize(
    ("announced", "recorded", "expected"),
    [(DAY + WEEK, DAY, StateKind.GONE), (DAY - WEEK, DAY, StateKind.DUE_SOON)],
    ids=["it stands ahead again", "its day is over"],
)
def test_taken_back_what_follows_is_counted_from_the_announced_day(
    valley: Valley, announced: date, recorded: date, expected: str
) -> None:
    meeting = valley.meeting(on=announced)
    note_announced([meeting], today=date(2027, 1, 10), actor=valley.actor("officer", date(2027, 1, 10)))
    back(valley, held(valley, meeting, held_on=recorded, **MOVED))
    about = {"body": valley.district, "subject": f"meeting:{meeting.pk}"}
    assert valley.owed("C-3.5c", **about).state(DAY).kind == expected
    assert valley.owed("C-3.4d-14", **about).is_met
    note_meetings(today=announced + WEEK)
    row = valley.owed("C-3.5c", **about)
    assert (row.due_on, row.released_as) == (announced + timedelta(days=10), "")


def test_taken_back_of_several_days_all_stand_again(valley: Valley) -> None:
    further = DAY + timedelta(days=1)
    meeting = valley.meeting(more_days=[further], span_end=further + timedelta(days=1))
    back(valley, held(valley, meeting, held_on=further, today=further, **MOVED), further)
    meeting.refresh_from_db()
    assert meeting.days == [DAY, further]


def test_what_another_meeting_shows_stays_met_from_the_day_of_the_correction(valley: Valley) -> None:
    """A false record in time does not make a true one that came late timely."""
    false = held(valley, valley.meeting())
    late = ENDS + timedelta(days=20)
    held(valley, valley.meeting(on=ENDS), today=late)
    assert norm(valley).met_on == DAY
    back(valley, false, late)
    row = norm(valley)
    assert (row.met_on, row.known_on, row.state(late).kind) == (ENDS, late, StateKind.CLAIMED)


def test_a_mistaken_record_of_a_second_meeting_does_not_touch_what_the_first_met(valley: Valley) -> None:
    held(valley, valley.meeting())
    second = held(valley, valley.meeting(on=DAY + WEEK), today=DAY + WEEK)
    late = ENDS + timedelta(days=20)
    back(valley, second, late)
    row = norm(valley)
    assert (row.met_on, row.known_on, row.state(late)) == (DAY, DAY, State(StateKind.MET))
    assert [proof.is_withdrawn for proof in row.evidence.order_by("pk")] == [False, True]


def test_taking_back_needs_a_reason_and_is_done_once(valley: Valley) -> None:
    record = held(valley, valley.meeting())
    with pytest.raises(Invalid) as refused:
        back(valley, record, reason_ru=" ")
    assert list(refused.value.errors) == ["reason_ru"]
    back(valley, record)
    with pytest.raises(Conflict):
        back(valley, record)


def test_without_the_law_it_is_recorded_all_the_same(caplog: pytest.LogCaptureFixture) -> None:
    office = BodyFactory(akimat=True)
    akim = OfficialFactory(body=office)
    user = RoleGrantFactory(body=office, role=Role.OFFICER).user
    meeting = MeetingFactory(body=office, territory=office.territory, on=DAY)
    record_held(
        meeting=meeting,
        facts=Facts(DAY, time(11), time(12), akim, 40),
        actor=actor_for(user, DAY),
        today=DAY,
        now=at(DAY),
    )
    meeting.refresh_from_db()
    assert (meeting.state, met()) == ("held", set())
    assert "No norm was met" in caplog.text
