"""Processes and their certain end: by the supervisor, and by the guard when the supervisor is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from portal.frontdoor import guard
from portal.frontdoor.children import Child, ChildDied, Children, clean_environment
from portal.frontdoor.interrupts import Interrupts, Stopped
from portal.frontdoor.locks import process_is_alive
from portal.frontdoor.places import Refusal

SLEEP = "import time; time.sleep(60)"
#: Ignores the polite signal and has a child of its own that does so too.
STUBBORN = (
    "import os, signal, subprocess, sys, time\n"
    "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
    "print(subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']).pid, flush=True)\n"
    "time.sleep(60)\n"
)
#: Starts the text of its first argument with the log of its second, tells its number, and waits to be killed.
SUPERVISOR = """
import os, sys, time
from pathlib import Path
from portal.frontdoor.children import Children
from portal.frontdoor.interrupts import Interrupts

command = [sys.executable, "-u", "-c", sys.argv[1]]
child = Children(Interrupts()).spawn("child", command, environ=os.environ, log=Path(sys.argv[2]), grace=0.3)
print(child.process.pid, flush=True)
time.sleep(60)
"""


def eventually(condition: Callable[[], bool], seconds: float = 10) -> bool:
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def gone(pid: int) -> bool:
    return not process_is_alive(pid) or guard._is_zombie(pid)


def first_number(log: Path) -> int:
    assert eventually(lambda: log.exists() and log.read_text().strip().isdigit())
    return int(log.read_text())


def test_wait_gives_the_exit_code(children: Children, spawn_python: Callable[..., Child]) -> None:
    child = spawn_python("raise SystemExit(7)", lasting=False)

    assert children.wait(child) == 7
    assert children.running == []


def test_wait_for_too_long_is_refused(children: Children, spawn_python: Callable[..., Child]) -> None:
    child = spawn_python(SLEEP, lasting=False)

    with pytest.raises(Refusal, match=r"^child did not finish within 0 s\.$"):
        children.wait(child, seconds=0.1)


def test_check_after_a_lasting_child_died_shows_its_last_words(
    children: Children, spawn_python: Callable[..., Child], tmp_path: Path
) -> None:
    child = spawn_python("print('no table'); raise SystemExit(3)", "web")
    child.process.wait()

    with pytest.raises(ChildDied) as death:
        children.check()

    assert str(death.value) == f"web ended with code 3. The end of {tmp_path}/web.log:\n    no table"


def test_check_after_a_passing_child_ended_is_quiet(children: Children, spawn_python: Callable[..., Child]) -> None:
    spawn_python("pass", lasting=False).process.wait()

    children.check()


def test_stop_ends_a_stubborn_child_with_its_own_children(
    children: Children, spawn_python: Callable[..., Child], tmp_path: Path
) -> None:
    child = spawn_python(STUBBORN, grace=0.3)
    grandchild = first_number(tmp_path / "child.log")

    children.stop()

    assert child.process.returncode == -signal.SIGKILL
    assert eventually(lambda: gone(grandchild))


def test_spawn_of_a_missing_program_is_refused(children: Children) -> None:
    with pytest.raises(Refusal, match=r"^nothing cannot be started: "):
        children.spawn("nothing", ["/nowhere/program"], environ={})


def test_spawn_after_a_signal_starts_nothing(children: Children, spawn_python: Callable[..., Child]) -> None:
    children.interrupts.received = signal.SIGTERM

    with pytest.raises(Stopped):
        spawn_python(SLEEP)

    assert children.running == []


def test_killed_supervisor_leaves_no_process_behind(tmp_path: Path) -> None:
    log = tmp_path / "stubborn.log"
    supervisor = subprocess.Popen(
        [sys.executable, "-c", SUPERVISOR, STUBBORN, str(log)],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        text=True,
    )
    with supervisor:
        assert supervisor.stdout is not None
        child = int(supervisor.stdout.readline())
        grandchild = first_number(log)
        supervisor.kill()

    assert eventually(lambda: gone(child) and gone(grandchild))


def test_guard_forgets_what_has_gone() -> None:
    lines = ["add 11 15 10.0 1\n", "add 12 2 30.0 0\n", "remove /tmp/a b\n", "gone 11\n", "nonsense\n"]

    assert guard.listen(lines) == (
        [guard.Watched(pid=12, stop_signal=2, grace=30.0, whole_group=False)],
        ["/tmp/a b"],
    )


def test_interrupts_remember_the_first_signal() -> None:
    interrupts = Interrupts()

    interrupts._remember(signal.SIGTERM, None)
    interrupts._remember(signal.SIGINT, None)

    with pytest.raises(Stopped) as stopped:
        interrupts.check()
    assert stopped.value.number == signal.SIGTERM


def test_pause_is_cut_short_by_a_signal() -> None:
    interrupts = Interrupts()
    began = time.monotonic()
    previous = signal.signal(signal.SIGUSR1, interrupts._remember)
    subprocess.Popen(["/bin/sh", "-c", f"sleep 0.2; kill -USR1 {os.getpid()}"], start_new_session=True).wait()

    try:
        with pytest.raises(Stopped):
            interrupts.pause(30)
    finally:
        signal.signal(signal.SIGUSR1, previous)
    assert time.monotonic() - began < 10


def test_clean_environment_keeps_bytecode_and_drops_other_pythons() -> None:
    environ = {"PATH": "/bin", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHOME": "/opt", "PYTHONSAFEPATH": "1"}

    assert clean_environment(environ) == {"PATH": "/bin"}
