"""Somebody acts for an absent person: dates, permissions, history, and two persons stay two."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal.bodies.choices import Role
from portal.bodies.models import RoleGrant
from portal.bodies.permissions import actor_for
from portal.bodies.services import appoint_acting, end_acting, end_role
from portal.kernel.errors import Invalid, NotAllowed
from portal.notices.models import Notice
from schedules.choices import ProposalVerb
from schedules.models import ProposalEvent
from schedules.permissions import can_review_proposal
from tests.bodies.joining import Country, country
from tests.conftest import TODAY
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, BodyFunctionFactory, RoleGrantFactory
from tests.factories.schedules import ProposalFactory

pytestmark = pytest.mark.django_db

TOMORROW, NEXT_WEEK = TODAY + timedelta(days=1), TODAY + timedelta(days=7)


@pytest.fixture
def land(db) -> Country:
    return country()


@pytest.fixture
def head(land, actor_with):
    return actor_with((Role.HEAD, land.ministry))


@pytest.fixture
def preparer(land):
    return RoleGrantFactory(body=land.ministry, role=Role.PREPARER).user


def absent(head) -> RoleGrant:
    return RoleGrant.objects.get(user=head.user, role=Role.HEAD)


def appoint(actor, grant, substitute, **fields):
    known = {"starts_on": TOMORROW, "ends_on": NEXT_WEEK, "ground": "№ 12, 23.11.2026", "today": TODAY, **fields}
    return appoint_acting(actor=actor, grant=grant, substitute=substitute, **known)


def test_acting_gives_the_role_between_dates_and_ends_by_itself(head, preparer, land) -> None:
    row = appoint(head, absent(head), preparer)
    days = [TODAY, TOMORROW, NEXT_WEEK - timedelta(days=1), NEXT_WEEK]
    held = [actor_for(preparer, day).has(Role.HEAD, land.ministry) for day in days]
    assert held == [False, True, True, False]
    assert actor_for(preparer, TOMORROW).acting == {(Role.HEAD, land.ministry.pk)}
    assert actor_for(head.user, TOMORROW).has(Role.HEAD, land.ministry)
    assert (row.acting_for, row.ground) == (absent(head), "№ 12, 23.11.2026")
    assert set(Notice.objects.values_list("user", "kind")) == {
        (preparer.pk, "role_acting"),
        (head.user.pk, "role_acting"),
    }


def test_acting_of_a_head_cannot_accept_what_the_same_person_filed(head, preparer, land) -> None:
    BodyFunctionFactory(body=land.ministry)
    own, foreign = ProposalFactory(body=land.ministry), ProposalFactory(body=land.neighbour)
    ProposalEvent.objects.create(
        proposal=own, verb=ProposalVerb.SUBMIT, actor=preparer, on=TODAY, from_state="draft", to_state="submitted"
    )
    appoint(head, absent(head), preparer, starts_on=TODAY)
    acting = actor_for(preparer, TODAY)
    assert acting.has(Role.HEAD, land.ministry)
    assert can_review_proposal(acting, own).code == "own_filing"
    assert can_review_proposal(acting, foreign)


@pytest.mark.parametrize("role", [None, *Role.values])
def test_acting_is_arranged_by_the_head_or_an_administrator(actor_with, land, preparer, head, role) -> None:
    at = {Role.APPROVER: land.government, Role.ADMINISTRATOR: land.apparatus, Role.OVERSEER: land.apparatus,
          Role.OFFICER: land.region, Role.HEAD: land.neighbour}  # fmt: skip
    actor = actor_with((role, at.get(role, land.ministry))) if role else actor_with()
    if role == Role.ADMINISTRATOR:
        assert appoint(actor, absent(head), preparer).role == Role.HEAD
    else:
        with pytest.raises(NotAllowed):
            appoint(actor, absent(head), preparer)


def test_acting_head_does_not_dispose_of_the_portals_own_roles(actor_with, land, head, preparer) -> None:
    administrator = RoleGrantFactory(body=land.ministry, role=Role.ADMINISTRATOR)
    with pytest.raises(NotAllowed):
        appoint(head, administrator, preparer)


@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("starts_on", {"starts_on": TODAY - timedelta(days=1)}),
        ("ends_on", {"ends_on": TOMORROW}),
        ("ground", {"ground": " "}),
    ],
)
def test_acting_wrong_field_is_named(head, preparer, field, fields) -> None:
    with pytest.raises(Invalid) as refused:
        appoint(head, absent(head), preparer, **fields)
    assert list(refused.value.errors) == [field]
    assert RoleGrant.objects.filter(acting_for__isnull=False).count() == 0


def test_acting_for_oneself_a_stranger_an_acting_person_or_beside_another_is_refused(head, preparer, land) -> None:
    grant = absent(head)
    for somebody in (head.user, UserFactory(), RoleGrantFactory(body=land.neighbour).user):
        with pytest.raises(Invalid) as refused:
            appoint(head, grant, somebody)
        assert list(refused.value.errors) == ["substitute"]
    row = appoint(head, grant, preparer)
    second = RoleGrantFactory(body=land.ministry).user
    with pytest.raises(Invalid):
        appoint(head, row, second)
    with pytest.raises(Invalid) as refused:
        appoint(head, grant, second)
    assert list(refused.value.errors) == ["starts_on"]
    appoint(head, grant, second, starts_on=NEXT_WEEK, ends_on=NEXT_WEEK + timedelta(days=3))


def test_end_acting_sooner_leaves_the_absent_persons_role(head, preparer, land) -> None:
    row = appoint(head, absent(head), preparer, starts_on=TODAY)
    end_acting(actor=head, grant=row, on=TOMORROW, today=TODAY)
    assert actor_for(preparer, TODAY).has(Role.HEAD, land.ministry)
    assert not actor_for(preparer, TOMORROW).has(Role.HEAD, land.ministry)
    assert actor_for(head.user, TOMORROW).has(Role.HEAD, land.ministry)


def test_acting_ends_with_the_role_it_stands_for(head, preparer, land, actor_with) -> None:
    row = appoint(head, absent(head), preparer, starts_on=TODAY)
    admin = actor_with((Role.ADMINISTRATOR, land.apparatus))
    end_role(actor=admin, grant=absent(head), on=TOMORROW, today=TODAY)
    row.refresh_from_db()
    assert row.ends_on == TOMORROW


def test_acting_administrator_does_not_keep_the_portal_alone(land, actor_with) -> None:
    admin = actor_with((Role.ADMINISTRATOR, land.apparatus))
    substitute = RoleGrantFactory(body=land.apparatus, role=Role.OVERSEER).user
    grant = RoleGrant.objects.get(user=admin.user)
    appoint(admin, grant, substitute, starts_on=TODAY)
    with pytest.raises(Invalid):
        end_role(actor=admin, grant=grant, on=TODAY, today=TODAY)


def test_acting_without_an_end_is_refused_by_the_database(head) -> None:
    from django.db import IntegrityError

    with pytest.raises(IntegrityError):
        RoleGrantFactory(body=BodyFactory(), acting_for=absent(head), ends_on=None)
