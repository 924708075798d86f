"""Ministers and deputies by quarter: held, planned and missing beside the law, on a public page and in its files."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
import time_machine
from django.test import Client
from openpyxl import load_workbook

from meetings.models import Meeting
from meetings.queries.ministers import Ministers, ministers, years
from portal.bodies.choices import Post
from portal.deadlines.services import sweep
from tests.factories.bodies import BodyFactory, ExemptionFactory, OfficialFactory
from tests.factories.meetings import GraphFactory, MeetingFactory
from tests.ground import GROUND
from tests.meetings.counting import counted
from tests.meetings.valley import DAY, JOINED, Valley, held, make_valley
from tests.texts import plain

pytestmark = pytest.mark.django_db

TODAY = date(2027, 5, 20)
JUNE = date(2027, 6, 8)


@GROUND.fixture
def ministries_ground() -> Valley:
    valley = make_valley()
    sweep(on=TODAY)
    return valley


@pytest.fixture
def valley(ministries_ground: Valley) -> Valley:
    return ministries_ground


@pytest.fixture(autouse=True)
def _in_may() -> Iterator[None]:
    with time_machine.travel("2027-05-20 06:00Z", tick=False):
        yield


def of(found: Ministers, slug: str, post: str = Post.FIRST_HEAD) -> list[tuple[str, int, int, int]]:
    """Quarter by quarter: the state, what is asked, held and planned."""
    (line,) = [each for each in found.lines if each.body.slug == slug and each.post == post]
    return [(cell.state, cell.owed, cell.held, cell.planned) for cell in line.cells]


def test_a_minister_is_met_planned_and_missing_by_quarter(valley: Valley) -> None:
    held(valley, valley.meeting(valley.ministry), who="preparer")
    valley.meeting(valley.ministry, on=JUNE)
    valley.meeting(valley.ministry, on=date(2027, 6, 9))
    found = ministers(2027, today=TODAY)
    assert of(found, "water") == [("met", 1, 1, 0), ("planned", 1, 0, 2), ("missing", 1, 0, 0), ("missing", 1, 0, 0)]
    numbers = found.numbers
    assert (numbers.owed, numbers.met, numbers.planned, numbers.missing, numbers.missed) == (4, 1, 1, 2, 0)


def test_a_quarter_without_a_recorded_meeting_is_missed_or_waits_for_its_record(valley: Valley) -> None:
    assert of(ministers(2027, today=TODAY), "water")[0] == ("missed", 1, 0, 0)
    valley.meeting(valley.ministry)
    assert of(ministers(2027, today=TODAY), "water")[0] == ("unrecorded", 1, 0, 0)


def test_what_somebody_else_held_for_the_minister_meets_nothing(valley: Valley) -> None:
    held(valley, valley.meeting(valley.ministry), who="preparer", held_by=None)
    assert of(ministers(2027, today=TODAY), "water")[0] == ("missed", 1, 1, 0)


def test_what_nobody_asked_for_is_no_alarm(valley: Valley) -> None:
    deputy = OfficialFactory(body=valley.ministry, post=Post.DEPUTY, title_kk="Вице-министр", title_ru="Вице-министр")
    valley.meeting(valley.ministry, official=deputy)
    found = ministers(2027, today=TODAY)
    assert of(found, "water", Post.DEPUTY)[0] == ("unrecorded", 0, 0, 0)
    looks = {line.post: line.cells[0].look for line in found.lines}
    assert looks == {Post.FIRST_HEAD: "late", Post.DEPUTY: "none"}


def test_of_deputies_no_number_is_asked(valley: Valley) -> None:
    deputy = OfficialFactory(body=valley.ministry, post=Post.DEPUTY, title_kk="Вице-министр", title_ru="Вице-министр")
    meeting = valley.meeting(valley.ministry, official=deputy)
    held(valley, meeting, who="preparer")
    valley.meeting(valley.ministry, official=deputy, on=JUNE)
    found = ministers(2027, today=TODAY)
    assert of(found, "water", Post.DEPUTY) == [("met", 0, 1, 0), ("planned", 0, 0, 1), ("", 0, 0, 0), ("", 0, 0, 0)]
    assert of(found, "water")[0] == ("missed", 1, 0, 0)


def test_an_exempt_ministry_is_asked_nothing_and_one_that_has_not_joined_either(valley: Valley) -> None:
    for slug, joined_on in (("defence", JOINED), ("late", None)):
        body = BodyFactory(slug=slug, joined_on=joined_on)
        OfficialFactory(body=body)
    ExemptionFactory(body=valley.ministry.__class__.objects.get(slug="defence"), act="D")
    found = ministers(2027, today=TODAY)
    for slug in ("defence", "late"):
        assert of(found, slug) == [("", 0, 0, 0)] * 4
    exempt = {line.body.slug for line in found.lines if line.is_exempt}
    assert exempt == {"defence"}


def test_what_is_not_public_or_was_cancelled_is_not_counted(valley: Valley) -> None:
    valley.meeting(valley.ministry, on=JUNE)
    Meeting.objects.update(state="cancelled")
    MeetingFactory(beside=True, body=valley.ministry, territory=valley.rural.territory, on=JUNE, published_at=None)
    assert of(ministers(2027, today=TODAY), "water")[1] == ("missing", 1, 0, 0)


def test_more_ministries_cost_no_more_statements(valley: Valley) -> None:
    with counted() as few:
        ministers(2027, today=TODAY)
    for number in range(3):
        body = BodyFactory(slug=f"ministry-{number}", joined_on=JOINED)
        OfficialFactory(body=body)
        valley.meeting(body, on=JUNE + timedelta(days=number))
    with counted() as many:
        assert len(ministers(2027, today=TODAY).lines) == 4
    assert len(many) == len(few) <= 9


# -- pages -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_page_is_public_without_cookies_and_reached_from_the_country(
    valley: Valley, client: Client, language: str
) -> None:
    answer = client.get(f"/{language}/coverage/2027/ministers/")
    assert (answer.status_code, answer.cookies) == (200, {})
    assert f"/{language}/coverage/2027/ministers/" in client.get(f"/{language}/coverage/2027/").content.decode()
    for odd in ("2021", "2035"):
        assert client.get(f"/{language}/coverage/{odd}/ministers/").status_code == 404


def test_years_of_which_nothing_is_known_are_not_offered(valley: Valley, client: Client) -> None:
    # Of the year before its last quarter was owed.
    assert years(TODAY) == [2026, 2027]
    html = client.get("/ru/coverage/2027/ministers/").content.decode()
    assert '/ru/coverage/2027/ministers/"' in html
    assert "/ru/coverage/2023/ministers/" not in html
    GraphFactory(period_key="2024")
    assert years(TODAY) == [2026, 2027]
    GraphFactory(period_key="2025", published=True)
    assert years(TODAY) == [2025, 2026, 2027]


def test_the_law_stands_beside_each_state(valley: Valley, client: Client) -> None:
    held(valley, valley.meeting(valley.ministry), who="preparer")
    text = plain(client.get("/ru/coverage/2027/ministers/").content.decode())
    assert "Не менее одной в квартал" in text
    assert text.index("Проведено") < text.index("Не запланировано")
    row = valley.owed("D-1.1", valley.ministry, period_key="2027-Q1")
    assert f"/ru/deadlines/{row.pk}/" in text


def test_files_say_the_same(valley: Valley, client: Client) -> None:
    held(valley, valley.meeting(valley.ministry), who="preparer")
    text = b"".join(client.get("/ru/coverage/2027/ministers.csv").streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text)))
    assert [(row["quarter"], row["norm"], row["owed"], row["held"], row["state"], row["day"]) for row in rows] == [
        ("2027-Q1", "D-1.1", "1", "1", "met", DAY.isoformat()),
        *((f"2027-Q{number}", "D-1.1", "1", "0", "missing", "") for number in (2, 3, 4)),
    ]
    book = load_workbook(BytesIO(client.get("/ru/coverage/2027/ministers.xlsx").content))
    assert book.active.max_row >= len(rows) + 1
