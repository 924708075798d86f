"""The demonstration kept as a copy of the test database: every test that changes it begins from the same world."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module

import time_machine
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.cache import cache
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.base.creation import TEST_DATABASE_PREFIX
from django.test.utils import setup_databases, teardown_databases
from pytest_django.live_server_helper import LiveServer

from portal.accounts.models import User
from portal.bodies.permissions import Actor, actor_for
from portal.demo.people import LOGINS
from portal.kernel import clock

#: A Tuesday a week before proposals are due, 10:00 in Kazakhstan.
START = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)


@dataclass(frozen=True)
class World:
    """The demonstration served at `url`."""

    url: str

    def address(self, path: str) -> str:
        return f"{self.url}{path}"

    def user(self, mailbox: str) -> User:
        """The person of the demonstration's login `mailbox`, the part of the address before the @."""
        (email,) = [person.email for person in LOGINS if person.email.partition("@")[0] == mailbox]
        return User.objects.get(email=email)

    def actor(self, mailbox: str) -> Actor:
        return actor_for(self.user(mailbox), clock.today())

    def session(self, mailbox: str) -> str:
        """Key of a new session of that person: signing in without the form."""
        return self.session_of(self.user(mailbox))

    def session_of(self, user: User) -> str:
        """The same for anybody of the demonstration, with a login or without."""
        session = import_module(settings.SESSION_ENGINE).SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        return str(session.session_key)


@contextmanager
def test_database() -> Iterator[None]:
    """The test database, made here when nobody has made it.

    The plugin makes it for tests that ask for a database by its own marks, which wrap every test in a transaction or
    empty the database after it; tests of a browser need neither.
    """
    if _is_test_database():
        yield
        return
    made = setup_databases(verbosity=0, interactive=False, aliases={DEFAULT_DB_ALIAS})
    yield
    teardown_databases(made, verbosity=0)


def _is_test_database() -> bool:
    return str(connection.settings_dict["NAME"]).startswith(TEST_DATABASE_PREFIX)


class Stage:
    """Puts the demonstration up on the test database, and clears it away."""

    def __init__(self) -> None:
        self.name = connection.settings_dict["NAME"]
        # Databases are dropped here: never one that somebody works with.
        assert _is_test_database(), self.name
        # The servers of `./test` are thrown away, and all its processes take the demonstration from where the first
        # has put it: loading it is the work of half a minute.
        template = connection.settings_dict["TEST"]["TEMPLATE"]
        self._empty, self._loaded = f"{self.name}_empty", f"{template or self.name}_demo"
        self._is_shared = bool(template)
        self._copy(self.name, self._empty)
        with self._one_at_a_time():
            if not (self._is_shared and self._exists(self._loaded)):
                self._load()
        self._copy(self._empty, self.name)

    def _load(self) -> None:
        with time_machine.travel(START, tick=True):
            # Without calendars of akims, which `tests/demo/test_calendars.py` loads for itself.
            call_command("load_demo", "--districts", verbosity=0)
        self._copy(self.name, self._loaded)

    @contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        """Of all processes on this server of databases. Held by a connection, so that a kill leaves nothing."""
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [self._loaded])
            yield

    def _exists(self, name: str) -> bool:
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT FROM pg_database WHERE datname = %s", [name])
            return cursor.fetchone() is not None

    def play(self, *, empty: bool = False) -> tuple[LiveServer, World, time_machine.travel]:
        """Served and on its day; `empty` brings the bare schema, for a test that fills it itself."""
        self.fill(empty=empty)
        travel = time_machine.travel(START, tick=True)
        travel.start()
        server = LiveServer("127.0.0.1")
        return server, World(url=server.url), travel

    def clear(self, server: LiveServer, travel: time_machine.travel) -> None:
        server.stop()
        travel.stop()
        self.fill(empty=True)

    def fill(self, *, empty: bool = False) -> None:
        """The demonstration of START in the test database, without a server; or the bare schema."""
        self._copy(self._empty if empty else self._loaded, self.name)
        cache.clear()

    def close(self) -> None:
        # A thread that answered the last question of a closing browser may still be connected: the test database is
        # dropped after this, and nobody may hold it.
        connections.close_all()
        self._execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{self.name}'")
        for copy in (self._empty, *([] if self._is_shared else [self._loaded])):
            self._execute(f'DROP DATABASE IF EXISTS "{copy}" WITH (FORCE)')

    def _copy(self, source: str, target: str) -> None:
        """PostgreSQL copies a database of this size in a fraction of a second, if nobody is connected to it."""
        connections.close_all()
        self._execute(
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname IN ('{source}', '{target}')",
            f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)',
            f'CREATE DATABASE "{target}" TEMPLATE "{source}"',
        )

    def _execute(self, *statements: str) -> None:
        with connection._nodb_cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
