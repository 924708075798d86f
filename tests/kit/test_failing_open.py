"""The cache as it is when its server is gone, hung or full: slower, never an error, and counting goes on."""

from __future__ import annotations

import os
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import caches
from django.test import Client

from portal.frontdoor.children import Children
from portal.frontdoor.interrupts import Interrupts
from portal.frontdoor.valkey import FORGETS_THE_OLDEST, Valkey
from portal.kit import breaker
from portal.kit.failing_open import ENTRIES, LARGEST_BYTES, FailingOpenCache
from portal.settings.environment import cache_address
from tests.factories.accounts import UserFactory
from tests.factories.meetings import MeetingFactory

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")

PASSWORD = "correct-horse-battery"
#: What a page may be slower by for want of the cache, on a busy machine.
PATIENCE_SECONDS = 2.0


class Server:
    """A Valkey of this test alone."""

    def __init__(self, folder: Path, *, memory: tuple[str, ...] = FORGETS_THE_OLDEST) -> None:
        self.children = Children(Interrupts())
        sockets = folder / "s"
        self.valkey = Valkey(
            self.children, folder=folder / "v", sockets=sockets, log=folder / "log", environ=os.environ, memory=memory
        )
        self.valkey.start()
        self.cache = FailingOpenCache(cache_address(self.valkey.url), {})

    def send(self, number: signal.Signals) -> None:
        if self.valkey.child.process.returncode is None:
            os.kill(self.valkey.child.process.pid, number)

    def end(self) -> None:
        self.send(signal.SIGCONT)
        self.children.stop()
        self.children.dismiss_guard()


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="kzc-") as made:
        yield Path(made)


@pytest.fixture
def server(folder: Path) -> Iterator[Server]:
    made = Server(folder)
    yield made
    made.end()


@pytest.fixture
def quick_breaker(monkeypatch: pytest.MonkeyPatch) -> float:
    monkeypatch.setattr(breaker, "LEFT_ALONE", 0.2)
    return 0.2


def test_hung_server_costs_a_moment_once_and_counting_goes_on_here(server: Server) -> None:
    server.cache.set("count", 7)
    server.send(signal.SIGSTOP)

    began = time.monotonic()
    assert server.cache.get("count") is None
    first = time.monotonic() - began
    assert server.cache.add("count", 1) is True
    assert [server.cache.incr("count") for _time in range(3)] == [2, 3, 4]
    assert server.cache.get_many(["count", "other"]) == {"count": 4}
    assert server.cache.answers() is False
    took = time.monotonic() - began

    assert 0.4 < first < PATIENCE_SECONDS
    assert took - first < 0.2


def test_server_that_is_back_is_asked_again_and_what_was_counted_meanwhile_is_forgotten(
    server: Server, quick_breaker: float
) -> None:
    server.cache.set("count", 7)
    server.send(signal.SIGSTOP)
    # A question that was sent is answered when the server wakes, so the first is one that changes nothing.
    assert server.cache.get("count") is None
    server.cache.set("count", 1)
    assert server.cache.get("count") == 1
    server.send(signal.SIGCONT)
    time.sleep(quick_breaker)

    assert server.cache.get("count") == 7
    assert server.cache.answers() is True
    server.send(signal.SIGSTOP)
    assert server.cache.get("count") is None


def test_lock_that_a_hung_server_was_asked_for_is_nobodys_when_it_wakes(server: Server, quick_breaker: float) -> None:
    """Signing in takes one: it would be refused as asked too often until the lock has run out."""
    assert server.cache.add("lock", 1, 10) is True
    server.cache.delete("lock")
    server.send(signal.SIGSTOP)
    assert server.cache.add("lock", 1, 10) is True
    server.cache.delete("lock")
    server.send(signal.SIGCONT)
    time.sleep(quick_breaker)

    assert server.cache.answers() is True
    assert server.cache.has_key("lock") is False
    assert server.cache.add("lock", 1, 10) is True
    assert server.cache.add("lock", 1, 10) is False


def test_one_asks_a_silent_server_while_the_others_go_on(server: Server, quick_breaker: float) -> None:
    server.send(signal.SIGSTOP)
    server.cache.get("a")
    time.sleep(quick_breaker)
    asked: list[int] = []

    def ask() -> None:
        asked.append(1)
        # Everybody who comes meanwhile is answered without waiting.
        with pytest.raises(breaker.Silent):
            server.cache.breaker.ask(lambda: asked.append(2))

    server.cache.breaker.ask(ask)
    assert asked == [1]


def test_gone_server_is_no_error(server: Server) -> None:
    server.cache.set("count", 7)
    server.children.stop()

    assert server.cache.get("count") is None
    server.cache.set_many({"a": 1, "b": 2})
    server.cache.delete_many(["b"])
    assert (server.cache.has_key("a"), server.cache.delete("a"), server.cache.touch("a")) == (True, True, False)
    with pytest.raises(ValueError, match="not found"):
        server.cache.incr("never counted")


def test_full_server_that_may_forget_nothing_is_no_error(folder: Path) -> None:
    full = Server(folder, memory=("--maxmemory", "3mb", "--maxmemory-policy", "noeviction"))
    try:
        for number in range(200):
            full.cache.set(f"page-{number}", "x" * 100_000, 60)
        assert full.cache.breaker.is_open
        full.cache.set("count", 1)
        assert full.cache.incr("count") == 2
    finally:
        full.end()


def test_full_cache_forgets_what_nobody_asked_for(folder: Path) -> None:
    full = Server(folder, memory=("--maxmemory", "3mb", "--maxmemory-policy", "allkeys-lru"))
    try:
        for number in range(200):
            full.cache.set(f"page-{number}", "x" * 100_000, 60)
        assert not full.cache.breaker.is_open
        assert full.cache.get("page-199") == "x" * 100_000
        assert full.cache.get("page-0") is None
    finally:
        full.end()


def test_memory_of_the_process_has_a_ceiling_and_takes_no_pages() -> None:
    gone = FailingOpenCache("redis://127.0.0.1:1/3", {})
    for number in range(ENTRIES + 500):
        gone.set(f"count-{number}", 1)
    gone.set("page", "x" * LARGEST_BYTES)
    gone.set(f"count-{ENTRIES}", "x" * LARGEST_BYTES)

    assert len(gone._memory._cache) <= ENTRIES
    assert (gone.get("page"), gone.get(f"count-{ENTRIES}")) == (None, None)


@pytest.mark.django_db
def test_pages_and_signing_in_stand_without_the_cache(server: Server, settings, client: Client) -> None:
    meeting = MeetingFactory()
    person = UserFactory()
    settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": cache_address(server.valkey.url)}}
    assert caches["default"].answers() is True
    paths = ("/ru/", "/ru/calendar/", "/ru/calendar.ics", "/ru/deadlines/", f"/ru/meetings/{meeting.number}/")
    # Once before, so that nothing is loaded and compiled while the clock runs.
    assert [client.get(path).status_code for path in paths] == [200] * len(paths)
    server.send(signal.SIGSTOP)

    took = {}
    for path in paths:
        began = time.monotonic()
        assert client.get(path).status_code == 200, path
        took[path] = time.monotonic() - began
    began = time.monotonic()
    entered = client.post("/en/accounts/login/", {"login": person.email, "password": PASSWORD})
    assert entered.status_code == 302
    assert client.get("/en/accounts/sessions/").status_code == 200
    took["signing in"] = time.monotonic() - began

    assert {path: seconds for path, seconds in took.items() if seconds > PATIENCE_SECONDS} == {}


@pytest.mark.django_db
def test_lockout_and_limits_hold_without_the_cache(server: Server, settings, client: Client) -> None:
    person = UserFactory()
    settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": cache_address(server.valkey.url)}}
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"reset_password": "3/m/ip"}
    server.send(signal.SIGSTOP)

    wrong = [client.post("/en/accounts/login/", {"login": person.email, "password": "x"}) for _time in range(6)]
    resets = [client.post("/en/accounts/password/reset/", {"email": "a@b.kz"}) for _time in range(4)]

    assert [answer.status_code for answer in wrong] == [200, 200, 200, 200, 429, 429]
    assert [answer.status_code for answer in resets] == [302, 302, 302, 429]
