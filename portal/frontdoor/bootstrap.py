"""First step of `./run` and `./test`, still under the system's Python: the virtual environment, then on into it.

The environment is kept in `venv` of the data folder and installed anew only when a lock file or the interpreter
changed; an installation that was interrupted has left no stamp and is begun again. `KEZDESU_VENV` names a ready
environment instead.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import sys
import time
from pathlib import Path
from typing import NoReturn

from .children import Children, clean_environment
from .interrupts import Interrupts, Stopped
from .locks import FileLock
from .places import (
    LEAST_FREE_MEGABYTES,
    Places,
    Refusal,
    disk_full,
    listening_address,
    require_free_port,
    require_space,
)
from .progress import Progress, last_lines

RUN_LOCK = "requirements.lock"
#: Holds everything of `requirements.lock` in the same versions, and the tools.
TEST_LOCK = "requirements-dev.lock"
#: What each unpacks to, measured, and somewhat more.
UNPACKED_MEGABYTES = {RUN_LOCK: 300, TEST_LOCK: 700}
USAGE = """\
./run                     start the portal on this machine
./run manage <command …>  run a management command on the same data
./test                    every check and test
./test quick              the checks, the tests without a database, and those of changed files
./test slow [args]        the long rigs
./test <pytest args>      only these tests
Environment: PORT (8000), HOST (127.0.0.1), KEZDESU_VAR (data folder, ./var), KEZDESU_DEMO=0 (no demonstration),
DATABASE_URL, REDIS_URL and KEZDESU_CACHE_URL (servers of your own), PG_BIN (folder of a PostgreSQL of your own)."""
#: Tells the next program when the whole began, so that its seconds go on.
STARTED_AT = "KEZDESU_STARTED_AT"


def main() -> NoReturn:
    """`root run|test arguments…`; ends by becoming the same program inside the environment."""
    root, purpose, *arguments = sys.argv[1:]
    if purpose == "run" and arguments and arguments[0] != "manage":
        print(USAGE, file=sys.stdout if arguments[0] in ("-h", "--help", "help") else sys.stderr)
        sys.exit(0 if arguments[0] in ("-h", "--help", "help") else 2)
    say = Progress(sys.stderr if arguments[:1] == ["manage"] else sys.stdout, started_at=time.time())
    interrupts = Interrupts()
    interrupts.install()
    try:
        places = Places.of(Path(root), os.environ)
        python = ready_python(places, purpose, interrupts, say, early_port_check=purpose == "run" and not arguments)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        sys.exit(refusal.code)
    except Stopped as stopped:
        sys.exit(128 + stopped.number)
    command = "import sys; sys.path.insert(0, sys.argv[1] + '/portal'); from frontdoor.__main__ import main; main()"
    os.environ[STARTED_AT] = str(say.started_at)
    os.execv(python, [str(python), "-P", "-c", command, root, purpose, *arguments])


def ready_python(
    places: Places, purpose: str, interrupts: Interrupts, say: Progress, *, early_port_check: bool = False
) -> Path:
    """Interpreter of an environment that has what `purpose` needs. Raises Refusal."""
    if named := os.environ.get("KEZDESU_VENV"):
        python = Path(named).resolve() / "bin" / "python"
        if not python.exists():
            raise Refusal(f"KEZDESU_VENV={named} has no bin/python in it.")
        return python
    places.prepare()
    venv = places.var / "venv"
    lock_name = TEST_LOCK if purpose == "test" else RUN_LOCK
    if not is_installed(venv, places.root, lock_name):
        if early_port_check:
            # Said before the long part, not after it.
            require_free_port(*listening_address(os.environ))
        lock = FileLock(places.var / "venv.lock")
        if not lock.take():
            say("another start is installing; waiting for it")
            if not lock.wait(interrupts, seconds=900):
                raise Refusal("Another ./run or ./test has been installing for 15 minutes: stop it, then start again.")
        try:
            if not is_installed(venv, places.root, lock_name):
                install(places, venv, lock_name, lock, interrupts, say)
        finally:
            lock.release()
    return venv / "bin" / "python"


def is_installed(venv: Path, root: Path, lock_name: str) -> bool:
    """Whether the environment is complete for this lock file and its interpreter is still the one it was made with."""
    stamp = _read_stamp(venv)
    # The tools' lock file is over the other one: what satisfies both satisfies the smaller.
    return stamp.get("interpreter") == _interpreter(venv) and stamp.get(lock_name) == _digest(root / lock_name)


def _stamp_path(venv: Path) -> Path:
    return venv / "kezdesu.json"


def _read_stamp(venv: Path) -> dict[str, str]:
    try:
        stamp = json.loads(_stamp_path(venv).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def _interpreter(venv: Path) -> str:
    """Where it lies and what it runs on: a moved checkout or an upgraded Python makes it another one."""
    python = venv / "bin" / "python"
    return f"{venv} {python.resolve()}" if python.exists() else "none"


def _digest(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def install(places: Places, venv: Path, lock_name: str, held: FileLock, interrupts: Interrupts, say: Progress) -> None:
    """Make or complete the environment. Raises Refusal."""
    require_space(places.var, LEAST_FREE_MEGABYTES + UNPACKED_MEGABYTES[lock_name])
    stamp = _read_stamp(venv)
    uv = shutil.which("uv")
    log = places.logs / "install.log"
    environ = clean_environment(os.environ)
    children = Children(interrupts)
    children.start_guard(held)

    def call(name: str, *command: str | Path) -> None:
        if children.run(name, command, environ=environ, log=log, cwd=places.root, seconds=900) != 0:
            raise Refusal(explain_failure(name, log))

    try:
        if stamp.get("interpreter") != _interpreter(venv):
            # None, another's, or left half-way by an interrupted start: what is in it is unknown.
            shutil.rmtree(venv, ignore_errors=True)
            if uv:
                call("uv", uv, "venv", "--quiet", "--no-project", "--python", sys.executable, venv)
            else:
                require_venv_module()
                say(f"making a Python {sys.version_info.major}.{sys.version_info.minor} environment in {venv}")
                call("venv", sys.executable, "-m", "venv", venv)
        # From here until the new stamp it counts as incomplete.
        _stamp_path(venv).unlink(missing_ok=True)
        say(f"installing {lock_name} with {'uv' if uv else 'pip'}: once, and after changes of it")
        lock_file, python = places.root / lock_name, venv / "bin" / "python"
        if uv:
            call("uv", uv, "pip", "install", "--quiet", "--require-hashes", "--python", python, "-r", lock_file)
        else:
            # Bytecode is made by the first start for what is used, not here for everything.
            quiet = ("--quiet", "--disable-pip-version-check", "--no-input", "--no-compile")
            call("pip", python, "-m", "pip", "install", *quiet, "--require-hashes", "-r", lock_file)
        names = (RUN_LOCK, TEST_LOCK) if lock_name == TEST_LOCK else (RUN_LOCK,)
        content = {"interpreter": _interpreter(venv)} | {name: _digest(places.root / name) for name in names}
        beside = _stamp_path(venv).with_suffix(".new")
        beside.write_text(json.dumps(content), encoding="utf-8")
        beside.replace(_stamp_path(venv))
        say("installed")
    finally:
        children.stop()
        children.dismiss_guard()


def require_venv_module() -> None:
    """Debian ships Python without the half that makes environments. Raises Refusal."""
    try:
        missing = importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None
    except ImportError:
        missing = True
    if missing:
        raise Refusal(no_venv_module())


def no_venv_module() -> str:
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    return (
        f"Python {version} here cannot make virtual environments. "
        f"On Debian or Ubuntu: apt install python{version}-venv, then start again. (uv on PATH does as well.)"
    )


def explain_failure(name: str, log: Path) -> str:
    """What went wrong in an installation, in the words of who can do something about it."""
    said = last_lines(log, 60)
    if "No space left on device" in said or "Disk quota exceeded" in said:
        return disk_full(log.parent.parent)
    if "ensurepip is not" in said or "No module named ensurepip" in said or "No module named venv" in said:
        return no_venv_module()
    return f"{name} could not install what the portal needs. The end of {log}:\n{last_lines(log)}"
