"""How long the country's quarterly close takes: `python -m benchmarks.quarters`.

370,000 issues of two years, of 2,600 bodies that owe the quarter and have published nothing: the portal publishes for
each, in a process of its own that is killed half-way and started again. It works in a database of its own, made beside
the one in DATABASE_URL and dropped at the end, and checks what came of it.
"""

from __future__ import annotations

import argparse
import logging
import os
import resource
import signal
import subprocess
import sys
import time
from datetime import date
from typing import Any

import django

DATABASE = "kezdesu_benchmark_quarters"
WHOLE = 370_000
SETTLED, TODAY = date(2027, 7, 1), date(2027, 10, 12)
QUARTER = "2027-Q3"
#: Seconds that are promised for the whole country.
MOST_SECONDS = 300
#: How often the beat is let come after the kill.
MOST_TURNS = 5


def main() -> None:
    asked = _arguments()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
    if asked.close:
        os.environ["DATABASE_URL"] = asked.close
    django.setup()
    logging.disable(logging.INFO)
    if asked.close:
        _close()
        return
    import time_machine
    from django.core.management import call_command
    from django.db import connection, connections

    from benchmarks.country import settle
    from benchmarks.issues_rows import fill
    from portal.deadlines.services import seed_law
    from portal.deadlines.services.opening import Plan, chunks, open_missing
    from portal.kernel import clock

    name = connection.settings_dict["NAME"]
    url = _url(name)
    if not asked.kept:
        _again()
    connections.close_all()
    connection.settings_dict["NAME"] = DATABASE
    try:
        with time_machine.travel(clock.at(TODAY, 0), tick=True):
            if not asked.kept:
                call_command("migrate", verbosity=0)
                seed_law()
                settle(SETTLED)
                print(fill(asked.issues, TODAY), flush=True)
                begun = time.perf_counter()
                # What is owed of the quarter the product opens itself.
                opened = sum(open_missing(chunk) for chunk in chunks(Plan(TODAY).missing()))
                with connection.cursor() as cursor:
                    cursor.execute("VACUUM ANALYZE")
                print(f"{opened:,} duties opened: {time.perf_counter() - begun:.0f} s", flush=True)
                _measure(url)
            _files()
    finally:
        connections.close_all()
        if not (asked.keep or asked.kept):
            connection.settings_dict["NAME"] = name
            _again(make=False)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quarters", description=__doc__)
    parser.add_argument("--issues", type=int, default=WHOLE)
    parser.add_argument("--keep", action="store_true", help="leave the database for looking at")
    parser.add_argument("--kept", action="store_true", help="measure the files of the one that was left")
    parser.add_argument("--close", default="", help=argparse.SUPPRESS)
    return parser.parse_args()


def _again(*, make: bool = True) -> None:
    from django.db import connection

    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        if make:
            cursor.execute(f"CREATE DATABASE {DATABASE} TEMPLATE template0")


def _url(name: str) -> str:
    return os.environ["DATABASE_URL"].replace(f"/{name}", f"/{DATABASE}")


def _measure(url: str) -> None:
    """Closed by a process that is killed when half of the bodies are done, and by another that ends it."""
    from issues.models import QuarterRow, QuarterVersion
    from issues.queries.quarters.board import board
    from issues.queries.quarters.sealed import seal_of
    from portal.kernel.periods import Period

    def done() -> int:
        return QuarterVersion.objects.filter(period_key=QUARTER).count()

    owed = len(board(Period.parse(QUARTER)).bodies)
    print(f"{owed:,} bodies owe the quarter, load {os.getloadavg()[0]:.1f}", flush=True)
    begun, first = time.perf_counter(), _started(url)
    while done() < owed // 2 and first.poll() is None:
        time.sleep(0.2)
    first.send_signal(signal.SIGKILL)
    first.wait()
    half, said = done(), ""
    # The beat comes again: the first times the database may still hold the lock of who was killed.
    for _turn in range(MOST_TURNS):
        said, _none = _started(url).communicate()
        print(said.strip(), flush=True)
        if done() >= owed:
            break
    took = time.perf_counter() - begun
    versions = QuarterVersion.objects.filter(period_key=QUARTER)
    assert (versions.count(), versions.values("body").distinct().count()) == (owed, owed)
    rows = QuarterRow.objects.filter(version__period_key=QUARTER).count()
    wrong = [version.pk for version in versions.select_related("body").iterator() if not seal_of(version).holds]
    assert wrong == [], f"hashes of {len(wrong)} versions"
    print(f"killed with {half:,} of {owed:,} published; all {owed:,} in {took:.0f} s (<= {MOST_SECONDS}), "
          f"{rows:,} rows, every hash right, load {os.getloadavg()[0]:.1f}", flush=True)  # fmt: skip


def _started(url: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "benchmarks.quarters", "--close", url], stdout=subprocess.PIPE, text=True
    )


def _close() -> None:
    import time_machine

    from benchmarks.law import server_time
    from issues.services.quarters.silence import publish_silence
    from portal.kernel import clock

    before: Any = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun, python, server = time.perf_counter(), time.process_time(), server_time()
    with time_machine.travel(clock.at(TODAY, 0), tick=True):
        count = publish_silence(now=clock.now(), period_key=QUARTER)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    python, server = time.process_time() - python, server_time() - server
    print(f"a process published {count:,} in {time.perf_counter() - begun:.0f} s ({python:.0f} of Python, {server:.0f} "
          f"of PostgreSQL) and held {(peak - before) / 1024:.0f} MB more at the peak than before")  # fmt: skip


def _files() -> None:
    """Of the version with most rows, of the one in the middle: each file, made for the first time."""
    from django.core.cache import cache
    from django.db.models import Count, Q
    from django.test import Client, override_settings
    from django.utils.translation import override

    from issues.models import QuarterVersion

    printed = Count("rows", filter=Q(rows__is_printed=True))
    versions = list(
        QuarterVersion.objects.filter(period_key=QUARTER).select_related("body").annotate(number_of=printed)
        .filter(number_of__gt=0).order_by("-number_of", "pk")
    )  # fmt: skip
    # What a process loads once is loaded: fonts, styles.
    wanted = (("first of a process", versions[-1]), ("typical", versions[len(versions) // 2]), ("biggest", versions[0]))
    client = Client()
    with override_settings(KEZDESU_KEEP_PAGES=False, KEZDESU_LIMITS=False):
        for name, version in wanted:
            for language in ("kk", "ru"):
                cache.clear()
                with override(language):
                    address = version.get_absolute_url()
                for ending in ("/", ".pdf", ".docx", ".xlsx", ".csv", ".json"):
                    begun, python = time.perf_counter(), time.process_time()
                    answer: Any = client.get(address.rstrip("/") + ending)
                    size = len(b"".join(answer.streaming_content) if answer.streaming else answer.content)
                    assert answer.status_code == 200, (address, ending, answer.status_code)
                    took, python = time.perf_counter() - begun, time.process_time() - python
                    print(f"| {name}, {version.number_of:,} rows, {language}, {ending.strip('./') or 'page'} | "
                          f"{took:.2f} s ({python:.2f} of the processor) | {size / 1024:.0f} KB | "
                          f"{'' if ending == '/' else '<= 3 s'} |", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
