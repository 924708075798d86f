"""Public pages that are kept are answered before their views, and never older than what was committed."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.models import Meeting
from portal.bodies.models import Territory
from portal.kit.content_version import DEADLINES, MEETINGS, content_version, gather_content_changes
from portal.kit.kept_pages import PLACES, WORDS_PLACES
from tests.factories.bodies import TerritoryFactory
from tests.factories.meetings import MeetingFactory

pytestmark = pytest.mark.django_db

PAGES = ("/kk/", "/ru/calendar/", "/en/calendar/?view=list", "/ru/calendar.ics", "/api/v1/meetings/")


def entries(name: str) -> int:
    return len(list(cache._cache.get_client().scan_iter(match=f"*{name}:*")))


@pytest.mark.parametrize("path", PAGES)
def test_what_is_kept_costs_one_statement_and_is_the_same(client: Client, path: str) -> None:
    MeetingFactory()
    made = client.get(path)
    with CaptureQueriesContext(connection) as asked:
        kept = client.get(path)
        again = client.get(path, headers={"If-None-Match": made.headers["ETag"]})

    assert (kept.status_code, kept.content) == (200, made.content)
    assert dict(kept.headers) == dict(made.headers)
    assert (again.status_code, again.content) == (304, b"")
    for name in ("ETag", "Cache-Control", "Content-Language", "Vary"):
        assert again.headers.get(name) == made.headers.get(name), name
    assert len(asked) == 2, "one for each of the two answers"
    assert not kept.cookies
    assert not again.cookies


def test_a_change_makes_another_page_at_once(client: Client) -> None:
    meeting = MeetingFactory(subject_ru="Тема")
    path = f"/ru/meetings/{meeting.number}/"
    before = client.get(path)
    Meeting.objects.filter(pk=meeting.pk).update(subject_ru="Другая тема")
    after = client.get(path, headers={"If-None-Match": before.headers["ETag"]})

    assert after.status_code == 200
    assert "Другая тема" in after.content.decode()


def test_what_was_rolled_back_leaves_the_version_as_it_was() -> None:
    place = TerritoryFactory()
    before = content_version()
    with transaction.atomic():
        Territory.objects.filter(pk=place.pk).update(name_ru="Другое")
        assert content_version() != before
        transaction.set_rollback(True)
    assert content_version() == before


def test_gathering_keeps_the_version_and_one_row_a_topic() -> None:
    MeetingFactory()
    meetings, owed = content_version([MEETINGS]), content_version([DEADLINES])
    assert gather_content_changes() > 5
    assert gather_content_changes() == 5
    assert (content_version([MEETINGS]), content_version([DEADLINES])) == (meetings, owed)


def test_meetings_do_not_change_what_is_owed() -> None:
    meeting = MeetingFactory()
    owed, planned = content_version([DEADLINES]), content_version([MEETINGS])
    Meeting.objects.filter(pk=meeting.pk).update(subject_ru="Другая тема")
    assert content_version([DEADLINES]) == owed
    assert content_version([MEETINGS]) != planned


def test_midnight_and_language_and_host_make_pages_of_their_own(client: Client) -> None:
    MeetingFactory()
    tags = set()
    for now in ("2027-03-17 18:59Z", "2027-03-17 19:00Z"):
        with time_machine.travel(now, tick=False):
            tags |= {client.get(path).headers["ETag"] for path in ("/kk/calendar/", "/ru/calendar/")}
            tags.add(client.get("/kk/calendar/", headers={"Host": "localhost"}).headers["ETag"])
    assert len(tags) == 6


def test_an_address_is_kept_once_however_it_is_spelled_and_repeats_nothing_unknown(client: Client) -> None:
    MeetingFactory()
    spelled = ("view=list&format=online", "format=online&view=list", "x=%3Cb%3E&view=list&format=online&place=&page=1")
    answers = [client.get(f"/ru/calendar/?{query}") for query in spelled]
    assert len({answer.content for answer in answers}) == 1
    assert entries("pages") == 1


def test_what_finds_no_row_is_said_and_not_kept(client: Client) -> None:
    for query in ("place=999999999", "body=nobody", "month=0001-01", "place=x", "page=99999"):
        assert client.get(f"/ru/calendar/?{query}").status_code == 200
    for path in ("/ru/meetings/2027-999999/", "/ru/territories/999999999/", "/api/v1/meetings/?x=1&place=1"):
        assert client.get(path).status_code in {400, 404}
    assert entries("pages") == 0


def test_pages_that_a_list_does_not_have_are_not_kept(client: Client) -> None:
    MeetingFactory()
    assert client.get("/ru/calendar/?view=list").status_code == 200
    for address in ("/ru/calendar/?view=list&page=2", "/ru/calendar/?view=list&page=3", "/ru/schedules/?page=2"):
        assert client.get(address).status_code == 200
    assert entries("pages") == 1


@pytest.mark.parametrize(
    "path", ["/ru/meetings/2026-999999/", "/ru/territories/nowhere/", "/api/v1/meetings/2026-999999/"]
)
def test_what_is_not_there_is_not_unchanged(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404
    for names in ("*", " * ", '"x", W/"y"'):
        assert client.get(path, headers={"If-None-Match": names}).status_code == 404


def test_words_write_over_each_other_and_not_over_pages(client: Client) -> None:
    MeetingFactory()
    client.get("/ru/calendar/")
    for number in range(5):
        client.get(f"/ru/calendar/?q=тема{number}")
    assert entries("pages") == 1
    assert 1 <= entries("pages.words") <= 5
    assert WORDS_PLACES < PLACES


def test_nothing_is_kept_where_one_measures(client: Client, settings) -> None:
    settings.KEZDESU_KEEP_PAGES = False
    MeetingFactory(on=date(2027, 3, 18))
    first, second = client.get("/ru/calendar/"), client.get("/ru/calendar/")
    assert first.content == second.content
    assert entries("pages") == 0
