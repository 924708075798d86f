"""The ping after a sweep: sent when one finished, never in the way."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import time_machine
from django.test import override_settings

from portal.deadlines import tasks
from portal.deadlines.apps import ping_address
from portal.deadlines.models import SweepRun
from portal.deadlines.services import Swept
from portal.deadlines.services.sweep_ping import ping


class Monitor(HTTPServer):
    """Writes down what was asked; answers as the path says."""

    asked: list[tuple[str, str]]


class _Handler(BaseHTTPRequestHandler):
    server: Monitor

    def do_GET(self) -> None:
        self.server.asked.append((self.command, self.path))
        self.send_response(302 if self.path == "/away" else 500 if self.path == "/bad" else 200)
        if self.path == "/away":
            self.send_header("Location", "/followed")
        self.end_headers()

    def log_message(self, *_said: object) -> None:
        """Quiet."""


@pytest.fixture
def monitor() -> Iterator[Monitor]:
    server = Monitor(("127.0.0.1", 0), _Handler)
    server.asked = []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def address(monitor: Monitor, path: str) -> str:
    return f"http://127.0.0.1:{monitor.server_port}{path}"


def test_ping_asks_once_and_says_whether_it_was_answered(monitor: Monitor) -> None:
    assert ping(address(monitor, "/ok"))
    assert not ping(address(monitor, "/bad"))
    # A redirect is not followed, wherever it leads.
    assert not ping(address(monitor, "/away"))
    assert monitor.asked == [("GET", "/ok"), ("GET", "/bad"), ("GET", "/away")]


def test_ping_of_nobody_and_of_a_file_is_no_error() -> None:
    assert not ping("")
    assert not ping("file:///etc/hostname")
    assert not ping("http://127.0.0.1:1/")


@pytest.mark.django_db
@pytest.mark.usefixtures("law")
@time_machine.travel("2026-12-14 07:00Z", tick=False)
def test_sweep_of_the_beat_pings_after_it_finished(monitor: Monitor, monkeypatch: pytest.MonkeyPatch) -> None:
    with override_settings(KEZDESU_PING_URL=address(monitor, "/7")):
        tasks.sweep()
        assert SweepRun.objects.get().finished_at is not None
        assert monitor.asked == [("GET", "/7")]
        monkeypatch.setattr("portal.deadlines.services.sweep", lambda *, on: Swept(ran=False, on=on))
        tasks.sweep()
    assert monitor.asked == [("GET", "/7")]


@pytest.mark.django_db
@pytest.mark.usefixtures("law")
@time_machine.travel("2026-12-14 07:00Z", tick=False)
def test_sweep_stands_when_nobody_answers_the_ping() -> None:
    with override_settings(KEZDESU_PING_URL="http://127.0.0.1:1/secret-key"):
        tasks.sweep()
    assert SweepRun.objects.get().on == date(2026, 12, 14)


@pytest.mark.parametrize(("given", "faults"), [("", 0), ("https://m.example.kz/1", 0), ("file:///x", 1), ("x", 1)])
def test_check_refuses_what_is_no_address(given: str, faults: int) -> None:
    with override_settings(KEZDESU_PING_URL=given):
        assert len(ping_address(None)) == faults
