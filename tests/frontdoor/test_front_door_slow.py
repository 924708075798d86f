"""`./run` as a whole, in a copy of the checkout: started, refused, joined, stopped and killed."""

from __future__ import annotations

import json
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.bodies.choices import Role
from tests.frontdoor.rig import Rig, copy_checkout, eventually, free_port

pytestmark = [pytest.mark.slow, pytest.mark.alone]

#: Promised to whoever starts it on two processors: from nothing, and again on the same folder.
FIRST_PAGE_SECONDS = 60
READY_SECONDS = 90
WARM_SECONDS = 12

ADD_PERSON = (
    "from portal.accounts.models import User; User.objects.get_or_create(email='kept@example.kz', full_name='Kept')"
)
COUNT_PEOPLE = "from portal.accounts.models import User; print(User.objects.filter(email='kept@example.kz').count())"


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_checkout(tmp_path_factory.mktemp("door") / "checkout")


@pytest.fixture(scope="module")
def rig(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rig]:
    """One data folder for all tests of this module: what a test leaves in it, the next one must cope with."""
    made = Rig(checkout, tmp_path_factory.mktemp("data") / "var")
    yield made
    made.end()


@pytest.fixture
def running(rig: Rig) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    process, lines = rig.start_ready()
    yield process, lines
    if process.poll() is None:
        process.terminate()
    process.communicate(timeout=60)
    assert rig.everything_gone()


def seconds_of(lines: list[str], words: str) -> float:
    line = next(line for line in lines if words in line)
    found = re.match(r"\[ *(\d+\.\d) s\]", line)
    assert found is not None
    return float(found[1])


def test_run_says_ready_once_and_last_after_a_login_for_each_role(
    rig: Rig, running: tuple[subprocess.Popen[str], list[str]]
) -> None:
    _process, lines = running

    ready = f"READY {rig.address} (sign in: {rig.address}kk/accounts/login/)"
    assert [line for line in lines if "READY" in line] == [ready]
    assert lines[-1] == ready
    assert rig.get("kk/accounts/login/")[0] == 200
    assert {line.split()[0] for line in lines if line.startswith("  ")} == set(Role.values)
    assert rig.get("healthz")[0] == 200
    assert rig.get("kk/")[0] == 200


def test_run_again_on_the_same_folder_is_ready_soon(rig: Rig) -> None:
    began = time.monotonic()
    process, _lines = rig.start_ready()
    took = time.monotonic() - began
    process.terminate()
    process.communicate(timeout=60)

    assert took < WARM_SECONDS


def test_second_run_of_a_data_folder_is_refused_in_one_line(
    rig: Rig, running: tuple[subprocess.Popen[str], list[str]]
) -> None:
    process, _lines = running

    answer = rig.run(PORT=str(free_port()))

    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr == (
        f"./run (process {process.pid}) already uses the data folder {rig.var}: "
        "stop it first, or start a second portal beside it: KEZDESU_VAR=/another/folder PORT=8001 ./run\n"
    )


def test_run_on_a_busy_port_is_refused_in_one_line(rig: Rig) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen(1)
        port = other.getsockname()[1]

        answer = rig.run(PORT=str(port))

    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr == (
        f"Port {port} on 127.0.0.1 is busy: stop what listens there, or choose another: PORT={port % 65535 + 1} ./run\n"
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signal_ends_everything_in_order(rig: Rig, number: signal.Signals) -> None:
    process, _lines = rig.start_ready()
    assert len(rig.processes()) > 5

    process.send_signal(number)
    said, _ = process.communicate(timeout=60)

    assert process.returncode == 0
    assert said.endswith("stopping\n")
    assert rig.processes() == {}


def test_killed_run_leaves_no_process_and_the_next_one_starts(rig: Rig) -> None:
    process, _lines = rig.start_ready()

    process.kill()
    process.communicate(timeout=60)

    # At once, while the guard may still be ending what was left.
    following, _lines = rig.start_ready()
    assert rig.get("healthz")[0] == 200
    following.terminate()
    following.communicate(timeout=60)
    assert rig.everything_gone()


def test_killed_run_and_guard_leave_no_process(rig: Rig) -> None:
    process, _lines = rig.start_ready()
    guard = next(pid for pid, command in rig_children(process.pid).items() if "guard.py" in command)

    os.kill(guard, signal.SIGKILL)
    process.kill()
    process.communicate(timeout=60)

    assert rig.everything_gone()


def test_killed_run_during_its_start_leaves_no_process(rig: Rig) -> None:
    process = rig.start()
    assert eventually(lambda: any("granian" in command for command in rig.processes().values()), 60)

    process.kill()
    process.communicate(timeout=60)

    assert rig.everything_gone()


def rig_children(pid: int) -> dict[int, str]:
    command = ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(pid)]
    asked = subprocess.run(command, capture_output=True, text=True, check=True)
    return {int(line.split(None, 1)[0]): line.split(None, 1)[1] for line in asked.stdout.splitlines()}


PARTS = {
    "web": "granian",
    "worker": "portal worker",
    "beat": "portal beat",
    "valkey": "valkey.sock",
    "cache": "cache.sock",
    "postgres": "bin/postgres",
}
PING = "from portal.celery import app; print(len(app.control.ping(timeout=3)))"


def test_killed_parts_are_started_anew_one_after_the_other_and_nothing_entered_is_lost(rig: Rig) -> None:
    process, _lines = rig.start_ready()
    assert rig.run("manage", "shell", "--verbosity", "0", "-c", ADD_PERSON).returncode == 0
    counted = rig.run("manage", "shell", "--verbosity", "0", "-c", COUNT_PEOPLE).stdout

    for name, mark in PARTS.items():
        victim = next(pid for pid, command in rig_children(process.pid).items() if mark in command)
        os.kill(victim, signal.SIGKILL)
        assert eventually(lambda victim=victim: not Path(f"/proc/{victim}").exists(), 10), name
        assert eventually(lambda mark=mark: any(mark in line for line in rig_children(process.pid).values()), 30), name
        assert eventually(lambda: answers(rig), 60), name

    # All of them at once, as the kernel does when memory ends.
    for pid, command in rig_children(process.pid).items():
        if any(mark in command for mark in PARTS.values()):
            os.kill(pid, signal.SIGKILL)
    assert eventually(lambda: answers(rig), 60)
    assert eventually(lambda: rig.run("manage", "shell", "--verbosity", "0", "-c", PING).stdout == "1\n", 60)
    assert rig.run("manage", "shell", "--verbosity", "0", "-c", COUNT_PEOPLE).stdout == counted
    assert process.poll() is None
    process.terminate()
    said, _ = process.communicate(timeout=60)
    assert {name: said.count(f"{name} was ended by SIGKILL; it is started anew") for name in PARTS} == dict.fromkeys(
        PARTS, 2
    )
    assert "Traceback" not in said
    assert rig.everything_gone()


def test_killed_process_of_the_web_server_is_replaced(rig: Rig) -> None:
    process, _lines = rig.start_ready()
    server = next(pid for pid, command in rig_children(process.pid).items() if "granian" in command)
    workers = set(rig_children(server))
    for pid in workers:
        os.kill(pid, signal.SIGKILL)

    assert eventually(lambda: answers(rig), 30)
    assert server in rig_children(process.pid)
    process.terminate()
    process.communicate(timeout=60)


def answers(rig: Rig) -> bool:
    try:
        return rig.get("kk/calendar/")[0] == 200
    except OSError:
        return False


def test_manage_beside_a_running_portal_and_alone_gives_the_same_json_alone(rig: Rig) -> None:
    process, _lines = rig.start_ready()
    joined = rig.run("manage", "demo_logins", "--format", "json")
    process.terminate()
    process.communicate(timeout=60)

    alone = rig.run("manage", "demo_logins", "--format", "json")

    assert joined.returncode == alone.returncode == 0
    assert json.loads(joined.stdout) == json.loads(alone.stdout)
    assert {login["role"] for login in json.loads(alone.stdout)} == set(Role.values)
    assert rig.processes() == {}


def test_manage_passes_the_exit_code_on(rig: Rig) -> None:
    assert rig.run("manage", "shell", "--verbosity", "0", "-c", "raise SystemExit(7)").returncode == 7
    assert rig.run("manage", "no_such_command").returncode == 1


def test_manage_that_joined_keeps_the_services_of_the_other(rig: Rig) -> None:
    owner = subprocess.Popen(
        [rig.checkout / "run", "manage", "shell", "--verbosity", "0", "-c", "import time; time.sleep(5)"],
        env=rig.environment(),
        stdin=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    assert eventually(lambda: rig.serves(owner), 60)

    joined = rig.run(
        *("manage", "shell", "--verbosity", "0", "-c"),
        "import time; time.sleep(7); from portal.accounts.models import User; print(User.objects.count() > 0)",
    )

    assert (joined.returncode, joined.stdout) == (0, "True\n")
    assert owner.wait(timeout=60) == 0
    assert rig.everything_gone()


def test_killed_manage_leaves_no_process(rig: Rig) -> None:
    owner = subprocess.Popen(
        [rig.checkout / "run", "manage", "shell", "-c", "import time; time.sleep(60)"],
        env=rig.environment(),
        stdin=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    assert eventually(lambda: rig.serves(owner), 60)

    owner.kill()
    owner.wait()

    assert rig.everything_gone()


def test_what_was_entered_is_there_after_a_restart(rig: Rig) -> None:
    added = rig.run("manage", "shell", "--verbosity", "0", "-c", ADD_PERSON)
    process, _lines = rig.start_ready()
    process.terminate()
    process.communicate(timeout=60)

    counted = rig.run("manage", "shell", "--verbosity", "0", "-c", COUNT_PEOPLE)

    assert (added.returncode, counted.stdout) == (0, "1\n")


def test_run_from_nothing_installs_and_is_ready_in_time() -> None:
    """Nothing but a Python and the registries, no cache, and for root's tests somebody who is not root."""
    with tempfile.TemporaryDirectory(prefix="kezdesu-fresh-") as folder:
        home = Path(folder)
        home.chmod(0o755)
        checkout = copy_checkout(home / "checkout")
        person: dict[str, object] = {}
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            person = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
            for path in (home, *home.rglob("*")):
                os.chown(path, nobody.pw_uid, nobody.pw_gid, follow_symlinks=False)
        fresh = Rig(
            checkout,
            checkout / "var",
            person=person,
            environ={
                "HOME": str(home),
                "TMPDIR": str(home),
                "PIP_NO_CACHE_DIR": "1",
                "UV_NO_CACHE": "1",
                "KEZDESU_VENV": "",
                "PATH": os.pathsep.join(["/usr/local/bin", "/usr/bin", "/bin"]),
            },
        )
        began = time.monotonic()
        process, lines = fresh.start_ready()
        took = time.monotonic() - began
        process.terminate()
        process.communicate(timeout=60)

        assert seconds_of(lines, "the first page is served") < FIRST_PAGE_SECONDS
        assert took < READY_SECONDS
        assert fresh.everything_gone()


def test_run_without_the_venv_module_says_what_to_install(checkout: Path, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text("import sys; sys.modules['ensurepip'] = None\n")
    python = shutil.which("python3", path="/usr/bin:/bin") or sys.executable
    bare = Rig(
        checkout,
        tmp_path / "var",
        environ={
            "KEZDESU_VENV": "",
            "KEZDESU_PYTHON": python,
            "PYTHONPATH": str(tmp_path / "site"),
            "PATH": "/usr/bin:/bin",
        },
    )

    answer = bare.run()

    assert (answer.returncode, answer.stdout) == (1, "")
    assert re.fullmatch(
        r"Python 3\.\d+ here cannot make virtual environments\. On Debian or Ubuntu: apt install python3\.\d+-venv, "
        r"then start again\. \(uv on PATH does as well\.\)\n",
        answer.stderr,
    )
