"""What people read of amendments: banner, calendar, feeds, versions, differences, the log of changes."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from datetime import date
from xml.etree import ElementTree

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from meetings.models import Meeting
from schedules.models import ScheduleVersion
from tests.factories.meetings import GraphFactory, MeetingFactory
from tests.meetings import amendment
from tests.meetings.amendment import SUMMER
from tests.meetings.conftest import NOON
from tests.schedules.conftest import World
from tests.texts import plain

ATOM = "{http://www.w3.org/2005/Atom}"

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(published_ground: World) -> World:
    """With its schedule published."""
    return published_ground


@pytest.fixture
def amended(amended_ground: World) -> Iterator[World]:
    with time_machine.travel(NOON, tick=False):
        yield amended_ground


def read(client: Client, path: str, language: str = "ru") -> str:
    answer = client.get(f"/{language}/{path}")
    assert answer.status_code == 200, path
    assert not answer.cookies
    return answer.content.decode()


def moved() -> Meeting:
    return Meeting.objects.get(moved_from="2027-05-18")


def cancelled() -> Meeting:
    return Meeting.objects.get(state="cancelled")


def test_front_page_tells_of_a_new_version_and_of_what_it_moved_cancelled_and_added(
    amended: World, client: Client
) -> None:
    html = read(client, "", "en")
    changes = plain(html[html.index('id="changes"') : html.index("</main>")])
    assert re.findall(r'<li class="(\w+)">', changes) == ["add", "cut", "chg", "add"]
    assert re.findall(r"</svg>([^<]+)</span>", changes) == ["New version", "Cancelled", "Moved", "Added"]
    assert "Schedule of meetings for 2027: version 2 is published" in changes
    assert "It was: Tuesday 18 May 2027. It is now: Tuesday 15 June 2027." in changes
    assert "Tuesday 16 November 2027." in changes
    assert moved().get_absolute_url().replace("/kk/", "/en/") in changes


def test_front_page_keeps_silent_about_meetings_nobody_may_see(amended: World, client: Client) -> None:
    hidden = MeetingFactory(hidden=True, number="2027-900001")
    hidden.events.create(verb="cancel", to_state="cancelled", at=NOON, on=NOON.date(), was="2027-03-18")
    assert hidden.number not in read(client, "")


def test_page_of_a_moved_meeting_says_so_first(amended: World, client: Client) -> None:
    page = read(client, f"meetings/{moved().number}/")
    banner = page[page.index('<p class="was">') : page.index('<dl class="facts">')]
    assert 'datetime="2027-05-18"' in banner[: banner.index("</del>")]
    assert 'datetime="2027-06-15"' in banner[banner.index("<ins>") :]
    assert "Министр сапарда (ru)" in banner
    assert "Министр сапарда" in read(client, f"meetings/{moved().number}/", "kk")


def test_page_of_a_cancelled_meeting_stays_with_the_reason(amended: World, client: Client) -> None:
    page = read(client, f"meetings/{cancelled().number}/")
    assert "notice--danger" in page
    assert "Отменена" in page
    assert "Жойылды" in read(client, f"meetings/{cancelled().number}/", "kk")


def test_lists_mark_what_moved_and_what_is_off(amended: World, client: Client) -> None:
    assert "tag--danger" in read(client, "calendar/?view=list&month=2027-08")
    assert "tag--warn" in read(client, "calendar/?view=list&month=2027-06")
    assert "<del>" in read(client, "calendar/?view=month&month=2027-08")


def test_phones_hear_of_moves_and_cancellations(amended: World, client: Client) -> None:
    feed = Calendar.from_ical(client.get("/ru/calendar.ics").content)
    events = {str(event["uid"]).partition("@")[0]: event for event in feed.walk("VEVENT")}
    off, shifted = events[cancelled().number], events[moved().number]
    assert (off["status"], off["sequence"], off["dtstart"].dt) == ("CANCELLED", 1, SUMMER)
    assert (shifted["status"], shifted["sequence"], shifted["dtstart"].dt) == ("CONFIRMED", 1, date(2027, 6, 15))
    alone = Calendar.from_ical(client.get(f"/ru/meetings/{cancelled().number}.ics").content)
    assert alone.walk("VEVENT")[0]["status"] == "CANCELLED"


def test_meeting_of_several_days_stands_on_each_of_them(client: Client) -> None:
    meeting = MeetingFactory(more_days=[date(2027, 3, 19), date(2027, 4, 2)], span_end=date(2027, 4, 3))
    with time_machine.travel(NOON, tick=False):
        feed = Calendar.from_ical(client.get("/ru/calendar.ics").content)
        days = {str(event["uid"]): event["dtstart"].dt for event in feed.walk("VEVENT")}
        table = read(client, "calendar/?view=month&month=2027-04")
        found = read(client, "calendar/?view=list&day=2027-03-19")
    assert days == {
        f"{meeting.number}@kezdesu": date(2027, 3, 18),
        f"{meeting.number}-20270319@kezdesu": date(2027, 3, 19),
        f"{meeting.number}-20270402@kezdesu": date(2027, 4, 2),
    }
    assert "day=2027-04-02" in table
    assert meeting.number in found


def test_a_day_taken_away_again_is_off_in_phones(client: Client) -> None:
    meeting = MeetingFactory(in_first_quarter=True, moved_from="2027-03-11", sequence=2)
    with time_machine.travel(NOON, tick=False):
        event = Calendar.from_ical(client.get(f"/ru/meetings/{meeting.number}.ics").content).walk("VEVENT")[0]
    assert (event["status"], event["dtstart"].dt) == ("CANCELLED", date(2027, 3, 11))


# -- versions ----------------------------------------------------------------------------------------------------------
def test_every_version_has_its_page_and_its_bytes(amended: World, client: Client) -> None:
    for version in ScheduleVersion.objects.all():
        page = read(client, f"schedules/graph/2027/v{version.number}/")
        assert version.sha256 in page
        content = client.get(f"/kk/schedules/graph/2027/v{version.number}.json").content
        assert hashlib.sha256(content).hexdigest() == version.sha256
        assert json.loads(content) == version.content
    assert "schedules/graph/2027/v1..v2/" in read(client, "schedules/graph/2027/")


def test_versions_that_are_not_public_answer_like_ones_that_never_were(world: World, client: Client) -> None:
    amendment.moved_and_cancelled(world)
    assert ScheduleVersion.objects.count() == 2
    for path in ("v2/", "v2.json", "v1..v2/", "v3/", "v1..v1/"):
        assert client.get(f"/ru/schedules/graph/2027/{path}").status_code == 404, path
    assert "v2" not in read(client, "schedules/graph/2027/changes.atom")


def test_difference_names_what_changed_with_reasons_of_the_readers_language(amended: World, client: Client) -> None:
    page = read(client, "schedules/graph/2027/v1..v2/")
    assert page.count('<li class="add">') == 1
    assert page.count('<li class="chg">') == 1
    assert page.count('<li class="cut">') == 1
    assert "Министр сапарда (ru)" in page
    # Announced on 9 January for 18 May: 129 days; on 10 March for 15 June: 97.
    assert "129" in page
    assert "97" in page
    back = client.get("/ru/schedules/graph/2027/v2..v1/")
    assert (back.status_code, back["Location"]) == (301, "/ru/schedules/graph/2027/v1..v2/")


def test_pages_cost_the_same_however_many_meetings(world: World, client: Client, django_assert_max_num_queries) -> None:
    for path, most in (("v1/", 6), ("", 12), ("changes.atom", 6)):
        with django_assert_max_num_queries(most):
            read(client, f"schedules/graph/2027/{path}")


# -- Atom --------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_log_of_changes_is_valid_atom_with_lasting_ids(amended: World, client: Client, language: str) -> None:
    answer = client.get(f"/{language}/schedules/graph/2027/changes.atom")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(answer.content)
    assert feed.tag == f"{ATOM}feed"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    for part in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert part.findtext(f"{ATOM}{name}"), name
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids) == 4, "two versions, a move, a cancellation"
    assert client.get(f"/{language}/schedules/graph/2027/changes.atom").content == answer.content
    updated = [entry.findtext(f"{ATOM}updated") for entry in feed.findall(f"{ATOM}entry")]
    assert feed.findtext(f"{ATOM}updated") == max(updated) == updated[0]


def test_log_of_a_hidden_schedule_does_not_answer(client: Client) -> None:
    GraphFactory()
    assert client.get("/ru/schedules/graph/2027/changes.atom").status_code == 404


# -- the workspace -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("role", "status"), [("preparer", 200), ("head", 200), ("neighbour", 404), ("intake", 404), ("nobody", 404)]
)
def test_workspace_page_of_a_meeting_is_its_bodys(world: World, client: Client, role: str, status: int) -> None:
    meeting = Meeting.objects.get(quarter_key="2027-Q4")
    with time_machine.travel(NOON, tick=False):
        client.force_login(world.people[role])
        path = reverse("meetings:work_meeting", args=[meeting.number])
        assert client.get(path).status_code == status
        sent = client.post(path, {"day": "03.11.2027", "start_time": "11:00", "more_days": "", "sequence": 0})
    meeting.refresh_from_db()
    assert (sent.status_code, meeting.on) == ((302, date(2027, 11, 3)) if status == 200 else (404, None))


def test_refused_day_keeps_what_was_typed(world: World, client: Client) -> None:
    meeting = Meeting.objects.get(quarter_key="2027-Q4")
    with time_machine.travel(NOON, tick=False):
        client.force_login(world.people["head"])
        path = reverse("meetings:work_meeting", args=[meeting.number])
        sent = client.post(
            path, {"day": "03.09.2027", "start_time": "11:00", "more_days": "04.09.2027, 40", "sequence": 0}
        )
        again = client.post(path, {"day": "03.09.2027", "start_time": "11:00", "more_days": "", "sequence": 0})
    assert sent.context["form"].errors.keys() == {"more_days"}
    assert "04.09.2027, 40" in sent.content.decode()
    assert again.context["form"].errors.keys() == {"day"}


def test_meetings_of_my_body_begin_with_those_that_await_a_day(
    world: World, client: Client, django_assert_max_num_queries
) -> None:
    with time_machine.travel(NOON, tick=False):
        client.force_login(world.people["preparer"])
        with django_assert_max_num_queries(23):
            answer = client.get(reverse("meetings:work_meetings"))
    assert [meeting.on is None for _row, meeting in answer.context["rows"]] == [True, False, False]
