"""The page of one meeting."""

from __future__ import annotations

from datetime import date, time

import pytest
import time_machine
from django.utils import translation

from portal.kit.typography import bind
from tests.factories.bodies import BodyFactory, TerritoryFactory
from tests.factories.meetings import MeetingFactory
from tests.meetings.counting import counted

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_march():
    with time_machine.travel("2027-03-10 05:00Z", tick=False):
        yield


def page(client, meeting, language="en") -> str:
    with translation.override(language):
        answer = client.get(meeting.get_absolute_url())
    assert answer.status_code == 200
    return answer.content.decode()


def test_meeting_says_who_when_where_and_why(client):
    meeting = MeetingFactory(
        number="2027-000123",
        start_time=time(11),
        format="mixed",
        venue_kk="«Достық» үйі",
        venue_ru="Дом «Достық»",
        subject_kk="Суару маусымы",
        subject_ru="Поливной сезон",
        subject_en="Irrigation season",
        ground_kk="Су тапшы",
        ground_ru="Мало воды",
        ground_en="Little water",
    )

    html = page(client, meeting)

    for words in (
        "Thursday 18\N{NO-BREAK SPACE}March 2027",
        "11:00, Kazakhstan time",
        "Irrigation season",
        "Little water",
        "On site and online",
        str(meeting.body.plain_en),
        "8 days left before the meeting",
        "No. 7 of 8\N{NO-BREAK SPACE}January 2027",
        "/en/schedules/graph/2027/",
        "/en/meetings/2027-000123.ics",
        "is not an appeal",
        "http://testserver/en/meetings/2027-000123/",
    ):
        assert words in html
    # There is no English venue: the Russian one stands, marked.
    assert '<span lang="ru">Дом «Достық»</span>' in html


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2027-03-17 18:59Z", "1 day left before the meeting"),
        ("2027-03-17 19:00Z", "The meeting is today"),
        ("2027-03-18 18:59Z", "The meeting is today"),
        ("2027-03-18 19:00Z", "The day of this meeting has passed"),
    ],
    ids=["the evening before", "midnight of the day", "its last minute", "the day after"],
)
def test_state_turns_at_midnight_of_kazakhstan(client, now, words):
    meeting = MeetingFactory(on=date(2027, 3, 18))
    with time_machine.travel(now, tick=False):
        assert words in page(client, meeting)


def test_open_day_is_told_with_its_time(client):
    html = page(client, MeetingFactory(in_march=True))

    assert "Date to be confirmed: March 2027" in html
    assert "Date to be confirmed" in html
    assert ".ics" not in html


def test_day_that_is_over_is_offered_to_no_calendar(client):
    html = page(client, MeetingFactory(on=date(2027, 3, 9)))

    assert ".ics" not in html
    assert "Will you attend?" not in html


def test_open_day_whose_time_is_over_is_told_so(client):
    meeting = MeetingFactory(in_march=True)
    with time_machine.travel("2027-04-01 05:00Z", tick=False):
        assert "The time is over, and no day was set: March 2027" in page(client, meeting)


def test_hidden_or_unknown_meeting_is_not_there(client):
    hidden = MeetingFactory(hidden=True, number="2031-000001")

    assert client.get("/ru/meetings/2027-999999/").status_code == 404
    assert client.get(f"/ru/meetings/{hidden.number}/").status_code == 404
    assert client.get("/ru/meetings/123/").status_code == 404


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_meeting_speaks_the_language_of_its_address(client, language):
    meeting = MeetingFactory(body=BodyFactory(), territory=TerritoryFactory())

    html = page(client, meeting, language)

    with translation.override(language):
        assert f"<h1>{bind(meeting.headline)}</h1>" in html
        assert str(meeting.territory.name) in html


def test_meeting_is_cacheable_sets_no_cookie_and_costs_eight_statements(client):
    meeting = MeetingFactory()
    with counted() as asked:
        answer = client.get(f"/ru/meetings/{meeting.number}/")

    assert answer.headers["Cache-Control"] == "public, max-age=30"
    assert not answer.cookies
    assert len(asked) == 8
    assert not any('"content"' in statement for statement in asked.statements), "of a version: tens of megabytes"
