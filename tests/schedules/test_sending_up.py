"""A published calendar goes to the Government, and the Government sends all of them on: duties are met by acts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils.translation import override

from portal.bodies.choices import Role, TerritoryKind
from portal.deadlines.models import Obligation, Transmittal
from portal.deadlines.services import acknowledge, give_back, sweep
from portal.kernel import clock
from portal.kernel.errors import Conflict, IllegalTransition, Invalid, NotAllowed
from schedules.kinds import AKIM_CALENDAR
from schedules.models import Forwarding, Schedule, ScheduleVersion
from schedules.queries.plans_published import published_plan
from schedules.queries.sending_up import forwarding_view, sending_view
from schedules.services.hearings import send_to_maslikhat
from schedules.services.plans import approve_plan
from schedules.services.sending_up import forward_calendars, send_calendar
from tests.conftest import TODAY
from tests.factories.bodies import BodyFactory, TerritoryFactory
from tests.factories.land import Land, make_land, published_calendar, submitted_calendar
from tests.ground import GROUND

pytestmark = pytest.mark.django_db

LAST, LATE = date(2027, 1, 19), date(2027, 1, 20)
FORWARDED, FORWARDED_LATE = date(2027, 1, 31), date(2027, 2, 1)


@GROUND.fixture
def sending_ground() -> tuple[Land, Schedule]:
    land = make_land(whole=True)
    return land, published_calendar(land)


@pytest.fixture
def sending(sending_ground: tuple[Land, Schedule]) -> tuple[Land, Schedule]:
    return sending_ground


def _owed(land: Land, duty: str = "C-2.2", body: str = "region") -> Obligation:
    owner = land.region if body == "region" else land.bodies[body]
    return Obligation.objects.get(duty=duty, body=owner, period_key="2027")


def _send(land: Land, schedule: Schedule, day: date = TODAY, by: str = "officer", reason: str = "") -> Schedule:
    return send_calendar(schedule=schedule, actor=land.actor(by, day), today=day, late_reason=reason)


def _forward(land: Land, day: date = TODAY, by: str = "approver", reason: str = "") -> Forwarding:
    return forward_calendars(period_key="2027", actor=land.actor(by, day), today=day, late_reason=reason)


def test_approval_meets_one_duty_and_sending_the_other(sending: tuple[Land, Schedule]) -> None:
    land, schedule = sending
    sweep(on=date(2026, 12, 1))
    assert _owed(land, "C-2.1").met_on == TODAY
    assert _owed(land).met_on is None
    _send(land, schedule)
    assert _owed(land).met_on == TODAY
    sent = Transmittal.objects.get()
    assert (sent.receiver, sent.sent_on) == (land.bodies["government"], TODAY)
    acknowledge(transmittal=sent, actor=land.actor("approver"), today=TODAY)
    assert Transmittal.objects.get().acknowledged_on == TODAY


def test_only_people_of_the_region_send_what_is_published_and_once(sending: tuple[Land, Schedule]) -> None:
    land, schedule = sending
    for name in set(land.people) - {"officer", "second_officer", "head"}:
        with pytest.raises(NotAllowed):
            _send(land, schedule, by=name)
    _send(land, schedule)
    with pytest.raises(Conflict) as twice:
        _send(land, schedule, by="head")
    assert twice.value.code == "sent_already"
    assert Transmittal.objects.count() == 1


def test_meetings_of_one_region_are_in_one_region_however_small_their_places(sending: tuple[Land, Schedule]) -> None:
    land, schedule = sending
    assert published_plan(AKIM_CALENDAR, land.region.slug, "2027").region_count == 1
    assert schedule.entries.region_count() == 1


def test_what_is_approved_and_not_published_is_not_sent() -> None:
    land = make_land()
    proposal = submitted_calendar(land)
    send_to_maslikhat(proposal=proposal, actor=land.actor("officer"), today=TODAY)
    schedule = approve_plan(proposal=proposal, act_number="1", act_on=TODAY, actor=land.actor("head"), today=TODAY)
    with pytest.raises(IllegalTransition):
        _send(land, schedule)


def test_the_nineteenth_is_in_time_and_the_twentieth_asks_why(sending: tuple[Land, Schedule]) -> None:
    land, schedule = sending
    with pytest.raises(Invalid) as late:
        _send(land, schedule, LATE)
    assert "late_reason" in late.value.errors
    _send(land, schedule, LAST)
    owed = _owed(land)
    assert (owed.due_on, owed.met_on, owed.late_reason) == (LAST, LAST, "")


def test_sent_late_it_is_late_with_its_reason(sending: tuple[Land, Schedule]) -> None:
    land, schedule = sending
    _send(land, schedule, LATE, reason="Байланыс болмады")
    owed = _owed(land)
    assert (owed.met_on, owed.late_reason) == (LATE, "Байланыс болмады")


def test_returned_by_the_government_it_is_owed_and_sent_again(sending: tuple[Land, Schedule]) -> None:
    land, schedule = sending
    _send(land, schedule)
    give_back(transmittal=Transmittal.objects.get(), reason="Беттер жоқ", actor=land.actor("approver"), today=TODAY)
    assert _owed(land).met_on is None
    assert [each.is_here for each in forwarding_view("2027", TODAY).regions] == [False]
    _send(land, schedule)
    assert _owed(land).met_on == TODAY
    assert Transmittal.objects.count() == 2


def test_both_days_are_shown_the_first_by_which_it_is_in_time_and_the_latest(sending: tuple[Land, Schedule]) -> None:
    land, schedule = sending
    _send(land, schedule)
    give_back(transmittal=Transmittal.objects.get(), reason="Беттер жоқ", actor=land.actor("approver"), today=TODAY)
    later = TODAY + timedelta(days=3)
    _send(land, schedule, later)
    view = sending_view(schedule, later, may_send=True)
    assert view is not None
    assert (view.first_sent_on, view.sent_on, view.may_send) == (TODAY, later, False)


# -- the Government ----------------------------------------------------------------------------------------------------
def _second_region(land: Land) -> None:
    land.bodies["other"] = BodyFactory(
        akimat=True, territory=TerritoryFactory(kato="110000000", kind=TerritoryKind.REGION)
    )
    land.add("other_officer", Role.OFFICER, land.bodies["other"])


def test_one_act_forwards_all_that_came_and_names_who_is_missing(sending: tuple[Land, Schedule]) -> None:
    land, schedule = sending
    _second_region(land)
    _send(land, schedule)
    forwarding = _forward(land)
    assert [each["body"] for each in forwarding.content["calendars"]] == [land.region.slug]
    assert forwarding.content["missing"] == [land.bodies["other"].slug]
    assert Transmittal.objects.get(obligation__duty="C-2.2").acknowledged_on == TODAY
    assert _owed(land, "C-5.1", "government").met_on == TODAY
    onwards = Transmittal.objects.get(obligation__duty="C-5.1")
    assert onwards.receiver == land.bodies["administration"]


def test_nothing_is_forwarded_before_anything_came_nor_twice(sending: tuple[Land, Schedule]) -> None:
    land, schedule = sending
    with pytest.raises(Conflict) as nothing:
        _forward(land)
    assert nothing.value.code == "nothing_came"
    _send(land, schedule)
    _forward(land)
    with pytest.raises(Conflict) as twice:
        _forward(land)
    assert twice.value.code == "forwarded_already"


def test_what_is_forwarded_is_what_was_sent_not_a_correction_beside_it(sending: tuple[Land, Schedule]) -> None:
    land, schedule = sending
    _send(land, schedule)
    sent = schedule.versions.get()
    ScheduleVersion.objects.create(
        schedule=schedule, number=2, content={}, sha256="0" * 64, act_number="18", act_on=TODAY,
        approved_on=TODAY,
    )  # fmt: skip
    (calendar,) = _forward(land).content["calendars"]
    assert (calendar["version"], calendar["sha256"]) == (1, sent.sha256)
    assert not forwarding_view("2027", TODAY).is_new


def test_only_people_of_the_government_forward(sending: tuple[Land, Schedule]) -> None:
    land, schedule = sending
    _send(land, schedule)
    for name in set(land.people) - {"approver"}:
        with pytest.raises(NotAllowed):
            _forward(land, by=name)


def test_forwarding_on_the_first_of_february_is_late(sending: tuple[Land, Schedule]) -> None:
    land, schedule = sending
    _send(land, schedule)
    with pytest.raises(Invalid):
        _forward(land, FORWARDED_LATE)
    _forward(land, FORWARDED)
    assert _owed(land, "C-5.1", "government").due_on == FORWARDED


# -- pages -------------------------------------------------------------------------------------------------------------
def test_pages_of_sending_and_forwarding(sending: tuple[Land, Schedule], client: Client) -> None:
    land, schedule = sending
    with override("kk"):
        work = schedule.get_work_url()
    with time_machine.travel(clock.at(TODAY, 10), tick=False):
        client.force_login(land.people["officer"])
        assert "send/" in client.get(work).content.decode()
        assert client.get(work + "send/").status_code == 200
        assert client.post(work + "send/").status_code == 302
        assert client.post(work + "send/").status_code == 409
        forwarding = "/kk/work/forwarding/2027/"
        assert client.get(forwarding).status_code == 403
        client.force_login(land.people["approver"])
        assert land.region.plain_kk in client.get(forwarding).content.decode()
        client.post(forwarding)
        assert Forwarding.objects.count() == 1
        client.logout()
        public = client.get("/kk/schedules/akim-calendar/2027/")
    assert public.status_code == 200
    assert land.region.plain_kk in public.content.decode()
    assert not public.cookies


@pytest.mark.parametrize(
    "rest",
    [
        "2027/",
        "akimat-430000000/2027/",
        "akimat-430000000/2027/v1/",
        "akimat-430000000/2027/changes.atom",
        "2027/?a=%2F",
    ],
)
def test_where_public_calendars_stood_first_leads_on_for_good(client: Client, rest: str) -> None:
    answer = client.get(f"/ru/schedules/akim_calendar/{rest}")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/ru/schedules/akim-calendar/{rest}")
    assert not answer.cookies


def test_what_the_government_returned_and_why_stands_on_the_page_of_the_year(
    sending: tuple[Land, Schedule], client: Client
) -> None:
    land, schedule = sending
    send_calendar(schedule=schedule, actor=land.actor("officer"), today=TODAY)
    give_back(transmittal=Transmittal.objects.get(), reason="Беттер жоқ", actor=land.actor("approver"), today=TODAY)
    with time_machine.travel(clock.at(TODAY, 10), tick=False):
        client.force_login(land.people["officer"])
        page = client.get(f"/kk/work/akim-calendar/{land.region.slug}/2027/").content.decode()
    assert page.index("Үкімет күнтізбені қайтарды") < page.index("Беттер жоқ") < page.index('id="maslikhat"')


@pytest.mark.parametrize(
    ("day", "year"), [(date(2026, 11, 24), "2027"), (date(2027, 1, 31), "2027"), (date(2027, 2, 1), "2028")]
)
def test_the_menu_leads_the_government_to_the_year_on_its_way(
    sending: tuple[Land, Schedule], client: Client, day: date, year: str
) -> None:
    land, _schedule = sending
    with time_machine.travel(clock.at(day, 10), tick=False):
        client.force_login(land.people["approver"])
        assert "/kk/work/forwarding/" in client.get("/kk/desk/").content.decode()
        assert client.get("/kk/work/forwarding/").headers["Location"] == f"/kk/work/forwarding/{year}/"
        client.force_login(land.people["officer"])
        assert "/kk/work/forwarding/" not in client.get("/kk/desk/").content.decode()
        assert client.get("/kk/work/forwarding/").status_code == 403


@pytest.mark.parametrize(("year", "status"), [("2001", 404), ("2022", 404), ("2099", 200)])
def test_years_in_which_nothing_is_forwarded_have_no_page(
    sending: tuple[Land, Schedule], client: Client, year: str, status: int
) -> None:
    land, _schedule = sending
    with time_machine.travel(clock.at(TODAY, 10), tick=False):
        client.force_login(land.people["approver"])
        assert client.get(f"/kk/work/forwarding/{year}/").status_code == status
        assert client.post(f"/kk/work/forwarding/{year}/").status_code in (404, 409)
