"""A copy of the checkout with a data folder of its own, started and watched from outside, as a person would."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
NOT_COPIED = shutil.ignore_patterns("var", ".git", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", "*.mo")
#: Left out of what `./run` inherits: the tests' own servers, settings and folder.
NOT_INHERITED = (
    *("DATABASE_URL", "REDIS_URL", "KEZDESU_CACHE_URL", "DJANGO_SETTINGS_MODULE", "HOST", "PORT"),
    *("KEZDESU_VAR", "KEZDESU_SECRET_KEY", "KEZDESU_BASE_URL", "KEZDESU_DEMO", "KEZDESU_TEST_TEMPLATE"),
)
READY_SECONDS = 300


def copy_checkout(to: Path) -> Path:
    shutil.copytree(ROOT, to, ignore=NOT_COPIED, symlinks=True)
    return to


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def eventually(condition: Any, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.1)
    return True


@dataclass
class Rig:
    """One data folder of a copied checkout."""

    checkout: Path
    var: Path
    port: int = field(default_factory=free_port)
    #: As whom it runs, as arguments of Popen.
    person: Mapping[str, Any] = field(default_factory=dict)
    environ: Mapping[str, str] = field(default_factory=dict)
    started: list[subprocess.Popen[str]] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}
        return kept | {"PORT": str(self.port), "KEZDESU_VAR": str(self.var)} | dict(self.environ)

    def start(self, **more: str) -> subprocess.Popen[str]:
        # Under nohup everything below would leave this signal alone, as it should.
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
        process = subprocess.Popen(
            [self.checkout / "run"],
            env=self.environment() | more,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            **self.person,
        )
        self.started.append(process)
        return process

    def start_ready(self, **more: str) -> tuple[subprocess.Popen[str], list[str]]:
        """Start, and give what was said up to the READY line."""
        process = self.start(**more)
        assert process.stdout is not None
        lines: list[str] = []
        signal.signal(signal.SIGALRM, _too_long)
        signal.alarm(READY_SECONDS)
        try:
            for line in process.stdout:
                lines.append(line.rstrip("\n"))
                if line.startswith("READY"):
                    return process, lines
        finally:
            signal.alarm(0)
        raise AssertionError("never ready:\n" + "\n".join(lines))

    def run(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        """A `./run …` that ends by itself."""
        return subprocess.run(
            [self.checkout / "run", *arguments],
            env=self.environment() | more,
            cwd="/",
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=READY_SECONDS,
            **self.person,
        )

    def processes(self) -> dict[int, str]:
        """Everything alive that was started for this data folder, by number."""
        mark = os.fsencode(self.var)
        found: dict[int, str] = {}
        for folder in Path("/proc").iterdir():
            if not folder.name.isdigit() or int(folder.name) == os.getpid():
                continue
            try:
                command = (folder / "cmdline").read_bytes()
                if mark in command or mark in (folder / "environ").read_bytes():
                    found[int(folder.name)] = command.replace(b"\0", b" ").decode("utf-8", "replace").strip()
            except OSError:
                continue
        return {pid: command for pid, command in found.items() if command}

    def everything_gone(self, seconds: float = 30) -> bool:
        return eventually(lambda: not self.processes(), seconds)

    def get(self, path: str = "") -> tuple[int, str]:
        with urllib.request.urlopen(self.address + path, timeout=30) as answer:
            return answer.status, answer.read().decode()

    def serves(self, process: subprocess.Popen[Any]) -> bool:
        """Whether this one's services are up; a killed run leaves its note behind, but not with that number."""
        try:
            found: dict[str, Any] = json.loads((self.var / "instance.json").read_text())
        except (OSError, ValueError):
            return False
        return found["pid"] == process.pid

    def end(self) -> None:
        for process in self.started:
            if process.poll() is None:
                process.terminate()
            process.communicate(timeout=60)


def _too_long(number: int, frame: object) -> None:
    raise TimeoutError(f"not ready within {READY_SECONDS} s")
