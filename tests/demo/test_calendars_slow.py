"""Calendars of akims of the demonstration of a whole region, and those of two districts on other days."""

from __future__ import annotations

from datetime import date

import pytest
from time_machine import travel

from issues.models import Package
from issues.services.quarters.silence import silent
from meetings.models import Meeting, MeetingHeld
from portal.bodies.models import RoleGrant, Territory
from portal.calendars.queries.coverage import coverage_of
from portal.calendars.queries.proposing import known_law, sketch
from portal.deadlines.models import Obligation
from portal.demo.content.kyzylorda import REGION
from portal.demo.services.holding import live_on
from portal.demo.services.loading import load_demonstration
from portal.kernel import clock
from portal.law.coverage import NORMS
from schedules.models import Proposal, Schedule
from tests.demo.test_calendars import AUTUMN, DISTRICTS

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

#: The next year is begun in the season after this month.
BEGUN_AFTER = 8
DAYS = [
    date(2027, 1, 1),
    date(2027, 1, 15),
    date(2027, 2, 20),
    date(2027, 4, 14),
    date(2028, 2, 29),
    date(2027, 7, 1),
    date(2026, 9, 17),
    date(2026, 12, 31),
]


def test_whole_region_lives():
    with travel(clock.at(AUTUMN, 10), tick=False):
        load_demonstration(today=AUTUMN)
        assert live_on(today=AUTUMN) > 0

    region = Territory.objects.get(kato=REGION)
    whole = coverage_of(region, AUTUMN.year, today=AUTUMN)
    asked = sum(want.meetings for want in sketch(region, AUTUMN.year, on=AUTUMN, known=known_law()).wants)
    assert whole.numbers.owed == asked
    assert asked // 2 < whole.numbers.met < asked
    assert all(below.numbers.met and below.numbers.planned for below in whole.below if below.place.kind == "district")


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_calendars_live_on_any_day(today: date):
    with travel(clock.at(today, 10), tick=False):
        load_demonstration(today=today, districts=DISTRICTS)
        live_on(today=today)
        again = live_on(today=today)

    assert again == 0
    calendar = Schedule.objects.published().get(kind="akim_calendar", period_key=f"{today.year}")
    assert clock.civil_date(calendar.published_at) <= today
    over = Meeting.objects.filter(schedule=calendar, on__lt=today).exclude(state="cancelled")
    assert MeetingHeld.objects.filter(meeting__in=over).count() >= over.count() // 2
    in_the_making = Proposal.objects.filter(kind="akim_calendar", period_key=f"{today.year + 1}")
    assert in_the_making.exists() is (today.month > BEGUN_AFTER)
    owed = Obligation.objects.filter(body__slug__startswith="akimat-43", duty__in=NORMS)
    assert owed.unmet().filter(due_on__lt=today).count() <= owed.count() // 5
    writing = RoleGrant.objects.in_force(today).values_list("body", flat=True)
    assert not [(pk, key) for pk, key in silent(today) if pk in set(writing)]
    assert sorted(Package.objects.values_list("state", flat=True)) == ["answered", "sent"]
