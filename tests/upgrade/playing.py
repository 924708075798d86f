"""A database as an earlier step wrote it, brought to the present schema."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg2
import time_machine
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, connections
from pytest_django.plugin import DjangoDbBlocker

FOLDER = Path(__file__).parent


def facts(step: str) -> dict[str, Any]:
    """What was in the data of `step`: when it was written, how many rows of what, which pages it had."""
    read: dict[str, Any] = json.loads((FOLDER / f"{step}.json").read_text(encoding="utf-8"))
    return read


class Nowhere:
    def write(self, text: str) -> None:
        """Commands report what they seeded; nobody reads it here."""


@contextmanager
def upgraded_from(step: str, blocker: DjangoDbBlocker) -> Iterator[None]:
    """In the database of `step` with the present schema, on the day it was written."""
    own = connection.settings_dict["NAME"]
    name = f"{own}_upgrade_{step}"
    with blocker.unblock(), time_machine.travel(datetime.fromisoformat(facts(step)["now"]), tick=True):
        _execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', f'CREATE DATABASE "{name}" TEMPLATE template0')
        connections.close_all()
        connection.settings_dict["NAME"] = name
        try:
            _play(gzip.decompress((FOLDER / f"{step}.sql.gz").read_bytes()).decode())
            call_command("migrate", verbosity=0)
            call_command("seed_reference", verbosity=0, stdout=Nowhere())
            call_command("seed_law", verbosity=0, stdout=Nowhere())
            cache.clear()
            yield
        finally:
            connections.close_all()
            connection.settings_dict["NAME"] = own
            _execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


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
