"""The demonstration of one day: the one that is loaded once for all tests of a run, and another load to compare."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from pytest_django.plugin import DjangoDbBlocker
from time_machine import travel

from meetings.models import Meeting
from portal.accounts.models import User
from portal.bodies.choices import Role
from portal.bodies.models import Body, RoleGrant
from portal.deadlines.models import Obligation
from portal.demo.people import LOGINS, PASSWORD
from portal.demo.services.loading import load_demonstration
from portal.kernel import clock
from portal.notices.models import Notice
from portal.notices.services import deliver
from schedules.kinds import PLAN
from schedules.models import Proposal, ScheduleVersion
from schedules.rules import fingerprint
from tests.demo.pages import public_dump, shares_of_the_record, statuses
from tests.e2e.worlds import START, Stage

pytestmark = pytest.mark.django_db

AUTUMN = clock.civil_date(START)


@pytest.fixture(scope="module", autouse=True)
def first_dump(stage: Stage, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """What a load of the same day brought, which was undone; then the demonstration that browsers are shown too."""
    with django_db_blocker.unblock():
        with transaction.atomic():
            load_demonstration(today=AUTUMN, districts=())
            dump = public_dump()
            transaction.set_rollback(True)
        stage.fill()
        yield dump
        stage.fill(empty=True)


def _counts() -> dict[str, int]:
    with connection.cursor() as cursor:
        found = {}
        for model in apps.get_models():
            cursor.execute(f'SELECT count(*) FROM "{model._meta.db_table}"')
            found[model._meta.label] = cursor.fetchone()[0]
    return found


def test_load_from_nothing_twice_gives_the_same(first_dump: str):
    assert public_dump() == first_dump


def test_load_in_autumn_opens_every_main_page_for_every_role():
    with travel(clock.at(AUTUMN, 10), tick=False):
        assert set(statuses().values()) == {200}


def test_load_in_autumn_shows_the_season():
    states = dict(Proposal.objects.for_year("2027").for_graph().values_list("body__slug", "state"))
    assert states["water"] == "draft"
    assert sorted(states.values()) == ["accepted"] * 2 + ["draft"] + ["returned"] + ["submitted"] * 7
    unfinished = Proposal.objects.for_graph().get(body__slug="water", period_key="2027")
    assert {row.quarter.number for row in unfinished.rows.all()} == {
        1,
        2,
        3,
    }
    plans = dict(Proposal.objects.for_year("2027").of_kind(PLAN).values_list("body__slug", "state"))
    assert plans == {"culture": "accepted", "water": "submitted", "energy": "returned"}
    kinds = {obligation.state(AUTUMN).kind for obligation in Obligation.objects.all()}
    assert {"met", "met_late", "overdue", "upcoming", "due_soon"} <= kinds


def test_load_in_autumn_brings_a_record_that_could_be_real():
    """Nearly everything was done, some of it late, and a handful is not."""
    shares = shares_of_the_record(AUTUMN)

    assert set(shares) == {"met", "confirmed", "claimed", "met_late", "overdue"}
    assert shares["overdue"] < 0.05 < shares["met_late"] + shares["claimed"] < 0.2
    speaking = RoleGrant.objects.in_force(AUTUMN).values("body")
    late = Obligation.objects.public().unmet().filter(due_on__lt=AUTUMN)
    assert not late.exclude(body__in=speaking).exists()


def test_load_a_second_time_even_later_changes_nothing():
    proposal = Proposal.objects.for_graph().get(body__slug="water", period_key="2027")
    Proposal.objects.filter(pk=proposal.pk).update(version=77)
    before = _counts(), public_dump()

    again = load_demonstration(today=AUTUMN + timedelta(days=5))

    assert not again.is_new
    assert (_counts(), public_dump()) == before
    proposal.refresh_from_db()
    assert proposal.version == 77


def test_load_mails_nothing_of_the_past(mailoutbox):
    with travel(clock.at(AUTUMN, 10), tick=False):
        deliver(now=clock.now())

    assert set(Notice.objects.untold().values_list("created_for", flat=True)) <= {AUTUMN}
    recipients = [address for letter in mailoutbox for address in letter.to]
    assert len(recipients) == len(set(recipients))


def test_demo_logins_as_json_is_one_login_for_every_role():
    out = StringIO()

    call_command("demo_logins", "--format", "json", stdout=out)

    logins = json.loads(out.getvalue())
    assert {login["role"] for login in logins} == set(Role.values)
    assert [set(login) for login in logins] == [{"role", "email", "password", "name", "body"}] * len(LOGINS)
    assert all(User.objects.get(email=login["email"]).check_password(login["password"]) for login in logins)
    assert all(login["password"] == PASSWORD for login in logins)


def test_load_again_puts_a_lost_login_back():
    lost = User.objects.get(email="maslikhat@kezdesu.example")
    lost.role_grants.all().delete()
    # What the person did stays on record; the login is another's now.
    User.objects.filter(pk=lost.pk).update(email="gone@kezdesu.example")

    again = load_demonstration(today=AUTUMN)

    assert again.logins_restored == 1
    assert User.objects.get(email="maslikhat@kezdesu.example").role_grants.get().role == Role.MASLIKHAT


def test_meetings_by_the_thousand_stand_in_published_schedules_of_two_years_over_all_bodies():
    before = Meeting.objects.public().count()
    call_command("load_meetings", "--count", "420", "--on", AUTUMN.isoformat(), stdout=StringIO())

    made = Meeting.objects.public().filter(search_text__gt="").order_by("number")
    assert made.count() == before + 420
    held = Body.objects.in_force(AUTUMN).filter(kind__in=["ministry", "akimat"])
    assert set(made.values_list("body", flat=True)) == set(held.values_list("pk", flat=True))
    assert {str(AUTUMN.year), str(AUTUMN.year + 1)} == {number[:4] for number in made.values_list("number", flat=True)}
    for version in ScheduleVersion.objects.filter(published_at__isnull=False):
        assert fingerprint(version.content) == version.sha256
    # What is there already stays: a second load finds every schedule taken.
    call_command("load_meetings", "--count", "420", "--on", AUTUMN.isoformat(), stdout=StringIO())
    assert Meeting.objects.public().count() == before + 420


def test_meetings_by_the_thousand_are_refused_where_nothing_may_be_invented(settings):
    settings.KEZDESU_DEMO = False
    with pytest.raises(CommandError, match="not allowed"):
        call_command("load_meetings")
