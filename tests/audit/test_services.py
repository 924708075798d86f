"""Adding to the chain: in order, without gap, once, and never taken back by anything but the writer's own failure."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import DatabaseError, connection, transaction

from portal.audit.models import Link
from portal.audit.queries import faults_within
from portal.audit.rules import GENESIS
from portal.audit.services import append
from tests.factories.accounts import UserFactory

DAY = date(2027, 1, 8)


def link(number: int, **changes: object) -> Link:
    facts = {"kind": "approval", "subject": f"version:{number}", "digest": f"{number:064x}", "on": DAY, "user": None}
    return append(**{**facts, "facts": {"period": "2027"}, **changes})


@pytest.mark.django_db
def test_append_follows_the_link_before_it() -> None:
    first, second = link(1), link(2, user=UserFactory())
    assert (first.number, first.previous) == (1, GENESIS)
    assert (second.number, second.previous) == (2, first.hash)
    assert [each.hash == each.computed for each in Link.objects.all()] == [True, True]
    assert list(faults_within()) == []


@pytest.mark.django_db
def test_append_of_the_same_thing_is_the_link_that_is_there() -> None:
    assert link(1).pk == link(1).pk
    with pytest.raises(ValueError, match="another content"):
        link(1, digest="f" * 64)
    assert link(1, kind="publication").number == 2


@pytest.mark.django_db
def test_append_refuses_facts_that_would_come_back_changed() -> None:
    with pytest.raises(ValueError, match="facts of a link"):
        link(1, facts={"share": 0.1})


@pytest.mark.django_db
def test_append_that_is_taken_back_leaves_no_gap() -> None:
    link(1)
    with transaction.atomic():
        assert link(2).number == 2
        transaction.set_rollback(True)
    assert link(3).number == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    "act",
    [
        lambda: Link.objects.update(digest="f" * 64),
        lambda: Link.objects.all().delete(),
        lambda: Link.objects.filter(number=1).update(number=7),
    ],
)
def test_database_refuses_to_change_or_delete_a_link(act: Callable[[], object]) -> None:
    link(1)
    with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
        act()


@pytest.mark.django_db(transaction=True)
def test_writers_at_once_get_numbers_without_gap() -> None:
    together = Barrier(4)

    def write(start: int) -> None:
        try:
            together.wait(timeout=10)
            for number in range(start, start + 5):
                with transaction.atomic():
                    link(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, (100, 200, 300, 400)))
    assert list(Link.objects.values_list("number", flat=True)) == list(range(1, 21))
    assert list(faults_within()) == []
