"""A region with every place and office of Kyzylorda, the people of the demonstration, and nothing planned yet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from portal.bodies.models import Body
from portal.bodies.services import import_edition, raise_akimats, seed_reference
from portal.deadlines.services import seed_law
from portal.demo.content import kyzylorda, places
from portal.demo.services.crew import hire
from portal.kernel import clock
from portal.kit.statistics import count_anew
from tests.e2e.worlds import Stage, World

SLUG = f"akimat-{kyzylorda.REGION}"


@contextmanager
def kyzylorda_world(stage: Stage) -> Iterator[World]:
    server, played, travel = stage.play(empty=True)
    _furnish()
    yield played
    stage.clear(server, travel)


def _furnish() -> None:
    today = clock.today()
    since = date(today.year, 1, 1)
    seed_reference(on=today, joined_on=since)
    seed_law()
    import_edition(rows=kyzylorda.classifier_rows(), source=places.SOURCE, edition_on=places.EDITION_ON, today=today)
    raise_akimats(on=today, region=kyzylorda.REGION)
    hire(bodies={body.slug: body for body in Body.objects.in_force(today)}, ministries=[], akimats=[SLUG], since=since)
    count_anew()
