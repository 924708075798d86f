"""Questions whose SQL is written once give what the ORM gives."""

from __future__ import annotations

from datetime import date, timedelta
from threading import Thread
from typing import Any

import pytest
from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import F, OuterRef, QuerySet
from django.utils import translation

from portal.bodies.models import Body, Territory
from portal.kit.prepared import Among, Prepared, prepared
from tests.factories.bodies import BodyFactory, TerritoryFactory

pytestmark = pytest.mark.django_db

DAY = date(2027, 3, 10)
LATER = DAY + timedelta(days=400)


@pytest.fixture(params=[False, True], ids=["written", "on the server"])
def ask(request: pytest.FixtureRequest, settings: Any) -> Any:
    """Makes a prepared question that the others never hear of; on the server, too."""
    settings.KEZDESU_PREPARE = request.param
    known = list(Prepared.known)
    yield prepared
    Prepared.known[:] = known


@pytest.fixture
def places() -> list[Territory]:
    region = TerritoryFactory(name_kk="Абай", name_ru="Абай", name_en="")
    inside = TerritoryFactory(name_kk="Аягөз", name_ru="Аягоз", parent=region, kind="district")
    gone = TerritoryFactory(name_kk="Шар", name_ru="Шар", ends_on=LATER)
    BodyFactory(kind="akimat", territory=region)
    return [region, inside, gone]


def in_force(on: date, *, kind: str = "") -> QuerySet[Territory, Any]:
    found = Territory.objects.in_force(on).select_related("parent").order_by("name_ru")
    return found.filter(kind=kind) if kind else found


@pytest.mark.parametrize("on", [DAY, LATER])
@pytest.mark.parametrize("kind", ["", "district", "region"])
def test_rows_are_those_of_the_question(ask, places, on, kind) -> None:
    question = ask(in_force)

    # Each twice: as it is written, and as it was kept.
    for _turn in range(2):
        found = question(on, kind=kind)
        assert found == list(in_force(on, kind=kind))
        assert [place.parent for place in found] == [place.parent for place in in_force(on, kind=kind)]


def test_values_and_annotations_and_single_columns_come_as_the_orm_gives_them(ask, places) -> None:
    def beside(on: date) -> QuerySet[Territory, Any]:
        bodies = Body.objects.filter(territory=OuterRef("pk")).order_by("slug").values("slug")
        return in_force(on).annotate(code=F("kato"), held_by=ArraySubquery(bodies))

    def listed(on: date) -> QuerySet[Territory, Any]:
        return beside(on).values_list("kato", "held_by", "starts_on")

    def flat(on: date) -> QuerySet[Territory, Any]:
        return in_force(on).values_list("kato", flat=True)

    for write in (beside, listed, flat):
        assert ask(write)(DAY) == list(write(DAY))
    assert [vars(place)["held_by"] for place in ask(beside)(DAY)] == [vars(place)["held_by"] for place in beside(DAY)]


def test_names_are_read_in_the_language_of_each_reader_and_know_which_was_found(ask, places) -> None:
    question = ask(lambda on: Territory.objects.in_force(on).order_by("kato").values_list("name", flat=True))

    def said(language: str) -> list[tuple[str, str]]:
        with translation.override(language):
            return [(str(name), name.lang) for name in question(DAY)]

    assert said("kk")[0] == ("Абай", "kk")
    assert said("ru")[1] == ("Аягоз", "ru")
    assert said("en")[0] == ("Абай", "ru")
    assert said("kk")[1] == ("Аягөз", "kk")


def test_a_list_of_values_is_one_value(ask, places) -> None:
    question = ask(lambda keys: Territory.objects.filter(Among("pk", keys)).order_by("pk"))

    for keys in ([places[0].pk], [places[0].pk, places[2].pk], []):
        assert question(keys) == list(Territory.objects.filter(pk__in=keys).order_by("pk"))


def test_the_question_is_written_once_a_shape_and_asked_by_one_statement(
    ask, places, django_assert_num_queries
) -> None:
    written = []

    def write(on: date, *, kind: str = "") -> QuerySet[Territory, Any]:
        written.append(kind)
        return in_force(on, kind=kind)

    question = ask(write)
    with django_assert_num_queries(4):
        for on in (DAY, LATER):
            question(on, kind="")
            question(on, kind="region")

    assert written == ["", "region"]


@pytest.mark.django_db(transaction=True)
def test_threads_ask_by_connections_of_their_own(ask, places) -> None:
    question, said = ask(in_force), {}
    question(DAY)

    def elsewhere() -> None:
        said["rows"] = question(DAY)
        said["connection"] = connection.connection
        connection.close()

    thread = Thread(target=elsewhere)
    thread.start()
    thread.join()

    assert said["rows"] == list(in_force(DAY))
    assert said["connection"] is not connection.connection


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_was_cut_is_told_anew(ask, places) -> None:
    question = ask(in_force)
    wanted = question(DAY)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [backend])
    other.close()

    # As the first question of the next request.
    connection.health_check_enabled, connection.health_check_done = True, False

    assert question(DAY) == wanted
