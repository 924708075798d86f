"""Tools of the long rigs: what is missing is installed by whoever may, once, and nothing else is touched."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from portal.frontdoor import debian
from portal.frontdoor.children import Children
from portal.frontdoor.debian import TOOLS, Debian, missing_tools, provide_tools
from portal.frontdoor.interrupts import Interrupts
from portal.frontdoor.progress import Progress


@pytest.fixture
def apt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An apt-get that writes down what it is asked, alone on PATH with every tool but two."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("apt-get", *TOOLS):
        program = folder / name
        program.write_text(f'#!/bin/sh\necho "$DEBIAN_FRONTEND $*" >> {tmp_path}/asked\n')
        program.chmod(0o755)
    for name in ("nginx", "soffice"):
        (folder / name).unlink()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(debian, "FONTS", (tmp_path / "fonts", "fonts-liberation"))
    return tmp_path / "asked"


def provide(tmp_path: Path) -> None:
    children = Children(Interrupts())
    provide_tools(Debian(children, os.environ, tmp_path / "tools.log"), Progress(sys.stdout, started_at=0))


def test_what_is_missing_is_installed_after_one_look_at_the_list(apt: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert set(missing_tools()) == {"nginx", "soffice"}

    provide(tmp_path)

    assert apt.read_text().splitlines() == [
        "noninteractive -q update",
        "noninteractive -q -y --no-install-recommends install nginx-light",
        "noninteractive -q -y --no-install-recommends install libreoffice-writer",
        "noninteractive -q -y --no-install-recommends install fonts-liberation",
    ]


def test_who_is_not_root_is_left_alone(apt: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    provide(tmp_path)

    assert not apt.exists()
