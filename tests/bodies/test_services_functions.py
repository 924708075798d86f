"""Moving a function between bodies."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal.bodies import queries
from portal.bodies.choices import FUNCTION_BODIES, ROLE_BODIES, BodyKind, Function, Role
from portal.bodies.models import BodyFunction
from portal.bodies.services import move_function
from portal.kernel.errors import Conflict, Invalid, NotAllowed
from tests.conftest import TODAY
from tests.factories.bodies import BodyFactory, BodyFunctionFactory

TOMORROW = TODAY + timedelta(days=1)
KEY = Function.AUTHORISED_INFORMATION

pytestmark = pytest.mark.django_db


def body_of(kind: str):
    return BodyFactory() if kind == BodyKind.MINISTRY else BodyFactory(**{kind: True})


@pytest.fixture
def admin(actor_with):
    return actor_with((Role.ADMINISTRATOR, BodyFactory()))


@pytest.mark.parametrize("days", [0, 1, 40])
def test_move_function_ends_one_holder_and_begins_the_next(admin, days) -> None:
    held, successor = BodyFunctionFactory(), BodyFactory()
    on = TODAY + timedelta(days=days)
    move_function(actor=admin, function=KEY, body=successor, on=on, today=TODAY)
    assert queries.holder(KEY, on - timedelta(days=1)) == held.body
    assert queries.holder(KEY, on) == successor


def test_move_function_nobody_holds_is_given(admin) -> None:
    body = BodyFactory()
    move_function(actor=admin, function=KEY, body=body, on=TODAY, today=TODAY)
    assert queries.holder(KEY, TODAY) == body


def test_move_function_after_a_gap_leaves_the_gap(admin) -> None:
    BodyFunctionFactory(ends_on=TODAY - timedelta(days=30))
    body = BodyFactory()
    move_function(actor=admin, function=KEY, body=body, on=TODAY, today=TODAY)
    assert list(BodyFunction.objects.values_list("ends_on", flat=True)) == [TODAY - timedelta(days=30), None]


@pytest.mark.parametrize("function", Function.values)
@pytest.mark.parametrize("kind", [BodyKind.MINISTRY, BodyKind.AKIMAT, BodyKind.GOVERNMENT, BodyKind.ADMINISTRATION])
def test_move_function_only_to_a_body_of_its_kind(admin, function, kind) -> None:
    body = body_of(kind)
    if FUNCTION_BODIES[function] == kind:
        move_function(actor=admin, function=function, body=body, on=TODAY, today=TODAY)
    else:
        with pytest.raises(Invalid) as refused:
            move_function(actor=admin, function=function, body=body, on=TODAY, today=TODAY)
        assert list(refused.value.errors) == ["body"]


def test_move_function_refusals_name_the_field(admin) -> None:
    held = BodyFunctionFactory()
    cases = [
        ("on", {"body": BodyFactory(), "on": TODAY - timedelta(days=1)}),
        ("on", {"body": BodyFactory(ends_on=TODAY), "on": TODAY}),
        ("on", {"body": BodyFactory(starts_on=TOMORROW), "on": TODAY}),
        ("body", {"body": held.body, "on": TODAY}),
    ]
    for field, fields in cases:
        with pytest.raises(Invalid) as refused:
            move_function(actor=admin, function=KEY, today=TODAY, **fields)
        assert list(refused.value.errors) == [field]
    assert BodyFunction.objects.get() == held


def test_move_function_over_a_planned_move_is_a_conflict(admin) -> None:
    BodyFunctionFactory(ends_on=TODAY + timedelta(days=30))
    BodyFunctionFactory(starts_on=TODAY + timedelta(days=30))
    for days in (1, 30):
        with pytest.raises(Conflict):
            move_function(actor=admin, function=KEY, body=BodyFactory(), on=TODAY + timedelta(days=days), today=TODAY)


@pytest.mark.parametrize("role", [None, *(role for role in Role.values if role != Role.ADMINISTRATOR)])
def test_move_function_by_anybody_else_is_refused(actor_with, role) -> None:
    held = BodyFunctionFactory()
    actor = actor_with((role, body_of(ROLE_BODIES[role][0]))) if role else actor_with()
    with pytest.raises(NotAllowed):
        move_function(actor=actor, function=KEY, body=BodyFactory(), on=TODAY, today=TODAY)
    held.refresh_from_db()
    assert held.ends_on is None


def test_move_function_unknown_is_a_mistake(admin) -> None:
    with pytest.raises(ValueError, match="weather"):
        move_function(actor=admin, function="weather", body=BodyFactory(), on=TODAY, today=TODAY)
