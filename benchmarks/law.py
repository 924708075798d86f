"""How long the law takes at the size of the country: `python -m benchmarks.law [--closed N] [--open N] [--keep]`.

Works in a database of its own, made beside the one in DATABASE_URL and dropped at the end. See README.md.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import django

RESULTS = Path(__file__).parent / "RESULTS.md"
DATABASE = "kezdesu_benchmark"
JOINED, YEAR_END = date(2027, 1, 1), date(2027, 12, 31)
#: Days before the last day, negative after it, on which somebody is told: where open copies are looked at next.
RUNGS = (30, 14, 7, 3, 1, 0, -1, -3, -7)
#: Requests of a page that are counted, after as many that are not.
REQUESTS = 20


@dataclass
class Measured:
    """Lines of the table, in order."""

    lines: list[tuple[str, str, str]] = field(default_factory=list)

    def add(self, what: str, got: str, wanted: str = "") -> None:
        self.lines.append((what, got, wanted))
        print(f"{what}: {got}" + (f" (wanted {wanted})" if wanted else ""), flush=True)

    @contextmanager
    def timed(self, what: str, wanted: str = "", after: Callable[[], str] = str) -> Iterator[None]:
        server = server_time()
        before, start, busy = _memory(), time.perf_counter(), time.process_time()
        yield
        took, busy = time.perf_counter() - start, time.process_time() - busy
        server, grown = server_time() - server, max(_memory() - before, 0)
        spent = f"{busy:.1f} s of Python, {server:.1f} s of PostgreSQL"
        self.add(what, f"{took:.1f} s ({spent}), {grown} MiB more at the peak{after()}", wanted)


def main() -> None:
    asked = _arguments()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
    django.setup()
    from django.db import connection, connections

    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {DATABASE} TEMPLATE template0")
    connections.close_all()
    connection.settings_dict["NAME"] = DATABASE
    try:
        measured = Measured()
        _measure(measured, asked)
        _write_down(measured, asked)
    finally:
        connections.close_all()
        if not asked.keep:
            with connection._nodb_cursor() as cursor:
                cursor.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.law", description=__doc__)
    parser.add_argument("--closed", type=int, default=3_000_000, help="closed obligations beside those of the year")
    parser.add_argument("--open", type=int, default=300_000, help="open obligations beside those of the year")
    parser.add_argument("--events", type=int, default=350_000, help="obligations of a year that meetings of akims open")
    parser.add_argument("--skip-totals", action="store_true", help="do not build the totals of all rows at the end")
    parser.add_argument("--keep", action="store_true", help="leave the database for looking at")
    return parser.parse_args()


def _measure(measured: Measured, asked: argparse.Namespace) -> None:
    from django.core.management import call_command

    from benchmarks import country, meetings
    from portal.deadlines.models import Obligation, Rung
    from portal.deadlines.services import seed_law, sweep
    from portal.deadlines.services.opening import Plan, chunks, open_missing
    from portal.deadlines.services.record import rebuild_totals
    from portal.notices.models import Notice

    call_command("migrate", verbosity=0)
    seed_law()
    country.settle(JOINED)
    plan = Plan(YEAR_END)
    with measured.timed("a year's obligations are opened", "< 60 s", lambda: f"; {Obligation.objects.count():,} rows"):
        opened = sum(open_missing(chunk) for chunk in chunks(plan.missing()))
    assert opened == Obligation.objects.count()
    with measured.timed("… and found to be there already, without a mark"):
        assert sum(open_missing(chunk) for chunk in chunks(Plan(YEAR_END).missing())) == 0

    today = YEAR_END + timedelta(days=10)
    _close_the_year(today)
    _grow(asked.closed, asked.open, today)
    with measured.timed("meetings of a day are told", after=lambda: f"; {meetings.A_DAY} set, {meetings.A_DAY} ended"):
        meetings.hold(today)
    meetings.grow(asked.events, today, RUNGS)
    events = Obligation.objects.filter(opens_by="event").count()
    measured.add("obligations that meetings opened, of a year", f"{events:,}")
    unmet = Obligation.objects.unmet().count()
    measured.add("rows", f"{Obligation.objects.count() - unmet:,} closed, {unmet:,} open")
    # The totals are built at the end: those of the copies would be counted within the first sweep.
    _execute("TRUNCATE deadlines_staletotal")

    def written() -> str:
        return f"; {Rung.objects.count():,} rungs and {Notice.objects.count():,} notices in all"

    with measured.timed("first sweep, which catches up with the whole year", after=written):
        sweep(on=today)
    for ahead in range(1, 4):
        meetings.hold(today + timedelta(days=ahead))
        with measured.timed(f"daily sweep {ahead}", "< 20 s", written):
            sweep(on=today + timedelta(days=ahead))
    for turn in ("again", "once more"):
        with measured.timed(f"the same day swept {turn}, nothing written", "<= 0.5 s"):
            sweep(on=today + timedelta(days=3))
    last = today + timedelta(days=3)
    _pages(measured, last, "")
    if asked.skip_totals:
        return
    with measured.timed("totals of all rows are built anew"):
        rebuild_totals(on=last, now=datetime.now(tz=UTC))
    _pages(measured, last, ", totals of all rows kept")


def _close_the_year(today: date) -> None:
    """Most of what was due is done, some of it late: as a record looks."""
    _execute(
        "UPDATE deadlines_obligation SET met_on = due_on - (id %% 5)::int, known_on = due_on - (id %% 5)::int,"
        " entered_on = due_on - (id %% 5)::int WHERE due_on < %s AND id %% 20 > 1",
        [today],
    )


def _grow(closed: int, unmet: int, today: date) -> None:
    """Copies of the year's rows in years before: done ones, and open ones due from 20 days ago to 344 days ahead,
    with the rungs they have behind them.

    The years before are those in which nobody had joined, so the sweep does not plan them, but finds and counts them.
    """
    from portal.deadlines.models import Obligation

    source = Obligation.objects.filter(opens_by="period", due_on__isnull=False).count()
    assert source, "nothing was opened"
    copied = (
        "duty, body_id, subject, about_kk, about_ru, about_en, opens_by, happened, act, stands_by, is_public, is_apart"
    )
    turn = 0
    for wanted, is_open in ((closed, False), (unmet, True)):
        left = wanted
        while left > 0:
            turn += 1
            take = min(left, source)
            days = (
                "(%(today)s::date - 20 + (id %% 365)::int)"
                if is_open
                else f"(due_on - ({turn} * interval '1 year'))::date"
            )
            _execute(
                f"INSERT INTO deadlines_obligation ({copied}, act_due_on, period_key, computed_due_on, nominal_due_on,"
                " due_on, look_on, opened_on, met_on, known_on, entered_on, late_since, late_reason, released_as,"
                " release_ground, closed_by_officer, outside_reason, confirm_reason)"
                f" SELECT {copied}, act_due_on, %(year)s || substr(period_key, 5), day, day, day,"
                " CASE WHEN %(open)s THEN (SELECT min(day - rung) FROM unnest(%(rungs)s) AS rung"
                "   WHERE day - rung >= %(today)s) END, day - 60,"
                " CASE WHEN NOT %(open)s THEN day - 1 END, CASE WHEN NOT %(open)s THEN day - 1 END,"
                " CASE WHEN NOT %(open)s THEN day - 1 END,"
                " CASE WHEN %(open)s AND day < %(today)s THEN day + 1 END, '', '', '', false, '', ''"
                f" FROM (SELECT *, {days} AS day FROM deadlines_obligation"
                "   WHERE opens_by = 'period' AND due_on IS NOT NULL AND period_key >= '2026'"
                "   ORDER BY id LIMIT %(take)s"
                " ) AS source ON CONFLICT DO NOTHING",
                {
                    "today": today,
                    "open": is_open,
                    "take": take,
                    "year": f"{2026 - turn:04d}",
                    "rungs": list(RUNGS),
                },
            )
            left -= take
    _execute(
        'INSERT INTO deadlines_rung (obligation_id, rung, due_on, "on", told)'
        " SELECT id, rung, due_on, due_on - rung, true FROM deadlines_obligation, unnest(%(rungs)s) AS rung"
        " WHERE period_key < '2026' AND met_on IS NULL AND due_on - rung < %(today)s AND due_on - rung >= opened_on",
        {"today": today, "rungs": list(RUNGS)},
    )
    _execute("ANALYZE")


def _pages(measured: Measured, today: date, when: str) -> None:
    import time_machine
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from portal.kernel import clock

    client = Client()
    assert settings.ALLOWED_HOSTS
    for name, path in (
        ("page of the record", "/kk/deadlines/"),
        ("page of the record, list", "/kk/deadlines/?view=list"),
        ("home page", "/kk/"),
    ):
        with time_machine.travel(clock.at(today, 12), tick=True):
            took = []
            for _turn in range(2 * REQUESTS):
                start = time.perf_counter()
                answer = client.get(path)
                took.append(time.perf_counter() - start)
                assert answer.status_code == 200, (path, answer.status_code)
            with CaptureQueriesContext(
                connection,
            ) as caught:
                client.get(path)
        asked = sum(float(query["time"]) for query in caught.captured_queries)
        median = statistics.median(took[REQUESTS:]) * 1000
        measured.add(
            name + when,
            f"{median:.1f} ms median of {REQUESTS}, {len(caught)} statements of {asked * 1000:.0f} ms",
            "<= 20 ms" if name == "page of the record" else "",
        )


def _execute(statement: str, params: Any = None) -> None:
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, params)


def server_time() -> float:
    """Processor seconds of the database's own process for this connection; nothing where the machine does not tell."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory() -> int:
    """The most memory this process has ever held, MiB."""
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held // (1024 * 1024) if sys.platform == "darwin" else held // 1024


def _write_down(measured: Measured, asked: argparse.Namespace) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version'), pg_size_pretty(pg_database_size(current_database()))")
        version, size = cursor.fetchone()
        cursor.execute("SELECT current_setting('fsync'), current_setting('shared_buffers')")
        fsync, buffers = cursor.fetchone()
    load = os.getloadavg()[0]
    head = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    rows = "\n".join(f"| {what} | {got} | {wanted} |" for what, got, wanted in measured.lines)
    RESULTS.write_text(
        "# Measured\n\n"
        f"`python -m benchmarks.law --closed {asked.closed} --open {asked.open} --events {asked.events}`, "
        f"{datetime.now(tz=UTC):%d %B %Y}, "
        f"on top of `{head.stdout.strip() or 'a checkout'}`.\n\n"
        f"{os.cpu_count()} processors ({platform.machine()}), load {load:.1f} when it ended; PostgreSQL {version}, "
        f"shared_buffers {buffers}, fsync {fsync}; the database took {size} in the end.\n\n"
        "| what | measured | wanted |\n|---|---|---|\n" + rows + "\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
