"""Asking once more for the password: on opening, on sending, with everything typed kept."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from portal.bodies.choices import Role
from portal.bodies.models import RoleGrant
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, RoleGrantFactory

pytestmark = pytest.mark.django_db

PASSWORD = "correct-horse-battery"
TEAM, INVITE = "/en/work/team/", "/en/work/invitations/new/"
CONFIRM = "/en/accounts/confirm/"


@pytest.fixture(autouse=True)
def day():
    with time_machine.travel("2026-11-24 05:00Z", tick=False) as travel:
        yield travel


@pytest.fixture(autouse=True)
def _nobody_is_exempt(settings) -> None:
    settings.KEZDESU_EXEMPT_DOMAINS = ()


@pytest.fixture
def head() -> Client:
    """The head of a ministry, signed in a moment ago."""
    user = RoleGrantFactory(role=Role.HEAD, body=BodyFactory(slug="water"), user=UserFactory(language="en")).user
    client = Client()
    client.post("/en/accounts/login/", {"login": user.email, "password": PASSWORD})
    return client


def typed(**more: str) -> dict[str, str]:
    return {"email": "new@example.kz", "full_name": "New «Person»", "language": "kk", "body": "water",
            "role": "preparer", **more}  # fmt: skip


def hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)">', page))


def test_fresh_login_opens_the_page_and_goes_stale_after_fifteen_minutes(head, day) -> None:
    assert head.get(TEAM).status_code == 200
    day.shift(timedelta(minutes=14))
    assert head.get(TEAM).status_code == 200
    day.shift(timedelta(minutes=2))
    assert head.get(f"{TEAM}?person=a").headers["Location"] == f"{CONFIRM}?next=%2Fen%2Fwork%2Fteam%2F%3Fperson%3Da"


def test_confirm_leads_back_to_the_page(head, day) -> None:
    day.shift(timedelta(hours=1))
    address = head.get(TEAM).headers["Location"]
    assert hidden(head.get(address).content.decode())["next"] == TEAM
    refused = head.post(CONFIRM, {"next": TEAM, "fresh_secret": "wrong"})
    assert "neither your password" in refused.content.decode()
    assert head.post(CONFIRM, {"next": TEAM, "fresh_secret": PASSWORD}).headers["Location"] == TEAM
    assert head.get(TEAM).status_code == 200


def test_confirm_never_leads_away(head) -> None:
    for elsewhere in ("https://evil.example/", "//evil.example/"):
        assert head.post(CONFIRM, {"next": elsewhere, "fresh_secret": PASSWORD}).headers["Location"] == "/en/desk/"


def test_stale_form_is_kept_and_sent_on_with_the_password(head, day) -> None:
    from portal.bodies.models import Invitation

    day.shift(timedelta(hours=1))
    page = head.post(INVITE, typed())
    assert page.status_code == 403
    assert Invitation.objects.count() == 0
    kept = hidden(page.content.decode())
    assert {name: kept[name] for name in typed()} == typed()
    wrong = head.post(INVITE, kept | {"fresh_secret": "wrong"})
    assert (wrong.status_code, Invitation.objects.count()) == (403, 0)
    assert hidden(wrong.content.decode())["full_name"] == "New «Person»"
    assert head.post(INVITE, kept | {"fresh_secret": PASSWORD}).status_code == 302
    assert Invitation.objects.get().full_name == "New «Person»"


def test_stale_form_keeps_its_file_and_sends_it_on_with_the_password(head, day) -> None:
    day.shift(timedelta(hours=1))
    people = SimpleUploadedFile("people.csv", "e@example.kz;Гүлнар Оспанова;preparer;water;kk".encode())
    page = head.post("/en/work/invitations/list/", {"file": people})
    assert page.status_code == 403
    wrong = head.post("/en/work/invitations/list/", hidden(page.content.decode()) | {"fresh_secret": "wrong"})
    assert wrong.status_code == 403
    kept = hidden(wrong.content.decode())
    assert set(kept) == {"csrfmiddlewaretoken", "file-chosen"}
    shown = head.post("/en/work/invitations/list/", kept | {"fresh_secret": PASSWORD})
    assert "Гүлнар Оспанова" in shown.content.decode()


def test_stale_form_with_a_file_that_is_not_kept_asks_for_it_again(head, day) -> None:
    day.shift(timedelta(hours=1))
    page = head.post("/en/work/invitations/list/", {"file": SimpleUploadedFile("people.csv", b"")})
    assert page.status_code == 403
    said = page.content.decode()
    assert 'enctype="multipart/form-data"' in said
    assert 'type="file" name="file"' in said
    assert "people.csv" in said


def test_wrong_passwords_lock_the_login_out(head, day) -> None:
    day.shift(timedelta(hours=1))
    statuses = [head.post(CONFIRM, {"next": TEAM, "fresh_secret": "wrong"}).status_code for _try in range(5)]
    assert statuses == [200, 200, 200, 200, 429]
    assert head.get(TEAM).status_code == 302


def test_freshness_is_of_one_person_and_one_session(head, day) -> None:
    day.shift(timedelta(hours=1))
    head.post(CONFIRM, {"next": TEAM, "fresh_secret": PASSWORD})
    other = Client()
    other.force_login(RoleGrant.objects.get().user)
    assert other.get(TEAM).headers["Location"].startswith(CONFIRM)


@pytest.mark.parametrize(
    "path",
    [
        "/en/work/people/", "/en/work/people/grant/", "/en/work/people/{grant}/end/", TEAM, INVITE,
        "/en/work/invitations/", "/en/work/invitations/list/", "/en/work/functions/mass_media/move/",
        "/en/accounts/security/set-up/", "/en/work/graph/2027/decision/",
    ],
)  # fmt: skip
def test_weighty_pages_ask_for_a_fresh_password(path, settings) -> None:
    grant = RoleGrantFactory(role=Role.OVERSEER, body=BodyFactory(administration=True))
    client = Client()
    client.force_login(grant.user)
    answer = client.get(path.format(grant=grant.pk))
    assert answer.status_code in (302, 404)
    if answer.status_code == 302:
        assert answer.headers["Location"].startswith(CONFIRM)
