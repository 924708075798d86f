"""`./run`: everything up, one READY line, and everything down again."""

from __future__ import annotations

import http.client
import json
import os
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from .children import Child, Children
from .database import bring_up_to_date, finish
from .interrupts import Interrupts, Stopped
from .keeper import Keeper
from .locks import FileLock, process_is_alive
from .places import Places, Refusal, listening_address, require_free_port, web_address
from .progress import Progress
from .services import Services, portal_environment, prepare_folders, wants_demo

#: The web server's threads, each with a database connection of its own.
WEB_THREADS = 4
#: How long a start waits for the end of a run that was killed.
LAST_RUN_SECONDS = 60
#: What a management command needs to work on the same data as the running instance.
SHARED_WITH_COMMANDS = (
    "DATABASE_URL",
    "REDIS_URL",
    "KEZDESU_CACHE_URL",
    "KEZDESU_SECRET_KEY",
    "KEZDESU_BASE_URL",
    "KEZDESU_DEMO",
)
#: Ended after whatever uses them.
SERVERS = ("postgres", "valkey", "cache")
CELERY = ("-m", "celery", "-A", "portal")
#: In Kazakh first, as everything.
LOGIN_PAGE = "kk/accounts/login/"
#: One worker talks to nobody: without this it waits a second for neighbours at its start.
QUIET_WORKER = ("--without-mingle", "--without-gossip", "--without-heartbeat")


def run(places: Places, environ: Mapping[str, str], say: Progress) -> int:
    """Until a signal comes (0) or a part dies again and again (1). Raises Refusal when it cannot start."""
    interrupts = Interrupts()
    interrupts.install()
    address = listening_address(environ)
    places.prepare()
    lock = take_data_folder(places, interrupts, say, what="./run")
    instance = places.var / "instance.json"
    children = Children(interrupts)
    try:
        require_free_port(*address)
        children.start_guard(lock, remove=[places.sockets])
        prepare_folders(places)
        services = Services(places, children, say, environ)
        services.start()
        portal = portal_environment(
            places,
            environ,
            database_url=services.database_url,
            redis_url=services.redis_url,
            cache_url=services.cache_url,
            address=address,
        )
        bring_up_to_date(places, children, services, portal, say)
        write_private(instance, {"pid": os.getpid(), **{name: portal[name] for name in SHARED_WITH_COMMANDS}})
        keeper = Keeper(children, say)
        for name, start in services.starters.items():
            keeper.keep(name, start)
        _start_portal(places, children, portal, say, address, keeper)
        while True:
            interrupts.pause(0.5)
            keeper.look()
    except Stopped:
        say("stopping")
        return 0
    finally:
        instance.unlink(missing_ok=True)
        children.stop(*[child for child in children.running if child.name not in SERVERS])
        children.stop()
        children.dismiss_guard()
        lock.release()


def take_data_folder(places: Places, interrupts: Interrupts, say: Progress, *, what: str) -> FileLock:
    """The lock of the data folder, waiting for a killed run's end where there was one. Raises Refusal."""
    lock = FileLock(places.var / "lock")
    until = time.monotonic() + LAST_RUN_SECONDS
    told = False
    while not lock.take(note={"pid": os.getpid(), "what": what}):
        holder = lock.holder()
        pid = holder.get("pid")
        if (isinstance(pid, int) and process_is_alive(pid)) or time.monotonic() > until:
            raise Refusal(
                f"{holder.get('what', './run')} (process {pid}) already uses the data folder {places.var}: "
                "stop it first, or start a second portal beside it: KEZDESU_VAR=/another/folder PORT=8001 ./run"
            )
        if not told:
            say(f"waiting for the end of a run that was killed (process {pid})")
            told = True
        interrupts.pause(0.1)
    return lock


def write_private(path: Path, content: dict[str, Any]) -> None:
    """Replace a file at once; it may hold a password, so it is its owner's alone."""
    beside = path.with_suffix(".new")
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(content, file)
    beside.replace(path)


def _start_portal(
    places: Places,
    children: Children,
    portal: Mapping[str, str],
    say: Progress,
    address: tuple[str, int],
    keeper: Keeper,
) -> None:
    """Web first, so that somebody can look while the demonstration loads; the clock of the background last."""
    host, port = address

    def start(name: str, *command: str, **how: Any) -> Child:
        return children.spawn(
            name, [sys.executable, *command], environ=portal, cwd=places.root, log=places.logs / f"{name}.log", **how
        )

    def keep(name: str, *command: str) -> Child:
        keeper.keep(name, partial(start, name, *command))
        return start(name, *command)

    keep(
        "web",
        *("-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", "1", "--blocking-threads", str(WEB_THREADS), "--no-ws"),
        *("--respawn-failed-workers", "--respawn-interval", "0.5", "portal.wsgi:application"),
    )
    demo = start("load_demo", "manage.py", "load_demo", lasting=False) if wants_demo(portal) else None
    children.until(lambda: _answers(host, port), seconds=120, what="The web server did not answer", every=0.1)
    say(f"the first page is served at {web_address(host, port)}")
    worker = keep("worker", *CELERY, "worker", "--concurrency", "2", "--loglevel", "INFO", *QUIET_WORKER)
    if demo:
        finish(children, demo)
        say("demonstration loaded")
    keep("beat", *CELERY, "beat", "--pidfile=", "--schedule", str(places.var / "beat" / "schedule"))
    logins = _demo_logins(places, children, portal) if demo else []
    children.until(lambda: worker.has_logged(b" ready."), seconds=60, what="The worker did not become ready", every=0.1)
    say(f"web, worker and beat are running; their logs are in {places.logs}")
    for line in describe_logins(logins):
        say.plain(line)
    say.plain(ready_line(web_address(host, port)))


def ready_line(address: str) -> str:
    """The last word of a start: where readers look, and where those with a login come in."""
    return f"READY {address} (sign in: {address}{LOGIN_PAGE})"


def _answers(host: str, port: int) -> bool:
    """Whether the web server gives the process's health page; any other answer is a broken portal's."""
    connection = http.client.HTTPConnection({"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host), port, timeout=30)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _demo_logins(places: Places, children: Children, portal: Mapping[str, str]) -> list[dict[str, str]]:
    """One login per role, as the demonstration itself tells them."""
    with tempfile.TemporaryFile() as answer:
        child = children.spawn(
            "demo_logins",
            [sys.executable, "manage.py", "demo_logins", "--format", "json"],
            environ=portal,
            cwd=places.root,
            log=places.logs / "demo_logins.log",
            stdout=answer,
            lasting=False,
        )
        finish(children, child, seconds=60)
        answer.seek(0)
        logins: list[dict[str, str]] = json.load(answer)
    return logins


def describe_logins(logins: Sequence[Mapping[str, str]]) -> list[str]:
    """One line a login, in columns."""
    rows = [[login[name] for name in ("role", "email", "password", "body")] for login in logins]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  " + "  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
