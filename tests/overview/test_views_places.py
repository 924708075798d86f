"""Pages of bodies and territories."""

from __future__ import annotations

import re
from datetime import date

import pytest
import time_machine
from django.utils import translation

from tests.factories.bodies import BodyFactory, TerritoryFactory
from tests.factories.deadlines import ObligationFactory
from tests.factories.meetings import GraphFactory, MeetingFactory, copies
from tests.meetings.counting import counted
from tests.texts import tight

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_march():
    with time_machine.travel("2027-03-10 05:00Z", tick=False):
        yield


def page(client, path, language="en") -> str:
    answer = client.get(f"/{language}{path}")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, max-age=30"
    assert not answer.cookies
    return answer.content.decode()


def titles(html: str) -> list[str]:
    return re.findall(r'<h3><a href="([^"]+)"', html)


# -- bodies ----------------------------------------------------------------------------------------------------------
def test_bodies_stand_by_kinds_with_meetings_to_come(client):
    ministry = BodyFactory(slug="water")
    BodyFactory(akimat=True)
    BodyFactory(government=True)
    BodyFactory(slug="gone", ends_on=date(2027, 1, 1))
    MeetingFactory(body=ministry, on=date(2027, 3, 9))
    MeetingFactory(body=ministry, on=date(2027, 3, 18))
    MeetingFactory(body=ministry, in_march=True)
    MeetingFactory(body=ministry, hidden=True)

    html = tight(page(client, "/bodies/"))

    assert re.findall(r'<h2 class="rule" id="kind-(\w+)">', html) == ["government", "ministry", "akimat"]
    row = re.search(r'<tr><th scope="row"><a href="/en/bodies/water/">.*?</tr>', html)[0]
    assert '<td class="num">2</td>' in row
    assert "Next meeting: 18\N{NO-BREAK SPACE}March 2027" in row
    assert "/bodies/gone/" not in html


def test_bodies_of_an_empty_portal_say_so(client):
    assert "No bodies are entered yet" in page(client, "/bodies/")


def test_body_shows_meetings_plan_record_and_feed(client):
    body = BodyFactory(slug="water")
    own = MeetingFactory(body=body)
    MeetingFactory()
    MeetingFactory(body=body, hidden=True)
    late = ObligationFactory(body=body)
    ObligationFactory(body=body, internal=True, duty="B-6.1")
    ObligationFactory()

    html = page(client, "/bodies/water/")

    assert titles(html) == [own.get_absolute_url()]
    assert re.findall(r'href="(/en/deadlines/\d+/)"', html) == [f"/en/deadlines/{late.pk}/"]
    assert "/en/schedules/graph/2027/" in html
    assert "/en/schedules/graph/2031/" not in html
    assert "webcal://testserver/en/calendar.ics?body=water" in html
    assert "/en/deadlines/?body=water" in html


def test_body_without_anything_says_what_belongs_here(client):
    BodyFactory(slug="water")

    html = page(client, "/bodies/water/")

    assert "No meetings are announced here" in html
    assert "No public duties are recorded here" in html


def test_body_that_holds_no_meetings_offers_no_subscription(client):
    BodyFactory(government=True)

    html = page(client, "/bodies/government/")

    assert "calendar.ics" not in html
    assert "Next meetings" not in html


def test_unknown_body_is_not_there(client):
    assert client.get("/ru/bodies/nobody/").status_code == 404


# -- territories -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("kato", "said"), [("710000000", "Capital"), ("750000000", "City of republican significance")])
def test_almaty_is_no_capital(client, kato, said):
    TerritoryFactory(kato=kato, kind="republican_city")

    assert f'<p class="lead">{said}</p>' in client.get(f"/en/territories/{kato}/").content.decode()


def test_territories_are_the_units_of_the_first_rank(client):
    region = TerritoryFactory(kato="430000000")
    district = TerritoryFactory(kato="431000000", district=True, parent=region)
    TerritoryFactory(kato="999000000", ends_on=date(2027, 1, 1))
    MeetingFactory(territory=district)

    html = tight(page(client, "/territories/"))

    rows = re.findall(
        r'<th scope="row"><a\s+href="/en/territories/(\d+)/">[^<]*</a></th><td\s+class="num">\s*(\d+)</td>', html
    )
    assert rows == [("430000000", "1")]


def test_region_shows_districts_meetings_and_its_bodies(client):
    region = TerritoryFactory(kato="430000000")
    district = TerritoryFactory(kato="431000000", district=True, parent=region)
    akimat = BodyFactory(akimat=True, territory=region)
    inside = MeetingFactory(territory=district)
    MeetingFactory()
    late = ObligationFactory(body=akimat, duty="C-2.1", act="C2")

    html = page(client, "/territories/430000000/")

    assert titles(html) == [inside.get_absolute_url()]
    assert 'href="/en/territories/431000000/"' in html
    assert f"/en/bodies/{akimat.slug}/" in html
    assert f"/en/deadlines/{late.pk}/" in html
    assert "webcal://testserver/en/calendar.ics?place=430000000" in html


def test_district_leads_back_to_its_region(client):
    region = TerritoryFactory(kato="430000000", name_en="Kyzylorda Region")
    TerritoryFactory(kato="431000000", district=True, parent=region)

    html = page(client, "/territories/431000000/")

    assert '<a href="/en/territories/430000000/">Kyzylorda Region</a>' in html
    assert "Districts and cities" not in html


def test_district_shows_what_is_announced_anywhere_inside_it(client):
    region = TerritoryFactory(kato="430000000")
    district = TerritoryFactory(kato="434800000", district=True, parent=region)
    rural = TerritoryFactory(kato="434835000", kind="rural_district", parent=district)
    village = TerritoryFactory(kato="434835100", kind="locality", parent=rural)
    inside = [MeetingFactory(territory=place) for place in (rural, village)]
    MeetingFactory(territory=TerritoryFactory(kato="434600000", district=True, parent=region))

    assert set(titles(page(client, "/territories/434800000/"))) == {each.get_absolute_url() for each in inside}
    of_region, of_district = (tight(page(client, f"/territories/{kato}/")) for kato in ("430000000", "434800000"))
    assert _counts(of_region) == {"434800000": "2", "434600000": "1"}
    assert _counts(of_district) == {"434835000": "2"}


def _counts(html: str) -> dict[str, str]:
    return dict(re.findall(r'href="/en/territories/(\d+)/">[^<]*</a></t[hd]>\s*<td\s+class="num">\s*(\d+)', html))


def test_code_given_to_another_place_means_the_one_that_bears_it_now(client):
    TerritoryFactory(kato="430000000", name_en="Former Region", ends_on=date(2026, 1, 1))
    TerritoryFactory(kato="430000000", name_en="Present Region", starts_on=date(2026, 1, 1))

    assert "<h1>Present Region</h1>" in page(client, "/territories/430000000/")


def test_place_that_is_no_more_keeps_its_page_and_says_so(client):
    TerritoryFactory(kato="430000000", ends_on=date(2026, 1, 1))

    html = page(client, "/territories/430000000/")

    assert "This unit no longer exists since" in html
    assert "calendar.ics" not in html


@pytest.mark.parametrize("path", ["/territories/999999999/", "/territories/43/", "/territories/abc/"])
def test_unknown_place_is_not_there(client, path):
    assert client.get(f"/ru{path}").status_code == 404


@pytest.mark.parametrize("path", ["/bodies/water/", "/territories/430000000/", "/territories/431000000/"])
def test_every_subscription_offered_answers(client, path):
    region = TerritoryFactory(kato="430000000")
    TerritoryFactory(kato="431000000", district=True, parent=region)
    BodyFactory(slug="water")

    (address,) = re.findall(r'value="http://testserver([^"]+)"', page(client, path))

    assert client.get(address).status_code == 200


# -- both ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_pages_speak_the_language_of_their_address(client, language):
    region = TerritoryFactory(kato="430000000")
    body = BodyFactory(akimat=True, territory=region, slug="akimat-430000000")

    with translation.override(language):
        names = {
            "/bodies/": body.plain,
            "/bodies/akimat-430000000/": body.name,
            "/territories/": region.name,
            "/territories/430000000/": region.name,
        }
        for path, name in names.items():
            html = page(client, path, language)
            assert str(name) in html
            assert f'<html lang="{language}">' in html


@pytest.mark.parametrize(
    ("path", "most", "rows"),
    [
        ("/bodies/", 8, 9),
        ("/bodies/water/", 9, 9),
        ("/territories/", 8, 9),
        # Three more meetings are read to find the next that takes questions.
        ("/territories/430000000/", 17, 12),
    ],
)
def test_pages_cost_the_same_for_one_meeting_and_for_many(client, path, most, rows):
    first = MeetingFactory(body=BodyFactory(slug="water"), territory=TerritoryFactory(kato="430000000"))
    GraphFactory(published=True, period_key="2028")
    page(client, path)
    with counted() as few:
        page(client, path)
    copies(first, 299)
    with counted() as many:
        page(client, path)

    assert len(many) == len(few)
    assert len(many) <= most
    assert many.rows <= few.rows + rows
