"""Took place? Not recorded: said to its body and those above from the day after, to everyone after ten days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from meetings.models import Meeting
from meetings.services.not_taken_place import declare_not_taken_place
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
