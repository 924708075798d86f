"""The page on which a schedule is published."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine

from meetings.models import Meeting
from portal.bodies.choices import Function, Role
from portal.kernel import clock
from schedules.choices import ScheduleState
from tests.factories.bodies import BodyFactory, BodyFunctionFactory, RoleGrantFactory
from tests.factories.meetings import EntryFactory, GraphFactory
from tests.meetings.counting import counted

pytestmark = pytest.mark.django_db
PAGE = "/en/work/graph/2027/publish/"


@pytest.fixture(autouse=True)
def _in_january():
    with time_machine.travel("2027-01-11 05:00Z", tick=False):
        yield


@pytest.fixture
def publisher(client):
    body = BodyFactory(slug="culture")
    BodyFunctionFactory(function=Function.AUTHORISED_INFORMATION, body=body)
    user = RoleGrantFactory(role=Role.PREPARER, body=body).user
    client.force_login(user)
    return user


@pytest.fixture
def schedule(db):
    schedule = GraphFactory()
    ministry = BodyFactory()
    RoleGrantFactory.create_batch(2, role=Role.HEAD, body=ministry)
    EntryFactory(schedule=schedule, body=ministry)
    EntryFactory(schedule=schedule, body=ministry, in_march=True)
    EntryFactory(schedule=schedule)
    return schedule


def test_page_shows_what_becomes_public_and_whom_it_tells(client, publisher, schedule):
    html = client.get(PAGE).content.decode()

    for label, number in (
        ("Meetings", 3),
        ("With a day", 2),
        ("Date to be confirmed", 1),
        ("Bodies", 2),
        ("People notified", 2),
    ):
        assert f"<dt>{label}</dt><dd>{number}</dd>" in html
    assert not Meeting.objects.exists()


def test_publish_at_once_opens_the_public_page(client, publisher, schedule):
    answer = client.post(PAGE, {"when": "now", "sure": "on"})

    assert (answer.status_code, answer.headers["Location"]) == (302, "/en/schedules/graph/2027/")
    assert Meeting.objects.public().count() == 3
    assert client.get(PAGE).headers["Location"] == "/en/schedules/graph/2027/"


def test_publish_at_a_set_time_is_read_by_kazakhstan_clock(client, publisher, schedule):
    answer = client.post(PAGE, {"when": "later", "day": "12.01.2027", "time": "09:30"})

    schedule.refresh_from_db()
    assert (answer.status_code, answer.headers["Location"]) == (302, PAGE)
    assert schedule.publish_at == datetime(2027, 1, 12, 4, 30, tzinfo=UTC)
    assert schedule.state == ScheduleState.APPROVED
    assert "Publication is planned for 12\N{NO-BREAK SPACE}January 2027, 09:30" in client.get(PAGE).content.decode()


def test_planned_publication_is_cancelled(client, publisher, schedule):
    client.post(PAGE, {"when": "later", "day": "12.01.2027", "time": "09:30"})

    client.post(PAGE, {"cancel": "yes"})

    schedule.refresh_from_db()
    assert schedule.publish_at is None
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "This field is required."),
        ({"when": "later"}, "Enter the day of publication."),
        ({"when": "later", "day": "12.01.2027"}, "Enter the time of publication."),
        ({"when": "later", "day": "31.02.2027", "time": "09:00"}, "There is no such day: 31.02.2027."),
        ({"when": "later", "day": "12.01.2027", "time": "25:00"}, "Write the time as hours and minutes"),
        ({"when": "later", "day": "11.01.2027", "time": "10:00"}, "This moment has passed"),
    ],
    ids=str,
)
def test_wrong_time_is_said_at_its_field_and_nothing_typed_is_lost(client, publisher, schedule, typed, words):
    html = client.post(PAGE, typed).content.decode()

    assert words in html
    for value in typed.values():
        assert f'value="{value}"' in html
    schedule.refresh_from_db()
    assert (schedule.publish_at, schedule.state) == (None, ScheduleState.APPROVED)


def test_nothing_becomes_public_by_one_careless_press(client, publisher, schedule):
    page = client.get(PAGE)
    proposed = page.context["form"].initial

    at_once = client.post(PAGE, {"when": "now"})

    assert proposed["when"] == "later"
    shown = [page.context["form"][name] for name in ("day", "time")]
    as_shown = {field.name: str(field).split('value="')[1].split('"')[0] for field in shown}
    assert "sure" in at_once.context["form"].errors
    assert not Meeting.objects.exists()
    # What is proposed can be sent as it is.
    assert client.post(PAGE, {"when": "later", **as_shown}).status_code == 302
    schedule.refresh_from_db()
    assert schedule.publish_at == clock.at(proposed["day"], 9)


def test_missing_texts_stand_side_by_side_and_nothing_can_be_published(client, publisher, schedule):
    EntryFactory(schedule=schedule, subject_kk="", subject_ru="Орошение полей")

    html = client.get(PAGE).content.decode()
    refused = client.post(PAGE, {"when": "now", "sure": "on"}).content.decode()

    assert "1 text is missing." in html
    assert '<span lang="ru">Орошение полей</span>' in html
    assert 'value="now"' not in html
    assert "is not written in Kazakh." in refused
    assert not Meeting.objects.exists()


def test_schedule_not_approved_yet_offers_no_publication(client, publisher):
    GraphFactory(state="government", act_number="", act_on=None, approved_on=None)

    html = client.get(PAGE).content.decode()

    assert "The schedule is not approved yet" in html
    assert 'value="now"' not in html
    assert client.post(PAGE, {"when": "now", "sure": "on"}).status_code == 409


def test_second_publisher_is_told_that_it_moved_on(client, publisher, schedule):
    client.post(PAGE, {"when": "now", "sure": "on"})

    answer = client.post(PAGE, {"when": "now", "sure": "on"})

    assert answer.status_code == 409
    assert Meeting.objects.count() == 3


@pytest.mark.parametrize(
    ("role", "body", "status"),
    [
        (Role.PREPARER, {}, 403),
        (Role.HEAD, {}, 403),
        (Role.APPROVER, {"government": True}, 403),
        (Role.OVERSEER, {"administration": True}, 403),
        (Role.OFFICER, {"akimat": True}, 404),
        (Role.MASLIKHAT, {"maslikhat": True}, 404),
    ],
)
def test_others_are_refused_with_the_reason_or_see_nothing(client, schedule, role, body, status):
    user = RoleGrantFactory(role=role, body=BodyFactory(**body)).user
    if role == Role.APPROVER:
        BodyFunctionFactory(function=Function.SCHEDULE_APPROVAL, body=user.role_grants.get().body)
    client.force_login(user)

    for answer in (
        client.get(PAGE),
        client.post(PAGE, {"when": "now", "sure": "on"}),
        client.post(PAGE, {"cancel": "yes"}),
    ):
        assert answer.status_code == status
        if status == 403:
            assert "Only people of the authorised body" in answer.content.decode()
    assert not Meeting.objects.exists()


def test_stranger_is_led_to_the_sign_in_page(client, schedule):
    answer = client.get(PAGE)

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/en/accounts/login/?next=")


def test_page_costs_the_same_for_one_entry_and_for_many(client, publisher):
    schedule = GraphFactory()
    body = BodyFactory()
    EntryFactory(schedule=schedule, body=body)
    client.get(PAGE)
    with counted() as few:
        client.get(PAGE)
    EntryFactory.create_batch(60, schedule=schedule, body=body, day=date(2027, 5, 5))
    with counted() as many:
        client.get(PAGE)

    # The frame writes down now and then that the session is in use; that is not this page's.
    assert [sql for sql in many.statements if "session" not in sql and "accounts_user" not in sql] == [
        sql for sql in few.statements if "session" not in sql and "accounts_user" not in sql
    ]
