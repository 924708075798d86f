"""The embedded PostgreSQL: its binaries, as whom it runs, its data, its start and end."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from .children import Child, Children
from .locks import process_is_alive
from .places import Refusal, private_folder
from .progress import last_lines
from .runner import choose_runner, find_binaries, server_environment

SUPERUSER = "postgres"
#: First version with the built-in locale provider, whose C.UTF-8 knows Kazakh upper and lower case everywhere alike.
BUILTIN_LOCALES_SINCE = 17
#: What an orphan has for going by itself.
ORPHAN_SECONDS = 3.0
DURABLE: Mapping[str, str] = {}
#: For data that is thrown away: nothing is ever forced to the disk.
FLEETING: Mapping[str, str] = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
#: As docker-compose.yml has them: the data is in memory, so an index is worth its steps.
PLANNER: Mapping[str, str] = {"random_page_cost": "1.1", "work_mem": "16MB", "effective_cache_size": "1GB"}


class Postgres:
    """One cluster under `parent`, reached through a socket only."""

    def __init__(
        self,
        children: Children,
        *,
        parent: Path,
        sockets: Path,
        log: Path,
        environ: Mapping[str, str],
        settings: Mapping[str, str] = DURABLE,
    ) -> None:
        self.children = children
        self.log = log
        self.settings = settings
        self.environ = server_environment(environ)
        self.binaries = find_binaries(environ)
        self.runner = choose_runner(self.binaries, parent / "pg", environ)
        self.data = parent / f"pg{self.runner.major}"
        self.sockets = sockets / "pg"
        self.child: Child | None = None

    def url(self, database: str) -> str:
        return f"postgres://{SUPERUSER}@/{database}?host={quote(str(self.sockets))}"

    def make(self, databases: Sequence[str]) -> bool:
        """Make the cluster with these databases, unless it is there; whether it was made. Raises Refusal."""
        self._refuse_other_versions()
        if (self.data / "PG_VERSION").exists():
            self._own_data()
            return False
        # Made beside and renamed when complete: a start that was killed half-way leaves nothing to stumble over.
        unfinished = self.data.with_name(self.data.name + ".new")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700, parents=True)
        self._give(unfinished)
        locale = ["--locale-provider=builtin"] if self.runner.major >= BUILTIN_LOCALES_SINCE else []
        self._call(
            "initdb",
            "-D",
            unfinished,
            *("-U", SUPERUSER, "-A", "trust", "-E", "UTF8", *locale, "--locale=C.UTF-8"),
            *(["--no-sync"] if self.settings else []),
        )
        for database in databases:
            self._call("postgres", "--single", "-D", unfinished, "postgres", statement=f'CREATE DATABASE "{database}"')
        unfinished.rename(self.data)
        return True

    def start(self) -> None:
        """Start the server and wait until it takes connections. Raises Refusal."""
        self._end_forgotten_server()
        self._end_orphans()
        # The server makes its own folder's content; the folder above may be entered, not read, by its user.
        private_folder(self.sockets.parent, 0o711 if self.runner.user != os.geteuid() else 0o700)
        shutil.rmtree(self.sockets, ignore_errors=True)
        self.sockets.mkdir(mode=0o700)
        self._give(self.sockets)
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.sockets),
            "max_connections": "60",
            # Compiling costs more than it saves in queries of this size.
            "jit": "off",
            **PLANNER,
            **self.settings,
        }
        self.child = self.children.spawn(
            "postgres",
            [
                self.binaries / "postgres",
                *("-D", self.data),
                *(part for name, value in settings.items() for part in ("-c", f"{name}={value}")),
            ],
            environ=self.environ,
            cwd=Path("/"),
            log=self.log,
            # "Fast": sessions are ended, the data is left clean.
            stop_signal=signal.SIGINT,
            grace=30.0,
            identity=self.runner.identity,
        )
        self.children.until(
            self._takes_connections,
            seconds=120,
            what=f"PostgreSQL did not come up (see {self.log})",
        )

    def system_identifier(self) -> str:
        """The number that tells this cluster from every other: the first eight bytes of its control file."""
        return (self.data / "global" / "pg_control").read_bytes()[:8].hex()

    def _takes_connections(self) -> bool:
        lines = self._pid_file()
        return len(lines) >= 8 and lines[0] == str(self.child and self.child.process.pid) and lines[7] == "ready"

    def _pid_file(self) -> list[str]:
        try:
            return [line.strip() for line in (self.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()]
        except OSError:
            return []

    def _end_forgotten_server(self) -> None:
        """A server of this data that outlived its supervisor and its guard is ended; a stale note of one is removed.

        The caller holds the lock of the data folder, so nobody else has a right to it.
        """
        lines = self._pid_file()
        if not lines or not lines[0].isdigit():
            return
        pid = int(lines[0])
        if not _serves(pid, self.data):
            (self.data / "postmaster.pid").unlink(missing_ok=True)
            return
        os.kill(pid, signal.SIGINT)
        until = time.monotonic() + 30
        while process_is_alive(pid) and _serves(pid, self.data):
            if time.monotonic() > until:
                raise Refusal(f"An earlier PostgreSQL (process {pid}) still uses {self.data} and does not end.")
            self.children.interrupts.pause(0.1)

    def _end_orphans(self) -> None:
        """Sessions outlive a server that was killed until they look up from their work; none starts beside them."""
        if sys.platform != "linux":
            return
        until = time.monotonic() + ORPHAN_SECONDS
        while orphans := [pid for pid in _all_processes() if _lives_in(pid, self.data)]:
            for pid in orphans:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGQUIT if time.monotonic() < until else signal.SIGKILL)
            self.children.interrupts.pause(0.05)

    def _refuse_other_versions(self) -> None:
        if (self.data / "PG_VERSION").exists():
            return
        for other in sorted(self.data.parent.glob("pg[0-9]*")):
            if other != self.data and re.fullmatch(r"pg\d+", other.name) and (other / "PG_VERSION").exists():
                version = other.name.removeprefix("pg")
                raise Refusal(
                    f"The data in {other} is of PostgreSQL {version}, and here is PostgreSQL {self.runner.major}: "
                    f"name a PostgreSQL {version} in PG_BIN, or move {other} away to begin anew."
                )

    def _own_data(self) -> None:
        """The data must belong to whom PostgreSQL runs as; root may change that, others may only be told."""
        owner = self.data.stat().st_uid
        if owner == self.runner.user:
            return
        if os.geteuid() != 0:
            raise Refusal(f"{self.data} belongs to another user: start as that user, or name another KEZDESU_VAR.")
        for folder, _folders, files in os.walk(self.data):
            self._give(Path(folder))
            for name in files:
                self._give(Path(folder, name))

    def _give(self, path: Path) -> None:
        if self.runner.user != os.geteuid() or path.lstat().st_uid != self.runner.user:
            os.chown(path, self.runner.user, self.runner.group, follow_symlinks=False)

    def _call(self, program: str, *arguments: str | Path, statement: str = "") -> None:
        """Run one of PostgreSQL's programs to its end. Raises Refusal with what it said."""
        before = self.log.stat().st_size if self.log.exists() else 0
        reading, writing = os.pipe()
        os.write(writing, statement.encode() + b"\n")
        os.close(writing)
        try:
            code = self.children.run(
                program,
                [self.binaries / program, *arguments],
                environ=self.environ,
                cwd=Path("/"),
                log=self.log,
                stdin=reading,
                identity=self.runner.identity,
                seconds=120,
            )
        finally:
            os.close(reading)
        said = self.log.read_bytes()[before:].decode("utf-8", "replace")
        # The single-user server answers a failed statement with a line, not with its exit code.
        if code == 0 and not re.search(r"^.*\b(ERROR|FATAL|PANIC):", said, re.MULTILINE):
            return
        if "No space left on device" in said:
            raise Refusal(f"The disk of {self.data.parent} is full: free some room, or name another KEZDESU_VAR.")
        raise Refusal(f"PostgreSQL's {program} failed. The end of {self.log}:\n{last_lines(self.log)}")


def _all_processes() -> list[int]:
    return [int(folder.name) for folder in Path("/proc").iterdir() if folder.name.isdigit()]


def _lives_in(pid: int, data: Path) -> bool:
    """Whether this process is one of PostgreSQL's of that data: each of them stays in the folder."""
    try:
        return Path(f"/proc/{pid}/cwd").readlink() == data and Path(f"/proc/{pid}/comm").read_text().startswith(
            "postgres"
        )
    except OSError:
        return False


def _serves(pid: int, data: Path) -> bool:
    """Whether this process is a PostgreSQL server of that data; a number is reused after a restart of the machine."""
    try:
        if sys.platform == "linux":
            command = Path(f"/proc/{pid}/cmdline").read_bytes().decode("utf-8", "replace")
        else:
            asked = ["ps", "-o", "args=", "-p", str(pid)]
            command = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    except OSError:
        return False
    return "postgres" in command and str(data) in command
