"""What happens opens duties: literal days, the latest of several events, moves, and what is called off."""

from __future__ import annotations

from datetime import date

import pytest

from portal.bodies.models import Body
from portal.deadlines.choices import ChangeReason, EventKind, StateKind
from portal.deadlines.models import Decision, DueChange, DutyStart, Obligation
from portal.deadlines.services import call_off, happen, move_event, sweep, will_not_happen
from portal.kernel.wording import Lines
from portal.law.counting.events import Event
from portal.law.owner_decisions import SHIPPED
from tests.deadlines.conftest import Country, make_country
from tests.factories.bodies import BodyFactory, TerritoryFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_law")]

MEETING = "meeting:12"
ABOUT = Lines("2027-000012, кездесу", "2027-000012, встреча", "2027-000012, a meeting")
TODAY = date(2027, 3, 1)


@pytest.fixture
def land() -> Country:
    return make_country(joined_on=date(2026, 1, 1))


@pytest.fixture
def village(land: Country) -> Body:
    return BodyFactory(akimat=True, territory=TerritoryFactory(kind="village", parent=TerritoryFactory(district=True)))


def set_for(on: date | None, *bodies: Body, today: date = TODAY, event: Event = Event.MEETING_PLANNED) -> int:
    return happen(event=event, subject=MEETING, about=ABOUT, on=on, bodies=bodies, today=today)


def days(body: Body) -> dict[str, date | None]:
    return dict(Obligation.objects.filter(body=body, opens_by="event").values_list("duty", "due_on"))


def states(body: Body, on: date) -> dict[str, str]:
    return {row.duty: row.state(on).kind.value for row in Obligation.objects.filter(body=body, opens_by="event")}


def test_meeting_of_an_akim_opens_what_is_to_be_done_before_it(land: Country, village: Body) -> None:
    assert set_for(date(2027, 3, 18), land["akimat-1"], village) == 12
    assert days(land["akimat-1"]) == {
        "C-3.2": None,
        "C-3.4a": date(2027, 3, 18),
        "C-3.4b": date(2027, 3, 18),
        "C-3.4c": date(2027, 3, 18),
        "C-3.4d-14": date(2027, 3, 4),
        "C-4": None,
    }
    assert days(village)["C-3.4d-7"] == date(2027, 3, 11)
    assert "C-3.4d-14" not in days(village)
    row = Obligation.objects.get(body=land["akimat-1"], duty="C-3.4d-14")
    assert (row.period_key, row.opened_on, row.look_on, row.nominal_due_on) == (
        "2027",
        TODAY,
        TODAY,
        date(2027, 3, 4),
    )
    assert (row.happened, row.about_ru, row.act, row.stands_by) == (
        {"meeting_planned": "2027-03-18"},
        "2027-000012, встреча",
        "C2",
        "act",
    )
    # Its text is not confirmed.
    assert (row.is_public, row.is_apart) == (True, True)
    assert row.events.get().recorded_on == TODAY
    assert set_for(date(2027, 3, 18), land["akimat-1"], village) == 0
    assert not DueChange.objects.exists()


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2027, 3, 3), StateKind.DUE_SOON),
        (date(2027, 3, 4), StateKind.DUE_SOON),
        (date(2027, 3, 5), StateKind.OVERDUE),
    ],
)
def test_announcement_fourteen_days_before(land: Country, on: date, state: StateKind) -> None:
    set_for(date(2027, 3, 18), land["akimat-1"])
    sweep(on=on)
    row = Obligation.objects.get(duty="C-3.4d-14")
    assert row.state(on).kind == state
    assert row.late_since == (date(2027, 3, 5) if state == StateKind.OVERDUE else None)


def test_meeting_announced_too_late_is_late_from_the_first_day_and_nobody_is_reminded_of_the_past(
    land: Country,
) -> None:
    set_for(date(2027, 3, 4), land["akimat-1"])
    row = Obligation.objects.get(duty="C-3.4d-14")
    assert (row.due_on, row.opened_on, row.late_since) == (date(2027, 2, 18), TODAY, None)
    sweep(on=TODAY)
    row.refresh_from_db()
    assert row.late_since == date(2027, 2, 19)
    assert row.events.get(kind=EventKind.LATE).recorded_on == TODAY
    assert not row.rungs.filter(rung__gte=0).exists()


def test_ten_days_run_from_the_meeting_and_move_when_the_reception_ends(land: Country) -> None:
    akimat = land["akimat-1"]
    set_for(date(2027, 3, 3), akimat, today=date(2027, 3, 4), event=Event.MEETING_ENDED)
    row = Obligation.objects.get(body=akimat, duty="C-3.5c")
    assert (row.due_on, row.computed_due_on, row.act_due_on) == (date(2027, 3, 13),) * 3
    assert [row.state(date(2027, 3, day)).kind for day in (13, 14)] == [StateKind.DUE_SOON, StateKind.OVERDUE]
    assert row.happened == {"meeting_ended": "2027-03-03", "reception_ended": None}
    # The recording of the reception is opened by it, and the report gets its day.
    assert set_for(date(2027, 3, 5), akimat, today=date(2027, 3, 6), event=Event.RECEPTION_ENDED) == 2
    row.refresh_from_db()
    assert (row.due_on, row.computed_due_on, row.act_due_on) == (
        date(2027, 3, 15),
        date(2027, 3, 13),
        date(2027, 3, 15),
    )
    assert row.look_on == date(2027, 3, 6)
    change = row.due_changes.get()
    assert (change.old_due_on, change.new_due_on) == (date(2027, 3, 13), date(2027, 3, 15))
    assert change.reason == ChangeReason.EVENT
    assert [row.state(date(2027, 3, day)).kind for day in (14, 15, 16)] == [
        StateKind.DUE_SOON,
        StateKind.DUE_SOON,
        StateKind.OVERDUE,
    ]
    assert set_for(date(2027, 3, 5), akimat, today=date(2027, 3, 7), event=Event.RECEPTION_ENDED) == 0


def test_reception_that_was_not_held_makes_the_day_final_and_may_still_be_told(land: Country) -> None:
    akimat = land["akimat-1"]
    set_for(date(2027, 3, 3), akimat, today=date(2027, 3, 4), event=Event.MEETING_ENDED)
    declared = {"event": Event.RECEPTION_ENDED, "subject": MEETING, "body": akimat, "reason": "no applications"}
    assert will_not_happen(**{**declared, "body": land["ministry-1"]}, today=date(2027, 3, 5)) == 0
    assert will_not_happen(**declared, today=date(2027, 3, 5)) == 1
    row = Obligation.objects.get(body=akimat, duty="C-3.5c")
    assert (row.happened, row.due_on) == ({"meeting_ended": "2027-03-03"}, date(2027, 3, 13))
    assert not Obligation.objects.awaiting().filter(duty="C-3.5c").exists()
    assert row.events.get(kind=EventKind.NOT_HELD).comment == "no applications"
    assert will_not_happen(**declared, today=date(2027, 3, 5)) == 0
    set_for(date(2027, 3, 6), akimat, today=date(2027, 3, 7), event=Event.RECEPTION_ENDED)
    row.refresh_from_db()
    assert row.due_on == date(2027, 3, 16)


def test_event_that_opens_a_duty_is_awaited_whatever_is_said(land: Country) -> None:
    akimat = land["akimat-1"]
    set_for(date(2027, 3, 5), akimat, today=date(2027, 3, 6), event=Event.RECEPTION_ENDED)
    assert (
        will_not_happen(event=Event.MEETING_ENDED, subject=MEETING, body=akimat, reason="none", today=date(2027, 3, 6))
        == 0
    )
    row = Obligation.objects.get(body=akimat, duty="C-3.5c")
    assert (row.due_on, row.state(date(2027, 6, 1)).kind) == (None, StateKind.WAITING)


def test_lateness_by_a_provisional_day_stays_when_the_day_moves(land: Country) -> None:
    akimat = land["akimat-1"]
    set_for(date(2027, 3, 3), akimat, today=date(2027, 3, 4), event=Event.MEETING_ENDED)
    set_for(date(2027, 3, 12), akimat, today=date(2027, 3, 16), event=Event.RECEPTION_ENDED)
    row = Obligation.objects.get(body=akimat, duty="C-3.5c")
    assert (row.due_on, row.late_since) == (date(2027, 3, 22), date(2027, 3, 14))


def test_earlier_event_that_becomes_known_later_counts_from_the_latest(land: Country) -> None:
    akimat = land["akimat-1"]
    set_for(date(2027, 3, 5), akimat, today=date(2027, 3, 6), event=Event.RECEPTION_ENDED)
    set_for(date(2027, 3, 3), akimat, today=date(2027, 3, 20), event=Event.MEETING_ENDED)
    row = Obligation.objects.get(body=akimat, duty="C-3.5c")
    # The act's own day, though it was over when the portal heard of the meeting.
    assert (row.due_on, row.period_key) == (date(2027, 3, 15), "2027")


@pytest.mark.parametrize(
    ("registered_on", "due_on"),
    [
        # Days off on the way: 8 and 15 March, and Nauryz from the 22nd to the 24th.
        (date(2027, 3, 1), date(2027, 3, 29)),
        (date(2027, 4, 5), date(2027, 4, 26)),
    ],
)
def test_working_days_follow_the_working_calendar(land: Country, registered_on: date, due_on: date) -> None:
    set_for(registered_on, land["ministry-1"], today=registered_on, event=Event.APPLICATION_REGISTERED)
    assert days(land["ministry-1"]) == {"P-13": due_on}


def test_support_is_owed_by_those_beside_and_not_by_the_holder(land: Country) -> None:
    akimat, ministry = land["akimat-1"], land["ministry-1"]
    opened = happen(
        event=Event.MEETING_PLANNED,
        subject=MEETING,
        about=ABOUT,
        on=date(2027, 5, 4),
        bodies=[ministry],
        beside=[akimat, land["culture"]],
        today=TODAY,
    )
    assert opened == 1
    assert (days(akimat), days(ministry), days(land["culture"])) == ({"D-2": None}, {}, {})


def test_only_what_is_in_force_on_the_day_of_the_event_opens(land: Country) -> None:
    ministry = BodyFactory(joined_on=date(2016, 1, 1))
    for on, duties in (
        (date(2018, 5, 10), set()),
        (date(2020, 2, 24), set()),
        (date(2020, 2, 25), {"A-6"}),
        (date(2022, 3, 6), {"A-6"}),
        (date(2022, 4, 6), set()),
        (date(2022, 4, 7), {"B-1.3", "B-10d"}),
        (date(2024, 1, 8), {"B-1.3", "B-10d"}),
        (date(2024, 1, 9), set()),
    ):
        subject = f"meeting:{on.isoformat()}"
        happen(event=Event.MEETING_ENDED, subject=subject, about=ABOUT, on=on, bodies=[ministry], today=on)
        assert set(Obligation.objects.filter(subject=subject).values_list("duty", flat=True)) == duties, on
    assert Obligation.objects.get(duty="B-10d", subject="meeting:2024-01-08").due_on == date(2024, 1, 18)


def test_decision_about_an_act_opens_its_events_again(land: Country) -> None:
    order = SHIPPED[0]
    Decision.objects.create(
        number=9,
        act="B",
        stands=True,
        applies_from=date(2027, 1, 1),
        decided_on=TODAY,
        recorded_by=land.people["administration administrator"].user,
        **{f"wording_{code}": order.wording.get(code) for code in ("kk", "ru", "en")},
        **{f"ground_{code}": order.ground.get(code) for code in ("kk", "ru", "en")},
    )
    set_for(TODAY, land["ministry-1"], event=Event.MEETING_ENDED)
    assert days(land["ministry-1"]) == {"B-1.3": None, "B-10d": date(2027, 3, 11)}
    assert set(Obligation.objects.filter(opens_by="event").values_list("stands_by", flat=True)) == {"decision"}


def test_days_before_joining_and_before_the_portal_kept_the_duty_are_not_owed(land: Country) -> None:
    late = BodyFactory(joined_on=date(2027, 3, 11), slug="late")
    DutyStart.objects.create(duty="P-21", since=date(2027, 3, 1))
    set_for(date(2027, 2, 16), late, event=Event.APPLICATION_REGISTERED)
    assert days(late) == {}
    set_for(date(2027, 2, 18), late, event=Event.APPLICATION_REGISTERED)
    assert days(late) == {"P-13": date(2027, 3, 12)}
    set_for(date(2027, 2, 28), land["ministry-1"], event=Event.RECEPTION_ENDED)
    assert days(land["ministry-1"]) == {}


def test_moved_event_moves_open_last_days_and_leaves_done_ones(land: Country, village: Body) -> None:
    akimat = land["akimat-1"]
    set_for(date(2027, 4, 15), akimat, village)
    done = Obligation.objects.get(body=village, duty="C-3.4d-7")
    done.met_on = TODAY
    done.save()
    moved = move_event(event=Event.MEETING_PLANNED, subject=MEETING, on=date(2027, 4, 30), today=date(2027, 3, 5))
    assert moved == 12
    assert days(akimat)["C-3.4d-14"] == date(2027, 4, 16)
    assert days(akimat)["C-3.4a"] == date(2027, 4, 30)
    done.refresh_from_db()
    assert (done.due_on, done.happened) == (date(2027, 4, 8), {"meeting_planned": "2027-04-30"})
    change = DueChange.objects.get(obligation__body=akimat, obligation__duty="C-3.4d-14")
    assert (change.old_due_on, change.new_due_on, change.on) == (
        date(2027, 4, 1),
        date(2027, 4, 16),
        date(2027, 3, 5),
    )
    assert move_event(event=Event.MEETING_PLANNED, subject=MEETING, on=date(2027, 4, 30), today=TODAY) == 0


def test_move_never_makes_a_body_late_backwards_and_never_forgets_lateness(land: Country) -> None:
    akimat = land["akimat-1"]
    set_for(date(2027, 3, 18), akimat)
    move_event(event=Event.MEETING_PLANNED, subject=MEETING, on=date(2027, 3, 10), today=TODAY)
    assert days(akimat)["C-3.4d-14"] == date(2027, 3, 4)
    move_event(event=Event.MEETING_PLANNED, subject=MEETING, on=date(2027, 5, 20), today=date(2027, 3, 9))
    row = Obligation.objects.get(duty="C-3.4d-14")
    assert (row.due_on, row.late_since) == (date(2027, 5, 6), date(2027, 3, 5))


def test_called_off_meeting_leaves_nothing_to_do_and_comes_back(land: Country) -> None:
    akimat = land["akimat-1"]
    set_for(date(2027, 4, 15), akimat)
    met = Obligation.objects.get(duty="C-3.4b")
    met.met_on = TODAY
    met.save()
    assert call_off(subject=MEETING, reason="Cancelled", today=date(2027, 3, 9)) == 5
    assert set(states(akimat, date(2027, 3, 9)).values()) == {"met", "gone"}
    row = Obligation.objects.get(duty="C-3.4d-14")
    assert (row.released_on, row.release_ground) == (date(2027, 3, 9), "Cancelled")
    assert row.events.get(kind=EventKind.RELEASED).comment == "Cancelled"
    sweep(on=date(2027, 4, 20))
    row.refresh_from_db()
    assert row.late_since is None
    assert call_off(subject=MEETING, reason="Again", today=date(2027, 4, 20)) == 0
    set_for(date(2027, 6, 15), akimat, today=date(2027, 4, 21))
    row.refresh_from_db()
    assert (row.due_on, row.released_as, row.look_on) == (date(2027, 6, 1), "", date(2027, 4, 21))
    assert row.events.filter(kind=EventKind.RESUMED).count() == 1


def test_meeting_without_a_day_waits_for_one(land: Country) -> None:
    akimat = land["akimat-1"]
    set_for(None, akimat)
    assert set(states(akimat, TODAY).values()) == {"waiting"}
    set_for(None, akimat, today=date(2027, 3, 2))
    set_for(date(2027, 4, 15), akimat, today=date(2027, 3, 3))
    assert days(akimat)["C-3.4d-14"] == date(2027, 4, 1)
    assert states(akimat, date(2027, 3, 3))["C-3.2"] == "standing"
    set_for(None, akimat, today=date(2027, 3, 4))
    assert days(akimat)["C-3.4d-14"] == date(2027, 4, 1)
