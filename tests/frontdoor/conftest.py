"""What the front door's tests need: short-lived places and children."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from portal.frontdoor.children import Child, Children
from portal.frontdoor.interrupts import Interrupts
from portal.frontdoor.places import Places


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """From Python 3.12 on a fork beside the threads of the test runner is warned of; the front door itself has one."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning"))


@pytest.fixture
def places(tmp_path: Path) -> Places:
    found = Places(root=tmp_path / "checkout", var=tmp_path / "var")
    found.root.mkdir()
    found.prepare()
    return found


@pytest.fixture
def children() -> Iterator[Children]:
    made = Children(Interrupts())
    yield made
    made.stop()
    made.dismiss_guard()


@pytest.fixture
def spawn_python(children: Children, tmp_path: Path) -> Callable[..., Child]:
    """Start a child that runs this Python text."""

    def spawn(text: str, name: str = "child", **how: object) -> Child:
        how.setdefault("log", tmp_path / f"{name}.log")
        return children.spawn(name, [sys.executable, "-u", "-c", text], environ=os.environ, **how)

    return spawn
