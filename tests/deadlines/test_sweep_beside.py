"""A sweep beside a person: the row somebody holds is left to the next sweep, and nobody waits for anybody."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import connection

from portal.deadlines.models import Obligation, Rung
from portal.deadlines.services import sweep
from tests.deadlines.conftest import Country
from tests.deadlines.doing import plan_of

pytestmark = pytest.mark.django_db(transaction=True)

#: The plans of ministries are due on Tuesday 15 December 2026.
DAY_AFTER = date(2026, 12, 16)


@pytest.fixture
def db(transactional_db: None) -> None:
    """The country is written outright: two connections have to see it."""


@pytest.fixture
def _impatient(db: None) -> Iterator[None]:
    """The sweep's connection fails when it waits for a lock, instead of hanging with the test."""
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '2s'")
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET lock_timeout")


@contextmanager
def held(obligation: Obligation) -> Iterator[None]:
    """The row under a lock of another connection: a person in the middle of something."""
    other = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            table = Obligation._meta.db_table
            cursor.execute(f'SELECT id FROM "{table}" WHERE id = %s FOR UPDATE', [obligation.pk])
            assert cursor.rowcount == 1
        yield
    finally:
        other.rollback()
        other.close()


@pytest.mark.usefixtures("_impatient")
def test_sweep_leaves_the_row_a_person_holds_and_does_the_others(country: Country) -> None:
    sweep(on=date(2026, 11, 13))
    mine = plan_of(country, "ministry-1")
    looked_at = mine.look_on

    with held(mine):
        assert sweep(on=DAY_AFTER).ran
        assert plan_of(country, "culture").late_since == DAY_AFTER
        assert Rung.objects.filter(obligation=plan_of(country, "culture"), rung=-1, told=True).exists()
        mine.refresh_from_db()
        assert (mine.late_since, mine.look_on) == (None, looked_at)
        assert not Rung.objects.filter(obligation=mine, rung=-1).exists()

    sweep(on=DAY_AFTER)
    assert plan_of(country, "ministry-1").late_since == DAY_AFTER
    assert Rung.objects.filter(obligation=mine, rung=-1, told=True).exists()
