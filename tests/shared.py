"""Material that lies beside the project: pages of the domain, samples of data. Not every checkout has it."""

from __future__ import annotations

from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[1].parent / "shared"


def is_there() -> bool:
    """Whether the folder is there at all: for what is read while tests are collected."""
    return FOLDER.is_dir()


def shared(path: str) -> Path:
    """A file or folder of the material, by its path in it.

    Skips the test where there is no material at all. Where there is, a missing file is a fault and fails.
    """
    if not is_there():
        pytest.skip("the shared material is not beside the project")
    found = FOLDER / path
    assert found.exists(), f"{path} is missing in {FOLDER}"
    return found
