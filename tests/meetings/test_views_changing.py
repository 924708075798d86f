"""The two steps of a move or a cancellation, the channels that wait to be told, and what is left on the desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from meetings.models import ChannelToTell, Meeting, MeetingAnnouncement
from meetings.queries.changing import desk_items, to_amend
from portal.notices.models import Notice
from tests.meetings.amendment import MARCH, SPRING, change, moved_and_cancelled, propose, publish, rows
from tests.meetings.test_changing import NEW, REASONS, cancel, line, move, spring
from tests.schedules.conftest import World
from tests.texts import plain

TYPED = {"day": "15.06.2027", "start_time": "15:00", "more_days": "", "sequence": "0", **REASONS}


@pytest.fixture
def world(published_ground: World) -> World:
    return published_ground


@pytest.fixture(autouse=True)
def _in_march() -> Iterator[None]:
    with time_machine.travel("2027-03-10 06:00Z", tick=False):
        yield


def page(name: str, meeting: Meeting) -> str:
    return reverse(f"meetings:{name}", args=[meeting.number])


def test_what_stands_in_the_form_is_taken_when_only_the_rest_is_typed(world: World, client: Client) -> None:
    meeting = spring()
    Meeting.objects.filter(pk=meeting.pk).update(start_time=time(17))
    client.force_login(world.people["preparer"])
    shown = client.get(page("move", meeting)).context["form"]["start_time"].value()
    answer = client.post(page("move", meeting), {**TYPED, "start_time": shown})
    assert (shown, answer.status_code) == ("17:00", 200)
    assert not answer.context["form"].errors


def test_a_move_is_shown_carried_back_and_saved_once(world: World, client: Client) -> None:
    meeting = spring()
    client.force_login(world.people["preparer"])
    assert client.get(page("move", meeting)).status_code == 200
    shown = client.post(page("move", meeting), TYPED)
    text = plain(shown.content.decode())
    assert (spring().sequence, Notice.objects.filter(kind="meetings.changed").count()) == (0, 0), "nothing is saved"
    seen = shown.context["seen"]
    assert plain(seen.lines.kk) in text
    assert plain(seen.lines.ru) in text
    assert [person.full_name for person in seen.people] == ["preparer", "head"]
    assert all(person.full_name in text for person in seen.people)
    carried = {field.html_name: str(field.value() or "") for field in shown.context["form"]}
    assert carried.items() >= TYPED.items()
    back = client.post(page("move", meeting), {**carried, "change": "1"})
    assert back.status_code == 200
    assert all(value in back.content.decode() for value in ("15.06.2027", "15:00", *REASONS.values()))
    for _turn in range(2):
        saved = client.post(page("move", meeting), {**carried, "confirm": "1"})
        assert (saved.status_code, saved["Location"]) == (302, page("work_meeting", meeting))
    meeting.refresh_from_db()
    assert (meeting.on, meeting.sequence) == (NEW, 1)
    assert set(Notice.objects.filter(kind="meetings.changed").values_list("line_kk", flat=True)) == {seen.lines.kk}


def test_a_cancelled_meeting_is_off_everywhere_at_once_and_may_stand_again(world: World, client: Client) -> None:
    meeting = spring()
    client.force_login(world.people["head"])
    said = {"sequence": "0", **REASONS}
    assert "confirm" in client.post(page("cancel", meeting), said).content.decode()
    client.post(page("cancel", meeting), {**said, "confirm": "1"})
    assert "Паводок" in client.get(f"/ru/meetings/{meeting.number}/").content.decode()
    assert b"STATUS:CANCELLED" in client.get(f"/ru/meetings/{meeting.number}.ics").content
    assert client.get(f"/api/v1/meetings/{meeting.number}/").json()["state"] == "cancelled"
    assert "Паводок" in client.get("/ru/schedules/graph/2027/changes.atom").content.decode()
    client.post(page("restore", meeting), {"sequence": "1", **REASONS, "confirm": "1"})
    assert spring().sequence == 2
    assert b"STATUS:CONFIRMED" in client.get(f"/ru/meetings/{meeting.number}.ics").content
    assert client.get(f"/api/v1/meetings/{meeting.number}/").json()["state"] == "announced"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"day": "9.03.2027"}, "day"),
        ({"day": "18.05.2027", "start_time": ""}, "day"),
        ({"day": "15.06.20270"}, "day"),
        ({"day": "1.01.2028"}, "day"),
        ({"more_days": "14.06.2027"}, "more_days"),
        ({"start_time": "25:00"}, "start_time"),
        ({"reason_ru": ""}, "reason_ru"),
    ],
)
def test_wrong_input_is_answered_at_its_field_and_loses_nothing(
    world: World, client: Client, typed: dict[str, str], field: str
) -> None:
    client.force_login(world.people["preparer"])
    answer = client.post(page("move", spring()), {**TYPED, **typed})
    assert (list(answer.context["form"].errors), answer.status_code) == ([field], 422)
    assert "Су тасқыны" in answer.content.decode()


_ROLES = ["neighbour", "intake", "approver", "overseer", "administrator", "officer", "maslikhat", "nobody"]


@pytest.mark.parametrize("role", [*_ROLES, ""])
def test_for_all_others_the_pages_are_not_there(world: World, client: Client, role: str) -> None:
    if role:
        client.force_login(world.people[role])
    meeting = spring()
    for name in ("move", "cancel", "restore", "channels"):
        status = {client.get(page(name, meeting)).status_code, client.post(page(name, meeting), TYPED).status_code}
        assert status == ({404} if role else {302})
    assert spring().sequence == 0


def test_from_its_day_on_the_page_leads_to_saying_that_it_did_not_take_place(world: World, client: Client) -> None:
    with time_machine.travel("2027-05-18 06:00Z", tick=False):
        client.force_login(world.people["preparer"])
        meeting = spring()
        assert page("not_taken_place", meeting) in client.get(page("move", meeting)).content.decode()
        assert client.post(page("cancel", meeting), {"sequence": "0", **REASONS, "confirm": "1"}).status_code == 409
    assert spring().sequence == 0


# -- channels ----------------------------------------------------------------------------------------------------------
def kinds(world: World, role: str, on: date = MARCH) -> list[str]:
    return [item.kind for item in desk_items(world.actor(role, on), on)]


def test_a_channel_waits_until_a_later_line_or_a_reason(world: World, client: Client) -> None:
    meeting = spring()
    for channel in ("newspaper", "radio"):
        line(world, meeting, channel)
    cancel(world, meeting)
    assert kinds(world, "preparer").count("tell_channel") == 2
    assert kinds(world, "neighbour") == []
    client.force_login(world.people["preparer"])
    shown = client.get(page("channels", meeting)).content.decode()
    waiting = ChannelToTell.objects.get(channel="newspaper")
    assert plain(waiting.line_kk) in plain(shown)
    told = {"channel": "newspaper", "announced_on": "10.03.2027", "where_kk": "Газет", "where_ru": "Газета", "link": ""}
    assert client.post(page("announced", meeting), told).status_code == 302
    assert kinds(world, "preparer").count("tell_channel") == 1
    radio = ChannelToTell.objects.get(channel="radio")
    assert client.post(page("channels", meeting), {"channel": radio.pk, "reason": ""}).status_code == 422
    client.post(page("channels", meeting), {"channel": radio.pk, "reason": "Радио жабылды"})
    radio.refresh_from_db()
    assert (radio.reason, radio.said_by, radio.said_on) == ("Радио жабылды", world.people["preparer"], MARCH)
    assert "tell_channel" not in kinds(world, "preparer")
    refused = client.post(page("announced", meeting), {**told, "channel": "television"})
    assert refused.status_code == 409, "of a cancelled meeting nobody is told where nobody was"
    assert MeetingAnnouncement.objects.count() == 3


def test_a_second_change_takes_the_place_of_the_first(world: World) -> None:
    meeting = spring()
    line(world, meeting, "newspaper")
    move(world, meeting)
    cancel(world, meeting)
    assert ChannelToTell.objects.count() == 2
    assert kinds(world, "preparer").count("tell_channel") == 1


# -- the schedule needs an amendment -----------------------------------------------------------------------------------
def test_the_desk_asks_for_an_amendment_until_one_says_the_same(world: World, client: Client) -> None:
    moved, gone = move(world, spring()), cancel(world, Meeting.objects.get(on=date(2027, 8, 17)))
    assert to_amend(world.actor("head", MARCH), MARCH) == [moved, gone]
    assert [kinds(world, role) for role in ("neighbour", "intake", "officer", "nobody")] == [[], [], [], []]
    client.force_login(world.people["preparer"])
    assert "Otherwise than approved" in client.get(page("work_meeting", moved)).content.decode()
    publish(world, moved_and_cancelled(world))
    assert to_amend(world.actor("head", MARCH), MARCH) == []
    assert "Otherwise than approved" not in client.get(page("work_meeting", moved)).content.decode()


def test_a_row_that_says_so_on_its_way_is_enough_and_another_day_is_not(world: World) -> None:
    move(world, spring())
    propose(world)
    assert kinds(world, "head") == ["amend_schedule"]
    row = change(world, rows(world)[0], day=date(2027, 6, 20))
    assert kinds(world, "head") == ["amend_schedule"]
    row.refresh_from_db()
    change(world, row, day=NEW)
    move(world, Meeting.objects.get(on=NEW), day=NEW, start_time=None, more_days=(date(2027, 6, 17),))
    assert kinds(world, "head") == ["amend_schedule"]


def test_once_an_amendment_may_not_say_it_any_more_the_desk_asks_for_none(world: World) -> None:
    move(world, spring())
    assert kinds(world, "head", SPRING) == ["amend_schedule"]
    assert kinds(world, "head", date(2027, 5, 19)) == []


def test_a_day_set_inside_the_approved_time_needs_none(world: World) -> None:
    meeting = Meeting.objects.get(quarter_key="2027-Q4")
    move(world, meeting)
    assert to_amend(world.actor("head", MARCH), MARCH) == [meeting]
    move(world, Meeting.objects.get(pk=meeting.pk), day=date(2027, 11, 3))
    assert to_amend(world.actor("head", MARCH), MARCH) == []
