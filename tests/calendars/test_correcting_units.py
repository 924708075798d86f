"""Akimats say where akims owe meetings: who may, from which day, and what the calendar and the law make of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from portal.bodies.choices import Role
from portal.bodies.models import Body, Territory, UnitCorrection
from portal.bodies.permissions import Actor, actor_for, can_correct_unit
from portal.bodies.queries import place_lines, places_below
from portal.bodies.services import correct_unit
from portal.calendars.queries.units import units
from portal.kernel.errors import Invalid, NotAllowed
from tests.calendars.region import ROOT, office
from tests.conftest import TODAY
from tests.factories.accounts import UserFactory
from tests.factories.bodies import RoleGrantFactory
from tests.factories.deadlines import seed_law
from tests.texts import plain

pytestmark = pytest.mark.django_db

RURAL, VILLAGE, NEXT_RURAL = "434451000", "434451200", "434453000"


@pytest.fixture(autouse=True)
def ground(region_ground: Body) -> Body:
    seed_law()
    RoleGrantFactory(user=UserFactory(full_name="administrator"), role=Role.ADMINISTRATOR)
    RoleGrantFactory(user=UserFactory(full_name="preparer"), role=Role.PREPARER)
    return region_ground


def person(name: str) -> Actor:
    return actor_for(User.objects.get(full_name=name), TODAY)


def place(code: str) -> Territory:
    return Territory.objects.select_related("parent__parent__parent").get(kato=code)


def correct(name: str, *, is_unit: bool = False, visitor: str = "", on: date = TODAY, reason: str = "№ 3 қаулы",
            code: str = VILLAGE) -> UnitCorrection:  # fmt: skip
    return correct_unit(
        actor=person(name), code=code, is_unit=is_unit, visitor=place(visitor) if visitor else None, on=on,
        reason=reason, today=TODAY,
    )  # fmt: skip


def visits() -> set[tuple[str, str]]:
    found = units(Territory.objects.get(kato=ROOT), 2027, on=TODAY)
    return {(each.akim.place.kato, each.unit.kato) for each in found if each.norm == "cov-4"}


@pytest.mark.parametrize(
    ("name", "may", "may_hand_over"),
    [
        ("rural_officer", True, False), ("district_officer", True, True), ("region_officer", True, True),
        ("region_head", True, True), ("administrator", True, True), ("neighbour_officer", False, False),
        ("preparer", False, False),
    ],
)  # fmt: skip
def test_who_may(name: str, may: bool, may_hand_over: bool) -> None:
    assert bool(can_correct_unit(person(name), place(VILLAGE))) is may
    assert bool(can_correct_unit(person(name), place(VILLAGE), place(NEXT_RURAL))) is may_hand_over


def test_a_place_that_is_none_is_asked_for_no_more() -> None:
    assert (RURAL, VILLAGE) in visits()
    row = correct("rural_officer")
    assert (RURAL, VILLAGE) not in visits()
    assert (row.place.kato, row.is_unit, row.on, row.reason) == (VILLAGE, False, TODAY, "№ 3 қаулы")
    # Said twice it is said once; another word of the same day counts instead and leaves the first in the history.
    assert correct("district_officer") == row
    correct("district_officer", is_unit=True)
    assert (RURAL, VILLAGE) in visits()
    assert UnitCorrection.objects.count() == 2


def test_another_akim_comes() -> None:
    correct("district_officer", is_unit=True, visitor=NEXT_RURAL)
    assert (NEXT_RURAL, VILLAGE) in visits()
    assert (RURAL, VILLAGE) not in visits()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"on": TODAY - timedelta(days=1)}, "on"),
        ({"on": TODAY + timedelta(days=500)}, "on"),
        ({"reason": " "}, "reason"),
        ({"visitor": NEXT_RURAL}, "visitor"),
        ({"code": "434400000"}, "is_unit"),
        ({"is_unit": True, "visitor": VILLAGE}, "visitor"),
    ],
)
def test_what_cannot_be_so_is_refused_at_its_field(wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        correct("region_officer", **wrong)
    assert list(refusal.value.errors) == [field]
    assert not UnitCorrection.objects.exists()


def test_a_neighbour_is_refused() -> None:
    with pytest.raises(NotAllowed):
        correct("neighbour_officer")
    with pytest.raises(NotAllowed):
        correct("rural_officer", is_unit=True, visitor=NEXT_RURAL)


def test_the_pages_lead_from_the_akimat_to_the_place(client: Client) -> None:
    client.force_login(person("rural_officer").user)
    akimat = reverse("bodies:akimat", args=[office(RURAL).slug])
    listed = reverse("bodies:units", args=[office(RURAL).slug])
    one = reverse("bodies:unit", args=[office(RURAL).slug, VILLAGE])
    assert listed in client.get(akimat).content.decode()
    assert one in client.get(listed).content.decode()
    answer = client.post(one, {"is_unit": "no", "on": "01.01.2020", "reason": "Қоныс аударылды"})
    assert answer.status_code == 200
    assert "Қоныс аударылды" in plain(answer.content.decode())
    assert client.post(one, {"is_unit": "no", "on": "01.01.2027", "reason": "Қоныс аударылды"}).status_code == 302
    assert UnitCorrection.objects.get().on == date(2027, 1, 1)
    assert "Қоныс аударылды" in plain(client.get(one).content.decode())


def test_pages_of_others_are_not_there(client: Client) -> None:
    client.force_login(person("neighbour_officer").user)
    assert client.get(reverse("bodies:units", args=[office(RURAL).slug])).status_code == 404
    client.force_login(person("rural_officer").user)
    # Not by one's own akimat either, where the place lies elsewhere.
    assert client.get(reverse("bodies:unit", args=[office(RURAL).slug, "434453200"])).status_code == 404


def test_lines_cost_two_statements_however_many(django_assert_num_queries: Any) -> None:
    correct("rural_officer")
    for code in (RURAL, "434400000"):
        entries = list(places_below(place(code), TODAY))
        with django_assert_num_queries(2):
            lines = place_lines(entries, TODAY)
        village = next(line for line in lines if line.entry.code == VILLAGE)
        assert village.visitor is None
        assert len(village.corrections) == 1
    assert {line.visitor.kato for line in lines if line.visitor} >= {"434400000", NEXT_RURAL}
