"""How many requests a second the portal answers: public pages, feeds, API and desk, at two sizes, cold and warm.

    python -m benchmarks.pages                      # both sizes, some ten minutes; writes benchmarks/RESULTS.md
    python -m benchmarks.pages --only search,home   # the rows whose names begin so; printed only
    python -m benchmarks.pages --var FOLDER         # in the data of a `./run` that is up already; printed only

Needs wrk. It starts a `./run` of its own in a folder that is thrown away, loads the demonstration, and asks two web
processes of its own. Cold: nothing is kept but totals and texts of single meetings (`KEZDESU_KEEP_PAGES=0`); warm: as
it runs. Processor time is that of the web processes and of PostgreSQL together, and says more than the clock where the
machine does other things.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import platform
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[1]
RESULTS = Path(__file__).with_name("RESULTS.md")
A_YEAR = 35_000
#: A region with much to come, by its code.
REGION = "430000000"
CONNECTIONS, PROCESSES = 16, 2
READY_SECONDS = 300


@dataclass(frozen=True)
class Page:
    name: str
    path: str
    #: Requests a second wanted: with nothing kept, and as it runs.
    cold: str = ""
    warm: str = ">= 1,000"
    #: Asked as somebody who has it already.
    again: bool = False
    signed_in: bool = False

    @property
    def is_kept(self) -> bool:
        """There is something to ask with nothing kept, too."""
        return not self.again and not self.signed_in

    @property
    def wanted(self) -> str:
        return ">= 2,000" if self.again else self.warm


PAGES = (
    Page("home", "/kk/", ">= 150"),
    Page("month table of the country", "/kk/calendar/", ">= 60"),
    Page("list of the country", "/kk/calendar/?view=list", ""),
    Page("list of a region", f"/kk/calendar/?view=list&place={REGION}&month={{month}}", ">= 100"),
    Page("month table of a region", f"/kk/calendar/?place={REGION}&month={{month}}", ""),
    Page("one meeting", "/kk/meetings/{number}/", ">= 190"),
    Page("region", f"/kk/territories/{REGION}/", ""),
    Page("index of schedules", "/kk/schedules/", ""),
    Page("schedule of a year, paged", "/kk/schedules/graph/{year}/", "<= 100 ms"),
    Page("search", f"/kk/calendar/?{urlencode({'q': 'су'})}", ">= 60"),
    Page("search, two words", f"/ru/calendar/?{urlencode({'q': 'качество воды'})}"),
    Page("search by API", f"/api/v1/meetings/?{urlencode({'q': 'су'})}", ">= 60"),
    Page("API, 50 meetings", "/api/v1/meetings/", ">= 150"),
    Page("API, a region's month", f"/api/v1/meetings/?place={REGION}&month={{month}}", ""),
    Page("record", "/kk/deadlines/", ""),
    Page("record, list", "/kk/deadlines/?view=list", ""),
    Page("record, CSV", "/kk/deadlines.csv", ""),
    Page("calendar of a region, .ics", f"/kk/calendar.ics?place={REGION}", "<= 20 ms"),
    Page("one meeting, .ics", "/kk/meetings/{number}.ics", ""),
    Page("304: list of a region", f"/kk/calendar/?place={REGION}&view=list", again=True),
    Page("304: one meeting", "/kk/meetings/{number}/", again=True),
    Page("304: calendar of a region", f"/kk/calendar.ics?place={REGION}", again=True),
    Page("desk of an officer", "/kk/desk/", warm="", signed_in=True),
)


@dataclass(frozen=True)
class Row:
    page: Page
    #: Milliseconds of the first request.
    first: float
    rate: float
    p50: str
    p99: str
    #: Milliseconds of processor a request.
    processor: float
    statements: int
    kilobytes: float

    def cells(self) -> str:
        return (
            f"{self.first:.0f} | {self.rate:,.0f} | {self.p50} | {self.p99} | {self.processor:.1f} | {self.statements}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=A_YEAR, help="meetings of the larger size")
    parser.add_argument("--seconds", type=int, default=4, help="of each row")
    parser.add_argument("--threads", type=int, default=4, help="of each web process")
    parser.add_argument("--only", default="", help="beginnings of names, with commas")
    parser.add_argument("--var", type=Path, help="data folder of a `./run` that is up")
    asked = parser.parse_args()
    if not shutil.which("wrk"):
        sys.exit("wrk is not installed: apt-get install wrk")
    begun = datetime.now(tz=UTC)
    tables: list[str] = []
    with _instance(asked.var) as instance:
        os.environ.update({name: value for name, value in instance.items() if isinstance(value, str)})
        os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.dev"
        import django

        django.setup()
        sizes: list[int] = [0] if asked.var else [0, asked.count]
        for more in sizes:
            if more:
                _manage("load_meetings", "--count", str(more))
                _manage("rebuild_totals")
            tables.append(_size(asked))
    text = _headed(asked, begun, tables)
    if not asked.var and not asked.only:
        RESULTS.write_text(text + "\n" + RESULTS.read_text(encoding="utf-8").partition("\n\n")[2], encoding="utf-8")


def _headed(asked: argparse.Namespace, begun: datetime, tables: list[str]) -> str:
    head = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False, cwd=ROOT
    )
    return (
        "# Measured\n\n## Pages\n\n"
        f"`python -m benchmarks.pages --count {asked.count} --seconds {asked.seconds} --threads {asked.threads}`, "
        f"{begun:%d %B %Y}, on top of `{head.stdout.strip() or 'a checkout'}`. "
        f"{os.cpu_count()} processors ({platform.machine()}), load {os.getloadavg()[0]:.1f} when it ended. "
        f"{PROCESSES} web processes of {asked.threads} threads, wrk with {CONNECTIONS} connections beside them. "
        "First: milliseconds of the first request; ms of processor: of a request, web and PostgreSQL together.\n\n"
        + "\n".join(tables)
    )


def _size(asked: argparse.Namespace) -> str:
    """The table of the data as it is."""
    from meetings.models import Meeting

    meetings = Meeting.objects.public().count()
    chosen = [page for page in PAGES if any(page.name.startswith(each) for each in asked.only.split(","))]
    rows: dict[str, dict[str, Row]] = {}
    for how in ("cold", "warm"):
        with _web(asked.threads, keep=how == "warm") as port:
            for page in chosen:
                if how == "cold" and not page.is_kept:
                    continue
                row = _measured(page, port, asked.seconds, how)
                rows.setdefault(page.name, {})[how] = row
                print(f"{meetings:>7} {how} {page.name}: {row.cells()}", flush=True)
    head = "first | a second | p50 | p99 | ms of processor | statements"
    lines = [
        f"| {name} | {_cells(found, 'cold')} | {next(iter(found.values())).page.cold} | {_cells(found, 'warm')} | "
        f"{found['warm'].page.wanted} | {found['warm'].kilobytes:.0f} |"
        for name, found in rows.items()
    ]
    return (
        f"### {meetings:,} meetings\n\n"
        f"| page | cold: {head} | wanted | warm: {head} | wanted | KB |\n|{'---|' * 16}\n" + "\n".join(lines) + "\n"
    )


def _cells(found: dict[str, Row], how: str) -> str:
    return found[how].cells() if how in found else " | | | | |"


def _measured(page: Page, port: int, seconds: int, how: str) -> Row:
    path, headers = _address(page), _headers(page)
    start = time.perf_counter()
    status, tag, body = _ask(port, path, headers)
    first = (time.perf_counter() - start) * 1000
    if page.again:
        headers["If-None-Match"] = tag
        status, _tag, _body = _ask(port, path, headers)
        if status != 304:
            print(f"{page.name}: {status} instead of 304")
    elif status != 200:
        sys.exit(f"{page.name}: {path} answered {status}")
    # What each process makes once.
    for _turn in range(3 * PROCESSES):
        _ask(port, path, headers)
    before = _processor(port)
    more = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
    said = subprocess.run(
        ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "30s", "--latency", *more,
         f"http://127.0.0.1:{port}{path}"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    after = _processor(port)
    # A process that ended meanwhile takes its time with it.
    spent = sum(used - before.get(pid, 0.0) for pid, used in after.items())
    if refused := _found(r"Non-2xx or 3xx responses: (\d+)", said):
        print(f"{page.name}: {refused} answers were no good")
    answered = int(_found(r"(\d+) requests in", said) or 0)
    return Row(
        page=page,
        first=first,
        rate=float(_found(r"Requests/sec:\s+([\d.]+)", said) or 0),
        p50=_found(r"\n +50%\s+(\S+)", said),
        p99=_found(r"\n +99%\s+(\S+)", said),
        processor=1000 * spent / answered if answered else 0.0,
        statements=_statements(path, {**headers, "Host": f"127.0.0.1:{port}"}, keep=how == "warm"),
        kilobytes=len(body) / 1000,
    )


def _found(pattern: str, said: str) -> str:
    match = re.search(pattern, said)
    return match.group(1) if match else ""


def _address(page: Page) -> str:
    from meetings.models import Meeting
    from portal.kernel import clock
    from portal.kernel.periods import Period
    from schedules.models import Schedule

    public = Meeting.objects.public().with_fixed_day().upcoming(clock.today())
    return page.path.format(
        month=Period.containing("month", clock.today()).next().key,
        number=public.order_by("number")[public.count() // 2].number,
        year=Schedule.objects.published().graphs().latest("period_key").period_key,
    )


def _headers(page: Page) -> dict[str, str]:
    if not page.signed_in:
        return {}
    from django.conf import settings
    from django.test import Client

    from portal.accounts.models import User

    client = Client()
    client.force_login(User.objects.get(email="officer@kezdesu.example"), settings.AUTHENTICATION_BACKENDS[-1])
    return {"Cookie": f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"}


def _statements(path: str, headers: dict[str, str], *, keep: bool) -> int:
    from django.db import connection
    from django.test import Client, override_settings
    from django.test.utils import CaptureQueriesContext

    with override_settings(KEZDESU_KEEP_PAGES=keep, KEZDESU_LIMITS=False):
        client = Client(headers=headers)
        client.get(path)
        with CaptureQueriesContext(connection) as caught:
            client.get(path)
    return len(caught)


def _ask(port: int, path: str, headers: dict[str, str]) -> tuple[int, str, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, answer.headers.get("ETag", ""), body


@contextmanager
def _web(threads: int, *, keep: bool) -> Iterator[int]:
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
        return _ask(port, "/healthz", {})[0] == 200
    except OSError:
        return False


@contextmanager
def _instance(var: Path | None) -> Iterator[dict[str, Any]]:
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


def _manage(*command: str) -> None:
    subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def _processor(port: int) -> dict[int, float]:
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


if __name__ == "__main__":
    main()
