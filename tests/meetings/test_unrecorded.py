"""Took place? Not recorded: said to its body and those above from the day after, to everyone after ten days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.models import Meeting
from meetings.permissions import oversees_meetings
from meetings.queries.unrecorded import days_since, unrecorded
from meetings.services.not_taken_place import declare_not_taken_place
from portal.bodies.choices import Role
from portal.bodies.models import Body
from tests.factories.accounts import UserFactory
from tests.factories.bodies import RoleGrantFactory
from tests.meetings.valley import DAY, Valley, at, held, make_valley
from tests.texts import plain

pytestmark = pytest.mark.django_db

SAID = "Состоялась? Не записано"
TENTH, ELEVENTH = DAY + timedelta(days=10), DAY + timedelta(days=11)


@pytest.fixture
def valley() -> Valley:
    return make_valley()


def seen(client: Client, meeting: Meeting, today: date, month: str = "2027-03") -> list[bool]:
    """On its page, in its line of the calendar, by the API alone and in a list."""
    with time_machine.travel(at(today), tick=False):
        page = plain(client.get(f"/ru/meetings/{meeting.number}/").content.decode())
        row = plain(client.get(f"/ru/calendar/?view=list&month={month}").content.decode())
        one = client.get(f"/api/v1/meetings/{meeting.number}/").json()
        (listed,) = client.get("/api/v1/meetings/").json()["results"]
    return [SAID in page, SAID in row, one["is_unrecorded"], listed["is_unrecorded"]]


def test_everyone_is_told_after_ten_days_from_kept_texts_too(valley: Valley, client: Client) -> None:
    meeting = valley.meeting()
    days = (DAY - timedelta(days=1), DAY, DAY + timedelta(days=1), TENTH, ELEVENTH, TENTH)
    assert [seen(client, meeting, day) for day in days] == [
        [False] * 4, [False] * 4, [False] * 4, [False] * 4, [True] * 4, [False] * 4,
    ]  # fmt: skip


def test_of_several_days_the_last_counts(valley: Valley, client: Client) -> None:
    last = DAY + timedelta(days=3)
    meeting = valley.meeting(more_days=[last], span_end=last + timedelta(days=1))
    assert seen(client, meeting, last + timedelta(days=10)) == [False] * 4
    assert seen(client, meeting, last + timedelta(days=11)) == [True] * 4


def test_without_a_day_the_end_of_its_time_counts(valley: Valley, client: Client) -> None:
    meeting = valley.meeting(in_first_quarter=True)
    assert seen(client, meeting, date(2027, 4, 10)) == [False] * 4
    assert seen(client, meeting, date(2027, 4, 11)) == [True] * 4


@pytest.mark.parametrize("became", ["cancelled", "held", "reported", "declared"])
def test_once_it_is_known_what_became_of_it_nothing_is_asked(valley: Valley, client: Client, became: str) -> None:
    meeting = valley.meeting()
    assert seen(client, meeting, ELEVENTH) == [True] * 4
    if became == "held":
        held(valley, meeting, today=ELEVENTH)
    elif became == "declared":
        why = {"reason_kk": "Боран", "reason_ru": "Буран"}
        actor = valley.actor("officer", ELEVENTH)
        declare_not_taken_place(meeting=meeting, actor=actor, today=ELEVENTH, now=at(ELEVENTH), **why)
    else:
        Meeting.objects.update(state=became, attendance=3 if became == "reported" else None)
    assert seen(client, meeting, ELEVENTH) == [False] * 4


def test_the_list_of_its_body_says_it_today_first(valley: Valley) -> None:
    late, fresh = valley.meeting(on=DAY - timedelta(days=2)), valley.meeting()
    client = Client()
    with time_machine.travel(at(DAY), tick=False):
        client.force_login(valley.people["officer"])
        page = plain(client.get("/ru/work/meetings/to-record/").content.decode())
    assert page.index(fresh.number) < page.index(late.number)
    assert page.count(SAID) == 1
    assert "Сегодня" in page


AFTER = DAY + timedelta(days=1)


def test_from_the_day_after_those_above_see_it_and_nobody_beside(valley: Valley) -> None:
    meetings = {
        "district": valley.meeting(),
        "rural": valley.meeting(valley.rural),
        "silent": valley.meeting(valley.silent),
        "beside": valley.meeting(valley.beside, valley.beside.territory),
        "ministry": valley.meeting(valley.ministry),
    }
    for became in ("cancelled", "not_taken_place"):
        valley.meeting(state=became)
    valley.meeting(state="held", attendance=3)
    names = {meeting.pk: name for name, meeting in meetings.items()}
    overseer = UserFactory(full_name="overseer")
    RoleGrantFactory(user=overseer, role=Role.OVERSEER, body=Body.objects.get(slug="administration"))
    valley.people["overseer"] = overseer

    def seen_by(who: str, on: date) -> set[str]:
        return {names[meeting.pk] for meeting in unrecorded(valley.actor(who, on))}

    everything = set(meetings)
    below = {"district", "rural", "silent"}
    expected = {
        "region": {*below, "beside"}, "officer": below, "head": below, "rural": {"rural"}, "neighbour": {"beside"},
        "minister": {"ministry"}, "preparer": {"ministry"}, "administrator": everything, "overseer": everything,
        "nobody": set(),
    }  # fmt: skip
    assert {who: seen_by(who, AFTER) for who in valley.people} == expected
    assert {who: seen_by(who, DAY) for who in valley.people} == {who: set() for who in valley.people}
    # Whoever is told of none may not open the page.
    allowed = {who for who in valley.people if oversees_meetings(valley.actor(who, AFTER))}
    assert allowed == set(valley.people) - {"nobody"}


@pytest.mark.parametrize(("today", "days"), [(AFTER, 1), (TENTH, 10), (ELEVENTH, 11)])
def test_days_since_its_last(valley: Valley, today: date, days: int) -> None:
    assert days_since(valley.meeting(), today) == days


def test_the_page_narrows_by_region_and_body_and_costs_the_same(valley: Valley, django_assert_num_queries) -> None:
    valley.meeting()
    valley.meeting(valley.beside, valley.beside.territory)
    client = Client()
    address = "/ru/work/meetings/unrecorded/"
    with time_machine.travel(at(AFTER), tick=False):
        client.force_login(valley.people["administrator"])
        client.get(address)
        with CaptureQueriesContext(connection) as few:
            page = client.get(address)
        statements = len(few)
        assert [row[2] for row in page.context["rows"]] == [1, 1]
        assert {one.key: one.number for one in page.context["bodies"]} == {
            valley.district.slug: 1, valley.beside.slug: 1,
        }  # fmt: skip
        narrowed = client.get(address, {"body": valley.beside.slug}).context["rows"]
        assert [meeting.body for _row, meeting, _days in narrowed] == [valley.beside]
        assert len(client.get(address, {"region": "430000000"}).context["rows"]) == 2
        for nothing in ({"region": "1"}, {"body": "nobody"}):
            assert client.get(address, nothing).status_code == 403
        for number in range(20):
            valley.meeting(valley.rural if number % 2 else valley.silent)
        with django_assert_num_queries(statements):
            assert len(client.get(address).context["rows"]) == 22


def test_the_menu_leads_those_above_there(valley: Valley) -> None:
    seen = {}
    with time_machine.travel(at(AFTER), tick=False):
        for who in ("region", "officer", "rural", "preparer", "administrator"):
            client = Client()
            client.force_login(valley.people[who])
            seen[who] = "/ru/work/meetings/unrecorded/" in client.get("/ru/work/meetings/to-record/").content.decode()
    assert seen == {"region": True, "officer": True, "rural": False, "preparer": False, "administrator": True}
