"""What many tests begin with is written once for all that follow each other, and not anew for each.

It stands in a transaction around the tests' own, which are savepoints in it: each test sees it as it was written and
leaves it so. It is rolled back as soon as a test comes that does not ask for it, so that nobody else ever sees it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from itertools import groupby
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

Maker = Callable[[], Any]


class Ground:
    """At most one ground stands at a time. Its name is that of the fixture that gives it to tests."""

    def __init__(self) -> None:
        self._makers: dict[str, Maker] = {}
        #: Unblocks the database; there once the test database is made. Before that every test writes its own.
        self.blocker: DjangoDbBlocker | None = None
        self._standing = ""
        self._made: Any = None
        self._around: transaction.Atomic | None = None

    def fixture(self, maker: Maker) -> Any:
        """Declare `maker` a fixture that gives what it returned, each test a copy of its own.

        It must not depend on anything: no fixture, no clock, no setting of a test. Its name must be the only one of
        its kind, as it is what tells that a test asks for it.
        """
        name = maker.__name__
        assert self._makers.setdefault(name, maker) is maker, f"two grounds of one name: {name}"

        def give(db: None) -> Any:
            return deepcopy(self._made) if self._standing == name else maker()

        give.__doc__ = maker.__doc__
        return pytest.fixture(name=name)(give)

    def prepare(self, item: pytest.Item) -> None:
        """Before the fixtures of `item`: what it asks for stands, and nothing else."""
        wanted = self.wanted_by(item)
        if self._around is not None and (wanted != self._standing or self._is_broken()):
            self.lift()
        if wanted and not self._standing and self.blocker is not None:
            self._lay(wanted)

    def in_turn(self, items: Iterable[pytest.Item]) -> Iterator[pytest.Item]:
        """The tests of each file, those together that stand on one ground: it is laid once for them."""
        standing = ""
        for _path, run in groupby(items, key=lambda item: item.path):
            of_file = [(self.wanted_by(item), item) for item in run]
            grounds = dict.fromkeys(wanted for wanted, _item in of_file)
            if standing in grounds:
                grounds = {standing: None, **grounds}
            for standing in grounds:
                yield from (item for wanted, item in of_file if wanted == standing)

    def lift(self) -> None:
        if self._around is None or self.blocker is None:
            return
        around, self._around, self._standing, self._made = self._around, None, "", None
        with self.blocker.unblock():
            # Worlds of browsers close all connections when the session ends; what stood in theirs is gone by then.
            if connection.in_atomic_block:
                transaction.set_rollback(True)
                around.__exit__(None, None, None)

    def _lay(self, name: str) -> None:
        assert self.blocker is not None
        with self.blocker.unblock(), translation.override("en"):
            self._around = transaction.atomic()
            self._around.__enter__()
            try:
                self._made = self._makers[name]()
            except BaseException:
                self.lift()
                raise
        self._standing = name

    def wanted_by(self, item: pytest.Item) -> str:
        """Name of the ground that `item` asks for; empty when it asks for none."""
        names = getattr(item, "fixturenames", ())
        mark = item.get_closest_marker("django_db")
        # What is seen by other connections is committed: such a test writes for itself.
        if "transactional_db" in names or (mark and mark.kwargs.get("transaction")):
            return ""
        # Two at once cannot stand: the second is then written by its fixture, in the test.
        return next((name for name in names if name in self._makers), "")

    @staticmethod
    def _is_broken() -> bool:
        """A test closed the connection under it."""
        return connection.connection is None or connection.closed_in_transaction or connection.needs_rollback


GROUND = Ground()
