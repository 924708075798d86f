"""Whoever counts the open data of the record anew, without the portal, finds every share it shows."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from portal.bodies.models import Body
from portal.deadlines.models import Obligation
from portal.deadlines.queries import Asked, figures
from portal.deadlines.services import refresh_totals
from portal.kernel import clock
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory
from tests.factories.deadlines import ObligationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

#: A page of the record is of the civil day: nothing is due after it that is not ahead.
ON = date(2026, 12, 14)
RECOUNT = Path(__file__).parents[2] / "tools" / "recount.py"
DUE = date(2026, 12, 10)


@pytest.fixture
def record() -> None:
    """Every state that is in a share, several times, and what is in none."""
    bodies = [BodyFactory() for _number in range(3)]
    late = {"computed_due_on": DUE, "late_since": date(2026, 12, 11)}
    claimed = {**late, "met_on": DUE, "entered_on": date(2026, 12, 13)}
    confirmed = {"confirmed_on": ON, "confirm_reason": "seen"}
    for number in range(18):
        body = bodies[number % 3]
        kinds: list[dict[str, Any]] = [
            {"computed_due_on": DUE, "met_on": DUE},
            claimed,
            {**claimed, **confirmed, "confirmed_by": UserFactory(), "confirmed_for": BodyFactory()},
            {**late, "met_on": date(2026, 12, 12)},
            late,
            {**late, "returned_on": date(2026, 12, 12)},
            {"computed_due_on": DUE, "met_on": DUE, "is_apart": True},
            {"computed_due_on": date(2026, 12, 30)},
            {"computed_due_on": DUE, "waived": True},
        ]
        for place, kind in enumerate(kinds[: 3 + number % 7]):
            ObligationFactory(body=body, subject=f"{number} {place}", **kind)
    refresh_totals(on=ON, now=clock.at(ON, 9))


def recounted(data: bytes) -> dict[str, Any]:
    done = subprocess.run([sys.executable, "-I", str(RECOUNT)], input=data, capture_output=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def shown(asked: Asked) -> dict[str, int]:
    told = figures(asked, ON)
    return {
        "base": told.total,
        "in_time": told.in_time,
        "late": told.late,
        "missing": told.missing,
        "in_time_share": told.in_time_share,
        "late_share": told.late_share,
        "missing_share": told.missing_share,
        "confirmed": told.confirmed,
        "claimed": told.claimed,
    }


def test_csv_gives_every_share_that_is_shown(record: None, client: Client) -> None:
    found = recounted(b"".join(client.get("/en/deadlines.csv?year=2027&view=list")))
    assert found["all"] == shown(Asked(year=2027))
    assert found["apart"] == Obligation.objects.filter(is_apart=True).count() > 0
    for body in Body.objects.filter(obligations__isnull=False).distinct():
        assert found["by_body"][body.slug] == shown(Asked(year=2027, body=body))
    assert found["by_duty"]["B-1.4-plan"] == shown(Asked(year=2027, duty="B-1.4-plan"))


def test_json_gives_the_same_page_by_page(record: None, client: Client) -> None:
    pages, address = b"", "/api/v1/obligations/?year=2027&page_size=50"
    while address:
        answer = client.get(address)
        pages += answer.content
        address = answer.json()["next"]
    assert recounted(pages) == recounted(b"".join(client.get("/en/deadlines.csv?year=2027&view=list")))


def test_a_past_day_is_recounted_too(record: None, client: Client) -> None:
    found = recounted(b"".join(client.get("/en/deadlines.csv?year=2027&view=list&as_of=2026-12-13")))
    assert found["all"] == shown(Asked(year=2027, as_of=date(2026, 12, 13)))
