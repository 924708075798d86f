"""Pages of invitations, absence and leaving: who sees them, what a letter's link does, what is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from portal.accounts.models import User
from portal.bodies.choices import ROLE_BODIES, BodyKind, Role
from portal.bodies.models import Handover, Invitation, RoleGrant
from portal.bodies.permissions import actor_for
from portal.bodies.services import appoint_acting
from tests.bodies.joining import PASSWORD, Country, country, invited, path_in_mail
from tests.conftest import TODAY
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, RoleGrantFactory

pytestmark = pytest.mark.django_db

TEAM, INVITATIONS = "/en/work/team/", "/en/work/invitations/"
NEW, LIST = f"{INVITATIONS}new/", f"{INVITATIONS}list/"
CHOSEN = {"full_name": "New Person", "language": "ru", "password1": "a-much-better-password",
          "password2": "a-much-better-password"}  # fmt: skip


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


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def body_of(role: str):
    kind = ROLE_BODIES[role][0]
    return BodyFactory() if kind == BodyKind.MINISTRY else BodyFactory(**{kind: True})


def typed(**more: str) -> dict[str, str]:
    return {"email": "new@example.kz", "full_name": "New Person", "language": "en", "body": "water",
            "role": "preparer", **more}  # fmt: skip


@pytest.mark.parametrize("path", [TEAM, INVITATIONS, NEW, LIST])
def test_pages_ask_a_stranger_to_sign_in(client, path) -> None:
    assert client.get(path).headers["Location"].startswith("/en/accounts/login/?next=")


@pytest.mark.parametrize("role", [None, *Role.values])
def test_pages_as_every_role(actor_with, role) -> None:
    actor = actor_with((role, body_of(role))) if role else actor_with()
    statuses = [browser(actor.user).get(path).status_code for path in (TEAM, INVITATIONS, NEW, LIST)]
    is_theirs = role in (Role.HEAD, Role.OFFICER, Role.ADMINISTRATOR)
    assert statuses == ([200] * 4 if is_theirs else [403, 404, 404, 404])


def test_pages_of_a_neighbour_do_not_exist(land, head, actor_with) -> None:
    invitation = invited(head, land.ministry)
    grant = RoleGrantFactory(body=land.ministry)
    stranger = browser(actor_with((Role.OFFICER, land.other_region)).user)
    for path in (f"{TEAM}roles/{grant.pk}/substitute/", f"{TEAM}water/{grant.user_id}/leave/"):
        assert stranger.get(path).status_code == 404
    for verb in ("send", "withdraw"):
        assert stranger.post(f"{INVITATIONS}{invitation.pk}/{verb}/").status_code == 404
    assert invitation.email not in stranger.get(INVITATIONS).content.decode()
    assert grant.user.email not in stranger.get(TEAM).content.decode()


# -- inviting ------------------------------------------------------------------------------------------------------
def test_invite_by_form_and_list_of_states(land, head) -> None:
    client = browser(head.user)
    page = client.post(NEW, typed(), follow=True).content.decode()
    assert "The invitation is on its way." in page
    assert "New Person" in page
    again = client.post(NEW, typed())
    assert again.status_code == 200
    assert "invited to this role already" in again.content.decode()
    assert 'value="new@example.kz"' in again.content.decode()


def test_name_typed_with_letters_in_two_characters_is_stored_with_whole_ones(land, head) -> None:
    assert browser(head.user).post(NEW, typed(full_name="Каи\u0306рат Пе\u0308тр")).status_code == 302
    assert Invitation.objects.get().full_name == "Кайрат Пётр"


def test_names_of_a_list_are_stored_with_whole_letters(land, head) -> None:
    upload = SimpleUploadedFile("list.csv", "e@example.kz;Каи\u0306рат;preparer;water;kk".encode())
    client = browser(head.user)
    client.post(LIST, {"file": upload})
    text = "f@example.kz;Каи\u0306рат;preparer;water;kk"
    page = client.post(LIST, {"text": text, "send": "1"}, follow=True).content.decode()
    assert "1 invitation is on its way." in page
    assert Invitation.objects.get().full_name == "Кайрат"
    assert "Кайрат" in client.post(LIST, {"file": SimpleUploadedFile("list.csv", text.encode())}).content.decode()


def test_invite_pages_say_the_same_for_known_and_unknown(land, head) -> None:
    UserFactory(email="known@example.kz", full_name="Known Name")
    client = browser(head.user)
    pages = []
    for email in ("known@example.kz", "other@example.kz"):
        page = client.post(NEW, typed(email=email), follow=True)
        pages.append((page.redirect_chain, "The invitation is on its way." in page.content.decode()))
    assert pages[0] == pages[1]
    assert "Known Name" not in client.get(INVITATIONS).content.decode()


def test_invite_to_another_body_is_refused_at_the_field(land, head) -> None:
    page = browser(head.user).post(NEW, typed(body="finance")).content.decode()
    assert 'href="#id_body"' in page
    assert not Invitation.objects.exists()


def test_list_is_shown_first_and_sent_by_a_second_button(land, head) -> None:
    client = browser(head.user)
    rows = "e-mail;full name;role\none@example.kz;First;preparer\nbad;Second;preparer\n"
    shown = client.post(LIST, {"file": SimpleUploadedFile("p.csv", rows.encode())}).content.decode()
    assert "1 row is wrong" in shown
    assert 'name="send"' not in shown
    assert "one@example.kz;First;preparer" in shown
    mended = rows.replace("bad;", "two@example.kz;")
    assert client.post(LIST, {"text": rows, "send": "1"}).status_code == 200
    assert not Invitation.objects.exists()
    assert 'name="send"' in client.post(LIST, {"text": mended, "check": "1"}).content.decode()
    assert not Invitation.objects.exists()
    assert client.post(LIST, {"text": mended, "send": "1"}).headers["Location"] == INVITATIONS
    assert Invitation.objects.count() == 2


def test_again_and_withdraw_are_posts_only(land, head, day) -> None:
    invitation = invited(head, land.ministry)
    client = browser(head.user)
    for verb in ("send", "withdraw"):
        assert client.get(f"{INVITATIONS}{invitation.pk}/{verb}/").status_code == 405
    assert client.post(f"{INVITATIONS}{invitation.pk}/send/").status_code == 409
    day.shift(timedelta(minutes=6))
    assert client.post(f"{INVITATIONS}{invitation.pk}/send/").status_code == 302
    assert client.post(f"{INVITATIONS}{invitation.pk}/withdraw/").status_code == 302
    invitation.refresh_from_db()
    assert (invitation.version, invitation.withdrawn_at is not None) == (2, True)


@pytest.mark.parametrize("path", [TEAM, INVITATIONS])
def test_lists_cost_the_same_for_few_and_many_rows(
    land, head, path, django_assert_num_queries, django_assert_max_num_queries
) -> None:
    client = browser(head.user)
    invited(head, land.ministry)
    client.get(path)
    with django_assert_max_num_queries(14) as few:
        client.get(path)
    RoleGrantFactory.create_batch(20, body=land.ministry)
    for number in range(20):
        invited(head, land.ministry, email=f"p{number}@example.kz")
    with django_assert_num_queries(len(few)):
        client.get(path)


# -- accepting -----------------------------------------------------------------------------------------------------
def test_link_by_get_changes_nothing_and_the_button_gives_the_role(land, head) -> None:
    invited(head, land.ministry)
    path, client = path_in_mail(), Client()
    for _time in range(3):
        page = client.get(path)
        assert page.status_code == 200
        assert "no-store" in page.headers["Cache-Control"]
    assert client.head(path).status_code == 200
    person = User.objects.get(email="new@example.kz")
    assert not person.has_usable_password()
    assert not RoleGrant.objects.filter(user=person).exists()
    bad = client.post(path, CHOSEN | {"password2": "another"}).content.decode()
    assert "The two passwords differ." in bad
    # One's own name, and most of one's own address, are no secret.
    for own in ("Aizhan Sarsenova", "new-example-kz"):
        same = CHOSEN | {"full_name": "Aizhan Sarsenova", "password1": own, "password2": own}
        assert "too similar" in client.post(path, same).content.decode()
    assert 'value="New Person"' in bad
    assert client.post(path, CHOSEN).headers["Location"] == "/ru/accounts/invitation/accepted/"
    assert client.get("/ru/accounts/invitation/accepted/").status_code == 200
    assert actor_for(person, TODAY).has(Role.PREPARER, land.ministry)
    assert client.get(path).status_code == 404
    signed = client.post("/en/accounts/login/", {"login": person.email, "password": CHOSEN["password1"]})
    assert signed.headers["Location"] == "/ru/desk/"


def test_link_of_a_known_login_asks_to_sign_in_and_then_for_the_button(land, head) -> None:
    person = UserFactory(email="new@example.kz", language="en")
    invited(head, land.ministry)
    path, client = path_in_mail(), Client()
    page = client.get(path).content.decode()
    assert "password1" not in page
    client.post(path, CHOSEN)
    assert not RoleGrant.objects.filter(user=person).exists()
    back = client.post("/en/accounts/login/", {"login": person.email, "password": PASSWORD, "next": path})
    assert back.headers["Location"] == path
    assert "Accept the invitation" in client.get(path).content.decode()
    assert not RoleGrant.objects.filter(user=person).exists()
    assert client.post(path).status_code == 302
    assert actor_for(person, TODAY).has(Role.PREPARER, land.ministry)


def test_link_in_the_browser_of_somebody_else_does_nothing(land, head) -> None:
    invited(head, land.ministry)
    client = browser(UserFactory())
    path = path_in_mail()
    assert "another login" in client.get(path).content.decode()
    client.post(path, CHOSEN)
    assert Invitation.objects.get().accepted_at is None


def test_link_made_up_is_dead(client) -> None:
    page = client.get(f"/kk/accounts/invitation/{'0' * 64}/")
    assert page.status_code == 404
    assert client.post("/kk/accounts/invitation/short/", CHOSEN).status_code == 404


def test_link_needs_the_csrf_token(land, head) -> None:
    invited(head, land.ministry)
    assert Client(enforce_csrf_checks=True).post(path_in_mail(), CHOSEN).status_code == 403


# -- absence and leaving -------------------------------------------------------------------------------------------
def test_substitute_by_form_is_shown_as_acting(land, head) -> None:
    client, preparer = browser(head.user), RoleGrantFactory(body=land.ministry).user
    grant = RoleGrant.objects.get(user=head.user)
    path = f"{TEAM}roles/{grant.pk}/substitute/"
    sent = {"substitute": preparer.pk, "starts_on": "24.11.2026", "last_on": "30.11.2026", "ground": "№ 5"}
    wrong = client.post(path, sent | {"last_on": "23.11.2026"})
    assert wrong.status_code == 200
    assert 'value="№ 5"' in wrong.content.decode()
    assert client.post(path, sent).headers["Location"] == TEAM
    row = RoleGrant.objects.get(acting_for=grant)
    assert row.last_day.isoformat() == "2026-11-30"
    assert "instead of: " + head.user.full_name in client.get(TEAM).content.decode()
    assert "acting: head of the body" in browser(preparer).get("/en/desk/").content.decode()
    assert client.post(f"{TEAM}roles/{row.pk}/end-acting/", {"last_on": ""}).headers["Location"] == TEAM
    assert not actor_for(preparer, TODAY).has(Role.HEAD)


def test_leave_page_shows_what_is_open_and_hands_over(land, head) -> None:
    person = RoleGrantFactory(body=land.ministry).user
    successor = RoleGrantFactory(body=land.ministry, role=Role.HEAD).user
    client, path = browser(head.user), f"{TEAM}water/{person.pk}/leave/"
    assert "What is open" in client.get(path).content.decode()
    assert not Handover.objects.exists()
    assert client.post(path, {"successor": successor.pk, "last_on": "", "note": "x"}).headers["Location"] == TEAM
    assert actor_for(successor, TODAY).has(Role.PREPARER, land.ministry)
    assert client.get(path).status_code == 404


def test_leaving_oneself_signs_out(land, head) -> None:
    client = browser(head.user)
    response = client.post(f"{TEAM}water/{head.user.pk}/leave/", {"last_on": ""})
    assert response.headers["Location"] == "/en/accounts/login/"
    assert client.get(TEAM).status_code == 302


def test_officer_sees_the_team_without_disposing_of_it(land, actor_with) -> None:
    officer = actor_with((Role.OFFICER, land.region))
    head_grant = RoleGrantFactory(body=land.region, role=Role.HEAD)
    client = browser(officer.user)
    assert "The head of the body decides" in client.get(TEAM).content.decode()
    assert client.get(f"{TEAM}roles/{head_grant.pk}/substitute/").status_code == 403
    assert client.get(f"{TEAM}{land.region.slug}/{head_grant.user_id}/leave/").status_code == 403


def test_acting_has_ended_by_itself_on_the_pages(land, head, day) -> None:
    preparer = RoleGrantFactory(body=land.ministry).user
    grant = RoleGrant.objects.get(user=head.user)
    appoint_acting(
        actor=head, grant=grant, substitute=preparer, starts_on=TODAY, ends_on=TODAY + timedelta(days=2), ground="№ 5",
        today=TODAY,
    )  # fmt: skip
    client = browser(preparer)
    assert client.get(TEAM).status_code == 200
    day.shift(timedelta(days=2))
    assert client.get(TEAM).status_code in (302, 403)
