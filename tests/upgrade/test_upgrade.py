"""Data that the previous step wrote: brought to the present schema, nothing lost, every page opens over it."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg2
import pytest
import time_machine
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ObjectDoesNotExist
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from portal.deadlines.models import Obligation
from tests.e2e.pages import SAMPLES, Sample
from tests.e2e.stages import advance
from tests.e2e.worlds import World

FOLDER = Path(__file__).parent
PREVIOUS: dict[str, Any] = json.loads((FOLDER / "step1.json").read_text(encoding="utf-8"))
#: What bodies planned, announced and owed; seeding may add facts to the other tables, nothing may go from any.
UNTOUCHED = (
    *("meetings.Meeting", "schedules.Proposal", "schedules.ProposalRow", "schedules.Schedule"),
    *("schedules.ScheduleEntry", "schedules.ScheduleVersion", "deadlines.Obligation", "deadlines.Evidence"),
    *("bodies.RoleGrant", "accounts.User"),
)
STAGES = ("", "draft", "agreement", "government", "approved")


@pytest.fixture(scope="module")
def upgraded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """The previous step's database in the present schema, on the day it was written."""
    own = connection.settings_dict["NAME"]
    name = f"{own}_upgrade"
    with django_db_blocker.unblock(), time_machine.travel(datetime.fromisoformat(PREVIOUS["now"]), tick=True):
        _execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', f'CREATE DATABASE "{name}" TEMPLATE template0')
        connections.close_all()
        connection.settings_dict["NAME"] = name
        try:
            _play(gzip.decompress((FOLDER / "step1.sql.gz").read_bytes()).decode())
            call_command("migrate", verbosity=0)
            call_command("seed_reference", verbosity=0, stdout=_Nowhere())
            call_command("seed_law", verbosity=0, stdout=_Nowhere())
            cache.clear()
            yield World(url="")
        finally:
            connections.close_all()
            connection.settings_dict["NAME"] = own
            _execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


class _Nowhere:
    def write(self, text: str) -> None:
        """Commands report what they seeded; nobody reads it here."""


def _execute(*statements: str) -> None:
    with connection._nodb_cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _play(sql: str) -> None:
    """On a connection of its own: a dump changes settings of the session."""
    parameters = connection.get_connection_params()
    parameters.pop("cursor_factory", None)
    server = psycopg2.connect(**parameters)
    try:
        with server, server.cursor() as cursor:
            cursor.execute(sql)
    finally:
        server.close()


def test_no_row_is_lost(upgraded: World):
    before = PREVIOUS["rows"]
    # A model that was renamed or taken away since says so by its own migration's test.
    known = {label for label in before if _model(label) is not None}
    after = {label: _model(label)._base_manager.count() for label in known}

    assert {label: after[label] for label in UNTOUCHED} == {label: before[label] for label in UNTOUCHED}
    assert {label: (before[label], after[label]) for label in known if after[label] < before[label]} == {}


def test_every_page_opens(upgraded: World):
    visited, troubles = set(), []
    clients: dict[str, Client] = {}
    for sample in sorted(SAMPLES, key=_progress):
        if sample.debug:
            continue
        advance(upgraded, sample.stage)
        path = _path(sample)
        if path is None:
            continue
        client = clients.setdefault(sample.who, _client(upgraded, sample.who))
        answer = client.get(path, follow=True)
        visited.add(sample.title)
        if answer.status_code != sample.status:
            troubles.append((sample.title, path, answer.status_code))

    assert troubles == []
    # A page of the previous step that still exists must find its rows among the previous step's data.
    still_there = {sample.title for sample in SAMPLES} & set(PREVIOUS["pages"])
    assert still_there - visited == set()
    assert len(visited) >= len(PREVIOUS["pages"]) // 2


def test_sweep_goes_on_where_it_was(upgraded: World):
    """What is owed from the present rules on is opened beside what was owed before, and a second time nothing is."""
    call_command("sweep", stdout=_Nowhere())
    known = Obligation.objects.count()
    call_command("sweep", stdout=_Nowhere())

    assert Obligation.objects.count() == known
    assert known >= PREVIOUS["rows"]["deadlines.Obligation"]


def _model(label: str) -> Any:
    try:
        return apps.get_model(label)
    except LookupError:
        return None


def _progress(sample: Sample) -> int:
    """Pages of the data as they are first, then those that need the planning to go on."""
    return STAGES.index(sample.stage) if sample.stage in STAGES else len(STAGES)


def _path(sample: Sample) -> str | None:
    """None for a page whose rows only the present demonstration makes."""
    try:
        return sample.path("kk")
    except (ObjectDoesNotExist, AssertionError, IndexError, TypeError, ValueError):
        return None


def _client(world: World, who: str) -> Client:
    client = Client()
    if who:
        client.force_login(world.user(who), settings.AUTHENTICATION_BACKENDS[-1])
    return client
