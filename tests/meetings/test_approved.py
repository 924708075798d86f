"""What was approved of a meeting against what is true now: on its page, and on the page of the version."""

from __future__ import annotations

import re
from datetime import time

import pytest
from django.test import Client
from django.utils import translation

from meetings.models import Meeting
from meetings.queries.approved import against_approved
from meetings.services.not_taken_place import declare_not_taken_place
from schedules.models import ScheduleEntry, ScheduleVersion
from schedules.queries.since import with_since
from schedules.queries.version_entries import FrozenEntry
from tests.meetings.amendment import SPRING, SUMMER, moved_and_cancelled, publish
from tests.meetings.test_changing import NEW, REASONS, cancel, move, restore, spring
from tests.meetings.valley import at
from tests.schedules.conftest import World
from tests.texts import plain

pytestmark = pytest.mark.django_db

VERSION = "/ru/schedules/graph/2027/v1/"


@pytest.fixture
def world(published_ground: World) -> World:
    """With its schedule published."""
    return published_ground


def at_eleven(meeting: Meeting) -> Meeting:
    """Its hour was approved, too."""
    ScheduleEntry.objects.filter(pk=meeting.entry_id).update(start_time=time(11))
    Meeting.objects.filter(pk=meeting.pk).update(start_time=time(11))
    return Meeting.objects.get(pk=meeting.pk)


def said(text: str) -> str:
    return plain(text).replace("\xa0", " ")


def since(**content: str) -> dict[str, tuple[str, str]]:
    """Of the first version: what is said of each entry, by the number of its meeting."""
    version = ScheduleVersion.objects.get(number=1)
    entries = [FrozenEntry({**entry, **content}) for entry in version.content["entries"]]
    with translation.override("en"):
        told = [each for _entry, each in with_since(version, entries) if each is not None]
    return {each.url[-12:-1]: (each.text, said(each.now)) for each in told}


def differing(meeting: Meeting) -> list[tuple[str, str, str]]:
    with translation.override("en"):
        lines = against_approved(Meeting.objects.select_related("entry").get(pk=meeting.pk))
    return [(str(line.label), said(line.approved), said(line.now)) for line in lines]


def test_as_approved_nothing_is_said(world: World, client: Client) -> None:
    assert since() == {}
    assert not any(differing(meeting) for meeting in Meeting.objects.all())
    assert 'id="approved"' not in client.get(f"/ru/meetings/{spring().number}/").content.decode()


def test_of_a_moved_meeting_both_days_and_hours_are_said(world: World, client: Client) -> None:
    before = at_eleven(spring())
    address = f"/ru/meetings/{before.number}/"
    earlier = client.get(VERSION).headers["ETag"]
    moved = move(world, before, start_time=time(16))
    assert [line[1:] for line in differing(moved)] == [
        ("Tuesday 18 May 2027", "Tuesday 15 June 2027"), ("11:00", "16:00"),
    ]  # fmt: skip
    assert since() == {moved.number: ("Moved", "15 June 2027, 16:00")}
    page, version = (said(client.get(each).content.decode()) for each in (address, VERSION))
    section = page[page.index('id="approved"') :].partition("</section>")[0]
    assert re.findall(r"</span>([^<]+)</(?:del|ins)>", section)[-1] == "16:00"
    assert f'href="{VERSION}"' in section
    assert "Сейчас: 15 июня 2027" in version
    assert client.get(VERSION).headers["ETag"] != earlier


def test_another_hour_alone_is_said_too(world: World) -> None:
    meeting = move(world, at_eleven(spring()), day=SPRING, start_time=time(16))
    assert differing(meeting) == [("Beginning", "11:00", "16:00")]
    assert since(start_time="11:00")[meeting.number] == ("Another hour", "18 May 2027, 16:00")
    # An hour that is named since was none before.
    assert since() == {}


def test_another_venue_is_said(world: World) -> None:
    meeting = spring()
    Meeting.objects.filter(pk=meeting.pk).update(venue_ru="Школа № 2")
    assert len(differing(meeting)) == 1


def test_a_day_inside_the_approved_time_is_as_approved(world: World) -> None:
    meeting = Meeting.objects.get(quarter_key="2027-Q4")
    moved = move(world, meeting)
    assert [line[1:] for line in differing(moved)] == [("Q4 2027", "Tuesday 15 June 2027")]
    restored = move(world, moved, day=moved.on.replace(month=10, day=12), expected_sequence=1)
    assert (differing(restored), since()) == ([], {})


def test_what_was_cancelled_did_not_take_place_or_was_held_is_said(world: World, client: Client) -> None:
    gone = cancel(world, spring())
    assert (since(), differing(gone)) == ({gone.number: ("Cancelled", "")}, [])
    restore(world, gone)
    assert since() == {}
    lost, now = Meeting.objects.get(on=SUMMER), at(SUMMER)
    actor = world.actor("head", SUMMER)
    declare_not_taken_place(meeting=lost, actor=actor, today=SUMMER, now=now, **REASONS)
    held = spring()
    Meeting.objects.filter(pk=held.pk).update(state="reported", attendance=40)
    assert since() == {lost.number: ("Did not take place", ""), held.number: ("Results published", "")}
    assert f'href="/ru/meetings/{held.number}/"' in client.get(VERSION).content.decode()


def test_an_earlier_version_is_set_against_what_is_now(world: World) -> None:
    moved, cancelled = Meeting.objects.get(on=SPRING), Meeting.objects.get(on=SUMMER)
    publish(world, moved_and_cancelled(world))
    assert since() == {moved.number: ("Moved", "15 June 2027"), cancelled.number: ("Cancelled", "")}
    # The version in force says so itself.
    assert differing(moved) == []


def test_a_page_of_a_version_asks_one_statement_for_all(world: World, django_assert_num_queries) -> None:
    version = ScheduleVersion.objects.select_related("schedule").get(number=1)
    entries = [FrozenEntry(entry) for entry in version.content["entries"]]
    move(world, spring(), day=NEW)
    for some in (entries[:1], entries):
        with django_assert_num_queries(1):
            with_since(version, some)
