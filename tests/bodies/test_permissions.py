"""Who somebody is on a day, and what each role may do with roles and functions."""

from __future__ import annotations

from datetime import date

import pytest

from portal.bodies.choices import FUNCTION_BODIES, ROLE_BODIES, BodyKind, Function, Role
from portal.bodies.permissions import (
    actor_for,
    can_grant_roles,
    can_move_functions,
    can_see_functions,
    can_see_people,
)
from tests.conftest import TODAY
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, BodyFunctionFactory, RoleGrantFactory

pytestmark = pytest.mark.django_db


def test_actor_counts_roles_of_the_day(django_assert_num_queries) -> None:
    user, ministry, other = UserFactory(), BodyFactory(), BodyFactory()
    RoleGrantFactory(user=user, body=ministry, role=Role.PREPARER, ends_on=date(2026, 11, 25))
    RoleGrantFactory(user=user, body=other, role=Role.HEAD, starts_on=date(2026, 11, 25))
    RoleGrantFactory(body=ministry, role=Role.HEAD)
    with django_assert_num_queries(2):
        actor = actor_for(user, TODAY)
    assert actor.has(Role.PREPARER)
    assert actor.has(Role.PREPARER, ministry)
    assert actor.has(Role.PREPARER, ministry.pk)
    assert not actor.has(Role.PREPARER, other)
    assert not actor.has(Role.HEAD)
    assert actor.bodies() == {ministry.pk}
    tomorrow = actor_for(user, date(2026, 11, 25))
    assert (tomorrow.bodies(), tomorrow.bodies(Role.HEAD)) == ({other.pk}, {other.pk})


def test_actor_of_a_closed_login_is_nobody() -> None:
    grant = RoleGrantFactory(role=Role.ADMINISTRATOR, user__is_active=False)
    actor = actor_for(grant.user, TODAY)
    assert (actor.grants, actor.functions, actor.is_administrator) == (frozenset(), frozenset(), False)


def test_actor_without_roles_takes_one_statement(django_assert_num_queries) -> None:
    user = UserFactory()
    with django_assert_num_queries(1):
        assert actor_for(user, TODAY).grants == frozenset()


def test_actor_holds_a_function_through_a_role_at_its_holder() -> None:
    held = BodyFunctionFactory(ends_on=date(2026, 12, 1))
    user = UserFactory()
    RoleGrantFactory(user=user, body=held.body, role=Role.PREPARER)
    actor = actor_for(user, TODAY)
    assert actor.holds(Function.AUTHORISED_INFORMATION)
    assert actor.holds(Function.AUTHORISED_INFORMATION, Role.PREPARER)
    assert not actor.holds(Function.AUTHORISED_INFORMATION, Role.HEAD)
    assert not actor.holds(Function.MASS_MEDIA)
    assert not actor_for(user, date(2026, 12, 1)).holds(Function.AUTHORISED_INFORMATION)


def test_actor_role_elsewhere_does_not_lend_the_function() -> None:
    held = BodyFunctionFactory()
    user = UserFactory()
    RoleGrantFactory(user=user, body=BodyFactory(), role=Role.PREPARER)
    RoleGrantFactory(user=user, body=held.body, role=Role.HEAD)
    assert not actor_for(user, TODAY).holds(Function.AUTHORISED_INFORMATION, Role.PREPARER)


def body_for(role: str):
    kind = ROLE_BODIES[role][0]
    return BodyFactory() if kind == BodyKind.MINISTRY else BodyFactory(**{kind: True})


@pytest.mark.parametrize("role", [None, *Role.values])
def test_only_administrators_give_roles_and_move_functions(actor_with, role) -> None:
    actor = actor_with((role, body_for(role))) if role else actor_with()
    administers, has_role = role == Role.ADMINISTRATOR, role is not None
    assert bool(can_grant_roles(actor)) is administers
    assert bool(can_see_people(actor)) is administers
    assert bool(can_move_functions(actor)) is administers
    assert bool(can_see_functions(actor)) is has_role


@pytest.mark.parametrize("predicate", [can_grant_roles, can_see_people, can_see_functions, can_move_functions])
def test_denials_carry_a_reason(actor_with, predicate) -> None:
    verdict = predicate(actor_with())
    assert (verdict.code != "", str(verdict.reason) != "") == (True, True)


def test_every_role_and_function_has_its_kinds_of_body() -> None:
    assert set(ROLE_BODIES) == set(Role.values)
    assert set(FUNCTION_BODIES) == set(Function.values)
