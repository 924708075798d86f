"""The calendar as phones read it: parsed back by the library that others use."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.utils import translation
from icalendar import Calendar

from meetings.feeds.events import events_of
from meetings.feeds.ics import _written
from meetings.models import Meeting
from meetings.services.making import stand_at
from portal.kernel.when import When
from tests.factories.bodies import BodyFactory, TerritoryFactory
from tests.factories.meetings import PUBLISHED_AT, MeetingFactory, copies

pytestmark = pytest.mark.django_db
FEED = "/ru/calendar.ics"


@pytest.fixture(autouse=True)
def _in_march():
    with time_machine.travel("2027-03-10 05:00Z", tick=False):
        yield


def read(client, address=FEED, **query) -> Calendar:
    answer = client.get(address, query)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.content)


def uids(calendar: Calendar) -> list[str]:
    return [str(event["UID"]) for event in calendar.walk("VEVENT")]


def test_feed_with_a_time_gives_an_instant_in_utc(client):
    MeetingFactory(number="2027-000123", start_time=time(11), venue_kk="Үй", venue_ru="Дом «Достық»")

    calendar = read(client)
    (event,) = calendar.walk("VEVENT")

    assert str(event["UID"]) == "2027-000123@kezdesu"
    assert event["DTSTART"].to_ical() == b"20270318T060000Z"
    assert event["DTEND"].to_ical() == b"20270318T080000Z"
    assert "Время окончания не объявлено: принято два часа." in str(event["DESCRIPTION"])
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == PUBLISHED_AT
    assert str(event["URL"]) == "http://testserver/ru/meetings/2027-000123/"
    assert str(event["LOCATION"]).startswith("Дом «Достық», ")
    assert str(event["STATUS"]) == "CONFIRMED"


def test_feed_without_a_time_gives_a_whole_day(client):
    MeetingFactory()

    (event,) = read(client).walk("VEVENT")

    assert event["DTSTART"].dt == date(2027, 3, 18)
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert event["DTEND"].dt == date(2027, 3, 19)
    assert "Время окончания" not in str(event["DESCRIPTION"])


@pytest.mark.parametrize(
    ("venue", "location"),
    [
        ("Дворец студентов, пр. Тауке хана", "Дворец студентов, пр. Тауке хана, город Шымкент"),
        ("г. Шымкент, Дворец студентов", "г. Шымкент, Дворец студентов"),
        ("", "город Шымкент"),
    ],
)
def test_feed_names_a_place_once(client, venue, location):
    city = TerritoryFactory(name_ru="город Шымкент", short_ru="Шымкент")
    MeetingFactory(territory=city, venue_kk=venue, venue_ru=venue)

    (event,) = read(client).walk("VEVENT")

    assert str(event["LOCATION"]) == location


def moved(meeting: Meeting, *days: date) -> dict[str, tuple[date, str]]:
    """What phones read once the meeting stands on these days; on none, its month is named instead."""
    stand_at(meeting, When(days) if days else When.parse("2027-03"))
    meeting.sequence += 1
    meeting.save()
    events = Calendar.from_ical(_written([events_of(meeting)], "", "http://testserver/")).walk("VEVENT")
    found = {str(event["UID"]): (event["DTSTART"].dt, str(event["STATUS"])) for event in events}
    assert len(found) == len(events)
    assert {event["SEQUENCE"] for event in events} == {meeting.sequence}
    return {uid.partition("@")[0].removeprefix(meeting.number): said for uid, said in found.items()}


def test_event_of_a_day_stays_with_its_day_and_what_vanishes_is_called_off():
    first, second, third, other = (date(2027, 3, day) for day in (18, 19, 22, 30))
    meeting = MeetingFactory(on=first)

    held, off = "CONFIRMED", "CANCELLED"
    assert moved(meeting, first, second, third) == {
        "": (first, held), "-20270319": (second, held), "-20270322": (third, held)
    }  # fmt: skip
    assert moved(meeting, second, third) == {
        "": (first, off), "-20270319": (second, held), "-20270322": (third, held)
    }  # fmt: skip
    assert moved(meeting, first, third) == {
        "": (first, held), "-20270319": (second, off), "-20270322": (third, held)
    }  # fmt: skip
    # Moved whole, the lasting event goes along; its further days are off.
    assert moved(meeting, other) == {"": (other, held), "-20270319": (second, off), "-20270322": (third, off)}
    assert moved(meeting) == {"": (other, off), "-20270319": (second, off), "-20270322": (third, off)}
    assert moved(meeting, first) == {
        "": (first, held), "-20270319": (second, off), "-20270322": (third, off)
    }  # fmt: skip


def test_days_taken_away_are_told_up_to_a_ceiling():
    meeting = MeetingFactory(on=date(2027, 3, 1))
    for turn in range(50):
        stand_at(meeting, When((date(2027, 3, 1), date(2027, 4, 1) + timedelta(days=turn))))

    assert len(meeting.gone_days) == 31


def test_feed_says_how_often_to_ask_again(client):
    calendar = read(client)

    assert str(calendar["METHOD"]) == "PUBLISH"
    assert str(calendar["VERSION"]) == "2.0"
    assert calendar["REFRESH-INTERVAL"].dt == timedelta(hours=6)
    assert calendar["REFRESH-INTERVAL"].params["VALUE"] == "DURATION"


def test_feed_leaves_out_open_days_and_hidden_meetings(client):
    shown = MeetingFactory()
    MeetingFactory(in_march=True)
    MeetingFactory(hidden=True)

    assert uids(read(client)) == [f"{shown.number}@kezdesu"]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_feed_speaks_the_language_of_its_address(client, language):
    meeting = MeetingFactory(subject_en="Water")

    (event,) = read(client, f"/{language}/calendar.ics").walk("VEVENT")

    with translation.override(language):
        assert str(event["SUMMARY"]) == meeting.title
        assert str(event["DESCRIPTION"]).startswith(meeting.subject)
    assert f"/{language}/meetings/" in str(event["URL"])


def test_feed_takes_every_filter_of_the_page(client):
    region = TerritoryFactory(kato="430000000")
    body = BodyFactory(slug="water")
    wanted = MeetingFactory(body=body, territory=region, format="online", search_text="подготовка к поливу")
    MeetingFactory(body=body)
    MeetingFactory(territory=region)
    MeetingFactory(format="online")
    MeetingFactory(body=body, territory=region, format="online", on=date(2027, 4, 1), search_text="дороги")
    uid = [f"{wanted.number}@kezdesu"]

    assert uids(read(client, place="430000000", body="water", format="online", q="поливу")) == uid
    assert uids(read(client, place="430000000", body="water", month="2027-03")) == uid


def test_feed_reaches_back_ninety_days_and_no_further(client):
    today = date(2027, 3, 10)
    kept = MeetingFactory(on=today - timedelta(days=90))
    MeetingFactory(on=today - timedelta(days=91))

    assert uids(read(client)) == [f"{kept.number}@kezdesu"]


@pytest.mark.parametrize(
    "query",
    [{"place": "000000000"}, {"body": "nobody"}, {"format": "dream"}, {"month": "2027-13"}, {"month": "2027"}],
    ids=str,
)
def test_feed_of_a_senseless_filter_is_nobodys(client, query):
    assert client.get(FEED, query).status_code == 404


def test_feed_is_cached_by_content_and_answers_304(client):
    MeetingFactory()
    first = client.get(FEED)

    again = client.get(FEED, headers={"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 304
    assert first.headers["Cache-Control"] == "public, max-age=30"
    assert not first.cookies


def test_feed_kept_from_before_costs_one_statement_and_no_rows(client, django_assert_num_queries):
    MeetingFactory.create_batch(3)
    client.get(FEED)

    with django_assert_num_queries(1):
        client.get(FEED)


def test_feed_too_large_for_a_page_is_kept_until_something_changes(client, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr("portal.kit.kept_pages.LARGEST", 1)
    meeting = MeetingFactory()
    client.get(FEED)
    with django_assert_max_num_queries(1):
        client.get(FEED)

    Meeting.objects.update(venue_ru="Новый зал", venue_kk="Жаңа зал")

    (event,) = read(client).walk("VEVENT")
    assert str(event["LOCATION"]) == f"Новый зал, {meeting.territory.name_ru}"


def test_feed_shows_a_change_at_once(client):
    meeting = MeetingFactory()
    client.get(FEED)
    later = datetime(2027, 3, 9, 9, 30, tzinfo=UTC)
    Meeting.objects.update(changed_at=later, venue_ru="Новый зал", venue_kk="Жаңа зал")

    (event,) = read(client).walk("VEVENT")

    assert event["LAST-MODIFIED"].dt == later
    assert str(event["LOCATION"]) == f"Новый зал, {meeting.territory.name_ru}"


def test_feed_folds_and_escapes_what_people_write(client):
    long = "Су; жер, «қоныс»\\ жолдар " * 11
    MeetingFactory(subject_kk=long[:300], subject_ru=long[:300], venue_ru="ул. Абая, 5; зал 2", venue_kk="Абай к-сі, 5")

    answer = client.get(FEED)
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")

    assert str(event["DESCRIPTION"]).splitlines()[0] == long[:300]
    assert str(event["LOCATION"]).startswith("ул. Абая, 5; зал 2, ")
    assert max(len(line) for line in answer.content.split(b"\r\n")) <= 75


@pytest.mark.parametrize(
    "text",
    [
        "Су; жол, мектеп\\аурухана",
        "бір\nекі\\nүш",
        *("қ" * length for length in range(20, 80, 7)),
        "a" * 61,
        "a" * 62 + "ә" * 30,
        "ә" * 100 + "😀" * 20 + ";,\\",
    ],
)
def test_event_says_any_text_in_lines_of_75_bytes(client, text):
    MeetingFactory(subject_ru=text, venue_kk=text[:250], venue_ru=text[:250])
    answer = client.get(FEED)
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")

    assert str(event["DESCRIPTION"]).startswith(f"{text}\n")
    assert str(event["LOCATION"]).startswith(text)
    assert max(len(line) for line in answer.content.split(b"\r\n")) <= 75
    assert all(line.decode() for line in answer.content.removesuffix(b"\r\n").split(b"\r\n"))


@pytest.mark.parametrize(("rows", "statements"), [(1, 4), (300, 4)])
def test_feed_costs_the_same_for_one_row_and_for_many(client, django_assert_num_queries, rows, statements):
    copies(MeetingFactory(), rows - 1)
    with django_assert_num_queries(statements):
        assert len(uids(read(client))) == rows


def test_meeting_feed_holds_that_meeting(client):
    meeting = MeetingFactory(start_time=time(9, 30))
    MeetingFactory()

    calendar = read(client, f"/kk/meetings/{meeting.number}.ics")

    assert uids(calendar) == [f"{meeting.number}@kezdesu"]


def test_meeting_feed_of_an_open_day_or_a_hidden_meeting_is_not_there(client):
    for meeting in (MeetingFactory(in_march=True), MeetingFactory(hidden=True)):
        assert client.get(f"/ru/meetings/{meeting.number}.ics").status_code == 404


def test_feed_takes_no_post(client):
    assert client.post(FEED).status_code == 405
