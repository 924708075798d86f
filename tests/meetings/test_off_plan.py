"""A meeting outside the plan: by demand or need, with its ground, by its own body, public at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext

from meetings.choices import Origin
from meetings.models import Meeting, MeetingEvent
from meetings.services.off_plan import OffPlan, announce_off_plan
from portal.deadlines.models import Obligation
from portal.kernel.errors import Conflict, Invalid, NotAllowed
from tests.meetings.valley import DAY, JOINED, Valley, at, held, make_valley
from tests.texts import plain

pytestmark = pytest.mark.django_db

TODAY = date(2027, 3, 2)
WORDS = {
    "subject_kk": "Су", "subject_ru": "Вода", "ground_kk": "Тұрғындар сұрады", "ground_ru": "Просили жители",
}  # fmt: skip


@pytest.fixture
def valley() -> Valley:
    return make_valley()


def said(valley: Valley, **more: Any) -> OffPlan:
    facts = OffPlan(
        origin=Origin.DEMAND,
        official=valley.akim(valley.district),
        territory=valley.rural.territory,  # type: ignore[arg-type]
        day=DAY,
        start_time=time(11),
        **WORDS,
    )
    return replace(facts, **more)


def announced(valley: Valley, who: str = "officer", today: date = TODAY, **more: Any) -> Meeting:
    return announce_off_plan(facts=said(valley, **more), actor=valley.actor(who, today), today=today, now=at(today))


def test_it_is_public_at_once_with_its_ground_and_meets_a_norm_once_held(valley: Valley, client: Client) -> None:
    meeting = announced(valley)
    assert (meeting.origin, meeting.state, meeting.schedule, meeting.published_at) == (
        "demand",
        "announced",
        None,
        at(TODAY),
    )
    assert MeetingEvent.objects.get(meeting=meeting).verb == "announce"
    page = client.get(f"/ru/meetings/{meeting.number}/").content.decode()
    assert "Просили жители" in page
    held(valley, meeting)
    assert Obligation.objects.filter(body=valley.district, met_on=DAY).exists()


def test_by_whom(valley: Valley) -> None:
    for who in sorted(set(valley.people) - {"officer", "head"}):
        with pytest.raises(NotAllowed):
            announced(valley, who)
    announced(valley, "head")
    # For an akimat that has nobody here.
    akim = valley.akim(valley.silent)
    for who in ("rural", "neighbour", "region"):
        with pytest.raises(NotAllowed):
            announced(valley, who, official=akim, territory=valley.silent.territory)
    announced(valley, official=akim, territory=valley.silent.territory)
    assert Meeting.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"origin": Origin.RISK}, "origin"),
        ({"origin": Origin.PLAN}, "origin"),
        ({"day": TODAY + timedelta(days=367)}, "day"),
        ({"day": JOINED - timedelta(days=1)}, "day"),
        ({"ground_kk": " "}, "ground_kk"),
        ({"ground_ru": ""}, "ground_ru"),
        ({"subject_ru": ""}, "subject_ru"),
        ({"venue_kk": "Клуб"}, "venue_ru"),
    ],
    ids=str,
)
def test_what_cannot_be_is_refused_at_its_field(valley: Valley, wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        announced(valley, **wrong)
    assert list(refused.value.errors) == [field]
    assert not Meeting.objects.exists()


def test_it_is_held_where_its_akimat_governs_and_by_who_is_in_office(valley: Valley) -> None:
    with pytest.raises(Invalid) as refused:
        announced(valley, territory=valley.beside.territory)
    assert list(refused.value.errors) == ["territory"]
    akim = valley.akim(valley.district)
    akim.ends_on = DAY
    akim.save()
    with pytest.raises(Invalid) as refused:
        announced(valley)
    assert list(refused.value.errors) == ["official"]
    announced(valley, official=akim, day=DAY - timedelta(days=1), territory=valley.village)
    # Ministries meet people everywhere.
    announced(valley, "minister", official=valley.akim(valley.ministry), territory=valley.beside.territory)


def test_of_one_official_two_at_once_are_refused(valley: Valley) -> None:
    announced(valley)
    with pytest.raises(Conflict) as refused:
        announced(valley, territory=valley.village)
    assert refused.value.code == "at_once"
    announced(valley, start_time=time(15))
    announced(valley, start_time=None)
    with pytest.raises(Conflict):
        announced(valley, start_time=None)
    assert Meeting.objects.count() == 3


def test_added_after_it_was_held_it_is_recorded_on_its_own_day_and_counts_by_that_of_the_entry(valley: Valley) -> None:
    late = DAY + timedelta(days=4)
    meeting = announced(valley, today=late)
    other = announced(valley, today=late, day=DAY + timedelta(days=1))
    held(valley, meeting, today=late)
    met = Obligation.objects.filter(body=valley.district, met_on=DAY)
    assert met.exists()
    assert {row.known_on for row in met} == {late}
    # On a day before it was set it is recorded on none but its own.
    with pytest.raises(Invalid) as refused:
        held(valley, other, today=late, held_on=DAY, reason_kk="Себеп", reason_ru="Причина")
    assert list(refused.value.errors) == ["held_on"]


def test_the_page_shows_it_once_more_and_then_it_is_public(valley: Valley) -> None:
    typed = {
        "official": str(valley.akim(valley.district).pk), "territory": "433233000", "day": "2027-03-09",
        "start_time": "11:00", "format": "on_site", "origin": "need", "venue_kk": "", "venue_ru": "", **WORDS,
    }  # fmt: skip
    client = Client()
    with time_machine.travel(at(TODAY), tick=False):
        client.force_login(valley.people["officer"])
        assert client.get("/kk/work/meetings/new/").status_code == 200
        wrong = client.post("/ru/work/meetings/new/", {**typed, "ground_ru": "", "confirm": "1"})
        shown = client.post("/ru/work/meetings/new/", typed)
        assert not Meeting.objects.exists()
        changed = client.post("/ru/work/meetings/new/", {**typed, "change": "1"})
        done = client.post("/ru/work/meetings/new/", {**typed, "confirm": "1"})
        twice = client.post("/ru/work/meetings/new/", {**typed, "confirm": "1"})
    assert [each.status_code for each in (wrong, shown, changed, done, twice)] == [422, 200, 200, 302, 422]
    assert "Просили жители" in shown.content.decode()
    assert "Сразу станет публичным" in plain(shown.content.decode())
    assert "Просили жители" in changed.content.decode()
    assert (Meeting.objects.get().origin, Meeting.objects.count()) == ("need", 1)


def test_one_held_and_never_announced_is_set_down_and_leads_to_the_log(valley: Valley) -> None:
    typed = {
        "official": str(valley.akim(valley.district).pk), "territory": "433233000", "day": "01.03.2027",
        "start_time": "11:00", "format": "on_site", "origin": "need", "venue_kk": "", "venue_ru": "", **WORDS,
    }  # fmt: skip
    client = Client()
    with time_machine.travel(at(TODAY), tick=False):
        client.force_login(valley.people["officer"])
        shown = client.post("/ru/work/meetings/new/", typed)
        assert "заранее о ней не объявляли" in plain(shown.content.decode())
        assert not Meeting.objects.exists()
        sent = client.post("/ru/work/meetings/new/", {**typed, "confirm": "1"})
        meeting = Meeting.objects.get()
        assert sent["Location"] == f"/ru/work/meetings/{meeting.number}/log/"
        log = {
            "day": "announced", "start_time": "11:00", "end_time": "12:40", "attendance": "64",
            "held_by": str(meeting.official_id), "key": "0b1c8f6e-6b7e-4f67-9a44-6f3f0f1c2d3e", "version": "0",
            "sequence": str(meeting.sequence),
        }  # fmt: skip
        assert client.post(sent["Location"], log).status_code == 302
        page = plain(Client().get(f"/ru/meetings/{meeting.number}/").content.decode())
    meeting.refresh_from_db()
    assert (meeting.state, meeting.attendance) == ("held", 64)
    with translation.override("ru"):
        assert plain(gettext("It was not announced here before its day.")) in page


@pytest.mark.parametrize("who", ["administrator", "nobody"])
def test_for_whoever_holds_no_meetings_there_is_no_page(valley: Valley, who: str) -> None:
    client = Client()
    with time_machine.travel(at(TODAY), tick=False):
        client.force_login(valley.people[who])
        assert client.get("/ru/work/meetings/new/").status_code in (302, 403, 404)
        assert client.post("/ru/work/meetings/new/", {"confirm": "1"}).status_code in (302, 403, 404)
    assert not Meeting.objects.exists()
