"""The data folder belongs to one at a time."""

from __future__ import annotations

import io
import os
import re
import subprocess
from pathlib import Path

import pytest

from portal.frontdoor.interrupts import Interrupts
from portal.frontdoor.locks import FileLock, process_is_alive
from portal.frontdoor.places import Places, Refusal
from portal.frontdoor.progress import Progress, last_lines
from portal.frontdoor.supervisor import take_data_folder


def test_take_of_a_taken_lock_fails_and_tells_the_holder(tmp_path: Path) -> None:
    first, second = FileLock(tmp_path / "lock"), FileLock(tmp_path / "lock")
    first.take(note={"pid": 42})

    assert not second.take()
    assert second.holder() == {"pid": 42}


def test_take_after_release_succeeds(tmp_path: Path) -> None:
    first, second = FileLock(tmp_path / "lock"), FileLock(tmp_path / "lock")
    first.take()
    first.release()

    assert second.take()


def test_take_shared_beside_shared_succeeds_and_keeps_the_exclusive_out(tmp_path: Path) -> None:
    first, second, third = (FileLock(tmp_path / "lock") for _ in range(3))

    assert first.take(shared=True)
    assert second.take(shared=True)
    assert not third.take()


def test_wait_gives_up_in_time(tmp_path: Path) -> None:
    first, second = FileLock(tmp_path / "lock"), FileLock(tmp_path / "lock")
    first.take()

    assert not second.wait(Interrupts(), seconds=0.1)


def test_take_data_folder_of_a_running_portal_names_it_in_one_line(places: Places) -> None:
    FileLock(places.var / "lock").take(note={"pid": os.getpid(), "what": "./run"})

    with pytest.raises(Refusal) as refusal:
        take_data_folder(places, Interrupts(), Progress(io.StringIO()), what="./run")

    assert str(refusal.value) == (
        f"./run (process {os.getpid()}) already uses the data folder {places.var}: "
        "stop it first, or start a second portal beside it: KEZDESU_VAR=/another/folder PORT=8001 ./run"
    )


def test_take_data_folder_of_a_killed_run_waits_for_its_end(places: Places) -> None:
    dead = subprocess.Popen(["/bin/true"])
    dead.wait()
    held = FileLock(places.var / "lock")
    held.take(note={"pid": dead.pid, "what": "./run"})
    told = io.StringIO()
    # What the guard of the killed run does when everything has ended.
    said = Progress(told)
    interrupts = Interrupts()
    interrupts.pause = lambda seconds: held.release()  # type: ignore[method-assign]

    take_data_folder(places, interrupts, said, what="./run")

    assert not process_is_alive(dead.pid)
    assert re.fullmatch(
        rf"\[ +\d+\.\d s\] waiting for the end of a run that was killed \(process {dead.pid}\)\n", told.getvalue()
    )


def test_last_lines_of_a_missing_log_are_none(tmp_path: Path) -> None:
    assert last_lines(tmp_path / "none.log") == ""
