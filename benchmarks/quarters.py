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
SETTLED, TODAY = date(2026, 1, 1), date(2027, 10, 12)
QUARTER = "2027-Q3"
#: Seconds that are promised for the whole country.
MOST_SECONDS = 300


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
    from portal.deadlines.services import sweep
    from portal.kernel import clock

    name = connection.settings_dict["NAME"]
    _again()
    connections.close_all()
    connection.settings_dict["NAME"] = DATABASE
    try:
        with time_machine.travel(clock.at(TODAY, 0), tick=True):
            call_command("migrate", verbosity=0)
            settle(SETTLED)
            print(fill(asked.issues, TODAY), flush=True)
            # What is owed of the quarter the product opens itself.
            sweep(on=TODAY)
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE")
            _measure(_url(name))
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = name
        _again(make=False)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quarters", description=__doc__)
    parser.add_argument("--issues", type=int, default=WHOLE)
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
    half = done()
    second = _started(url)
    said, _none = second.communicate()
    took = time.perf_counter() - begun
    versions = QuarterVersion.objects.filter(period_key=QUARTER)
    assert (versions.count(), versions.values("body").distinct().count()) == (owed, owed)
    rows = QuarterRow.objects.filter(version__period_key=QUARTER).count()
    wrong = [version.pk for version in versions.select_related("body").iterator() if not seal_of(version).holds]
    assert wrong == [], f"hashes of {len(wrong)} versions"
    print(f"killed with {half:,} of {owed:,} published; all {owed:,} in {took:.0f} s (<= {MOST_SECONDS}), "
          f"{rows:,} rows, every hash right", flush=True)  # fmt: skip
    print(said.strip(), flush=True)


def _started(url: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "benchmarks.quarters", "--close", url], stdout=subprocess.PIPE, text=True
    )


def _close() -> None:
    import time_machine

    from issues.services.quarters.silence import publish_silence
    from portal.kernel import clock

    before: Any = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with time_machine.travel(clock.at(TODAY, 0), tick=True):
        count = publish_silence(now=clock.now(), period_key=QUARTER)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"the second process published {count:,} and held {(peak - before) / 1024:.0f} MB more than before")


if __name__ == "__main__":
    main()
