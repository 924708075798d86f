"""How long pages of held meetings take at the size of the country's year: `python -m benchmarks.held kato.csv`.

35,000 meetings logged and 280,000 questions, over the units and offices of the classifier. It works in a database of
its own, made beside the one in DATABASE_URL and dropped at the end, and prints what it measures at a tenth of the size
and at the whole.
"""

from __future__ import annotations

import argparse
import gc
import logging
import os
import statistics
import time
import tracemalloc
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import django

from benchmarks.law import server_time

DATABASE = "kezdesu_benchmark_held"
#: As it was when it held a tenth.
TENTH = f"{DATABASE}_tenth"
A_YEAR, ITS_QUESTIONS = 35_000, 280_000
LOADED, JOINED, TODAY = date(2026, 12, 1), date(2027, 1, 1), date(2027, 12, 14)
#: Requests of a page that are counted, after half as many that are not.
REQUESTS = 20
#: Milliseconds within which desk, list and coverage are to answer.
BOUND = 100


@dataclass(frozen=True)
class Page:
    name: str
    path: str
    who: str = ""
    is_bound: bool = False


@dataclass(frozen=True)
class Took:
    #: Milliseconds by the clock: the median, and the quickest.
    ms: float
    least: float
    #: Milliseconds of the processor a request: in Python, and of the database for it.
    python: float
    database: float
    statements: int
    kilobytes: float

    @property
    def processor(self) -> float:
        return self.python + self.database

    def cells(self) -> str:
        return (
            f"{self.ms:.0f} ({self.least:.0f}) | {self.python:.0f} + {self.database:.0f} | {self.statements} | "
            f"{self.kilobytes:.0f}"
        )


def main() -> None:
    asked = _arguments()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
    django.setup()
    logging.disable(logging.INFO)
    import time_machine
    from django.core.management import call_command
    from django.db import connection, connections

    from portal.kernel import clock

    if asked.kept:
        with time_machine.travel(clock.at(TODAY, 12), tick=True):
            _tell({name: _measured(name) for name in (TENTH, DATABASE)})
        return
    _drop()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {DATABASE} TEMPLATE template0")
    connections.close_all()
    connection.settings_dict["NAME"] = DATABASE
    try:
        call_command("migrate", verbosity=0)
        with time_machine.travel(clock.at(LOADED, 12), tick=True):
            _settle(asked.classifier)
        with time_machine.travel(clock.at(TODAY, 12), tick=True):
            _fill(asked)
            _tell({name: _measured(name) for name in (TENTH, DATABASE)})
    finally:
        connections.close_all()
        if not asked.keep:
            _drop()


def _drop() -> None:
    from django.db import connection

    with connection._nodb_cursor() as cursor:
        for name in (TENTH, DATABASE):
            cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.held", description=__doc__)
    parser.add_argument("classifier", type=Path, help="kato.csv")
    parser.add_argument("--meetings", type=int, default=A_YEAR)
    parser.add_argument("--questions", type=int, default=ITS_QUESTIONS)
    parser.add_argument("--keep", action="store_true", help="leave the databases for looking at")
    parser.add_argument("--kept", action="store_true", help="measure those that were left")
    return parser.parse_args()


def _settle(classifier: Path) -> None:
    """The real units and offices join on one day, with people; every other rural district has nobody here."""
    from benchmarks.country import people
    from portal.bodies.choices import BodyKind, TerritoryKind
    from portal.bodies.models import Body
    from portal.bodies.services import import_edition, raise_akimats, seed_reference
    from portal.bodies.workbooks import read_classifier
    from portal.deadlines.services import seed_law

    seed_law()
    seed_reference(on=LOADED, joined_on=JOINED)
    with classifier.open("rb") as file:
        rows = read_classifier(file).rows
    import_edition(rows=rows, source=classifier.name, edition_on=LOADED, today=LOADED, accept_closures=True)
    raise_akimats(on=LOADED)
    Body.objects.exclude(kind=BodyKind.MASLIKHAT).update(joined_on=JOINED)
    raise_akimats(on=LOADED)
    offices = Body.objects.exclude(kind__in=[BodyKind.MASLIKHAT]).select_related("territory").order_by("slug")
    people(
        body
        for number, body in enumerate(offices)
        if number % 2 or body.territory is None or body.territory.kind != TerritoryKind.RURAL_DISTRICT
    )


def _fill(asked: argparse.Namespace) -> None:
    """A tenth, a copy of it, and the rest."""
    from django.db import connection, connections

    from benchmarks.logged import fill, owe
    from meetings.models import Meeting
    from portal.deadlines.models import Obligation
    from portal.holding.models import Account, Question

    _opened()
    tenth = (asked.meetings // 10, asked.questions // 10)
    for meetings, questions in (tenth, (asked.meetings - tenth[0], asked.questions - tenth[1])):
        begun = time.perf_counter()
        filled = fill(meetings=meetings, questions=questions, today=TODAY)
        print(f"{filled}: {time.perf_counter() - begun:.0f} s", flush=True)
        begun = time.perf_counter()
        print(f"{owe(TODAY):,} duties told: {time.perf_counter() - begun:.0f} s", flush=True)
        _swept()
        print(f"{Meeting.objects.count():,} meetings, {Account.objects.count():,} accounts, "
              f"{Question.objects.count():,} questions, {Obligation.objects.count():,} duties", flush=True)  # fmt: skip
        if meetings == tenth[0]:
            connections.close_all()
            with connection._nodb_cursor() as cursor:
                cursor.execute(f"CREATE DATABASE {TENTH} TEMPLATE {DATABASE}")


def _measured(database: str) -> dict[str, Took]:
    from django.db import connection, connections
    from django.test import override_settings

    connections.close_all()
    connection.settings_dict["NAME"] = database
    took = {}
    with override_settings(KEZDESU_KEEP_PAGES=False, KEZDESU_LIMITS=False):
        # As `portal.wsgi` does.
        gc.collect()
        gc.freeze()
        gc.set_threshold(50_000, 20, 50)
        for page in pages():
            took[page.name] = _took(page)
            print(f"{page.name}: {took[page.name].cells()}", flush=True)
    return took


def _tell(found: dict[str, dict[str, Took]]) -> None:
    """The table, and what is not as it is wanted."""
    bound = {page.name for page in pages() if page.is_bound}
    print(f"load {os.getloadavg()[0]:.1f}")
    for name, whole in found[DATABASE].items():
        tenth = found[TENTH][name]
        print(f"| {name} | {tenth.cells()} | {whole.cells()} | {f'< {BOUND}' if name in bound else ''} |")
        if tenth.statements != whole.statements:
            print(f"!! {name}: another number of statements")
        if name in bound and whole.processor >= BOUND:
            print(f"!! {name}: over {BOUND} ms")


def _opened() -> None:
    """The year's duties, as sweeps open them."""
    from portal.deadlines.services.opening import Plan, chunks, open_missing

    for chunk in chunks(Plan(date(TODAY.year, 12, 31)).missing()):
        open_missing(chunk)


def _swept() -> None:
    """As the beat and the database do by themselves within minutes."""
    from django.db import connection

    from meetings.services.totals import gather_totals
    from portal.deadlines.services import rebuild_totals
    from portal.kernel import clock
    from portal.kit.content_version import gather_content_changes
    from schedules.services.totals import gather_totals as gather_entries

    gather_totals()
    gather_entries()
    rebuild_totals(on=TODAY, now=clock.now())
    gather_content_changes()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def pages() -> Iterator[Page]:
    """Of the busiest body of each sort: what it asks for most."""
    from django.db.models import Count

    from meetings.models import Meeting
    from portal.bodies.choices import BodyKind, TerritoryKind
    from portal.bodies.models import Body
    from portal.holding.models import Account

    def busiest(**of: Any) -> Body:
        rows = Body.objects.filter(**of).annotate(held=Count("meetings")).select_related("territory")
        return rows.order_by("-held", "pk")[0]

    ministry, region, district = (
        busiest(kind=BodyKind.MINISTRY),
        busiest(kind=BodyKind.AKIMAT, territory__kind=TerritoryKind.REGION),
        busiest(kind=BodyKind.AKIMAT, territory__kind=TerritoryKind.DISTRICT),
    )
    year = TODAY.year
    roles = (
        ("officer of a district", f"officer.{district.slug}"),
        ("head of a region", f"head.{region.slug}"),
        ("officer of a ministry", f"preparer.{ministry.slug}"),
        ("overseer", "overseer.administration"),
    )
    yield from (Page(f"desk, {name}", "/kk/desk/", who, is_bound=True) for name, who in roles)
    lists = [(name, who) for name, who in roles if name != "overseer"]
    yield from (
        Page(f"log, which meeting, {name}", "/kk/work/meetings/log/", who, is_bound=True) for name, who in lists
    )
    yield Page("workbook of a month, officer of a district", "/kk/work/meetings/month/", roles[0][1])
    yield Page("control desk, overseer", "/kk/work/control/", roles[3][1])
    yield Page("coverage of the country", f"/kk/coverage/{year}/", is_bound=True)
    for name, body in (("a region", region), ("a district", district)):
        assert body.territory is not None
        yield Page(f"coverage of {name}", f"/kk/coverage/{year}/{body.territory.kato}/", is_bound=True)
    told = Account.objects.public().filter(meeting__body=district).order_by("pk")[1].meeting
    many = (
        Account.objects.public().annotate(asked=Count("questions")).order_by("-asked", "pk").select_related("meeting")
    )
    longest: Meeting = many[0].meeting
    waiting = Meeting.objects.public().filter(body=district).to_record(TODAY).order_by("pk")[0]
    yield Page("log of a meeting", f"/kk/work/meetings/{waiting.number}/log/", roles[0][1])
    yield Page("account", f"/kk/work/meetings/{told.number}/account/", roles[0][1])
    yield Page("its questions", f"/kk/work/meetings/{told.number}/account/questions/", roles[0][1])
    role = "preparer" if longest.body.kind == BodyKind.MINISTRY else "officer"
    author = f"{role}.{longest.body.slug}"
    yield Page("account with most questions", f"/kk/work/meetings/{longest.number}/account/", author)
    yield Page("its questions, first page", f"/kk/work/meetings/{longest.number}/account/questions/", author)
    yield Page("its questions, tenth page", f"/kk/work/meetings/{longest.number}/account/questions/?page=10", author)
    yield Page("public page with results", f"/kk/meetings/{told.number}/")
    yield Page("public page with most questions", f"/kk/meetings/{longest.number}/")
    yield Page("questions, CSV", f"/kk/meetings/{told.number}/questions.csv")
    yield Page("most questions, CSV", f"/kk/meetings/{longest.number}/questions.csv")
    yield Page("API, results", f"/api/v1/meetings/{told.number}/results/")
    yield Page("API, questions, first page", f"/api/v1/meetings/{longest.number}/questions/")
    yield Page("API, questions, tenth page", f"/api/v1/meetings/{longest.number}/questions/?page=10")


def _took(page: Page) -> Took:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from portal.accounts.models import User

    client = Client()
    if page.who:
        client.force_login(User.objects.get(email=f"{page.who}@example.kz"))

    def asked() -> float:
        begun = time.perf_counter()
        answer: Any = client.get(page.path)
        assert answer.status_code == 200, (page.path, page.who, answer.status_code)
        for _part in answer:
            pass
        return (time.perf_counter() - begun) * 1000

    for _turn in range(REQUESTS // 2):
        asked()
    database, python = server_time(), time.process_time()
    took = [asked() for _turn in range(REQUESTS)]
    python, database = time.process_time() - python, server_time() - database
    with CaptureQueriesContext(connection) as caught:
        answer: Any = client.get(page.path)
        if answer.streaming:
            tracemalloc.start()
        length = sum(map(len, answer))
    if answer.streaming:
        print(f"{page.name}: {tracemalloc.get_traced_memory()[1] // 1024} KiB at most while it was sent", flush=True)
        tracemalloc.stop()
    each = 1000 / REQUESTS
    return Took(statistics.median(took), min(took), python * each, database * each, len(caught), length / 1000)


if __name__ == "__main__":
    main()
