"""Whoever has the shared material has every test that reads it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests import shared

TESTS = Path(__file__).parent
#: Where a test may be skipped at all: for want of the material, and for want of a browser.
MAY_SKIP = {"shared.py", "e2e/conftest.py"}
_SKIPS = re.compile(r"\b(?:skip|skipif|importorskip|xfail)\(")
_BY_HAND = re.compile(r"""/\s*["']shared["']|["'][./\w-]*/shared/""")


def test_without_the_folder_the_test_is_skipped_with_a_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared, "FOLDER", tmp_path / "nowhere")
    with pytest.raises(pytest.skip.Exception, match="not beside the project"):
        shared.shared("domain/rules.md")
    assert not shared.is_there()


def test_with_the_folder_a_missing_file_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared, "FOLDER", tmp_path)
    with pytest.raises(AssertionError, match=r"rules\.md is missing"):
        shared.shared("rules.md")
    (tmp_path / "rules.md").touch()
    assert shared.shared("rules.md") == tmp_path / "rules.md"


def _files() -> dict[str, str]:
    paths = (path for path in TESTS.rglob("*.py") if path != Path(__file__))
    return {path.relative_to(TESTS).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def test_nobody_else_looks_for_the_folder() -> None:
    assert {name for name, text in _files().items() if _BY_HAND.search(text)} == {"shared.py"}


def test_nobody_else_skips() -> None:
    assert {name for name, text in _files().items() if _SKIPS.search(text)} == MAY_SKIP
