"""The ground is laid once for the tests of a file that stand on it."""

from __future__ import annotations

from itertools import groupby

import pytest

from tests.ground import GROUND


def test_tests_that_stand_on_one_ground_follow_each_other(request: pytest.FixtureRequest) -> None:
    scattered = {}
    for path, run in groupby(request.session.items, key=lambda item: item.path):
        grounds = [name for name, _items in groupby(map(GROUND.wanted_by, run))]
        if len(grounds) != len(set(grounds)):
            scattered[path.name] = grounds

    assert scattered == {}
