"""Which tests are asked, and in what order: `./test quick` asks what needs no database, and the files it has chosen."""

from __future__ import annotations

import os

import pytest

from portal.frontdoor.quick import CHOSEN
from tests.ground import GROUND

#: Their tests start programs, so they are not quick even where they need no database.
_STARTING_PROGRAMS = ("e2e", "frontdoor", "rig", "settings", "upgrade")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    items[:] = GROUND.in_turn(items)
    if (named := os.environ.get(CHOSEN)) is None:
        return
    chosen = {config.rootpath / name for name in named.split(os.pathsep) if name}
    asked, left_out = [], []
    for item in items:
        (asked if item.path in chosen or _is_pure(item) else left_out).append(item)
    config.hook.pytest_deselected(items=left_out)
    items[:] = asked


def _is_pure(item: pytest.Item) -> bool:
    folder = item.path.relative_to(item.config.rootpath).parts[1]
    asks_database = item.get_closest_marker("django_db") or "django_db_setup" in getattr(item, "fixturenames", ())
    return folder not in _STARTING_PROGRAMS and not asks_database
