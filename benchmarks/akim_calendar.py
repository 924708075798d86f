"""How long the work on a regional calendar takes: `python -m benchmarks.akim_calendar kato.csv [--var FOLDER]`.

It starts a `./run` of its own in a folder that is thrown away, reads the classifier into it, takes the region whose
calendar has nearest to 1,500 meetings, and does what its officer does: fills it, leafs through the table, takes it as a
workbook, empties it and reads that back, submits, tells the maslikhat, approves and publishes. It prints the table;
no worker and no web server are counted.
"""

from __future__ import annotations

import argparse
import os
import secrets
import statistics
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.serving import instance, manage

ROWS = 1500
TURNS = 15


class Measured:
    def __init__(self) -> None:
        self.lines: list[str] = []

    @contextmanager
    def timed(self, what: str, wanted: str = "") -> Iterator[None]:
        clock, processor = time.perf_counter(), time.process_time()
        yield
        self.add(
            what, f"{time.perf_counter() - clock:.1f} s ({time.process_time() - processor:.1f} s of Python)", wanted
        )

    def add(self, what: str, measured: str, wanted: str = "") -> None:
        self.lines.append(f"| {what} | {measured} | {wanted} |")
        print(self.lines[-1], flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("classifier", type=Path, help="kato.csv")
    parser.add_argument("--var", type=Path, help="data folder of a `./run` that is up")
    asked = parser.parse_args()
    with instance(asked.var) as said:
        os.environ.update({name: value for name, value in said.items() if isinstance(value, str)})
        os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.dev"
        import django

        django.setup()
        manage("import_kato", str(asked.classifier.resolve()), "--accept-closures")
        manage("raise_akimats")
        _measure(Measured())


def _measure(measured: Measured) -> None:
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.urls import reverse

    from meetings.services.publication import publish_schedule
    from portal.bodies.choices import Role
    from portal.bodies.permissions import actor_for
    from portal.calendars.services.proposing import propose
    from portal.calendars.workbooks import write_proposal
    from portal.kernel import clock
    from portal.kernel.periods import Period
    from schedules.kinds import AKIM_CALENDAR
    from schedules.models import BulkAct
    from schedules.services.bulk import undo_many
    from schedules.services.hearings import send_to_maslikhat
    from schedules.services.imports_console import import_at_console
    from schedules.services.plans import approve_plan
    from schedules.services.proposals import open_proposal, submit_proposal
    from schedules.workbooks import guide_to, read_workbook
    from tests.factories.accounts import UserFactory
    from tests.factories.bodies import RoleGrantFactory

    settings.ALLOWED_HOSTS = ["*"]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    today = clock.today()
    body = _region()
    officer, head = (UserFactory(email=f"{secrets.token_hex(8)}@example.test") for _person in range(2))
    for user, role in ((officer, Role.OFFICER), (head, Role.HEAD)):
        RoleGrantFactory(user=user, role=role, body=body)
    actors = [actor_for(user, today) for user in (officer, head)]
    year = Period.year(today.year + 1)

    proposal = open_proposal(body=body, period_key=year.key, actor=actors[0], today=today, kind=AKIM_CALENDAR.key)
    with measured.timed(f"{body.plain}: filled by the norms", "< 5 s"):
        propose(proposal=proposal, actor=actors[0], today=today)
    measured.add("rows", f"{proposal.rows.count():,}")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")

    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(officer)
    address = reverse("schedules:grid", args=[proposal.pk])
    for name, query in (("first page", ""), ("tenth page", "?page=10"), ("last page", "?page=last")):
        took = []
        for _turn in range(TURNS):
            begun = time.perf_counter()
            assert client.get(address + query).status_code == 200
            took.append((time.perf_counter() - begun) * 1000)
        slowest = sorted(took)[-2]
        measured.add(
            f"table, {name}", f"{statistics.median(took):.0f} ms; one in {TURNS} over {slowest:.0f} ms", "< 150 ms"
        )

    with TemporaryDirectory() as folder:
        path = Path(folder) / "calendar.xlsx"
        with measured.timed("written as a workbook"), path.open("wb") as out:
            write_proposal(proposal, out, "ru", today)
        with measured.timed("taken back in one act"):
            undo_many(act=BulkAct.objects.latest("pk"), actor=actors[0], today=today)
        assert not proposal.rows.exists()
        with measured.timed("read from it into the empty calendar", "< 20 s"), path.open("rb") as source:
            reading = read_workbook(source, period=year, places=guide_to(AKIM_CALENDAR.key, body, year, today))
            _proposal, outcome = import_at_console(
                body=body, reading=reading, name=path.name, actor=actors[0], today=today, kind=AKIM_CALENDAR.key
            )
        measured.add("of its rows taken over", f"{len(outcome.made):,}; not understood {outcome.puzzling:,}")

    with measured.timed("submitted"):
        submit_proposal(proposal=proposal, actor=actors[0], today=today)
    with measured.timed("told to the maslikhat"):
        send_to_maslikhat(proposal=proposal, actor=actors[0], today=today)
    with measured.timed("approved"):
        schedule = approve_plan(proposal=proposal, act_number="1", act_on=today, actor=actors[1], today=today)
    with measured.timed("published: meetings, duties, version, fingerprint", "< 15 s"):
        made = publish_schedule(schedule=schedule, actor=actors[1], today=today, now=clock.now() + timedelta(seconds=1))
    measured.add("meetings", f"{len(made):,}")


def _region() -> Any:
    """The akimat whose calendar is nearest to the size that is asked for."""
    from portal.bodies.models import Body
    from portal.calendars.queries.proposing import known_law, sketch
    from portal.kernel import clock

    today, known = clock.today(), known_law()
    sizes: Counter[Body] = Counter()
    for body in Body.objects.in_force(today).regional_akimats().select_related("territory"):
        sizes[body] = len(sketch(body.territory, today.year + 1, on=today, known=known).proposed.given)
    return min(sizes, key=lambda body: abs(sizes[body] - ROWS))


if __name__ == "__main__":
    main()
