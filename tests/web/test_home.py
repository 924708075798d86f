"""The front page, from an empty portal to a busy one."""

from __future__ import annotations

import re
from datetime import date, time

import pytest
import time_machine
from django.core.cache import cache

from portal.bodies.facts.territories import tiles
from portal.bodies.models import Territory
from portal.deadlines.services import refresh_totals
from portal.kernel import clock
from portal.overview.queries.home import _bounds, _legend, _step
from tests.factories.bodies import BodyFactory, TerritoryFactory
from tests.factories.deadlines import ObligationFactory
from tests.factories.meetings import GraphFactory, MeetingFactory, copies
from tests.meetings.counting import counted
from tests.texts import plain

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_march():
    with time_machine.travel("2027-03-10 05:00Z", tick=False):
        yield


@pytest.fixture
def regions() -> dict[str, Territory]:
    return {label.code: TerritoryFactory(kato=label.kato) for label in tiles()}


def page(client, language="en") -> str:
    answer = client.get(f"/{language}/")
    assert answer.status_code == 200
    return answer.content.decode()


def section(html: str, name: str) -> str:
    return re.search(rf'<section[^>]*aria-labelledby="{name}".*?</section>', html, re.DOTALL)[0]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_map_prints_no_markup_that_people_wrote(client, regions, language):
    Territory.objects.update(name_kk="<b>kk</b>", name_ru="<b>ru</b>", name_en="")

    html = section(page(client, language), "map")

    # A borrowed name is marked with its language, and escaped all the same.
    assert html.count(f"&lt;b&gt;{language if language != 'en' else 'ru'}") == 2 * len(regions)
    assert html.count('<span lang="ru">') == (2 * len(regions) if language == "en" else 0)
    assert "<b>kk" not in html
    assert "<b>ru" not in html


def test_empty_portal_says_what_belongs_where(client, regions):
    html = page(client)

    assert "No meetings are announced yet" in section(html, "next")
    assert section(html, "map").count('class="tile ') == 20
    assert "No deadline has passed yet" in section(html, "kept")
    assert "Nothing was published yet" in section(html, "changes")


def test_next_meetings_are_three_and_lead_to_all(client):
    made = [MeetingFactory(on=date(2027, 3, day)) for day in (25, 11, 18, 10, 9)]

    html = section(page(client), "next")

    assert re.findall(r'<h3><a href="([^"]+)"', html) == [made[index].get_absolute_url() for index in (3, 1, 2)]
    assert "All: 4 meetings" in html


def test_search_goes_over_everything(client):
    html = page(client)

    assert '<form role="search" action="/en/search/" class="find">' in html
    assert 'name="q"' in html


def test_map_counts_the_next_thirty_days_by_region_with_its_districts(client, regions):
    district = TerritoryFactory(district=True, parent=regions["43"])
    MeetingFactory(territory=regions["43"], on=date(2027, 3, 10))
    MeetingFactory(territory=district, on=date(2027, 4, 8))
    MeetingFactory(territory=regions["43"], on=date(2027, 3, 9))
    MeetingFactory(territory=regions["43"], on=date(2027, 4, 9))
    MeetingFactory(territory=regions["71"], in_march=True)
    MeetingFactory(territory=regions["10"], hidden=True)

    html = section(page(client), "map")

    counts = dict(re.findall(r'<li\s+class="tile t(\d\d)[^>]*>.*?<b[^>]*>(\d+)</b>', html, re.DOTALL))
    assert {code: count for code, count in counts.items() if count != "0"} == {"43": "2", "71": "1"}
    assert "10 March – 8 April" in plain(html)
    assert "?place=430000000&amp;view=list" in html


def test_map_goes_on_to_the_first_days_that_have_meetings(client, regions):
    MeetingFactory(territory=regions["43"], on=date(2027, 3, 9))
    MeetingFactory(territory=regions["43"], on=date(2027, 6, 2))

    assert "2 June – 1 July" in plain(section(page(client), "map"))


def test_days_ahead_begin_today_and_count_further_days_of_meetings(client):
    MeetingFactory(on=date(2027, 3, 9), more_days=[date(2027, 3, 10)], span_end=date(2027, 3, 11))
    MeetingFactory(on=date(2027, 3, 16))
    MeetingFactory(on=date(2027, 3, 17))
    MeetingFactory(on=date(2027, 3, 8))

    html = section(page(client), "week")

    assert re.findall(r"day=([0-9-]+)", html) == [f"2027-03-{day:02d}" for day in range(10, 17)]
    assert re.findall(r"<b>(\d+)</b>", html) == ["1", "0", "0", "0", "0", "0", "1"]
    assert html.count('aria-current="date"') == 1
    assert "The next 7 days, 10–16" in html


def test_deadlines_are_counted_where_they_passed(client):
    ObligationFactory(in_time=True)
    ObligationFactory(two_days_late=True)
    ObligationFactory.create_batch(2)
    ObligationFactory(internal=True)
    refresh_totals(on=clock.today(), now=clock.now())

    html = section(page(client), "kept")

    assert re.findall(r'class="figure figure--(\w+)"><b>(\d+)</b>', html) == [
        ("ok", "1"),
        ("sun", "1"),
        ("danger", "2"),
    ]


def test_latest_changes_are_published_schedules(client):
    MeetingFactory()
    GraphFactory(period_key="2031")

    html = section(page(client), "changes")

    assert "Schedule of meetings for 2027" in html
    assert "1 meeting announced on" in html
    assert "2031" not in html


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_home_speaks_its_language_is_cacheable_and_sets_no_cookie(client, language):
    answer = client.get(f"/{language}/")

    assert f'<html lang="{language}">' in answer.content.decode()
    assert answer.headers["Cache-Control"] == "public, max-age=30"
    assert not answer.cookies


@pytest.mark.parametrize(("forget", "statements"), [(False, 6), (True, 13)], ids=["totals kept", "nothing kept"])
def test_home_costs_the_same_for_one_meeting_and_for_many(client, regions, forget, statements):
    def asked() -> tuple[int, int]:
        # Whoever reads first writes the lines of the list.
        page(client)
        if forget:
            cache.clear()
        with counted() as found:
            page(client)
        return len(found), found.rows

    first = MeetingFactory(body=BodyFactory(), territory=regions["43"], start_time=time(11))
    few = asked()
    copies(first, 299)
    assert asked() == (statements, few[1] + 2)


@pytest.mark.parametrize(
    ("largest", "legend"),
    [
        (0, ["0", "1", "2", "3", "4 and more"]),
        (6, ["0", "1", "2", "3", "4 and more"]),
        (7, ["0", "1–2", "3–4", "5–6", "7 and more"]),
        (61, ["0", "1–10", "11–20", "21–40", "41 and more"]),
    ],
)
def test_steps_of_the_map_follow_the_largest_number(largest, legend):
    bounds = _bounds(largest)

    assert [words for _step_number, words in _legend(bounds)] == legend
    assert _step(0, bounds) == 0
    assert _step(1, bounds) == 1
    assert _step(bounds[-1] + 1, bounds) == 4


def test_totals_are_counted_once_while_nothing_changes(client, regions):
    first = MeetingFactory(territory=regions["43"], on=date(2027, 3, 12))
    page(client)
    with counted() as again:
        html = page(client)

    # What changed of late is no total, though it says how many meetings a schedule made.
    assert [statement for statement in again.statements if 'FROM "deadlines_total"' in statement] == []
    assert len(again) <= 6
    copies(first, 2)
    assert "All: 3 meetings" in page(client)
    assert "All: 1 meeting" in html
    with time_machine.travel("2027-03-13 05:00Z", tick=False):
        assert "No meetings are announced yet" in page(client)
