"""The ground is laid once for the tests of a file that stand on it."""

from __future__ import annotations

from itertools import groupby

import pytest
from django.db import connection

from tests.ground import GROUND, Ground


def test_tests_that_stand_on_one_ground_follow_each_other(request: pytest.FixtureRequest) -> None:
    scattered = {}
    for path, run in groupby(request.session.items, key=lambda item: item.path):
        grounds = [name for name, _items in groupby(map(GROUND.wanted_by, run))]
        if len(grounds) != len(set(grounds)):
            scattered[path.name] = grounds

    assert scattered == {}


@pytest.mark.django_db(transaction=True)
def test_what_stood_in_a_connection_that_was_closed_is_lifted_in_peace() -> None:
    ground = Ground()
    ground.blocker = GROUND.blocker

    def nothing() -> None: ...

    ground.fixture(nothing)
    ground._lay("nothing")
    assert connection.in_atomic_block
    connection.close()
    connection.connect()

    ground.lift()

    assert not connection.in_atomic_block
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
