"""The quick pages: what waits to be recorded, recording it, taking it back; and what everybody reads of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from meetings.models import Meeting, MeetingAnnouncement, MeetingHeld
from meetings.queries.held import desk_items, to_record
from tests.ground import GROUND
from tests.meetings.counting import counted
from tests.meetings.valley import DAY, Valley, held, make_valley
from tests.texts import plain

pytestmark = pytest.mark.django_db

NEXT = DAY + timedelta(days=2)
TYPED = {
    "day": "announced", "start_time": "11:00", "end_time": "12:40", "attendance": "64", "sequence": "0",
    "key": "0b1c8f6e-6b7e-4f67-9a44-6f3f0f1c2d3e", "version": "0",
}  # fmt: skip


@GROUND.fixture
def recording_ground() -> Valley:
    return make_valley()


@pytest.fixture
def valley(recording_ground: Valley) -> Valley:
    return recording_ground


@pytest.fixture(autouse=True)
def _two_days_later() -> Iterator[None]:
    with time_machine.travel("2027-03-11 06:00Z", tick=False):
        yield


def typed(valley: Valley, meeting: Meeting, **more: str) -> dict[str, str]:
    return {**TYPED, "held_by": str(meeting.official_id), **more}


def page(name: str, meeting: Meeting, *more: int) -> str:
    return reverse(f"meetings:{name}", args=[meeting.number, *more])


# -- who may ---------------------------------------------------------------------------------------------------------
def test_the_address_of_the_earlier_page_leads_to_the_log(valley: Valley, client: Client) -> None:
    meeting = valley.meeting()
    client.force_login(valley.people["officer"])
    assert client.get(page("record_held", meeting))["Location"] == reverse("holding:log", args=[meeting.number])


_ROLES = [("officer", 200), ("head", 200), ("region", 404), ("rural", 404), ("neighbour", 404), ("minister", 404)]


@pytest.mark.parametrize(("who", "status"), [*_ROLES, ("administrator", 404), ("nobody", 404)])
def test_its_pages_are_of_its_people(valley: Valley, client: Client, who: str, status: int) -> None:
    meeting, other = valley.meeting(), valley.meeting()
    held(valley, other, today=NEXT)
    client.force_login(valley.people[who])
    address = page("held_back", other)
    assert client.get(address).status_code == status
    if status == 404:
        assert client.post(address, typed(valley, meeting)).status_code == 404


def test_of_an_office_without_people_those_above_record_and_do_not_set_its_day(valley: Valley, client: Client) -> None:
    meeting = valley.meeting(valley.silent, valley.silent.territory)
    ahead = valley.meeting(valley.silent, valley.silent.territory, in_first_quarter=True)
    client.force_login(valley.people["officer"])
    address = reverse("holding:log", args=[meeting.number])
    assert client.post(address, typed(valley, meeting)).status_code == 302
    assert MeetingHeld.objects.get().recorded_for == valley.district
    said = {"day": "20.03.2027", "start_time": "", "more_days": "", "sequence": "0"}
    assert client.post(page("work_meeting", ahead), said).status_code == 403
    told = plain(client.get(f"/ru/meetings/{meeting.number}/").content.decode())
    assert valley.district.plain_ru in told


# -- what waits ------------------------------------------------------------------------------------------------------
def test_what_waits_is_over_and_of_the_own_people(valley: Valley) -> None:
    over = valley.meeting(on=NEXT)
    silent = valley.meeting(valley.silent, valley.silent.territory)
    valley.meeting(on=NEXT + timedelta(days=1))
    valley.meeting(valley.rural)
    valley.meeting(state="cancelled")
    held(valley, valley.meeting(on=DAY - timedelta(days=20)), today=NEXT)
    old = valley.meeting(on=DAY - timedelta(days=30))
    actor = valley.actor("officer", NEXT)
    assert list(to_record(actor, NEXT)) == [over, silent, old]
    assert [item.due_on for item in desk_items(actor, NEXT)] == [DAY + timedelta(days=10), NEXT + timedelta(days=10)]
    assert desk_items(valley.actor("neighbour", NEXT), NEXT) == []


def test_a_list_of_many_costs_as_much_as_one_of_few(valley: Valley, client: Client) -> None:
    valley.meeting()
    client.force_login(valley.people["officer"])
    with counted() as few:
        client.get(reverse("meetings:to_record"))
    for number in range(25):
        valley.meeting(on=DAY - timedelta(days=number))
    with counted() as many:
        answer = client.get(reverse("meetings:to_record"))
    assert len(answer.context["rows"]) > 10
    assert len(many) <= len(few)


# -- told beside the portal ------------------------------------------------------------------------------------------
def test_an_announcement_is_recorded_read_by_all_and_taken_back(valley: Valley, client: Client) -> None:
    meeting = valley.meeting(on=date(2027, 5, 4))
    client.force_login(valley.people["officer"])
    said = {"channel": "newspaper", "announced_on": "10.03.2027", "where_kk": "«Қазалы»", "where_ru": "«Казалы»"}
    bad = client.post(page("announced", meeting), {**said, "announced_on": "12.03.2027"})
    assert bad.context["form"].errors.keys() == {"announced_on"}
    assert client.post(page("announced", meeting), said).status_code == 302
    line = MeetingAnnouncement.objects.get()
    assert "«Казалы»" in plain(client.get(f"/ru/meetings/{meeting.number}/").content.decode())
    back = page("announcement_back", meeting, line.pk)
    assert client.post(back, {"reason_kk": "Қате", "reason_ru": ""}).context["form"].errors.keys() == {"reason_ru"}
    assert client.post(back, {"reason_kk": "Қате", "reason_ru": "Ошибка"}).status_code == 302
    assert client.get(back).status_code == 404
    assert "Ошибка" in plain(client.get(f"/ru/meetings/{meeting.number}/").content.decode())


# -- what everybody reads --------------------------------------------------------------------------------------------
def test_the_public_page_says_when_before_how_many_and_on_which_other_day(valley: Valley, client: Client) -> None:
    meeting = valley.meeting()
    moved = {"held_on": NEXT, "reason_kk": "Жол жабылды", "reason_ru": "Дорога закрыта"}
    held(valley, meeting, today=NEXT, **moved)
    with counted() as asked:
        answer = client.get(f"/ru/meetings/{meeting.number}/")
    text = plain(answer.content.decode())
    for words in ("Встреча проведена", "Прошла не в тот день, который объявили", "Дорога закрыта", ">64<"):
        assert words in text, words
    assert len(asked) <= 9
    assert not answer.cookies


def test_lists_api_and_phones_know_that_it_was_held(valley: Valley, client: Client) -> None:
    meeting = valley.meeting()
    planned = valley.meeting(on=DAY)
    held(valley, meeting, today=NEXT, held_on=NEXT, reason_kk="Жол", reason_ru="Дорога")
    said = client.get(f"/api/v1/meetings/{meeting.number}/").json()
    assert (said["state"], said["attendance"], said["on"], said["moved_from"]) == (
        "held", 64, "2027-03-11", "2027-03-09",
    )  # fmt: skip
    found = client.get("/api/v1/meetings/?state=held").json()["results"]
    assert [each["number"] for each in found] == [meeting.number]
    rows = plain(client.get("/ru/calendar/?view=list&month=2027-03&state=held").content.decode())
    assert (meeting.number in rows, planned.number in rows) == (True, False)
    assert "Проведена" in rows
    event = client.get(f"/ru/meetings/{meeting.number}.ics").content.decode().replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20270311" in event
    assert event.count("STATUS:CONFIRMED") == 1
    # The announced day is off.
    assert event.count("STATUS:CANCELLED") == 0
    assert "SEQUENCE:1" in event
