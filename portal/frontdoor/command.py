"""`./run manage …`: a management command on the same data, with the services running for it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from .children import Child, Children
from .database import bring_up_to_date
from .interrupts import Interrupts, Stopped
from .locks import FileLock
from .places import Places, Refusal, listening_address
from .progress import Progress
from .services import Services, portal_environment, prepare_folders
from .supervisor import SHARED_WITH_COMMANDS, write_private

#: Commands that are about the migrations themselves, or need no data: nothing is migrated before them.
BEFORE_MIGRATING = {
    *("migrate", "makemigrations", "showmigrations", "sqlmigrate", "squashmigrations", "optimizemigration"),
    *("help", "version", "check", "diffsettings", "catalogue", "dbshell"),
}
#: How long a command waits for a start that is under way.
STARTING_SECONDS = 120


def run(places: Places, environ: Mapping[str, str], say: Progress, arguments: Sequence[str]) -> int:
    """The command's own exit code. Raises Refusal."""
    interrupts = Interrupts()
    interrupts.install()
    places.prepare()
    prepare_folders(places)
    if environ.get("DATABASE_URL") and environ.get("REDIS_URL"):
        # What a command needs is outside: nothing to start, nothing to share. A cache of its own it can do without.
        portal = portal_environment(
            places,
            environ,
            database_url=environ["DATABASE_URL"],
            redis_url=environ["REDIS_URL"],
            cache_url=environ.get("KEZDESU_CACHE_URL", ""),
            address=listening_address(environ),
        )
        _become(places, portal, arguments)
    owner = FileLock(places.var / "lock")
    users = FileLock(places.var / "users.lock")
    note = {"pid": os.getpid(), "what": " ".join(["./run manage", *arguments[:1]])}
    waited = 0.0
    while not owner.take(note=note):
        # Joined before looking: an owner that is about to leave waits for whoever has joined.
        if users.take(shared=True):
            shared = _running_instance(places, owner)
            if shared:
                os.set_inheritable(users.descriptor or 0, True)
                given = {name: value for name, value in environ.items() if name in SHARED_WITH_COMMANDS}
                _become(places, _joined(places, environ, shared) | given, arguments)
            users.release()
        if waited > STARTING_SECONDS:
            raise Refusal(f"Process {owner.holder().get('pid')} holds {places.var} and does not become ready.")
        interrupts.pause(0.1)
        waited += 0.1
    return _with_own_services(places, environ, say, arguments, owner, users, interrupts)


def _running_instance(places: Places, owner: FileLock) -> dict[str, str]:
    """Addresses of the services that run now; empty while they are starting."""
    try:
        found = json.loads((places.var / "instance.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    # A note left by a killed owner is not about the present one.
    if found.pop("pid", None) != owner.holder().get("pid"):
        return {}
    return {str(name): str(value) for name, value in found.items()}


def _joined(places: Places, environ: Mapping[str, str], shared: Mapping[str, str]) -> dict[str, str]:
    portal = portal_environment(
        places,
        environ,
        database_url=shared["DATABASE_URL"],
        redis_url=shared["REDIS_URL"],
        cache_url=shared["KEZDESU_CACHE_URL"],
        address=listening_address(environ),
    )
    return portal | dict(shared)


def _become(places: Places, portal: Mapping[str, str], arguments: Sequence[str]) -> None:
    """The command takes this process's place: signals, terminal and exit code are its own."""
    os.execve(sys.executable, [sys.executable, str(places.root / "manage.py"), *arguments], dict(portal))


def _with_own_services(
    places: Places,
    environ: Mapping[str, str],
    say: Progress,
    arguments: Sequence[str],
    owner: FileLock,
    users: FileLock,
    interrupts: Interrupts,
) -> int:
    children = Children(interrupts)
    instance = places.var / "instance.json"
    try:
        children.start_guard(owner, remove=[places.sockets])
        services = Services(places, children, say, environ)
        services.start()
        portal = portal_environment(
            places,
            environ,
            database_url=services.database_url,
            redis_url=services.redis_url,
            cache_url=services.cache_url,
            address=listening_address(environ),
        )
        if arguments and arguments[0] not in BEFORE_MIGRATING:
            bring_up_to_date(places, children, services, portal, say)
        write_private(instance, {"pid": os.getpid(), **{name: portal[name] for name in SHARED_WITH_COMMANDS}})
        child = children.spawn(
            "manage",
            [sys.executable, places.root / "manage.py", *arguments],
            environ=portal,
            cwd=Path.cwd(),
            stdin=sys.stdin.fileno() if sys.stdin else subprocess.DEVNULL,
            own_session=False,
            lasting=False,
        )
        code = _wait_in_foreground(children, child, interrupts)
        # Others may have joined meanwhile; their command still needs the services.
        if not users.take():
            say("waiting for commands that joined")
            users.wait(interrupts, seconds=24 * 3600)
        return code
    finally:
        instance.unlink(missing_ok=True)
        children.stop()
        children.dismiss_guard()
        users.release()
        owner.release()


def _wait_in_foreground(children: Children, child: Child, interrupts: Interrupts) -> int:
    """The command's exit code, as a shell would give it. Raises Stopped, ChildDied."""
    while child.process.poll() is None:
        try:
            children.check()
            interrupts.pause(0.02)
        except Stopped as stopped:
            if stopped.number != signal.SIGINT or not sys.stdin or not sys.stdin.isatty():
                raise
            # Ctrl-C reached the command too; a shell, for one, lives on after it.
            interrupts.received = None
    code = children.wait(child)
    return code if code >= 0 else 128 - code
