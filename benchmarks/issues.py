"""How long pages of issues take at the size of ten years of the country: `python -m benchmarks.issues`.

1,000,000 issues with their lives and claims. It works in a database of its own, made beside the one in DATABASE_URL and
dropped at the end, and prints what it measures at a tenth of the size and at the whole.
"""

from __future__ import annotations

import argparse
import gc
import logging
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from statistics import mean, median, quantiles
from typing import Any

import django

from benchmarks.law import server_time

DATABASE = "kezdesu_benchmark_issues"
WHOLE = 1_000_000
SETTLED, TODAY = date(2026, 1, 1), date(2027, 12, 14)
#: Requests of a page that are counted, after half as many that are not.
REQUESTS = 10


@dataclass(frozen=True)
class Page:
    name: str
    path: str
    #: Milliseconds of the server, and statements, that are promised.
    most_ms: int | None = None
    most_statements: int | None = None


@dataclass(frozen=True)
class Took:
    """Milliseconds by the clock, of Python's and of the database's processor; statements."""

    clock: float
    python: float
    server: float
    statements: int

    def cells(self) -> str:
        return f"{self.clock:.0f} | {self.python:.0f} + {self.server:.0f} | {self.statements}"


def main() -> None:
    asked = _arguments()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
    django.setup()
    logging.disable(logging.INFO)
    import time_machine
    from django.core.management import call_command
    from django.db import connection, connections

    from portal.kernel import clock

    name = connection.settings_dict["NAME"]
    if not asked.kept:
        _again(name)
    connections.close_all()
    connection.settings_dict["NAME"] = DATABASE
    try:
        with time_machine.travel(clock.at(TODAY, 12), tick=True):
            if not asked.kept:
                call_command("migrate", verbosity=0)
                _filled(asked.issues // 10, 0)
                _tell(asked.issues // 10)
                _filled(asked.issues - asked.issues // 10, asked.issues // 10)
            _tell(asked.issues)
    finally:
        connections.close_all()
        if not (asked.keep or asked.kept):
            connection.settings_dict["NAME"] = name
            _again(name, make=False)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.issues", description=__doc__)
    parser.add_argument("--issues", type=int, default=WHOLE)
    parser.add_argument("--keep", action="store_true", help="leave the database for looking at")
    parser.add_argument("--kept", action="store_true", help="measure the one that was left")
    return parser.parse_args()


def _again(_name: str, *, make: bool = True) -> None:
    from django.db import connection

    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        if make:
            cursor.execute(f"CREATE DATABASE {DATABASE} TEMPLATE template0")


def _filled(number: int, already: int) -> None:
    """More issues, and what the beat and the database do by themselves within minutes."""
    from django.db import connection

    from benchmarks.country import settle
    from benchmarks.issues_rows import fill
    from issues.services.spelling import gather_words
    from issues.services.totals import gather_totals
    from portal.kit.content_version import gather_content_changes

    if not already:
        settle(SETTLED)
    print(fill(number, TODAY, already=already), flush=True)
    begun = time.perf_counter()
    gather_totals()
    gather_words()
    gather_content_changes()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    print(f"gathered and analysed: {time.perf_counter() - begun:.0f} s", flush=True)


def _tell(number: int) -> None:
    from django.db import connections
    from django.test import override_settings

    connections.close_all()
    print(f"{number:,} issues, load {os.getloadavg()[0]:.1f}", flush=True)
    gc.collect()
    gc.freeze()
    with override_settings(KEZDESU_KEEP_PAGES=False, KEZDESU_LIMITS=False):
        for page in pages():
            took = _took(page)
            said = ""
            if page.most_ms is not None:
                said += f"server <= {page.most_ms}"
            if page.most_statements is not None:
                said += f"; <= {page.most_statements} statements"
            print(f"| {page.name} | {took.cells()} | {said} |", flush=True)
        _searches()


def pages() -> Iterator[Page]:
    from django.db.models import Count

    from issues.models import Issue

    region = Issue.objects.values("region__kato").annotate(number=Count("pk")).order_by("-number")[0]["region__kato"]
    # A database of the benchmark has no places but those that were settled.
    issue = Issue.objects.select_related("territory__parent", "holder").filter(territory__kind="rural_district")[0]
    district, slug = issue.territory.parent, issue.holder.slug
    assert district is not None
    bound = {"most_ms": 30, "most_statements": 8}
    yield Page("list of the country", "/ru/issues/")
    for state in ("open", "late", "confirmed", "disputed", "refused"):
        yield Page(f"list by region and state, {state}", f"/ru/issues/?place={region}&state={state}", **bound)
    yield Page("list by region, late first", f"/ru/issues/?place={region}&state=open&order=term", **bound)
    yield Page("list by region, most followed", f"/ru/issues/?place={region}&order=followers")
    yield Page("list by region, last page", f"/ru/issues/?place={region}&page=200")
    yield Page("list by district", f"/ru/issues/?place={district.kato}")
    yield Page("list by topic and year", "/ru/issues/?topic=water&year=2026")
    yield Page("list by body", f"/ru/issues/?body={slug}")
    yield Page("list of what is late in the country", "/ru/issues/?state=late")
    yield Page("figures of a year by region", "/ru/issues/figures/?period=2026&by=region")
    yield Page("figures of a year by body", "/ru/issues/figures/?period=2026&by=body")
    yield Page("one issue", f"/ru/issues/{issue.number}/", most_statements=6)
    yield Page("API, list by region and state", f"/api/v1/issues/?place={region}&state=confirmed")
    yield Page("API, one issue", f"/api/v1/issues/{issue.number}/")
    yield Page("feed of a region", f"/ru/issues.atom?place={region}")
    yield Page("API, a common word", "/api/v1/issues/?q=мектеп")
    yield Page("one box, a common word", "/ru/search/?q=школа")
    yield Page("one box, what nothing has", "/ru/search/?q=шкалла+вадапровод")


def _took(page: Page) -> Took:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()

    def asked() -> float:
        begun = time.perf_counter()
        answer: Any = client.get(page.path)
        assert answer.status_code == 200, (page.path, answer.status_code)
        return (time.perf_counter() - begun) * 1000

    for _turn in range(REQUESTS // 2):
        asked()
    server, python = server_time(), time.process_time()
    took = [asked() for _turn in range(REQUESTS)]
    python, server = time.process_time() - python, server_time() - server
    with CaptureQueriesContext(connection) as caught:
        client.get(page.path)
    return Took(median(took), python * 1000 / REQUESTS, server * 1000 / REQUESTS, len(caught))


def _searches() -> None:
    """Words that many issues have, that few have, that begin so, several together, and those that nothing has: they are
    looked for by their letters, and each alone.
    """
    from django.test import Client

    client = Client()
    found: dict[str, list[Took]] = {}
    for kind, words_asked in asked_words():
        client.get("/kk/issues/", {"q": words_asked})
        server, python, begun = server_time(), time.process_time(), time.perf_counter()
        answer = client.get("/kk/issues/", {"q": words_asked})
        took = Took((time.perf_counter() - begun) * 1000, (time.process_time() - python) * 1000,
                    (server_time() - server) * 1000, 0)  # fmt: skip
        assert answer.status_code == 200, words_asked
        found.setdefault(kind, []).append(took)
    for kind, several in (*found.items(), ("all", [took for each in found.values() for took in each])):
        clocks, busy = [took.clock for took in several], [took.python + took.server for took in several]
        print(f"| search, {kind}: {len(several)} | {_spread(clocks)} | {mean(took.python for took in several):.0f} + "
              f"{mean(took.server for took in several):.0f}; both: {_spread(busy)} | "
              f"| {'p95 <= 150' if kind == 'all' else ''} |", flush=True)  # fmt: skip


def _spread(found: list[float]) -> str:
    return f"{median(found):.0f}, p95 {quantiles(found, n=20, method='inclusive')[-1]:.0f}, longest {max(found):.0f}"


def asked_words() -> list[tuple[str, str]]:
    from benchmarks.issues_rows import words

    made = words()
    common, rare = [kk for kk, _ru in made[:15]], [ru for _kk, ru in made[15::117]]
    misspelled = [word[: len(word) // 2] + word[len(word) // 2 + 1 :] for word in (*common[3:9], *rare[:4])]
    both = list(zip(common, rare, strict=False))
    return [
        *(("common", word) for word in common[:12]),
        *(("rare", word) for word in rare[:16]),
        *(("beginning", word[:4]) for word in rare[16:24]),
        *(("two words", f"{one} {two}") for one, two in both[:12]),
        *(("misspelled", word) for word in misspelled),
        *(("two misspelled", f"{one} {two[:-5]}{two[-4:]}") for one, two in both[3:9]),
    ]


if __name__ == "__main__":
    main()
