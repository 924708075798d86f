"""Giving and ending roles, as every role, at every edge of dates."""

from __future__ import annotations

import threading
from datetime import date, timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test import Client

from portal.accounts.models import User
from portal.bodies.choices import ROLE_BODIES, BodyKind, Role
from portal.bodies.models import Body, RoleGrant
from portal.bodies.permissions import Actor, actor_for
from portal.bodies.services import appoint_first_administrator, end_role, end_sessions_of_ended_roles, grant_role
from portal.kernel.errors import Conflict, DomainError, Invalid, NotAllowed
from portal.notices.choices import LetterKind
from portal.notices.models import Letter, Notice
from tests.conftest import TODAY
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, RoleGrantFactory

TOMORROW = TODAY + timedelta(days=1)
YESTERDAY = TODAY - timedelta(days=1)
KINDS = [
    BodyKind.AKIMAT,
    BodyKind.MASLIKHAT,
    BodyKind.GOVERNMENT,
    BodyKind.GOVERNMENT_APPARATUS,
    BodyKind.ADMINISTRATION,
]

pytestmark = pytest.mark.django_db


def body_of(kind: str) -> Body:
    return BodyFactory() if kind == BodyKind.MINISTRY else BodyFactory(**{kind: True})


@pytest.fixture
def admin(actor_with) -> Actor:
    return actor_with((Role.ADMINISTRATOR, BodyFactory(slug="apparatus")))


def give(actor: Actor, **fields) -> RoleGrant:
    fields = {"role": Role.PREPARER, "starts_on": TODAY, "today": TODAY, **fields}
    if "user" not in fields and "email" not in fields:
        fields["user"] = UserFactory()
    return grant_role(actor=actor, body=fields.pop("body", None) or BodyFactory(), **fields)


def opened(user: User) -> Client:
    client = Client()
    client.force_login(user)
    client.get("/en/accounts/profile/")
    return client


def is_in(client: Client) -> bool:
    return client.get("/en/accounts/profile/").status_code == 200


# -- giving --------------------------------------------------------------------------------------------------------
def test_grant_role_to_somebody_known_tells_them(admin) -> None:
    user, body = UserFactory(), BodyFactory(plain_en="Ministry of Water", plain_ru="Министерство воды")
    grant = give(admin, user=user, body=body)
    assert (grant.user, grant.body, grant.role, grant.starts_on, grant.ends_on) == (user, body, "preparer", TODAY, None)
    assert grant.granted_by == admin.user
    assert actor_for(user, TODAY).has(Role.PREPARER, body)
    notice = Notice.objects.get()
    assert (notice.user, notice.key, notice.kind, notice.digest) == (
        user,
        f"role-given-{grant.pk}",
        "role_given",
        False,
    )
    said = "You have a new role on the portal: preparer. Ministry of Water, from 24 November 2026."
    assert notice.line_en.replace("\N{NO-BREAK SPACE}", " ") == said
    assert "Министерство воды" in notice.line_ru


def test_grant_role_by_address_finds_who_has_it_in_any_letters(admin) -> None:
    user = UserFactory(email="asel@example.kz", full_name="Asel", language="ru")
    grant = give(admin, email=" ASEL@Example.kz ", full_name="Somebody else", language="kk")
    user.refresh_from_db()
    assert (grant.user, user.full_name, user.language) == (user, "Asel", "ru")


def test_grant_role_to_somebody_new_adds_and_invites_them(admin) -> None:
    grant = give(admin, email="New@Example.kz", full_name="New Person", language="ru")
    assert (grant.user.email, grant.user.full_name, grant.user.language) == ("new@example.kz", "New Person", "ru")
    assert not grant.user.has_usable_password()
    assert list(Letter.objects.values_list("kind", "user")) == [(LetterKind.INVITATION, grant.user.pk)]
    assert Notice.objects.count() == 0


def test_grant_role_quietly_writes_to_nobody(admin) -> None:
    give(admin, quietly=True)
    give(admin, email="new@example.kz", full_name="New Person", quietly=True)
    assert (Letter.objects.count(), Notice.objects.count()) == (0, 0)


@pytest.mark.parametrize("role", [None, *(role for role in Role.values if role != Role.ADMINISTRATOR)])
def test_grant_role_by_anybody_else_is_refused(actor_with, role) -> None:
    actor = actor_with((role, body_of(ROLE_BODIES[role][0]))) if role else actor_with()
    with pytest.raises(NotAllowed):
        give(actor, email="new@example.kz", full_name="New Person")
    assert not User.objects.filter(email="new@example.kz").exists()


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("kind", [BodyKind.MINISTRY, *KINDS])
def test_grant_role_only_at_bodies_of_its_kind(admin, role, kind) -> None:
    body = body_of(kind)
    if kind in ROLE_BODIES[role]:
        assert give(admin, body=body, role=role).role == role
    else:
        with pytest.raises(Invalid) as refused:
            give(admin, body=body, role=role)
        assert list(refused.value.errors) == ["role"]


@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("starts_on", {"starts_on": YESTERDAY}),
        ("ends_on", {"ends_on": TODAY}),
        ("ends_on", {"ends_on": YESTERDAY}),
        ("email", {"email": "no address", "full_name": "A"}),
        ("full_name", {"email": "new@example.kz", "full_name": " "}),
        ("language", {"email": "new@example.kz", "full_name": "A", "language": "de"}),
    ],
)
def test_grant_role_wrong_field_is_named_and_nothing_is_written(admin, field, fields) -> None:
    people = User.objects.count()
    with pytest.raises(Invalid) as refused:
        give(admin, **({"user": admin.user} if "email" not in fields else {}), **fields)
    assert list(refused.value.errors) == [field]
    assert (RoleGrant.objects.count(), User.objects.count()) == (1, people)


def test_grant_role_at_a_body_of_another_time_is_refused(admin) -> None:
    for body in (BodyFactory(ends_on=TODAY), BodyFactory(starts_on=TOMORROW)):
        with pytest.raises(Invalid) as refused:
            give(admin, body=body)
        assert list(refused.value.errors) == ["body"]


def test_grant_role_to_a_closed_login_is_refused(admin) -> None:
    with pytest.raises(Invalid) as refused:
        give(admin, user=UserFactory(is_active=False))
    assert list(refused.value.errors) == ["email"]


def test_grant_role_held_in_these_days_is_refused_and_after_them_given(admin) -> None:
    user, body = UserFactory(), BodyFactory()
    give(admin, user=user, body=body, ends_on=TOMORROW)
    with pytest.raises(Invalid) as refused:
        give(admin, user=user, body=body)
    assert list(refused.value.errors) == ["role"]
    give(admin, user=user, body=body, starts_on=TOMORROW)
    assert RoleGrant.objects.filter(user=user).count() == 2


@pytest.mark.django_db(transaction=True)
def test_grant_role_twice_at_once_is_one_grant_and_one_refusal(admin) -> None:
    body = BodyFactory()
    together = threading.Barrier(2)
    outcomes: list[str] = []

    def run() -> None:
        try:
            together.wait(10)
            give(admin, body=body, email="new@example.kz", full_name="New Person")
            outcomes.append("given")
        except DomainError as refused:
            outcomes.append(type(refused).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(outcomes) == ["Invalid", "given"]
    assert RoleGrant.objects.filter(body=body).count() == 1


# -- ending --------------------------------------------------------------------------------------------------------
def test_end_role_now_ends_every_session_of_the_person(admin) -> None:
    grant, colleague = RoleGrantFactory(), RoleGrantFactory()
    here, there, theirs = opened(grant.user), opened(grant.user), opened(colleague.user)
    end_role(actor=admin, grant=grant, on=TODAY, today=TODAY)
    grant.refresh_from_db()
    assert (grant.ends_on, grant.last_day) == (TODAY, YESTERDAY)
    assert [is_in(client) for client in (here, there, theirs)] == [False, False, True]
    assert not actor_for(grant.user, TODAY).grants
    assert actor_for(grant.user, YESTERDAY).has(grant.role, grant.body)
    notice = Notice.objects.get()
    assert (notice.user, notice.kind) == (grant.user, "role_ended")


def test_end_role_later_leaves_the_sessions_until_then(admin) -> None:
    grant = RoleGrantFactory()
    client = opened(grant.user)
    end_role(actor=admin, grant=grant, on=TODAY + timedelta(days=7), today=TODAY)
    assert is_in(client)
    assert end_sessions_of_ended_roles(today=TODAY + timedelta(days=6)) == 0
    assert is_in(client)
    assert end_sessions_of_ended_roles(today=TODAY + timedelta(days=9)) == 1
    assert not is_in(client)
    again = opened(User.objects.get(pk=grant.user.pk))
    assert end_sessions_of_ended_roles(today=TODAY + timedelta(days=10)) == 0
    assert is_in(again)


def test_end_sessions_of_ended_roles_ends_also_what_was_given_with_an_end() -> None:
    grant = RoleGrantFactory(ends_on=TODAY)
    never = RoleGrantFactory(starts_on=TODAY, ends_on=TODAY)
    client, theirs = opened(grant.user), opened(never.user)
    assert end_sessions_of_ended_roles(today=TODAY) == 1
    assert (is_in(client), is_in(theirs)) == (False, True)
    assert UserSession.objects.filter(user=grant.user).count() == 0


def test_end_role_may_be_moved_while_it_has_not_ended(admin) -> None:
    grant = RoleGrantFactory(ends_on=TODAY + timedelta(days=30))
    end_role(actor=admin, grant=grant, on=TOMORROW, today=TODAY)
    end_role(actor=admin, grant=grant, on=TODAY + timedelta(days=2), today=TODAY)
    grant.refresh_from_db()
    assert grant.ends_on == TODAY + timedelta(days=2)


def test_end_role_not_begun_is_taken_back_without_a_letter(admin) -> None:
    grant = RoleGrantFactory(starts_on=TODAY + timedelta(days=10))
    client = opened(grant.user)
    end_role(actor=admin, grant=grant, on=TODAY, today=TODAY)
    grant.refresh_from_db()
    assert grant.ends_on == grant.starts_on
    assert (is_in(client), Notice.objects.count()) == (True, 0)
    give(admin, user=grant.user, body=grant.body)


def test_end_role_in_the_past_is_refused(admin) -> None:
    with pytest.raises(Invalid) as refused:
        end_role(actor=admin, grant=RoleGrantFactory(), on=YESTERDAY, today=TODAY)
    assert list(refused.value.errors) == ["on"]


def test_end_role_ended_already_is_a_conflict(admin) -> None:
    with pytest.raises(Conflict):
        end_role(actor=admin, grant=RoleGrantFactory(ends_on=TODAY), on=TODAY, today=TODAY)


@pytest.mark.parametrize("role", [None, *(role for role in Role.values if role != Role.ADMINISTRATOR)])
def test_end_role_by_anybody_else_is_refused(actor_with, role) -> None:
    grant = RoleGrantFactory()
    actor = actor_with((role, body_of(ROLE_BODIES[role][0]))) if role else actor_with()
    with pytest.raises(NotAllowed):
        end_role(actor=actor, grant=grant, on=TODAY, today=TODAY)
    grant.refresh_from_db()
    assert grant.ends_on is None


def test_end_role_last_administrator_cannot_leave(admin) -> None:
    mine = RoleGrant.objects.get(user=admin.user)
    RoleGrantFactory(role=Role.ADMINISTRATOR, user__is_active=False)
    RoleGrantFactory(role=Role.ADMINISTRATOR, ends_on=TODAY)
    RoleGrantFactory(role=Role.ADMINISTRATOR, starts_on=TOMORROW)
    for on in (TODAY, date(2027, 6, 1)):
        if on > TODAY:
            RoleGrant.objects.filter(role=Role.ADMINISTRATOR, starts_on=TOMORROW).update(ends_on=date(2027, 1, 1))
        with pytest.raises(Invalid, match="invalid") as refused:
            end_role(actor=admin, grant=mine, on=on, today=TODAY)
        assert list(refused.value.errors) == ["on"]
    mine.refresh_from_db()
    assert mine.ends_on is None


def test_end_role_administrator_may_leave_when_another_stays(admin) -> None:
    mine = RoleGrant.objects.get(user=admin.user)
    RoleGrantFactory(role=Role.ADMINISTRATOR)
    assert end_role(actor=admin, grant=mine, on=TODAY, today=TODAY).ends_on == TODAY


@pytest.mark.django_db(transaction=True)
def test_end_role_two_administrators_cannot_end_each_other(actor_with) -> None:
    first, second = (actor_with((Role.ADMINISTRATOR, BodyFactory())) for _ in range(2))
    together = threading.Barrier(2)
    outcomes: list[str] = []

    def run(actor: Actor, other: Actor) -> None:
        try:
            together.wait(10)
            end_role(actor=actor, grant=RoleGrant.objects.get(user=other.user), on=TODAY, today=TODAY)
            outcomes.append("ended")
        except DomainError as refused:
            outcomes.append(type(refused).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in ((first, second), (second, first))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(outcomes) == ["Invalid", "ended"]
    assert RoleGrant.objects.in_force(TODAY).filter(role=Role.ADMINISTRATOR).count() == 1


# -- the first administrator ---------------------------------------------------------------------------------------
def test_appoint_first_administrator_with_a_password_can_sign_in_at_once() -> None:
    body = BodyFactory(government_apparatus=True)
    grant = appoint_first_administrator(
        email="Root@example.kz", full_name="Root", body=body, today=TODAY, password="a-long-enough-password"
    )
    assert (grant.user.email, grant.granted_by) == ("root@example.kz", None)
    assert grant.user.check_password("a-long-enough-password")
    assert actor_for(grant.user, TODAY).is_administrator
    assert Letter.objects.count() == 0


def test_appoint_first_administrator_without_a_password_gets_an_invitation() -> None:
    grant = appoint_first_administrator(
        email="root@example.kz", full_name="Root", body=BodyFactory(), today=TODAY, password=None
    )
    assert not grant.user.has_usable_password()
    assert Letter.objects.get().kind == LetterKind.INVITATION


def test_appoint_first_administrator_known_person_keeps_the_password() -> None:
    user = UserFactory()
    appoint_first_administrator(
        email=user.email, full_name="X", body=BodyFactory(), today=TODAY, password="a-long-enough-password"
    )
    user.refresh_from_db()
    assert user.check_password("correct-horse-battery")
