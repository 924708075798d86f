"""Every filter of the calendar is kept by its subscription, asked by its feed, and known to the API by its name."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import parse_qs, urlencode, urlparse

import pytest
import time_machine

from meetings.choices import HAPPENED
from meetings.forms import CalendarForm
from meetings.models import Meeting
from meetings.queries import CalendarFilter
from meetings.querysets import MeetingQuerySet
from portal.api.filters import MeetingFilter
from tests.factories.bodies import BodyFactory, TerritoryFactory
from tests.factories.meetings import MeetingFactory

pytestmark = pytest.mark.django_db

TODAY = "2027-03-10 05:00Z"
PARTS = CalendarFilter.parts()
#: What each part is asked with below: it finds the one meeting and not the other. A new filter needs its line.
SAMPLES = {
    "place": "430000000",
    "body": "water",
    "month": "2027-03",
    "kind": "report",
    "format": "online",
    "state": "held",
    "q": "плотина",
    "day": "2027-03-19",
}


@pytest.fixture
def wanted() -> Meeting:
    """It answers every sample, by its further day too; beside it one that answers none."""
    here, there = TerritoryFactory(kato="430000000"), TerritoryFactory(kato="470000000")
    MeetingFactory(body=BodyFactory(slug="roads"), territory=there, on=date(2027, 5, 6))
    meeting: Meeting = MeetingFactory(
        body=BodyFactory(slug="water"),
        territory=here,
        kind="report",
        format="online",
        state="held",
        attendance=40,
        subject_ru="Плотина",
        more_days=[date(2027, 3, 19)],
        span_end=date(2027, 3, 20),
    )
    return meeting


def test_every_filter_has_a_sample_and_a_verb() -> None:
    assert SAMPLES.keys() == PARTS.keys()
    assert all(callable(getattr(MeetingQuerySet, part.verb)) for part in PARTS.values())


def test_the_form_and_the_api_ask_for_every_filter_by_its_name() -> None:
    form = CalendarForm({}, today=date(2027, 3, 10))
    assert form.fields.keys() - {"view"} == PARTS.keys()
    assert PARTS.keys() <= MeetingFilter.base_filters.keys()


@pytest.mark.parametrize("name", PARTS)
def test_page_feed_and_api_find_the_same(client, wanted: Meeting, name: str) -> None:
    query = {name: SAMPLES[name]}
    with time_machine.travel(TODAY, tick=False):
        page = client.get("/ru/calendar/", {"view": "list", **query})
        feed = client.get("/ru/calendar.ics", query)
        data = client.get("/api/v1/meetings/", query).json()
        everything = client.get("/api/v1/meetings/").json()
    assert set(re.findall(r"/meetings/(\d{4}-\d{6})/", page.content.decode())) == {wanted.number}
    assert set(re.findall(r"(\d{4}-\d{6})@kezdesu", re.sub(r"-\d@", "@", feed.content.decode()))) == {wanted.number}
    assert [each["number"] for each in data["results"]] == [wanted.number]
    assert len(everything["results"]) == 2


@pytest.mark.parametrize("name", PARTS)
def test_the_subscription_keeps_what_lasts(client, wanted: Meeting, name: str) -> None:
    with time_machine.travel(TODAY, tick=False):
        context = client.get("/ru/calendar/", {name: SAMPLES[name]}).context
    kept = {name: [SAMPLES[name]]} if PARTS[name].lasts else {}
    for address in ("feed_url", "webcal_url", "data_url"):
        assert parse_qs(urlparse(context[address]).query) == kept
    assert parse_qs(urlparse(context["month_feed_url"]).query) == {**kept, "month": ["2027-03"]}


def test_the_form_shows_every_filter_or_a_link_asks_for_it(client, wanted: Meeting) -> None:
    with time_machine.travel(TODAY, tick=False):
        html = client.get("/ru/calendar/").content.decode()
        month = client.get(f"/ru/calendar/?{urlencode({'month': '2027-03'})}").content.decode()
    for name, part in PARTS.items():
        if part.stands == "nowhere":
            assert f"{name}=2027-03-18" in month
        else:
            assert f'name="{name}"' in html


@pytest.mark.parametrize(
    ("state", "found"),
    [
        ("planned", {"planned"}),
        ("announced", {"announced"}),
        ("not_taken_place", {"not_taken_place"}),
        ("held", {"held", "reported", "closed"}),
        ("reported", {"reported", "closed"}),
        ("closed", {"closed"}),
    ],
)
def test_what_was_reported_was_held(client, state: str, found: set[str]) -> None:
    MeetingFactory(in_march=True)
    for other in ("announced", "cancelled", "not_taken_place"):
        MeetingFactory(state=other)
    for other in HAPPENED:
        MeetingFactory(state=other, attendance=40)
    data = client.get("/api/v1/meetings/", {"state": state}).json()
    assert {each["state"] for each in data["results"]} == found
