"""The environment: when it is installed, and what is said when it cannot be."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path

import pytest

from portal.frontdoor import bootstrap
from portal.frontdoor.bootstrap import RUN_LOCK, TEST_LOCK, explain_failure, is_installed, require_venv_module
from portal.frontdoor.places import Places, Refusal


@pytest.fixture
def venv(places: Places) -> Path:
    """A complete environment, as `install` leaves it for `./run`."""
    (places.root / RUN_LOCK).write_text("django==5.2\n")
    (places.root / TEST_LOCK).write_text("django==5.2\npytest==9\n")
    folder = places.var / "venv"
    (folder / "bin").mkdir(parents=True)
    (folder / "bin" / "python").symlink_to(sys.executable)
    stamp = {"interpreter": bootstrap._interpreter(folder), RUN_LOCK: bootstrap._digest(places.root / RUN_LOCK)}
    (folder / "kezdesu.json").write_text(json.dumps(stamp))
    return folder


def test_is_installed_with_its_own_stamp(places: Places, venv: Path) -> None:
    assert is_installed(venv, places.root, RUN_LOCK)


def test_is_installed_for_run_is_not_for_test(places: Places, venv: Path) -> None:
    assert not is_installed(venv, places.root, TEST_LOCK)


def test_is_installed_after_a_change_of_the_lock_file_is_not(places: Places, venv: Path) -> None:
    (places.root / RUN_LOCK).write_text("django==5.3\n")

    assert not is_installed(venv, places.root, RUN_LOCK)


def test_is_installed_after_an_interrupted_installation_is_not(places: Places, venv: Path) -> None:
    (venv / "kezdesu.json").unlink()

    assert not is_installed(venv, places.root, RUN_LOCK)


def test_is_installed_after_the_interpreter_went_is_not(places: Places, venv: Path) -> None:
    (venv / "bin" / "python").unlink()
    (venv / "bin" / "python").symlink_to("/nowhere/python3.11")

    assert not is_installed(venv, places.root, RUN_LOCK)


def test_is_installed_after_the_interpreter_changed_is_not(places: Places, venv: Path, tmp_path: Path) -> None:
    (tmp_path / "python3.99").write_text("")
    (venv / "bin" / "python").unlink()
    (venv / "bin" / "python").symlink_to(tmp_path / "python3.99")

    assert not is_installed(venv, places.root, RUN_LOCK)


def test_is_installed_after_the_folder_moved_is_not(places: Places, venv: Path) -> None:
    moved = venv.rename(places.var / "moved")

    assert not is_installed(moved, places.root, RUN_LOCK)


def test_require_venv_module_without_ensurepip_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "ensurepip" else found(name))

    with pytest.raises(Refusal) as refusal:
        require_venv_module()

    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert str(refusal.value) == (
        f"Python {version} here cannot make virtual environments. "
        f"On Debian or Ubuntu: apt install python{version}-venv, then start again. (uv on PATH does as well.)"
    )


def test_explain_failure_of_a_full_disk_speaks_of_the_disk(places: Places) -> None:
    log = places.logs / "install.log"
    log.write_text("Collecting django\nERROR: Could not install: [Errno 28] No space left on device\n")

    assert explain_failure("pip", log) == (
        f"The disk of {places.var} is full: free at least 500 MB, or name another data folder in KEZDESU_VAR."
    )


def test_explain_failure_of_anything_else_shows_the_end_of_the_log(places: Places) -> None:
    log = places.logs / "install.log"
    log.write_text("ERROR: No matching distribution found for django==9\n")

    assert explain_failure("pip", log) == (
        f"pip could not install what the portal needs. The end of {log}:\n"
        "    ERROR: No matching distribution found for django==9"
    )


def test_lock_files_agree_and_name_no_host() -> None:
    root = Path(bootstrap.__file__).parents[2]
    run_lines = set((root / RUN_LOCK).read_text().splitlines())
    test_lines = set((root / TEST_LOCK).read_text().splitlines())

    assert run_lines - test_lines == set()
    assert [line for line in test_lines if "://" in line or line.startswith("-")] == []
