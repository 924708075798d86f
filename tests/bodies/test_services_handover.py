"""Somebody leaves: what ends, what passes to the successor, what stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from portal.bodies.choices import Role
from portal.bodies.models import Handover, Invitation, RoleGrant
from portal.bodies.permissions import actor_for
from portal.bodies.services import complete_handovers, hand_over
from portal.kernel import clock
from portal.kernel.errors import Conflict, Invalid, NotAllowed
from portal.kernel.wording import Lines
from portal.notices.models import Notice
from portal.notices.services import tell
from tests.bodies.joining import Country, country, invited
from tests.conftest import TODAY
from tests.factories.accounts import UserFactory
from tests.factories.bodies import RoleGrantFactory

pytestmark = pytest.mark.django_db

NEXT_WEEK = TODAY + timedelta(days=7)


@pytest.fixture(autouse=True)
def day():
    with time_machine.travel("2026-11-24 05:00Z", tick=False) as travel:
        yield travel


@pytest.fixture
def land(db) -> Country:
    return country()


@pytest.fixture
def head(land, actor_with):
    return actor_with((Role.HEAD, land.ministry))


@pytest.fixture
def leaver(land):
    return RoleGrantFactory(body=land.ministry, role=Role.PREPARER).user


def leave(actor, person, body, successor=None, **fields) -> Handover:
    known = {"on": TODAY, "note": "", "now": clock.now(), "today": TODAY, **fields}
    return hand_over(actor=actor, person=person, body=body, successor=successor, **known)


def told(user, key: str, kind: str = "deadline") -> None:
    tell(user=user, key=key, kind=kind, lines=Lines("қ", "р", "e"), path="/desk/", created_for=TODAY, digest=True)


def test_hand_over_now_ends_roles_and_sessions_and_the_successor_goes_on(head, leaver, land) -> None:
    client = Client()
    client.force_login(leaver)
    told(leaver, "work")
    told(leaver, "own", kind="role_given")
    successor = RoleGrantFactory(body=land.ministry, role=Role.HEAD).user
    handover = leave(head, leaver, land.ministry, successor, note="Keys are in the safe.")
    assert not actor_for(leaver, TODAY).grants
    assert actor_for(successor, TODAY).has(Role.PREPARER, land.ministry)
    assert client.get("/en/accounts/profile/").status_code == 302
    assert Notice.objects.get(key="work").user == successor
    assert Notice.objects.get(key="own").user == leaver
    assert "Keys are in the safe." in Notice.objects.get(key=f"taken-over-{handover.pk}").line_ru
    handover.refresh_from_db()
    assert (handover.passed_notices, handover.completed_at is not None) == (1, True)


def test_hand_over_later_is_carried_out_by_the_sweep_once(head, leaver, land) -> None:
    successor = UserFactory()
    RoleGrantFactory(body=land.ministry, role=Role.HEAD, user=successor)
    leave(head, leaver, land.ministry, successor, on=NEXT_WEEK)
    told(leaver, "work")
    assert complete_handovers(now=clock.now(), today=NEXT_WEEK - timedelta(days=1)) == 0
    assert actor_for(leaver, NEXT_WEEK - timedelta(days=1)).has(Role.PREPARER, land.ministry)
    assert not actor_for(leaver, NEXT_WEEK).grants
    assert actor_for(successor, NEXT_WEEK).has(Role.PREPARER, land.ministry)
    assert complete_handovers(now=clock.now(), today=NEXT_WEEK + timedelta(days=3)) == 1
    assert Notice.objects.get(key="work").user == successor
    assert complete_handovers(now=clock.now(), today=NEXT_WEEK + timedelta(days=4)) == 0


def test_hand_over_keeps_notices_with_somebody_who_works_elsewhere_too(head, leaver, land) -> None:
    RoleGrantFactory(user=leaver, body=land.neighbour)
    told(leaver, "work")
    successor = RoleGrantFactory(body=land.ministry, role=Role.HEAD).user
    leave(head, leaver, land.ministry, successor)
    assert Notice.objects.get(key="work").user == leaver
    assert actor_for(leaver, TODAY).bodies() == {land.neighbour.pk}


def test_hand_over_invitations_pass_to_whoever_may_stand_for_them(land, actor_with) -> None:
    admin = actor_with((Role.ADMINISTRATOR, land.apparatus))
    officer = actor_with((Role.OFFICER, land.region))
    kept = invited(officer, land.district, Role.OFFICER)
    successor = RoleGrantFactory(body=land.region, role=Role.HEAD).user
    leave(admin, officer.user, land.region, successor)
    kept.refresh_from_db()
    assert (kept.invited_by, kept.withdrawn_at) == (successor, None)


def test_hand_over_without_successor_withdraws_invitations(land, actor_with) -> None:
    admin = actor_with((Role.ADMINISTRATOR, land.apparatus))
    officer = actor_with((Role.OFFICER, land.region))
    invited(officer, land.district, Role.OFFICER)
    leave(admin, officer.user, land.region)
    assert Invitation.objects.get().withdrawn_at is not None


def test_hand_over_of_an_acting_persons_role_is_not_inherited(head, leaver, land) -> None:
    grant = RoleGrant.objects.get(user=head.user)
    RoleGrantFactory(body=land.ministry, role=Role.HEAD, user=leaver, acting_for=grant, ends_on=NEXT_WEEK)
    successor = RoleGrantFactory(body=land.ministry, role=Role.PREPARER).user
    leave(head, leaver, land.ministry, successor)
    assert not actor_for(successor, TODAY).has(Role.HEAD)
    assert not actor_for(leaver, TODAY).grants


@pytest.mark.parametrize("role", [None, *Role.values])
def test_hand_over_as_every_role_and_as_the_head_of_a_neighbour(land, actor_with, leaver, role) -> None:
    at = {Role.APPROVER: land.government, Role.ADMINISTRATOR: land.apparatus, Role.OVERSEER: land.apparatus,
          Role.OFFICER: land.region, Role.HEAD: land.neighbour}  # fmt: skip
    actor = actor_with((role, at.get(role, land.ministry))) if role else actor_with()
    if role == Role.ADMINISTRATOR:
        assert leave(actor, leaver, land.ministry).completed_at is not None
    else:
        with pytest.raises(NotAllowed):
            leave(actor, leaver, land.ministry)


def test_hand_over_by_the_head_leaves_the_portals_own_roles(head, leaver, land) -> None:
    RoleGrantFactory(user=leaver, body=land.ministry, role=Role.ADMINISTRATOR)
    leave(head, leaver, land.ministry)
    assert {role for role, _at in actor_for(leaver, TODAY).grants} == {Role.ADMINISTRATOR}


def test_hand_over_of_the_only_administrator_needs_a_successor(land, actor_with) -> None:
    admin = actor_with((Role.ADMINISTRATOR, land.apparatus))
    with pytest.raises(Invalid):
        leave(admin, admin.user, land.apparatus)
    assert not Handover.objects.exists()
    successor = RoleGrantFactory(body=land.apparatus, role=Role.OVERSEER).user
    leave(admin, admin.user, land.apparatus, successor)
    assert actor_for(successor, TODAY).is_administrator


def test_hand_over_twice_in_the_past_to_oneself_or_of_nobody_is_refused(head, leaver, land) -> None:
    for fields in ({"on": TODAY - timedelta(days=1)}, {"successor": leaver}):
        with pytest.raises(Invalid):
            leave(head, leaver, land.ministry, **fields)
    with pytest.raises(Invalid):
        leave(head, UserFactory(), land.ministry)
    leave(head, leaver, land.ministry, on=NEXT_WEEK)
    with pytest.raises(Conflict):
        leave(head, leaver, land.ministry, on=NEXT_WEEK)
