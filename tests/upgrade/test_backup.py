"""A backup comes back whole: dumped and restored as docs/operations.md says."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import psycopg2
import pytest
from django.db import connection

from meetings.models import Meeting
from portal.frontdoor.runner import find_binaries
from tests.factories.meetings import MeetingFactory

pytestmark = pytest.mark.django_db(transaction=True)


def run(program: str, *arguments: str) -> None:
    command = [find_binaries(os.environ) / program, *arguments]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_backup_comes_back_whole(tmp_path: Path) -> None:
    MeetingFactory.create_batch(2)
    parameters = connection.get_connection_params()
    names = (("host", "host"), ("port", "port"), ("username", "user"))
    server = [f"--{name}={parameters[key]}" for name, key in names if parameters.get(key)]
    own, restored, dump = parameters["dbname"], f"{parameters['dbname']}_restored", str(tmp_path / "kezdesu.dump")
    run("pg_dump", *server, "--format=custom", "--no-unlogged-table-data", f"--dbname={own}", f"--file={dump}")
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{restored}" TEMPLATE template0')
    try:
        run("pg_restore", *server, "--exit-on-error", f"--dbname={restored}", dump)
        with psycopg2.connect(**parameters | {"dbname": restored}) as there, there.cursor() as cursor:
            cursor.execute("SELECT number, search_words::text FROM meetings_meeting ORDER BY number")
            wanted = Meeting.objects.order_by("number").extra(select={"words": "search_words::text"})
            assert cursor.fetchall() == list(wanted.values_list("number", "words"))
        there.close()
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{restored}" WITH (FORCE)')
