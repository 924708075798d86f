"""The page of a place as its residents read it: what they can do, what was asked, what is owed here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from meetings.choices import MeetingState
from portal.bodies.models import Territory
from portal.questions.choices import State
from tests.factories.bodies import BodyFactory, TerritoryFactory
from tests.factories.meetings import EntryFactory, GraphFactory, MeetingFactory, copies
from tests.factories.questions import AskedQuestionFactory, DemandFactory, voice_of
from tests.ground import GROUND
from tests.meetings.counting import counted
from tests.meetings.valley import DAY, Valley, held, make_valley
from tests.texts import plain, tight

pytestmark = pytest.mark.django_db
LANGUAGES = pytest.mark.parametrize("language", ["kk", "ru"])


@pytest.fixture(autouse=True)
def _in_march() -> Iterator[None]:
    with time_machine.travel("2027-03-10 05:00Z", tick=False):
        yield


@GROUND.fixture
def place_ground() -> Valley:
    valley = make_valley()
    valley.village.name_ru = "с.Бекет"
    valley.village.save()
    return valley


@pytest.fixture
def valley(place_ground: Valley) -> Valley:
    return place_ground


@pytest.fixture
def rural() -> Territory:
    region = TerritoryFactory(kato="430000000")
    district = TerritoryFactory(kato="433200000", district=True, parent=region)
    return TerritoryFactory(kato="433233000", kind="rural_district", parent=district)


def page(place: Territory, language: str = "en", query: str = "") -> str:
    answer = Client().get(f"/{language}/territories/{place.kato}/{query}")
    assert answer.status_code == 200
    assert not answer.cookies
    return plain(tight(answer.content.decode()))


def acts(html: str) -> list[str]:
    (found,) = re.findall(r'<p class="acts">(.*?)</p>', html, re.DOTALL)
    return re.findall(r'<a class="[^"]+" href="([^"]+)"', found)


@LANGUAGES
def test_a_question_goes_to_the_next_meeting_that_takes_them(rural: Territory, language: str) -> None:
    MeetingFactory(territory=rural, on=date(2027, 3, 10))
    MeetingFactory(territory=rural, on=date(2027, 3, 12), state=MeetingState.CANCELLED)
    MeetingFactory(territory=TerritoryFactory(), on=date(2027, 3, 13))
    later = MeetingFactory(territory=rural, on=date(2027, 3, 20))
    assert rural.parent is not None
    nearer = MeetingFactory(territory=rural.parent, on=date(2027, 3, 18))
    html = page(rural, language)
    # Two are near: whoever asks says to which of them, and the nearest stands first.
    assert acts(html)[0] == "#ask"
    offered = re.findall(rf'<li><a href="/{language}/meetings/([0-9-]+)/ask/"', html)
    assert offered == [nearer.number, later.number]
    assert acts(html)[-1] == f"/{language}/places/{rural.kato}/subscribe/"
    assert html.index('class="acts"') < html.index('id="next-title"')
    nearer.delete()
    later.save()
    assert acts(page(rural, language))[0] == f"/{language}/meetings/{later.number}/ask/"


def test_where_no_meeting_takes_questions_the_page_says_so(rural: Territory) -> None:
    MeetingFactory(territory=rural, on=date(2027, 3, 12), state=MeetingState.CANCELLED)
    html = page(rural)
    assert "No meeting here takes questions now" in html
    assert not [each for each in acts(html) if each.endswith("/ask/")]
    assert "Cancelled" in html


def test_questions_of_the_last_year_are_shown_and_nothing_that_is_not_public(rural: Territory) -> None:
    village = TerritoryFactory(kato="433233100", kind="locality", parent=rural)
    meeting = MeetingFactory(territory=rural, on=date(2027, 3, 3))
    shown = AskedQuestionFactory(
        public=True, meeting=meeting, territory=village, state=State.ANSWERED, answer_kk="Иә", answer_ru="Да"
    )
    hidden = {"own_text": "Құпия сұрақ", "meeting": meeting, "territory": rural}
    AskedQuestionFactory(**hidden)
    AskedQuestionFactory(**hidden, state=State.REFUSED, refusal="private")
    AskedQuestionFactory(public=True, meeting=meeting, territory=TerritoryFactory())
    AskedQuestionFactory(public=True, meeting=meeting, territory=rural, sent_at=datetime(2026, 3, 1, tzinfo=UTC))
    html = page(rural, "kk")
    assert re.findall(r'href="/kk/questions/(S-[^"]+)/"', html) == [shown.number]
    assert f'href="/kk/questions/?place={rural.kato}"' in html
    assert "Құпия" not in html
    assert "Answered at the meeting" in page(rural)


def test_public_demands_of_the_place_are_shown(rural: Territory) -> None:
    shown = DemandFactory(public=True, territory=rural)
    DemandFactory(territory=rural, own_text="Құпия талап")
    DemandFactory(public=True, territory=TerritoryFactory())
    voice_of(shown)
    html = page(rural, "ru")
    assert re.findall(r'href="/ru/demands/(T-[^"]+)/"', html) == [shown.number]
    assert f'href="/ru/demands/?place={rural.kato}"' in html
    assert "1 голос из 50" in plain(html)
    assert "Құпия" not in html


@LANGUAGES
def test_a_place_where_nothing_was_ever_held_is_no_blank_page(language: str, rural: Territory) -> None:
    village = TerritoryFactory(kato="433233100", kind="locality", parent=rural)
    html = page(village, language)
    assert acts(html) == [
        f"/{language}/demands/new/?place={village.kato}",
        f"/{language}/places/{village.kato}/subscribe/",
    ]
    for title in ("next-title", "asked-title", "demands-title"):
        assert f'id="{title}"' in html
    assert 'class="sim"' not in html
    assert 'id="record"' not in html


def test_a_place_that_is_no_more_offers_nothing_to_do() -> None:
    gone = TerritoryFactory(kato="430000000", ends_on=date(2026, 1, 1))
    html = page(gone)
    assert 'class="acts"' not in html
    assert "/subscribe/" not in html
    assert 'id="norms-title"' not in html


# -- norms -----------------------------------------------------------------------------------------------------------
def norms(html: str) -> list[tuple[str, str]]:
    """The look of each line, and where."""
    lines = re.findall(r'<li><span class="cell cell--(\w+)">.*?<p class="small">(?:<b>.*?</b><br>)?(.*?),', html)
    return [(look, unit.strip()) for look, unit in lines]


def test_norms_of_the_running_period_say_held_planned_and_missing(valley: Valley) -> None:
    held(valley, valley.meeting(on=DAY))
    EntryFactory(
        schedule=GraphFactory(published=True),
        body=valley.rural,
        official=valley.akim(valley.rural),
        territory=valley.village,
        day=date(2027, 6, 8),
    )
    rural = valley.rural.territory
    assert rural is not None
    html = page(rural)
    found = norms(html)
    assert ("met", rural.name_en) in found
    assert ("plan", valley.village.name_en) in found
    assert f'href="/en/coverage/2027/{valley.district.territory.kato}/"' in html
    silent = page(valley.silent.territory)
    assert ("gap", valley.silent.territory.name_en) in norms(silent)
    assert "Last day: 30 June 2027" in silent


def test_of_a_region_its_own_akim_is_measured_and_of_a_village_those_around_it(valley: Valley) -> None:
    of_region = norms(page(valley.region.territory))
    districts = [valley.district.territory, valley.beside.territory]
    assert sorted(unit for _look, unit in of_region) == sorted(each.name_en for each in districts if each)
    of_village = norms(page(valley.village))
    assert {unit for _look, unit in of_village} == {valley.village.name_en}


def test_its_post_is_named_and_no_person(valley: Valley) -> None:
    html = page(valley.district.territory, "kk")
    assert plain(valley.district.head_title_kk) in html


# -- villages of the classifier --------------------------------------------------------------------------------------
def test_what_is_no_village_of_the_place_is_said_nowhere(rural: Territory) -> None:
    for typed in ("433233999", "990000000", "<b>", "4332331", "１２３４５６７８９"):
        assert "You asked for this place" not in page(rural, query=f"?village={typed}")


# -- what it costs ---------------------------------------------------------------------------------------------------
def test_it_costs_the_same_whatever_there_is(valley: Valley, settings: Any) -> None:
    settings.KEZDESU_KEEP_PAGES = False
    place = valley.district.territory
    assert place is not None
    first = MeetingFactory(body=valley.district, territory=place, on=date(2027, 3, 20))
    AskedQuestionFactory(public=True, meeting=first, territory=place)
    DemandFactory(public=True, territory=place, body=valley.district)
    page(place)
    with counted() as few:
        page(place)
    copies(first, 100)
    for _number in range(12):
        AskedQuestionFactory(public=True, meeting=first, territory=valley.village)
        DemandFactory(public=True, territory=valley.village, body=valley.district)
    with counted() as many:
        html = page(place)
    assert len(many) == len(few) <= 24
    assert len(html.encode()) < 60_000
    assert len(re.findall(r'href="/en/questions/S-', html)) == 5


def test_what_is_kept_is_made_anew_when_a_question_is_answered(rural: Territory) -> None:
    BodyFactory(akimat=True, territory=rural)
    question = AskedQuestionFactory(public=True, meeting=MeetingFactory(territory=rural), territory=rural)
    assert "On the agenda of the meeting" in page(rural)
    question.state = State.TAKEN
    question.save()
    assert "Taken to be solved" in page(rural)
