"""`./test`: every check and every test on a throw-away PostgreSQL and Valkey, one line a step."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .browser import find_browser, provide_browser
from .children import Child, Children
from .database import stale_catalogues
from .debian import Debian, provide_tools
from .interrupts import Interrupts
from .places import Places, require_space
from .postgres import FLEETING
from .progress import Progress
from .quick import CHOSEN, changed_files, chosen_tests
from .services import Services, portal_environment

SETTINGS = "portal.settings.test"
#: Name of the migrated database every test database is a copy of.
TEMPLATE = "kezdesu_template"
#: Two processors; more workers only take turns.
WORKERS = "2"
#: Steps before pytest that run at the same time, for the same reason.
LANES = 2
SCRATCH_MEGABYTES = 500
#: Far above what is promised (7 minutes of 2 free cores, 40 for long rigs), below where a machine for checks gives up.
LONGEST_SECONDS = 75 * 60
HANGING_SECONDS = 300
#: A long rig lives through weeks, in minutes.
RIG_HANGING_SECONDS = 900
#: Servers of somebody's own are for `./run`.
SERVERS_GIVEN = ("DATABASE_URL", "REDIS_URL", "KEZDESU_CACHE_URL")
#: Of the output of a failed step.
SHOWN_LINES = 200


@dataclass(frozen=True)
class Step:
    name: str
    command: tuple[str, ...]
    #: On top of what every step is given.
    environ: Mapping[str, str] = field(default_factory=dict)


def checks(python: str) -> tuple[Step, ...]:
    """Everything that is looked at without running the product; the slowest first, so that it does not wait."""
    tools = Path(python).parent
    return (
        Step("mypy", (python, "-m", "mypy")),
        Step("ruff check", (python, "-m", "ruff", "check", ".")),
        Step("ruff format", (python, "-m", "ruff", "format", "--check", ".")),
        Step("import-linter", (str(tools / "lint-imports"),)),
        Step("djlint", (python, "-m", "djlint", "templates", "--lint", "--quiet")),
        Step("migrations", (python, "manage.py", "makemigrations", "--check", "--dry-run")),
        Step("translations", (python, "manage.py", "catalogue", "check")),
    )


@dataclass
class Counts:
    passed: int = 0
    failed: int = 0
    skipped: int = 0

    @classmethod
    def read(cls, report: Path) -> Counts:
        """From a JUnit report; nothing at all when there is none."""
        counts = cls()
        try:
            suites = list(ET.parse(report).getroot().iter("testsuite"))
        except (OSError, ET.ParseError):
            return counts
        for suite in suites:
            total, failures, errors, skipped = (
                int(suite.get(name, 0)) for name in ("tests", "failures", "errors", "skipped")
            )
            counts.failed += failures + errors
            counts.skipped += skipped
            counts.passed += total - failures - errors - skipped
        return counts

    def add(self, other: Counts) -> None:
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


def run(places: Places, environ: Mapping[str, str], say: Progress, arguments: Sequence[str]) -> int:
    """0 when everything passed. Raises Refusal, Stopped."""
    interrupts = Interrupts()
    interrupts.install()
    children = Children(interrupts)
    scratch = make_scratch(scratch_parent(environ))
    # Nothing of a running ./run is used: neither its data folder nor its sockets.
    throwaway = Places(root=places.root, var=scratch)
    try:
        children.start_guard(remove=[throwaway.sockets, scratch])
        throwaway.logs.mkdir()
        outer = {
            name: value
            for name, value in environ.items()
            if name not in ("DATABASE_URL", "REDIS_URL", "KEZDESU_CACHE_URL")
        }
        outer["KEZDESU_VAR"] = str(scratch)
        services = Services(throwaway, children, say, outer)
        services.start(database=TEMPLATE, settings=FLEETING)
        portal = portal_environment(
            throwaway,
            outer,
            database_url=services.postgres.url("kezdesu") if services.postgres else "",
            redis_url=services.redis_url,
            cache_url=services.cache_url,
            address=("127.0.0.1", 8000),
            settings=SETTINGS,
        )
        template_url = services.postgres.url(TEMPLATE) if services.postgres else ""
        portal["KEZDESU_TEST_TEMPLATE"] = TEMPLATE
        return Session(throwaway, children, say, portal, template_url).run(arguments)
    finally:
        children.stop()
        children.dismiss_guard()


def scratch_parent(environ: Mapping[str, str]) -> Path:
    """Memory where there is room, else where temporary files go. Raises Refusal."""
    memory = Path("/dev/shm")
    writable = memory.is_dir() and os.access(memory, os.W_OK | os.X_OK)
    if writable and shutil.disk_usage(memory).free > SCRATCH_MEGABYTES * 1_000_000:
        return memory
    parent = Path(environ.get("TMPDIR") or tempfile.gettempdir())
    require_space(parent, SCRATCH_MEGABYTES)
    return parent


def make_scratch(parent: Path) -> Path:
    """A folder of this run alone."""
    scratch = Path(tempfile.mkdtemp(prefix="kezdesu-test-", dir=parent))
    # As root the database runs as another user, who must get through to its folder.
    scratch.chmod(0o711)
    return scratch


class Session:
    """One run of the steps; all of them run, whatever failed before."""

    def __init__(
        self, places: Places, children: Children, say: Progress, environ: Mapping[str, str], template_url: str
    ) -> None:
        self.places = places
        self.children = children
        self.say = say
        self.environ = dict(environ)
        self.template_url = template_url
        self.python = sys.executable
        self.failed: list[str] = []

    def run(self, arguments: Sequence[str]) -> int:
        slow, quick = arguments[:1] == ["slow"], arguments[:1] == ["quick"]
        whole = slow or not arguments
        self._compile_catalogues()
        # The slowest first, so that it does not wait; nothing in the checks asks the database.
        looked_at = checks(self.python) if quick or not arguments else ()
        self._in_lanes([*looked_at[:1], self._template(), *looked_at[1:]])
        log = self.places.logs / "browser.log"
        browser = provide_browser(self.children, self.environ, log, self.say) if whole else find_browser(self.environ)
        self.environ["KEZDESU_CHROMIUM"] = browser
        if slow and not arguments[1:]:
            provide_tools(Debian(self.children, self.environ, self.places.logs / "tools.log"), self.say)
        selections = self._rigs(arguments[1:]) if slow else [self._selection(bool(browser), arguments)]
        if quick:
            selections = [self._quick(arguments[1:])]
        counts = Counts()
        for number, selection in enumerate(selections):
            report = self.places.var / f"report-{number}.xml"
            self._pytest(selection, report, whole=whole, slow=slow)
            counts.add(Counts.read(report))
        return self._conclude(counts, browser=browser, slow=slow, whole=whole)

    def _rigs(self, more: Sequence[str]) -> list[list[str]]:
        """Together, and then one after the other those that measure time or kill processes; as asked, when asked so.

        A rig without its browser fails in its own words: here a missing tool is no excuse.
        """
        self.environ["KEZDESU_SLOW"] = "1"
        if more:
            return [["-m", "slow", *more]]
        together = ["-m", "slow and not alone", "-n", WORKERS, "--dist", "worksteal"]
        return [together, ["-m", "slow and alone"]]

    def _selection(self, browser: bool, arguments: Sequence[str]) -> list[str]:
        marks = "not slow" if browser else "not slow and not browser"
        # The browser's tests are long: whoever has none left takes from the other.
        return ["-m", marks, *(arguments or ["-n", WORKERS, "--dist", "worksteal"])]

    def _quick(self, more: Sequence[str]) -> list[str]:
        """What needs no database, and what asks about changed files; `tests/selection.py` leaves out the rest."""
        chosen = chosen_tests(changed_files(self.places.root, self.environ), self.places.root)
        self.environ[CHOSEN] = os.pathsep.join(chosen)
        self.say(f"besides what needs no database: {' '.join(chosen) or 'no test asks about what changed'}")
        marks = "not slow" if self.environ.get("KEZDESU_CHROMIUM") else "not slow and not browser"
        return ["-m", marks, "-n", WORKERS, "--dist", "worksteal", *more]

    def _in_lanes(self, steps: Sequence[Step]) -> None:
        waiting = list(steps)
        going: list[tuple[Step, Child, float]] = []
        while waiting or going:
            while waiting and len(going) < LANES:
                step = waiting.pop(0)
                going.append((step, self._start(step), time.monotonic()))
            self.children.interrupts.pause(0.05)
            for entry in [entry for entry in going if entry[1].process.poll() is not None]:
                going.remove(entry)
                step, child, began = entry
                self._tell(step.name, self.children.wait(child), began, child.log)

    def _compile_catalogues(self) -> None:
        if not stale_catalogues(self.places.root):
            return
        step = Step("catalogues", (self.python, "manage.py", "catalogue", "compile"))
        began, child = time.monotonic(), self._start(step)
        self._tell(step.name, self.children.wait(child), began, child.log)

    def _template(self) -> Step:
        command = (self.python, "manage.py", "migrate", "--no-input", "--verbosity=0")
        return Step("template database", command, {"DATABASE_URL": self.template_url})

    def _start(self, step: Step) -> Child:
        return self.children.spawn(
            step.name,
            step.command,
            environ=self.environ | dict(step.environ),
            cwd=self.places.root,
            log=self.places.logs / f"{step.name.replace(' ', '-')}.log",
            lasting=False,
        )

    def _pytest(self, selection: Sequence[str], report: Path, *, whole: bool, slow: bool) -> None:
        began = time.monotonic()
        at_terminal = not whole and sys.stdin is not None and sys.stdin.isatty()
        # A test that hangs shows where, long before the whole is given up.
        patience = RIG_HANGING_SECONDS if slow else HANGING_SECONDS
        hanging = ("-o", f"faulthandler_timeout={patience}") if whole else ()
        child = self.children.spawn(
            "pytest",
            [self.python, "-m", "pytest", f"--junitxml={report}", *hanging, *selection],
            environ=self.environ,
            cwd=self.places.root,
            # At a terminal it stays in the foreground, so that a debugger can be talked to.
            stdin=sys.stdin.fileno() if at_terminal else subprocess.DEVNULL,
            own_session=not at_terminal,
            # As Ctrl-C: fixtures end what they started.
            stop_signal=signal.SIGINT,
            grace=30.0,
            lasting=False,
        )
        self._tell("pytest", self.children.wait(child, seconds=LONGEST_SECONDS), began, None)

    def _tell(self, name: str, code: int, began: float, log: Path | None) -> None:
        seconds = time.monotonic() - began
        self.say(f"{name:<18} {'ok' if code == 0 else 'FAILED'}  {seconds:.1f} s")
        if code != 0:
            self.failed.append(name)
            if log is not None:
                self.say.plain(_end_of(log))

    def _conclude(self, counts: Counts, *, browser: str, slow: bool, whole: bool) -> int:
        if self.failed:
            self.say(f"FAILED: {', '.join(self.failed)}")
        else:
            self.say("everything passed")
        if not browser:
            self.say.plain("!" * 100)
            self.say.plain("!!! NO CHROMIUM COULD BE HAD: the browser tests were NOT run.")
            self.say.plain("!!! Install one (Debian: apt install chromium), or name it in KEZDESU_CHROMIUM.")
            if whole and (slow or self.environ.get("CI") == "true"):
                self.failed.append("browser")
                self.say.plain("!!! Here that is a failure.")
            self.say.plain("!" * 100)
        self.say.plain(str(counts))
        return 1 if self.failed else 0


def _end_of(log: Path) -> str:
    """What a failed step said; of very much only the end, where tools put their sum."""
    lines = log.read_text(encoding="utf-8", errors="replace").rstrip().splitlines()
    left_out = len(lines) - SHOWN_LINES
    return "\n".join([f"({left_out} lines before)", *lines[-SHOWN_LINES:]] if left_out > 0 else lines)
