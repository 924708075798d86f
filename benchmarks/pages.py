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
import os
import platform
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.serving import PROCESSES, ROOT, ask, instance, manage, processor, web

RESULTS = Path(__file__).with_name("RESULTS.md")
A_YEAR = 35_000
#: A region with much to come, by its code.
REGION = "430000000"
CONNECTIONS = 16
#: Seconds within which the demonstration begins to load what comes after it answers.
BEGINS_WITHIN = 15


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
    with instance(asked.var) as said:
        os.environ.update({name: value for name, value in said.items() if isinstance(value, str)})
        os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.dev"
        import django

        django.setup()
        if not asked.var:
            _settled()
        sizes: list[int] = [0] if asked.var else [0, asked.count]
        for more in sizes:
            if more:
                manage("load_meetings", "--count", str(more))
                manage("rebuild_totals")
                _swept()
            tables.append(_size(asked))
    text = _headed(asked, begun, tables)
    if not asked.var and not asked.only:
        RESULTS.write_text(text + "\n" + RESULTS.read_text(encoding="utf-8").partition("\n\n")[2], encoding="utf-8")


def _settled() -> None:
    """What akims of the demonstration have held is recorded after it answers, which takes a processor of its own."""
    from portal.demo import progress

    time.sleep(BEGINS_WITHIN)
    while progress.per_cent() is not None:
        time.sleep(1)
    _swept()


def _swept() -> None:
    """As the beat and the database do by themselves within minutes.

    Notes of changes are gathered; and an index alone answers only of pages that were swept.
    """
    from django.db import connection

    from portal.kit.content_version import gather_content_changes

    gather_content_changes()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


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
        with web(asked.threads, keep=how == "warm") as port:
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
    status, tag, body = ask(port, path, headers)
    first = (time.perf_counter() - start) * 1000
    if page.again:
        headers["If-None-Match"] = tag
        status, _tag, _body = ask(port, path, headers)
        if status != 304:
            print(f"{page.name}: {status} instead of 304")
    elif status != 200:
        sys.exit(f"{page.name}: {path} answered {status}")
    # What each process makes once.
    for _turn in range(3 * PROCESSES):
        ask(port, path, headers)
    before = processor(port)
    more = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
    said = subprocess.run(
        ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "30s", "--latency", *more,
         f"http://127.0.0.1:{port}{path}"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    after = processor(port)
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


if __name__ == "__main__":
    main()
