"""A meeting comes from an entry of a schedule, or stands beside the schedules on a ground of its own."""

from __future__ import annotations

import ast
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from meetings.choices import BESIDE_SCHEDULES, Origin
from meetings.models import Meeting
from meetings.queries.workspace import can_set_day
from meetings.services.moving_inside_approved import fix_day
from portal.bodies.choices import Post, Role
from portal.bodies.permissions import actor_for
from portal.kernel.errors import IllegalTransition
from tests.factories.accounts import UserFactory
from tests.factories.bodies import OfficialFactory, RoleGrantFactory
from tests.factories.meetings import EntryFactory, GraphFactory, MeetingFactory

pytestmark = pytest.mark.django_db

TOLD_AT = datetime(2027, 3, 1, 5, 0, tzinfo=UTC)


def test_a_meeting_of_a_schedule_comes_from_its_plan() -> None:
    assert MeetingFactory().origin == Origin.PLAN


@pytest.mark.parametrize("origin", BESIDE_SCHEDULES)
def test_a_meeting_may_stand_beside_the_schedules(origin: str) -> None:
    meeting = MeetingFactory(beside=True, origin=origin)
    assert (meeting.entry, meeting.schedule) == (None, None)


@pytest.mark.parametrize("origin", [*BESIDE_SCHEDULES, "whim"])
def test_only_a_plan_has_an_entry(origin: str) -> None:
    with pytest.raises(IntegrityError, match="meetings_origin"), transaction.atomic():
        MeetingFactory(origin=origin, ground_kk="Шағым", ground_ru="Жалоба")


@pytest.mark.parametrize(
    "broken",
    [{"origin": "plan"}, {"origin": "plan", "published_at": TOLD_AT}, {"ground_kk": ""}, {"ground_ru": ""}],
    ids=str,
)
def test_beside_the_schedules_a_ground_is_said_in_both_languages(broken: dict[str, object]) -> None:
    with pytest.raises(IntegrityError, match="meetings_origin"), transaction.atomic():
        MeetingFactory(beside=True, **broken)


def test_an_entry_alone_or_a_schedule_alone_is_no_origin() -> None:
    for given in ({"entry": EntryFactory()}, {"schedule": GraphFactory()}):
        with pytest.raises(IntegrityError, match="meetings_origin"), transaction.atomic():
            MeetingFactory(beside=True, **given)


# -- one door ----------------------------------------------------------------------------------------------------------
def test_beside_the_schedules_nothing_is_public_before_it_is_announced() -> None:
    told, untold = MeetingFactory(beside=True, published_at=TOLD_AT), MeetingFactory(beside=True)
    assert list(Meeting.objects.public()) == [told]
    assert untold not in Meeting.objects.public(on=date(2030, 1, 1))


def test_the_door_opens_on_the_day_of_the_announcement() -> None:
    told = MeetingFactory(beside=True, published_at=TOLD_AT)
    day = date(2027, 3, 1)
    assert not Meeting.objects.public(on=day - timedelta(days=1)).exists()
    assert list(Meeting.objects.public(on=day)) == [told]


def test_an_announced_one_has_a_page_without_a_schedule(client) -> None:
    meeting = MeetingFactory(beside=True, published_at=TOLD_AT)
    for language in ("kk", "ru", "en"):
        answer = client.get(f"/{language}/meetings/{meeting.number}/")
        assert answer.status_code == 200
        assert "/schedules/graph/" not in answer.content.decode().split("<main")[1].split("</main>")[0]
    assert client.get(f"/api/v1/meetings/{meeting.number}/").json()["schedule"] is None
    assert client.get(f"/ru/meetings/{meeting.number}.ics").status_code == 200


def test_an_entry_that_is_hidden_stays_hidden_whatever_its_meeting_says() -> None:
    MeetingFactory(hidden=True, published_at=TOLD_AT)
    assert not Meeting.objects.public().exists()


def test_one_service_announces_meetings() -> None:
    """`published_at` of a meeting is given in `services.making` alone."""
    folder = Path(settings.BASE_DIR) / "meetings" / "services"
    giving = {
        module.name
        for module in folder.glob("*.py")
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if (isinstance(node, ast.keyword) and node.arg == "published_at")
        or (isinstance(node, ast.Attribute) and node.attr == "published_at" and isinstance(node.ctx, ast.Store))
    }
    assert giving == {"making.py"}


# -- what asks for an entry --------------------------------------------------------------------------------------------
def test_its_body_does_not_set_its_day_as_inside_an_approved_time() -> None:
    meeting = MeetingFactory(beside=True, in_march=True, published_at=TOLD_AT)
    user = UserFactory()
    RoleGrantFactory(user=user, role=Role.HEAD, body=meeting.body)
    today = date(2027, 3, 2)
    assert not can_set_day(meeting, today)
    with pytest.raises(IllegalTransition):
        fix_day(meeting=meeting, day=date(2027, 3, 9), actor=actor_for(user, today), today=today, now=TOLD_AT)


def test_acts_ask_something_of_what_a_first_head_holds() -> None:
    heads = MeetingFactory(beside=True, published_at=TOLD_AT)
    deputy = OfficialFactory(body=heads.body, post=Post.DEPUTY)
    deputies = MeetingFactory(beside=True, published_at=TOLD_AT, body=heads.body, official=deputy)
    assert (heads.is_owing, deputies.is_owing) == (True, False)
    assert list(Meeting.objects.owing()) == [heads]
