"""The calendars of akims of the demonstration: two districts of its region in every run, all of it in the long one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker
from time_machine import travel

from meetings.models import Meeting, MeetingHeld
from portal.accounts.models import User
from portal.bodies.models import Body, Territory
from portal.calendars.models import Delegation, Part
from portal.calendars.queries.coverage import coverage_of
from portal.calendars.queries.proposing import known_law, sketch
from portal.calendars.rules.coverage import Standing
from portal.deadlines.models import Obligation, Transmittal
from portal.demo import progress
from portal.demo.akims import outcome
from portal.demo.content.kyzylorda import REGION
from portal.demo.people import LOGINS
from portal.demo.season import CalendarSeason, NextSeason
from portal.demo.services.calendars import AKIMAT, bring_calendars
from portal.demo.services.crew import Crew
from portal.demo.services.holding import live_on
from portal.kernel import clock
from portal.kernel.periods import Period
from portal.law.counting.calendar import WorkingCalendar
from portal.law.coverage import NORMS
from schedules.models import Proposal, ProposalRow, Schedule, ScheduleEntry
from tests.demo.test_load import _counts
from tests.e2e.worlds import START, Stage

pytestmark = pytest.mark.django_db

AUTUMN = clock.civil_date(START)
#: Where people sign in, and a neighbour.
DISTRICTS = ("434800000", "434600000")


@pytest.fixture(scope="module", autouse=True)
def _lived(stage: Stage, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demonstration with the calendars of two districts, killed in the middle of its meetings and begun again."""
    with django_db_blocker.unblock():
        stage.fill()
        bring(DISTRICTS)
        with pytest.raises(KeyboardInterrupt):
            live_on(today=AUTUMN, tell=_dying)
        assert MeetingHeld.objects.count() > 0
        assert live_on(today=AUTUMN) > 0
        yield
        stage.fill(empty=True)


def bring(districts: tuple[str, ...]) -> None:
    running = Period.containing("year", AUTUMN)
    bring_calendars(
        crew=Crew.present(AUTUMN),
        season=CalendarSeason(running, AUTUMN),
        next_season=NextSeason(running.next(), AUTUMN),
        districts=districts,
    )


def _dying(done: int, total: int) -> None:
    if total > 1 and done > total * 2 // 3:
        raise KeyboardInterrupt


def _calendar() -> Schedule:
    return Schedule.objects.published().get(kind="akim_calendar", period_key="2026")


def test_calendar_of_the_year_has_come_by_its_chain_in_time():
    first = Schedule.objects.get(kind="akim_calendar", period_key="2026", amends=None)

    hearings = list(Proposal.objects.get(kind="akim_calendar", period_key="2026").hearings.order_by("sent_on"))
    assert [hearing.state for hearing in hearings] == ["told", "told"]
    assert hearings[0].sent_on < first.approved_on <= clock.civil_date(first.published_at)
    owed = Obligation.objects.get(duty="C-2.2", body__slug=AKIMAT, period_key="2026")
    assert owed.known_on <= owed.due_on
    sent = Transmittal.objects.filter(obligation=owed, evidence__address__endswith=f"{AKIMAT}/2026/").earliest("pk")
    assert sent.acknowledged_on <= owed.due_on
    assert sent.receiver.slug == "government"


def test_calendar_of_the_year_has_every_meeting_that_the_norms_ask_for():
    first = Schedule.objects.get(kind="akim_calendar", period_key="2026", amends=None)
    region = Territory.objects.get(kato=REGION)
    planning = {*Body.objects.akimats().on_the_portal().values_list("territory__kato", flat=True)}
    asked = sketch(region, 2026, on=AUTUMN, known=known_law()).wants

    expected: Counter[tuple[str, str]] = Counter()
    for want in asked:
        if want.akim in planning:
            expected[want.akim, want.unit] += want.meetings
    entries = ScheduleEntry.objects.filter(schedule=first)
    found = Counter(entries.values_list("body__territory__kato", "territory__kato"))
    # What was cancelled by the correction is in the first edition alone.
    assert found == expected


def test_some_meetings_were_moved_and_some_cancelled_each_with_its_reason():
    moved = Meeting.objects.filter(schedule=_calendar(), events__verb="move").distinct()
    cancelled = Meeting.objects.filter(schedule=_calendar(), state="cancelled")

    assert moved.exists()
    assert cancelled.exists()
    for meeting in [*moved, *cancelled]:
        said = meeting.events.exclude(reason_kk="").exclude(reason_ru="")
        assert said.filter(verb__in=["move", "cancel"]).exists()
        assert meeting.body.slug not in {person.slug for person in LOGINS}


def test_meetings_that_are_over_were_mostly_held_before_believable_crowds():
    over = Meeting.objects.filter(schedule=_calendar(), on__lt=AUTUMN).exclude(state="cancelled")
    held = MeetingHeld.objects.filter(meeting__in=over)

    assert 0.85 < held.count() / over.count() < 1
    attendance = list(held.values_list("attendance", flat=True))
    assert len(set(attendance)) > len(attendance) // 4
    assert all(10 < people < 420 for people in attendance)
    assert not MeetingHeld.objects.filter(recorded_on__gt=AUTUMN).exists()


def test_coverage_of_the_district_shows_what_is_met_planned_and_missed():
    numbers = [coverage_of(Territory.objects.get(kato=kato), 2026, today=AUTUMN).numbers for kato in DISTRICTS]

    found = {kind: sum(each.of(kind) for each in numbers) for kind in Standing}
    assert found[Standing.MET] > found[Standing.PLANNED] > found[Standing.MISSED] > 0
    assert found[Standing.UNCOUNTED] == found[Standing.MISSING] == 0


def test_record_of_the_norms_is_fulfilled_and_missed_for_real():
    owed = Obligation.objects.public().filter(duty__in=NORMS, body__slug__startswith="akimat-43")
    states = Counter(row.state(AUTUMN).kind.value for row in owed)

    assert states["met"] > 3 * states["overdue"] > 0
    for row in owed.filter(met_on__isnull=False):
        assert row.evidence.get().address.endswith("#held")


def test_next_year_is_in_the_making_and_left_to_who_signs_in():
    proposal = Proposal.objects.get(kind="akim_calendar", period_key="2027")
    parts = Part.objects.filter(delegation__proposal=proposal)

    assert proposal.state == "draft"
    assert Delegation.objects.get().due_on > AUTUMN
    ready = set(parts.exclude(ready_on=None).values_list("body__slug", flat=True))
    own, neighbours = (_slugs_within(kato) for kato in DISTRICTS)
    assert neighbours <= ready
    assert own & ready
    assert ready.isdisjoint({person.slug for person in LOGINS})
    assert ProposalRow.objects.filter(proposal=proposal, official__body__slug="akimat-434835000").exists()


def _slugs_within(kato: str) -> set[str]:
    within = Body.objects.akimats_within(Territory.objects.get(kato=kato))
    return set(within.values_list("slug", flat=True))


def test_a_second_run_on_the_same_day_adds_nothing():
    before = _counts()

    assert live_on(today=AUTUMN) == 0
    assert _counts() == before


def test_nobody_lives_where_nothing_may_be_invented(settings):
    settings.KEZDESU_DEMO = False

    assert live_on(today=AUTUMN.replace(month=12)) == 0


@pytest.mark.parametrize("mailbox", ["officer", "akimat.head", "district.officer", "rural.officer"])
def test_desks_and_coverage_open_for_those_who_plan(mailbox: str):
    client = Client()
    client.force_login(User.objects.get(email=f"{mailbox}@kezdesu.example"), settings.AUTHENTICATION_BACKENDS[-1])
    with travel(clock.at(AUTUMN, 10), tick=False):
        found = {path: client.get(path).status_code for path in ("/kk/desk/", "/ru/coverage/2026/434800000/")}

    assert set(found.values()) == {200}


def test_pages_say_how_far_it_is_loaded_until_it_is():
    progress.tell(30, 100)
    assert "30&nbsp;%" in Client().get("/ru/accounts/login/").content.decode()

    progress.tell(100, 100)
    assert "<progress" not in Client().get("/ru/accounts/login/").content.decode()


def test_outcome_is_the_same_whenever_it_is_asked_and_never_before_its_day():
    calendar = WorkingCalendar()
    asked = [
        {"akim": "434835000", "unit": "434835100", "kind": "locality", "on": AUTUMN.replace(day=day)}
        for day in range(1, 29)
    ]

    found = [outcome(**each, calendar=calendar) for each in asked]

    assert found == [outcome(**each, calendar=calendar) for each in asked]
    assert all(each["on"] <= one.held_on <= one.recorded_on for each, one in zip(asked, found, strict=True) if one)
