"""The portal as processes: servers, workers and beats that can be killed one by one, under a clock that hurries."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django.db import connection, connections

from portal.frontdoor.children import Child, Children
from portal.frontdoor.interrupts import Interrupts
from portal.frontdoor.postgres import Postgres
from portal.frontdoor.valkey import Valkey
from portal.kernel import clock
from portal.settings.environment import database
from tests.frontdoor.rig import ROOT
from tests.rig.post import PostOffice

DATABASE = "rig"
#: Commits reach the kernel, so that a server that is killed has lost nothing; only the machine may not fall.
KEPT_IN_MEMORY: Mapping[str, str] = {"fsync": "off", "full_page_writes": "off"}
_KEPT = ("PATH", "HOME", "LANG", "TMPDIR", "VIRTUAL_ENV", "PYTHONPATH", "PG_BIN")


@dataclass
class House:
    """Two servers, a post office, and whatever of the portal was started."""

    start: datetime
    day_seconds: float
    tick: float
    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="kzrig-")))
    post: PostOffice = field(default_factory=PostOffice)
    going: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    children: Children = field(default_factory=lambda: Children(Interrupts()))
    #: How often anything was killed that may have been sending.
    kills: int = 0
    clock_text: str = ""

    # -- servers --------------------------------------------------------------------------------------------------
    def open(self) -> None:
        """Servers up, schema and country in the database, the clock not yet running."""
        # As root the server runs as another user, who must get through.
        self.folder.chmod(0o711)
        (self.folder / "data").mkdir(mode=0o711)
        environ = {name: os.environ[name] for name in _KEPT if name in os.environ}
        environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environ.get('PATH', os.defpath)}"
        self.postgres = Postgres(
            self.children,
            parent=self.folder / "data",
            sockets=self.folder / "s",
            log=self.folder / "postgres.log",
            environ=environ,
            settings=KEPT_IN_MEMORY,
        )
        self.postgres.make([DATABASE])
        self.postgres.start()
        self.valkey = Valkey(
            self.children,
            folder=self.folder / "valkey",
            sockets=self.folder / "v",
            log=self.folder / "valkey.log",
            environ=environ,
        )
        self.valkey.start()
        self.post.open()
        self.environ = environ | {
            "DJANGO_SETTINGS_MODULE": "tests.rig.settings",
            "DATABASE_URL": self.postgres.url(DATABASE),
            "REDIS_URL": self.valkey.url,
            "KEZDESU_VAR": str(self.folder / "var"),
            "KEZDESU_RIG_POST": str(self.post.port),
            "KEZDESU_RIG_TICK": str(self.tick),
            "PYTHONUNBUFFERED": "1",
            # The worker warns of root, as which the tests may run and production does not.
            "PYTHONWARNINGS": "ignore",
        }
        for command in (["manage.py", "migrate", "--verbosity", "0"], ["-m", "tests.rig.country"]):
            done = subprocess.run(
                [sys.executable, *command], env=self.environ, cwd=ROOT, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, done.stdout + done.stderr

    def close(self) -> None:
        for name in list(self.going):
            self.kill(name, counts=False)
        self.post.close()
        self.children.stop()
        self.children.dismiss_guard()
        shutil.rmtree(self.folder, ignore_errors=True)

    def restart_postgres(self) -> None:
        """As if it had crashed: no session is ended, the log of changes is played on the way up."""
        child = self._server("postgres")
        child.stop_signal = signal.SIGQUIT
        self.children.stop(child)
        self.kills += 1
        connections.close_all()
        self.postgres.start()

    def restart_valkey_empty(self) -> None:
        child = self._server("valkey")
        child.stop_signal = signal.SIGKILL
        self.children.stop(child)
        self.valkey.start()

    def _server(self, name: str) -> Child:
        (child,) = [child for child in self.children.running if child.name == name]
        return child

    # -- processes of the portal ----------------------------------------------------------------------------------
    def start_clock(self) -> None:
        """From this moment every process started shows the rig's time."""
        speed = timedelta(days=1).total_seconds() / self.day_seconds
        self.clock_text = f"{self.start.isoformat()} {datetime.now(tz=UTC).isoformat()} {speed}"
        self.face = clock.Hastened.parse(self.clock_text)
        self.environ["KEZDESU_CLOCK"] = self.clock_text

    def now(self) -> datetime:
        return self.face.shown_at(datetime.now(tz=UTC))

    def today(self) -> date:
        return clock.civil_date(self.now())

    def start_worker(self) -> None:
        """One process of the pool, so that a kill catches at most one letter."""
        self._start("worker", ["worker", "--concurrency", "1", "--without-gossip", "--without-mingle"])

    def start_beat(self, name: str = "beat") -> None:
        self._start(name, ["beat", "--pidfile=", "--schedule", str(self.folder / name)])

    def _start(self, name: str, arguments: list[str]) -> None:
        with (self.folder / f"{name}.log").open("ab") as log:
            self.going[name] = subprocess.Popen(
                [sys.executable, "-m", "celery", "-A", "portal", "-q", *arguments, "--loglevel", "INFO"],
                env=self.environ,
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def kill(self, name: str, *, counts: bool = True) -> None:
        """kill -9, with every process it made."""
        process = self.going.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(30)
        self.kills += counts

    def stop(self, name: str) -> None:
        process = self.going.pop(name)
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(30)

    def kill_worker_while_sending(self, within_days: float = 4) -> bool:
        """Killed between a letter that the mail host has and the note that it has it; whether a letter came."""
        self.post.stall_next()
        came = self.post.stalled.wait(within_days * self.day_seconds)
        self.kill("worker")
        self.post.release()
        self.start_worker()
        return came

    def said(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text(errors="replace")

    # -- waiting --------------------------------------------------------------------------------------------------
    def until(self, day: date, hour: int = 0) -> None:
        """Until the rig's clocks in Kazakhstan show that hour. Whoever died meanwhile is an error."""
        wanted = clock.at(day, hour)
        while self.now() < wanted:
            for name, process in self.going.items():
                assert process.poll() is None, f"{name} has ended:\n{self.said(name)[-3000:]}"
            time.sleep(min(0.1, self.day_seconds / 50))

    def eventually(self, condition: Callable[[], bool], days: float) -> bool:
        end = time.monotonic() + days * self.day_seconds
        while not condition():
            if time.monotonic() > end:
                return False
            time.sleep(0.05)
        return True

    @contextmanager
    def inside(self) -> Iterator[None]:
        """The ORM of this process looks into the database of the rig."""
        own = dict(connection.settings_dict)
        connections.close_all()
        connection.settings_dict.update(database(self.environ["DATABASE_URL"]), CONN_MAX_AGE=0)
        try:
            yield
        finally:
            connections.close_all()
            connection.settings_dict.clear()
            connection.settings_dict.update(own)
