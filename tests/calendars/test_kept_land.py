"""What coverage keeps of a region equals what is made anew, whatever of it is changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

import pytest
import time_machine
from django.apps import apps
from django.db import connection, transaction

from portal.bodies.models import Body, ClassifierEntry, Official, Territory, UnitCorrection
from portal.calendars.queries.kept_land import land_of
from portal.calendars.queries.units import ground, units_on
from portal.deadlines.models import Decision
from tests.factories.bodies import BodyFactory, OfficialFactory, TerritoryFactory
from tests.ground import GROUND
from tests.meetings.counting import counted
from tests.meetings.valley import Valley, make_valley

pytestmark = pytest.mark.django_db

TODAY = date(2027, 5, 20)


@GROUND.fixture
def kept_ground() -> Valley:
    return make_valley()


@pytest.fixture
def valley(kept_ground: Valley) -> Iterator[Valley]:
    with time_machine.travel("2027-05-20 06:00Z", tick=False):
        yield kept_ground


def test_every_table_it_is_made_of_is_watched(valley: Valley) -> None:
    with counted() as asked:
        ground(valley.region.territory, 2027, on=TODAY)
    read = {table for sql in asked.statements for table in re.findall(r'(?:FROM|JOIN) "?([a-z_]+)"?', sql)}
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'land_changed'")
        watched = {table for (table,) in cursor.fetchall()}
    made_of = (Territory, ClassifierEntry, UnitCorrection, Body, Official, Decision)
    assert read == watched == {model._meta.db_table for model in made_of}
    assert {model._meta.db_table for model in apps.get_models()} >= watched


def change_name(valley: Valley) -> None:
    Territory.objects.filter(pk=valley.rural.territory_id).update(name_ru="Новое имя")


def add_unit(valley: Valley) -> None:
    place = TerritoryFactory(kato="433237000", kind="rural_district", parent=valley.district.territory)
    BodyFactory(kind="akimat", territory=place)


def close_office(valley: Valley) -> None:
    Body.objects.filter(pk=valley.rural.pk).update(ends_on=date(2027, 5, 1))


def change_head(valley: Valley) -> None:
    Official.objects.filter(body=valley.district).update(ends_on=date(2027, 5, 1))
    OfficialFactory(body=valley.district, post="first_head", starts_on=date(2027, 5, 1))


def say_no_unit(valley: Valley) -> None:
    UnitCorrection.objects.create(
        place=valley.silent.territory, on=date(2027, 1, 1), is_unit=False, reason="Көшті", user=valley.people["officer"]
    )


@pytest.mark.parametrize("change", [change_name, add_unit, close_office, change_head, say_no_unit])
def test_what_is_kept_equals_what_is_made_anew(valley: Valley, change: Callable[[Valley], None]) -> None:
    region = valley.region.territory
    before = land_of(region, 2027, on=TODAY)
    with counted() as asked:
        assert land_of(region, 2027, on=TODAY) == before
    assert len(asked) == 1
    with transaction.atomic():
        change(valley)
    after, anew = land_of(region, 2027, on=TODAY), ground(region, 2027, on=TODAY)
    assert after != before
    assert (after.ground, after.norms) == (anew, tuple(units_on(anew)))
    # Of another day and another year it is another answer.
    for year, on in ((2027, date(2027, 6, 20)), (2026, TODAY)):
        again = ground(region, year, on=on)
        assert land_of(region, year, on=on).ground == again
