"""The record as a table is written from columns: the same rows and words as from its models."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db.models import QuerySet
from django.test import Client
from django.utils import translation

from portal.deadlines.models import Obligation
from portal.deadlines.queries import RECORD_COLUMNS, Asked, chosen, record_lines
from portal.kit.streams import csv_lines
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, TerritoryFactory
from tests.factories.deadlines import ObligationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

ON, DUE = date(2026, 12, 14), date(2026, 12, 10)
_LATE = {"computed_due_on": DUE, "late_since": date(2026, 12, 11)}
_CLAIMED = {**_LATE, "met_on": DUE, "entered_on": date(2026, 12, 13)}


@pytest.fixture
def record() -> int:
    """Every state, and every column with something in it. How many rows."""
    region = TerritoryFactory(kato="430000000")
    akimat = BodyFactory(kind="akimat", territory=region, plain_en="=1+1", plain_ru="+7, «имя»\nи ещё")
    kinds: list[dict[str, Any]] = [
        {"computed_due_on": DUE, "met_on": DUE, "outside_reason": "not here", "closed_by_officer": True},
        {**_CLAIMED, "late_reason": '=HYPERLINK("x")'},
        {**_CLAIMED, "confirmed_on": ON, "confirm_reason": "x", "confirmed_by": UserFactory(), "confirmed_for": akimat},
        {**_LATE, "met_on": date(2026, 12, 12), "late_reason": "long; way,\r\n-1"},
        {**_LATE, "late_reason": "not yet said"},
        {**_LATE, "returned_on": date(2026, 12, 12)},
        {"computed_due_on": date(2026, 12, 15)},
        {"computed_due_on": date(2026, 12, 30), "is_apart": True},
        {"computed_due_on": DUE, "waived": True, "release_ground": "\t@ground"},
        {"computed_due_on": None},
        {"computed_due_on": DUE, "about_kk": "бір", "about_ru": "=одно", "about_en": "one"},
    ]
    for number, kind in enumerate(kinds):
        body = akimat if number % 2 else BodyFactory(plain_en="Of a name")
        ObligationFactory(body=body, subject=f"{number}", **kind)
    ObligationFactory(body=akimat, subject="hidden", is_public=False)
    return len(kinds)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_columns_give_what_models_give(client: Client, record: int, language: str) -> None:
    read = b"".join(client.get(f"/{language}/deadlines.csv?year=2027")).decode()
    with translation.override(language):
        rows = list(chosen(Asked(year=2027), ON))
        told = "".join(csv_lines(RECORD_COLUMNS, record_lines(rows, ON, lambda path: f"http://testserver{path}")))
    assert len(rows) == record
    assert read == told


def test_what_is_owed_at_all_times_stands_in_the_table(client: Client, record: int) -> None:
    body = BodyFactory()
    ObligationFactory(body=body, duty="B-6.3", no_day=True, period_key="standing", opens_by="standing")
    ObligationFactory(body=body)
    for asked in (f"body={body.slug}&view=list", "year=standing"):
        told = chosen(Asked(year=0) if "year" in asked else Asked(body=body), ON)
        assert isinstance(told, QuerySet)
        read = b"".join(client.get(f"/en/deadlines.csv?{asked}")).decode()
        lines = csv_lines(RECORD_COLUMNS, record_lines(told, ON, lambda path: f"http://testserver{path}"))
        with translation.override("en"):
            assert read == "".join(lines)
        assert read.count("http://testserver/en/deadlines/") == told.count() > 0


def test_statements_do_not_grow_with_rows(
    client: Client, record: int, django_assert_num_queries: Callable[..., Any]
) -> None:
    with django_assert_num_queries(5):
        b"".join(client.get("/en/deadlines.csv?year=2027"))
    one = Obligation.objects.first()
    assert one is not None
    Obligation.objects.bulk_create(
        Obligation(**{**_copied(one), "subject": f"copy {number}"}) for number in range(5200)
    )
    with django_assert_num_queries(5):
        read = b"".join(client.get("/en/deadlines.csv?year=2027"))
    assert read.decode().count("http://testserver/en/deadlines/") == record + 5200


def _copied(row: Obligation) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if field.name != "id"}
