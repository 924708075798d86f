"""One address asks only so often for what costs much, however it spells it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client, RequestFactory

from portal.kit import limits
from portal.kit.failing_open import FailingOpenCache
from portal.kit.limits import kinds_of
from tests.factories.accounts import UserFactory
from tests.texts import plain

NOW = datetime(2026, 11, 24, 5, 0, 20, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def moment(settings, monkeypatch: pytest.MonkeyPatch):
    settings.KEZDESU_LIMITS = True
    monkeypatch.setattr(limits, "LIMITS", dict.fromkeys(limits.LIMITS, 3))
    with time_machine.travel(NOW, tick=False) as travel:
        yield travel


@pytest.mark.parametrize(
    ("address", "kinds"),
    [
        ("/kk/calendar/?q=су", ["search"]),
        ("/kk/calendar/?%71=su", ["search"]),
        ("/kk/calendar/?q=&q=su", ["search"]),
        ("/kk/calendar/?q=", []),
        ("/kk/calendar/?q=%20", []),
        ("/kk/calendar/?month=2026-12", []),
        ("/kk/deadlines/?as_of=2026-06-01", ["past"]),
        ("/kk/deadlines/?%61s_of=2026-06-01&q=su", ["search", "past"]),
        ("/kk/deadlines.csv?year=2026", ["export"]),
        ("/kk/schedules/graph/2026/v1.json", ["export"]),
        ("/kk/schedules/graph/2026/v1.PDF", ["export"]),
        ("/kk/meetings/2027-000001/picture-1200x630.png", ["export"]),
        ("/kk/files/15/137aee827a38/", []),
        ("/kk/calendar.ics", ["feed"]),
        ("/calendars/some-key.ics", ["feed"]),
        ("/kk/work/people/?q=su", []),
        ("/kk/work/audit/history.csv", []),
        ("/kk/", []),
    ],
)
def test_what_is_dear_is_known_by_what_the_application_reads(address: str, kinds: list[str]) -> None:
    assert kinds_of(RequestFactory().get(address)) == kinds


@pytest.mark.parametrize(
    ("path", "status"),
    [("/ru/calendar/?q=%s", 200), ("/ru/deadlines/?as_of=2026-06-0%s", 200), ("/ru/calendar.ics?month=2026-0%s", 200)],
)
def test_beyond_the_limit_is_a_page_that_says_when_to_come_again(client: Client, path: str, status: int) -> None:
    assert [client.get(path % number).status_code for number in range(1, 4)] == [status] * 3
    refused = client.get(path % 4)

    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "40")
    assert "no-store" in refused.headers["Cache-Control"]
    assert "Попробуйте снова через 40 секунд." in plain(refused.content.decode())
    assert '<html lang="ru"' in refused.content.decode()
    assert client.get("/ru/calendar/").status_code == 200


def test_next_minute_is_another(client: Client, moment) -> None:
    for number in range(4):
        client.get(f"/ru/calendar/?q={number}")
    assert client.get("/ru/calendar/?%71=x").status_code == 429
    moment.shift(timedelta(seconds=40))
    assert client.get("/ru/calendar/?q=x").status_code == 200


def test_addresses_are_counted_apart_and_stand_nowhere(client: Client, settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for address, answers in (("203.0.113.7", [200, 200, 200, 429]), ("203.0.113.8", [200])):
        asked = [
            client.get(
                f"/ru/calendar/?q={address}+{number}", headers={"X-Forwarded-For": f"10.9.9.9, {address}"}
            ).status_code
            for number in range(len(answers))
        ]
        assert asked == answers
    keys = [key.decode() for key in cache._cache.get_client().scan_iter(match="*limit:*")]
    assert len(keys) == 2
    assert not any("203.0.113" in key for key in keys)


def test_api_refuses_in_json(client: Client) -> None:
    asked = [f"/api/v1/meetings/?month=2026-0{number}" for number in range(1, 5)]
    assert [client.get(address).status_code for address in asked[:3]] == [200, 200, 200]
    # What is kept costs nothing, and is not counted.
    assert client.get(asked[0]).status_code == 200
    refused = client.get(asked[3])

    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "40")
    assert refused.headers["Content-Type"] == "application/json"
    sentences = {
        "kk": "40 секундтан кейін қайталауға болады.",
        "ru": "Повторить можно через 40 с.",
        "en": "Expected available in 40 seconds.",
    }
    for language, sentence in sentences.items():
        said = client.get(asked[3], headers={"Accept-Language": language}).json()
        assert (said.keys(), said["code"]) == ({"code", "detail"}, "too_many_requests")
        assert plain(said["detail"]).endswith(sentence)


def test_search_of_the_api_is_a_search(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(limits.LIMITS, "api", 100)
    answers = [client.get("/api/v1/meetings/", {"q": f"x{number}"}).status_code for number in range(4)]
    assert answers == [200, 200, 200, 429]


def test_limits_are_counted_here_when_the_cache_is_gone(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = FailingOpenCache("redis://127.0.0.1:1/4", {})
    gone.clear()
    monkeypatch.setattr(limits, "cache", gone)
    assert [client.get(f"/ru/calendar/?q={number}").status_code for number in range(4)] == [200, 200, 200, 429]


def test_officers_at_work_are_not_limited(client: Client) -> None:
    client.force_login(UserFactory())
    assert {client.get(f"/ru/work/obligations/?q={number}").status_code for number in range(6)} <= {200, 403}
