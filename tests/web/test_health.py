"""What the watcher of the machines is told."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import DatabaseError, connection

from portal.deadlines.models import SweepRun

NOW = datetime(2027, 3, 10, 5, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _at_ten():
    with time_machine.travel(NOW, tick=False):
        yield


def swept(ago: timedelta) -> None:
    SweepRun.objects.create(on=date(2027, 3, 9), finished_at=NOW - ago)


def test_healthz_answers_without_the_database(client):
    answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok\n")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ago", "status"),
    [(timedelta(0), 200), (timedelta(hours=26), 200), (timedelta(hours=26, seconds=1), 503)],
    ids=["just now", "26 hours", "a second more"],
)
def test_readyz_asks_how_long_ago_the_last_sweep_ended(client, ago, status):
    swept(ago)

    answer = client.get("/readyz")

    assert answer.status_code == status
    assert answer.json() == {
        "ready": status == 200,
        "database": True,
        "cache": True,
        "sweep": status == 200,
        "sweep_age_seconds": int(ago.total_seconds()),
    }
    assert not answer.cookies
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.django_db
def test_readyz_without_a_finished_sweep_is_not_ready(client):
    SweepRun.objects.create(on=date(2027, 3, 10))

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["sweep_age_seconds"] is None


@pytest.mark.django_db
def test_readyz_takes_the_last_of_many(client):
    swept(timedelta(hours=50))
    swept(timedelta(hours=1))
    swept(timedelta(hours=30))

    assert client.get("/readyz").json()["sweep_age_seconds"] == 3600


@pytest.mark.django_db
def test_readyz_says_that_the_cache_does_not_answer_and_is_ready_all_the_same(client, settings):
    swept(timedelta(0))
    # Nobody listens there.
    settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1/0"}}
    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["ready"]) == (200, True)
    assert answer.json()["cache"] is False


@pytest.mark.django_db
def test_readyz_names_a_database_that_does_not_answer(client):
    def broken(execute, sql, params, many, context):
        raise DatabaseError("gone")

    with connection.execute_wrapper(broken):
        answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json() == {
        "ready": False,
        "database": False,
        "cache": True,
        "sweep": False,
        "sweep_age_seconds": None,
    }
