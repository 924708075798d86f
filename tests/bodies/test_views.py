"""Administrator's pages: who sees them, what they show, what they do."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from portal.accounts.models import User
from portal.bodies.choices import ROLE_BODIES, BodyKind, Function, Role
from portal.bodies.models import BodyFunction, RoleGrant
from portal.bodies.permissions import Actor
from tests.conftest import TODAY
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, BodyFunctionFactory, RoleGrantFactory

PEOPLE = "/en/work/people/"
GRANT = "/en/work/people/grant/"
FUNCTIONS = "/en/work/functions/"
MOVE = "/en/work/functions/authorised_information/move/"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day():
    with time_machine.travel("2026-11-24 05:00Z", tick=False):
        yield


def body_of(kind: str):
    return BodyFactory() if kind == BodyKind.MINISTRY else BodyFactory(**{kind: True})


def browser(actor: Actor) -> Client:
    client = Client()
    client.force_login(actor.user)
    return client


@pytest.fixture
def admin(actor_with) -> Client:
    return browser(actor_with((Role.ADMINISTRATOR, BodyFactory(slug="apparatus"))))


@pytest.mark.parametrize("path", [PEOPLE, GRANT, FUNCTIONS, MOVE])
def test_pages_ask_a_stranger_to_sign_in(client, path) -> None:
    assert client.get(path).headers["Location"].startswith("/en/accounts/login/?next=")


@pytest.mark.parametrize("role", [None, *Role.values])
def test_pages_as_every_role(actor_with, role) -> None:
    BodyFunctionFactory()
    grant = RoleGrantFactory()
    client = browser(actor_with((role, body_of(ROLE_BODIES[role][0]))) if role else actor_with())
    statuses = [client.get(path).status_code for path in (PEOPLE, GRANT, f"{PEOPLE}{grant.pk}/end/", FUNCTIONS, MOVE)]
    if role == Role.ADMINISTRATOR:
        assert statuses == [200, 200, 200, 200, 200]
    elif role is None:
        assert statuses == [403, 404, 404, 403, 404]
    else:
        assert statuses == [403, 404, 404, 200, 403]


@pytest.mark.parametrize("role", [None, *(role for role in Role.values if role != Role.ADMINISTRATOR)])
def test_posts_of_everybody_else_change_nothing(actor_with, role) -> None:
    held, grant, other = BodyFunctionFactory(), RoleGrantFactory(), BodyFactory(slug="other")
    client = browser(actor_with((role, body_of(ROLE_BODIES[role][0]))) if role else actor_with())
    before = RoleGrant.objects.count()
    client.post(GRANT, {"email": "new@example.kz", "full_name": "N", "language": "kk", "body": "other",
                        "role": "preparer", "starts_on": "24.11.2026"})  # fmt: skip
    client.post(f"{PEOPLE}{grant.pk}/end/", {"last_on": ""})
    client.post(MOVE, {"body": other.slug, "on": "24.11.2026"})
    grant.refresh_from_db()
    held.refresh_from_db()
    assert (RoleGrant.objects.count(), grant.ends_on, held.ends_on) == (before, None, None)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("path", ["people/", "people/grant/", "functions/"])
def test_pages_in_every_language(admin, language, path) -> None:
    BodyFunctionFactory()
    RoleGrantFactory(ends_on=TODAY + timedelta(days=9))
    page = admin.get(f"/{language}/work/{path}")
    assert (page.status_code, page.headers["Cache-Control"]) == (200, "private, no-store")


def test_people_shows_roles_now_and_to_come_or_past(admin) -> None:
    RoleGrantFactory(user__full_name="Present Person")
    RoleGrantFactory(user__full_name="Coming Person", starts_on=TODAY + timedelta(days=5))
    RoleGrantFactory(user__full_name="Past Person", ends_on=TODAY)
    now, past = (admin.get(PEOPLE, query).content.decode() for query in ({}, {"state": "past"}))
    assert [name in now for name in ("Present Person", "Coming Person", "Past Person")] == [True, True, False]
    assert [name in past for name in ("Present Person", "Coming Person", "Past Person")] == [False, False, True]


def test_people_filter_that_makes_no_sense_narrows_nothing(admin) -> None:
    RoleGrantFactory(user__full_name="Present Person")
    page = admin.get(PEOPLE, {"body": "nowhere", "role": "king", "page": "x"})
    assert "Present Person" in page.content.decode()


def test_people_filter_narrows_and_empty_says_so(admin) -> None:
    body = BodyFactory(slug="water")
    RoleGrantFactory(user__full_name="Water Person", body=body)
    RoleGrantFactory(user__full_name="Other Person")
    page = admin.get(PEOPLE, {"body": "water", "role": "preparer", "person": "water"}).content.decode()
    assert ("Water Person" in page, "Other Person" in page) == (True, False)
    assert "No matching roles" in admin.get(PEOPLE, {"person": "nobody at all"}).content.decode()


def test_people_statements_are_the_same_for_one_row_and_many(
    admin, django_assert_num_queries, django_assert_max_num_queries
) -> None:
    RoleGrantFactory()
    admin.get(PEOPLE)
    with django_assert_max_num_queries(9) as few:
        admin.get(PEOPLE)
    RoleGrantFactory.create_batch(60)
    with django_assert_num_queries(len(few)):
        page = admin.get(PEOPLE)
    assert len(page.context["page"].object_list) == 50
    assert len(admin.get(PEOPLE, {"page": 2}).context["page"].object_list) == 12


def test_grant_gives_a_role_with_its_last_day(admin) -> None:
    BodyFactory(slug="water")
    response = admin.post(GRANT, {
        "email": "New@example.kz", "full_name": "New Person", "language": "ru", "body": "water", "role": "preparer",
        "starts_on": "24.11.2026", "last_on": "31.12.2026",
    })  # fmt: skip
    assert response.headers["Location"] == PEOPLE
    grant = RoleGrant.objects.get(user__email="new@example.kz")
    assert (grant.starts_on, grant.last_day.isoformat()) == (TODAY, "2026-12-31")
    assert "The role was given. New Person gets a letter." in admin.get(PEOPLE).content.decode()


def test_grant_refusals_stand_at_their_fields_and_nothing_typed_is_lost(admin) -> None:
    BodyFactory(slug="gov", government=True)
    body = BodyFactory(slug="water")
    response = admin.post(GRANT, {
        "email": "new@example.kz", "full_name": "New Person", "language": "ru", "body": body.slug, "role": "approver",
        "starts_on": "01.11.2026", "last_on": "",
    })  # fmt: skip
    assert (response.status_code, set(response.context["form"].errors)) == (200, {"role", "starts_on"})
    assert 'value="new@example.kz"' in response.content.decode()
    empty = admin.post(GRANT, {})
    assert set(empty.context["form"].errors) == {"email", "full_name", "language", "body", "role", "starts_on"}
    assert User.objects.filter(email="new@example.kz").count() == 0


def test_end_says_what_will_happen_before_it_does(admin) -> None:
    grant = RoleGrantFactory()
    page = admin.get(f"{PEOPLE}{grant.pk}/end/").content.decode()
    assert "All sessions of the person end with it" in page
    grant.refresh_from_db()
    assert grant.ends_on is None


@pytest.mark.parametrize(
    ("last_on", "ends_on"), [("", "2026-11-24"), ("24.11.2026", "2026-11-25"), ("31.12.2026", "2027-01-01")]
)
def test_end_takes_the_last_day_as_people_count(admin, last_on, ends_on) -> None:
    grant = RoleGrantFactory()
    response = admin.post(f"{PEOPLE}{grant.pk}/end/", {"last_on": last_on})
    grant.refresh_from_db()
    assert (response.headers["Location"], grant.ends_on.isoformat()) == (PEOPLE, ends_on)


def test_end_refusals_stand_at_the_field(admin) -> None:
    grant = RoleGrantFactory()
    response = admin.post(f"{PEOPLE}{grant.pk}/end/", {"last_on": "01.11.2026"})
    assert set(response.context["form"].errors) == {"last_on"}
    mine = RoleGrant.objects.get(role=Role.ADMINISTRATOR)
    response = admin.post(f"{PEOPLE}{mine.pk}/end/", {"last_on": ""})
    assert set(response.context["form"].errors) == {"last_on"}


def test_end_of_ones_own_role_signs_out(admin) -> None:
    RoleGrantFactory(role=Role.ADMINISTRATOR)
    mine = RoleGrant.objects.filter(role=Role.ADMINISTRATOR).earliest("pk")
    response = admin.post(f"{PEOPLE}{mine.pk}/end/", {"last_on": ""})
    assert response.headers["Location"] == "/en/accounts/login/"
    assert admin.get(PEOPLE).headers["Location"].startswith("/en/accounts/login/")


def test_end_of_what_has_ended_or_never_was_does_not_exist(admin) -> None:
    grant = RoleGrantFactory(ends_on=TODAY)
    for pk in (grant.pk, 10**9):
        assert admin.get(f"{PEOPLE}{pk}/end/").status_code == 404


def test_functions_show_holders_with_dates(admin) -> None:
    BodyFunctionFactory(body__plain_en="Ministry of Culture")
    page = admin.get(FUNCTIONS).content.decode()
    assert "Ministry of Culture" in page
    assert len(re.findall("Not assigned today", page)) == len(Function) - 1


def test_move_moves_the_function(admin) -> None:
    BodyFunctionFactory()
    BodyFactory(slug="digital")
    response = admin.post(MOVE, {"body": "digital", "on": "01.01.2027"})
    assert response.headers["Location"] == FUNCTIONS
    assert BodyFunction.objects.get(body__slug="digital").starts_on.isoformat() == "2027-01-01"


def test_move_refusals_stand_at_their_fields(admin) -> None:
    held = BodyFunctionFactory()
    akimat = BodyFactory(akimat=True)
    assert set(admin.post(MOVE, {"body": held.body.slug, "on": "24.11.2026"}).context["form"].errors) == {"body"}
    assert set(admin.post(MOVE, {"body": akimat.slug, "on": "24.11.2026"}).context["form"].errors) == {"body"}
    other = BodyFactory()
    assert set(admin.post(MOVE, {"body": other.slug, "on": "23.11.2026"}).context["form"].errors) == {"on"}


def test_move_of_a_function_that_moves_already_is_a_conflict(admin) -> None:
    BodyFunctionFactory(ends_on=TODAY + timedelta(days=9))
    BodyFunctionFactory(starts_on=TODAY + timedelta(days=9))
    assert admin.post(MOVE, {"body": BodyFactory().slug, "on": "24.11.2026"}).status_code == 409


def test_move_of_a_function_no_act_names_does_not_exist(admin) -> None:
    assert admin.get("/en/work/functions/weather/move/").status_code == 404


def test_role_that_ended_today_closes_the_pages(actor_with) -> None:
    actor = actor_with((Role.ADMINISTRATOR, BodyFactory()))
    RoleGrant.objects.update(ends_on=TODAY)
    assert browser(actor).get(PEOPLE).status_code == 403


def test_forms_need_the_csrf_token(actor_with) -> None:
    actor = actor_with((Role.ADMINISTRATOR, BodyFactory()))
    client = Client(enforce_csrf_checks=True)
    client.force_login(actor.user)
    UserFactory()
    assert client.post(GRANT, {}).status_code == 403
