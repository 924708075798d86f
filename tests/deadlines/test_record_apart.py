"""What no primary text confirms is shown to everyone, marked, counted apart and in no share."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.test import Client

from portal.bodies.permissions import actor_for
from portal.deadlines.models import Obligation
from portal.deadlines.queries import Asked, apart, figures
from portal.deadlines.queries.record.totals import sums
from portal.deadlines.services import refresh_totals
from portal.deadlines.services.ruling import preview, record_decision
from portal.kernel import clock
from tests.deadlines.conftest import Country
from tests.deadlines.doing import address
from tests.deadlines.test_ruling import draft
from tests.factories.bodies import BodyFactory
from tests.factories.deadlines import ObligationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

ON = date(2026, 12, 20)


@pytest.fixture
def record() -> None:
    """One duty done in time, and three whose text is not confirmed: done, not done, internal by a decision."""
    body = BodyFactory(slug="office", plain_en="Office")
    ObligationFactory(body=body, in_time=True)
    unconfirmed = {"body": body, "duty": "C-5.1", "act": "C2", "period_key": "2027", "apart": True}
    ObligationFactory(**unconfirmed, subject="1", in_time=True)
    ObligationFactory(**unconfirmed, subject="2")
    ObligationFactory(**unconfirmed, subject="3", internal=True)
    refresh_totals(on=ON, now=clock.at(ON, 9))


@pytest.mark.parametrize("as_of", [None, ON])
def test_no_share_counts_what_is_not_confirmed(record: None, as_of: date | None) -> None:
    asked = Asked(year=2027, as_of=as_of)
    counted = figures(asked, ON)
    assert (counted.total, counted.in_time, counted.missing) == (1, 1, 0)
    besides = apart(asked)
    assert besides is not None
    assert (besides.owed, besides.in_time, besides.missing) == (2, 1, 1)
    assert sums(year=2027, public=False, apart=True)[0].missing == 1


def test_record_says_how_many_stand_apart_and_shows_them(record: None, client: Client) -> None:
    page = client.get(address("board") + "?year=2027").content.decode()
    assert "2 more duties are shown apart and are in no share" in " ".join(page.split())
    listed = client.get(address("board") + "?year=2027&text=apart").content.decode()
    assert listed.count("Text not confirmed: in no share") == 2
    assert "in time (" not in listed
    others = client.get(address("board") + "?year=2027&text=confirmed").content.decode()
    assert "Text not confirmed: in no share" not in others
    assert "shown apart" not in others
    of_body = client.get(address("board") + "?year=2027&body=office").content.decode()
    assert "Duties whose text is not confirmed" in of_body


def test_machines_are_told_what_stands_apart(record: None, client: Client) -> None:
    answer = client.get("/en/deadlines.csv?year=2027&view=list")
    rows = list(csv.DictReader(io.StringIO(b"".join(answer).decode("utf-8-sig"))))
    assert sorted((row["duty"], row["is_apart"]) for row in rows) == [
        ("B-1.4-plan", "False"),
        ("C-5.1", "True"),
        ("C-5.1", "True"),
    ]
    found = client.get("/api/v1/obligations/?year=2027").json()["results"]
    assert sorted((row["duty"], row["is_apart"]) for row in found) == [
        ("B-1.4-plan", False),
        ("C-5.1", True),
        ("C-5.1", True),
    ]


def test_a_decision_that_it_is_owed_puts_it_into_shares(country: Country) -> None:
    row = ObligationFactory(body=country["government"], duty="C-5.1", act="C2", period_key="2027", apart=True)
    decision = draft(duty="C-5.1", stands=True)
    shown = preview(decision, today=date(2026, 12, 14))
    administrator = actor_for(country.people["administration administrator"].user, date(2026, 12, 14))
    record_decision(draft=decision, seen=shown.fingerprint, actor=administrator, today=date(2026, 12, 14))
    assert not Obligation.objects.get(pk=row.pk).is_apart
