"""A portal to measure: a `./run` of its own, web processes beside it, and what both take of the processor."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PROCESSES = 2
READY_SECONDS = 300


def ask(port: int, path: str, headers: dict[str, str]) -> tuple[int, str, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, answer.headers.get("ETag", ""), body


@contextmanager
def web(threads: int, *, keep: bool) -> Iterator[int]:
    """The web server as `deploy/web.sh` starts it, on a port of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--host", "127.0.0.1"),
        *("--port", str(port), "--workers", str(PROCESSES), "--blocking-threads", str(threads)),
        *("--backlog", "1024", "--no-access-log", "portal.wsgi:application"),
    ]
    environ = {**os.environ, "KEZDESU_KEEP_PAGES": "1" if keep else "0", "KEZDESU_LIMITS": "0"}
    server = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 60
        while not _answers(port):
            if time.monotonic() > until or server.poll() is not None:
                sys.exit("the web server did not start")
            time.sleep(0.2)
        yield port
    finally:
        server.terminate()
        server.wait(30)


def _answers(port: int) -> bool:
    try:
        return ask(port, "/healthz", {})[0] == 200
    except OSError:
        return False


@contextmanager
def instance(var: Path | None) -> Iterator[dict[str, Any]]:
    """What a `./run` says of itself: one of our own in a folder that is thrown away, unless one is named."""
    if var is not None:
        yield {**json.loads((var / "instance.json").read_text(encoding="utf-8")), "KEZDESU_VAR": str(var)}
        return
    folder = Path(tempfile.mkdtemp(prefix="kezdesu-pages-"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environ = {**os.environ, "KEZDESU_VAR": str(folder), "PORT": str(port)}
    log = folder / "run.log"
    with log.open("wb") as said:
        portal = subprocess.Popen([ROOT / "run"], cwd=ROOT, env=environ, stdout=said, stderr=said)
    try:
        until = time.monotonic() + READY_SECONDS
        while b"READY" not in log.read_bytes():
            if time.monotonic() > until or portal.poll() is not None:
                sys.exit(f"./run did not start:\n{log.read_text(encoding='utf-8')}")
            time.sleep(0.5)
        yield {**json.loads((folder / "instance.json").read_text(encoding="utf-8")), "KEZDESU_VAR": str(folder)}
    finally:
        portal.send_signal(signal.SIGINT)
        portal.wait(60)
        shutil.rmtree(folder, ignore_errors=True)


def manage(*command: str) -> None:
    subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def processor(port: int) -> dict[int, float]:
    """Processor seconds so far of our web processes and of the database they ask."""
    stats: dict[int, tuple[int, float, str]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
                command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
            except OSError:
                continue
            used = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
            stats[int(entry.name)] = (int(fields[1]), used, command)
    folder = os.environ["KEZDESU_VAR"]
    roots = {
        pid
        for pid, (_parent, _used, command) in stats.items()
        if f"--port {port} " in command or ("bin/postgres " in command and folder in command)
    }
    found = {}
    for pid, (_parent, used, _command) in stats.items():
        above = pid
        while above not in roots and above in stats:
            above = stats[above][0]
        if above in roots:
            found[pid] = used
    return found
