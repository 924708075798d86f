"""Fixtures every test may use."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import translation
from modeltranslation.manager import MultilingualQuerySet
from pytest_django.plugin import DjangoDbBlocker

from portal.accounts.models import User
from portal.bodies.models import Body
from portal.bodies.permissions import Actor, actor_for
from tests.factories.accounts import UserFactory
from tests.factories.bodies import RoleGrantFactory
from tests.ground import GROUND
from tests.selection import pytest_collection_modifyitems

__all__ = ["pytest_collection_modifyitems"]

#: The civil day most tests stand on: a Tuesday a week before proposals are due.
TODAY = date(2026, 11, 24)


# Collecting makes some millions of objects and hardly any garbage; switched on again when it is over.
gc.disable()


def pytest_collection_finish() -> None:
    """What collecting has made stays to the end: looking through it again and again finds no garbage, only costs."""
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    GROUND.prepare(item)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The plugin's, told to the ground: from now on it can be laid."""
    GROUND.blocker = django_db_blocker
    yield
    GROUND.lift()
    GROUND.blocker = None


@pytest.fixture(autouse=True, scope="session")
def _texts_are_asked_and_written_by_name() -> Iterator[None]:
    """What the library allows on a model with texts in three languages, and nobody here may do.

    `values()` without names leaves the texts out; `update(name=…)` writes the column of whoever happens to read; the
    order of the model stays when rows are counted by groups, and makes other groups.
    """
    update, annotate = MultilingualQuerySet.update, MultilingualQuerySet.annotate

    def refuse(rows: MultilingualQuerySet) -> list[str]:
        raise AssertionError(f"name the columns of {rows.model.__name__}, or ask raw_values()")

    def update_columns(rows: MultilingualQuerySet, **values: Any) -> int:
        short = [name for name in values if rows.model._meta.get_field(name).column is None]
        assert not short, f"write columns of {rows.model.__name__}, not {', '.join(short)}"
        return update(rows, **values)

    def annotate_groups(rows: MultilingualQuerySet, *args: Any, **named: Any) -> MultilingualQuerySet:
        found = annotate(rows, *args, **named)
        by_groups = isinstance(found.query.group_by, tuple) and found.query.order_by
        assert not by_groups or [*found.query.order_by] != [*rows.model._meta.ordering], "say order_by() before groups"
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(MultilingualQuerySet, "annotate", annotate_groups)
        patch.setattr(MultilingualQuerySet, "_get_original_fields", refuse)
        patch.setattr(MultilingualQuerySet, "update", update_columns)
        yield


@pytest.fixture(autouse=True)
def _clean_cache() -> None:
    cache.clear()


@pytest.fixture(autouse=True)
def _language() -> Iterator[None]:
    """Tests start in English, the language of the msgids; a test of another language says so."""
    with translation.override("en"):
        yield


@pytest.fixture
def today() -> date:
    return TODAY


@pytest.fixture
def actor_with(db: None) -> Callable[..., Actor]:
    """Make a person with roles: `actor_with(("preparer", body), ...)`; optionally an existing `user` and a day."""

    def make(*roles: tuple[str, Body], user: User | None = None, on: date = TODAY) -> Actor:
        person = user or UserFactory()
        for role, body in roles:
            RoleGrantFactory(user=person, role=role, body=body)
        return actor_for(person, on)

    return make
