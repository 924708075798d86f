"""The demonstration holds a moved and a cancelled meeting and an amendment under way; it can be walked to its end."""

from __future__ import annotations

from datetime import timedelta

import pytest

from meetings.models import Meeting
from portal.bodies.choices import Role
from portal.bodies.models import RoleGrant
from portal.demo.people import LOGINS
from portal.demo.services.answering import answer_for_those_without_login
from portal.kernel import clock
from schedules.models import Proposal, Schedule
from tests.demo.chain import walk_amendment, walk_next_year
from tests.e2e.worlds import START, Stage
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db

AUTUMN = clock.civil_date(START)


@pytest.fixture(scope="module", autouse=True)
def _demonstration(stage: Stage, django_db_blocker) -> None:
    with django_db_blocker.unblock():
        stage.fill()
    yield
    with django_db_blocker.unblock():
        stage.fill(empty=True)


def test_one_meeting_was_moved_and_one_cancelled_each_with_its_reason():
    graph = Meeting.objects.public().filter(schedule__kind="graph")
    moved = graph.exclude(moved_from="").get()
    cancelled = graph.get(state="cancelled")

    assert moved.on > AUTUMN
    assert moved.body_id != cancelled.body_id
    assert {moved.body.slug, cancelled.body.slug}.isdisjoint({person.slug for person in LOGINS})
    versions = Schedule.objects.published().graphs().get(period_key="2026").versions.values_list("number", flat=True)
    assert list(versions) == [2]


def test_a_change_of_a_third_ministry_waits_to_be_judged():
    waiting = Proposal.objects.for_graph().get(period_key="2026", state="submitted")

    assert waiting.is_amending
    assert waiting.body.slug not in {person.slug for person in LOGINS}


def test_chain_is_walked_to_publication_by_printed_logins_in_one_day():
    walk_next_year(AUTUMN)
    walk_amendment(AUTUMN)

    assert dict(Schedule.objects.published().graphs().values_list("period_key", "state")) == {
        "2026": "published",
        "2027": "published",
    }
    assert Meeting.objects.public().filter(body__slug="water", schedule__period_key="2027", schedule__kind="graph")


def test_ministry_somebody_can_sign_in_to_answers_for_itself():
    guest = UserFactory(password="known")
    preparer = RoleGrant.objects.in_force(AUTUMN).filter(role=Role.PREPARER, body__slug="energy").get()
    RoleGrant.objects.create(
        user=guest, body=preparer.body, role=Role.PREPARER, starts_on=AUTUMN, granted_by=preparer.granted_by
    )

    walk_next_year(AUTUMN, until="agreement")

    awaited = Schedule.objects.for_period("2027").get().slots.pending()
    assert set(awaited.values_list("body__slug", flat=True)) == {"water", "culture", "energy"}
    assert answer_for_those_without_login(today=AUTUMN) == 0


def test_without_permission_of_settings_nobody_answers(settings):
    walk_next_year(AUTUMN, until="assembled")
    settings.KEZDESU_DEMO = False

    assert answer_for_those_without_login(today=AUTUMN + timedelta(days=1)) == 0
