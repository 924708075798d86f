"""Signing in and out, lockout, a new password. Nothing tells whether an address is known."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client

from portal.kernel import clock
from portal.notices.models import Letter
from portal.notices.services import deliver
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db

PASSWORD = "correct-horse-battery"
LOGIN = "/en/accounts/login/"
RESET = "/en/accounts/password/reset/"
NOW = "2026-11-24 05:00Z"


def sign_in(client: Client, email: str, password: str = PASSWORD, **more: str):
    return client.post(LOGIN, {"login": email, "password": password, **more})


def without_tokens(response) -> str:
    """The page without what differs between any two requests."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_login_leads_to_the_desk_in_the_persons_language(client, language) -> None:
    user = UserFactory(language=language)
    response = sign_in(client, user.email)
    assert (response.status_code, response.headers["Location"]) == (302, f"/{language}/desk/")


def test_login_does_not_mind_capitals_and_blanks(client) -> None:
    UserFactory(email="asel@example.kz")
    assert sign_in(client, "  Asel@Example.KZ ").status_code == 302


def test_login_closed_login_does_not_come_in(client) -> None:
    user = UserFactory(is_active=False)
    response = sign_in(client, user.email)
    assert response.headers["Location"] == "/en/accounts/inactive/"
    assert "_auth_user_id" not in client.session
    assert client.get(response.headers["Location"]).status_code == 200


def test_login_ends_when_the_login_is_closed(client) -> None:
    user = UserFactory()
    client.force_login(user)
    user.is_active = False
    user.save()
    assert client.get("/en/accounts/profile/").status_code == 302


def test_login_wrong_password_says_the_same_for_known_and_unknown(client) -> None:
    UserFactory(email="known@example.kz")
    answers = [
        without_tokens(sign_in(Client(), email, "wrong")).replace(email, "…")
        for email in ("known@example.kz", "unknown@example.kz")
    ]
    assert answers[0] == answers[1]
    assert "The e-mail or the password is wrong." in answers[0]


@pytest.mark.parametrize(
    ("following", "location"),
    [
        ("/ru/accounts/profile/?a=1", "/ru/accounts/profile/?a=1"),
        ("https://evil.example/", "/kk/desk/"),
        ("//evil.example/", "/kk/desk/"),
        ("/\\evil.example/", "/kk/desk/"),
        ("javascript:alert(1)", "/kk/desk/"),
    ],
)
def test_login_next_stays_on_the_portal(client, following, location) -> None:
    assert sign_in(client, UserFactory().email, next=following).headers["Location"] == location


def test_login_keeps_next_in_the_form(client) -> None:
    page = client.get(LOGIN, {"next": "/ru/accounts/profile/"}).content.decode()
    assert '<input type="hidden" name="next" value="/ru/accounts/profile/">' in page


def test_login_needs_the_csrf_token() -> None:
    client = Client(enforce_csrf_checks=True)
    user = UserFactory()
    assert sign_in(client, user.email).status_code == 403
    token = client.get(LOGIN).cookies["kezdesu_csrf"].value
    assert sign_in(client, user.email, csrfmiddlewaretoken=token).status_code == 302


def test_login_cookies_are_for_the_server_only(client) -> None:
    cookies = sign_in(client, UserFactory().email).cookies
    assert {name for name in cookies if name.startswith("kezdesu")} == {"kezdesu_session", "kezdesu_csrf"}
    assert all(cookies[name]["httponly"] for name in cookies)
    assert all(cookies[name]["samesite"] == "Lax" for name in cookies)


def test_login_changes_the_session_key(client) -> None:
    client.get(RESET)
    session = client.session
    session["x"] = 1
    session.save()
    client.cookies["kezdesu_session"] = session.session_key
    sign_in(client, UserFactory().email)
    assert client.session.session_key != session.session_key


def test_login_page_for_somebody_signed_in_leads_on(client) -> None:
    client.force_login(UserFactory(language="ru"))
    assert client.get(LOGIN).headers["Location"] == "/ru/desk/"


@pytest.mark.parametrize(
    "path", ["signup/", "email/", "confirm-email/", "reauthenticate/", "password/set/", "login/code/"]
)
def test_library_pages_that_are_not_needed_do_not_exist(client, path) -> None:
    assert client.get(f"/en/accounts/{path}").status_code == 404


# -- lockout -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("known", [True, False])
def test_lockout_after_five_failures_for_fifteen_minutes(client, known) -> None:
    email = UserFactory().email if known else "unknown@example.kz"
    with time_machine.travel(NOW, tick=False) as travel:
        statuses = [sign_in(client, email, "wrong").status_code for _attempt in range(5)]
        assert statuses == [200, 200, 200, 200, 429]
        locked = sign_in(client, email.upper())
        assert locked.status_code == 429
        assert "Signing in with this address is closed for 15 minutes." in locked.content.decode()
        assert locked.headers["Retry-After"] == "900"
        assert "no-store" in locked.headers["Cache-Control"]
        travel.shift(timedelta(minutes=14))
        assert sign_in(client, email).status_code == 429
        travel.shift(timedelta(minutes=2))
        assert sign_in(client, email).status_code == (302 if known else 200)


def test_lockout_page_is_the_same_for_known_and_unknown() -> None:
    UserFactory(email="known@example.kz")
    pages = []
    for email in ("known@example.kz", "unknown@example.kz"):
        for _attempt in range(5):
            response = sign_in(Client(), email, "wrong")
        pages.append(without_tokens(response))
    assert pages[0] == pages[1]


def test_lockout_is_for_one_login_from_one_address_only(client) -> None:
    user, colleague = UserFactory(), UserFactory()
    for _attempt in range(5):
        sign_in(client, user.email, "wrong")
    assert sign_in(Client(), colleague.email).status_code == 302
    assert sign_in(Client(REMOTE_ADDR="10.1.1.1"), user.email).status_code == 302


@pytest.mark.parametrize(("proxies", "is_locked"), [(0, True), (1, False)])
def test_lockout_believes_forwarded_addresses_of_own_proxies_only(settings, proxies, is_locked) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    user = UserFactory()
    for number in range(5):
        sign_in(Client(headers={"X-Forwarded-For": f"10.0.0.{number}"}), user.email, "wrong")
    here = Client(headers={"X-Forwarded-For": "10.0.0.9"})
    assert sign_in(here, user.email).status_code == (429 if is_locked else 302)


def test_lockout_success_forgets_failures(client) -> None:
    user = UserFactory()
    for _attempt in range(4):
        sign_in(client, user.email, "wrong")
    assert sign_in(Client(), user.email).status_code == 302
    assert [sign_in(Client(), user.email, "wrong").status_code for _attempt in range(4)] == [200] * 4


@pytest.mark.parametrize(("language", "lang"), [("kk", "kk"), ("ru", "ru")])
def test_lockout_page_speaks_the_language_of_the_address(client, language, lang) -> None:
    for _attempt in range(5):
        response = client.post(f"/{language}/accounts/login/", {"login": "a@example.kz", "password": "wrong"})
    assert response.status_code == 429
    assert f'<html lang="{lang}">' in response.content.decode()


# -- signing out ---------------------------------------------------------------------------------------------------
def test_logout_by_get_only_asks(client) -> None:
    client.force_login(UserFactory())
    assert client.get("/en/accounts/logout/").status_code == 200
    assert "_auth_user_id" in client.session


def test_logout_by_post_ends_the_session(client) -> None:
    client.force_login(UserFactory())
    response = client.post("/en/accounts/logout/")
    assert response.headers["Location"] == "/en/"
    assert "_auth_user_id" not in client.session


# -- a new password ------------------------------------------------------------------------------------------------
def link_in_mail() -> str:
    return re.search(r"http://127\.0\.0\.1:8000(/\S+/password/reset/key/\S+)", mail.outbox[-1].body).group(1)


def asked(client, email: str) -> str:
    """Ask for a link, let it be sent, and open the page it leads to."""
    with time_machine.travel(NOW, tick=False):
        client.post(RESET, {"email": email})
        deliver(now=clock.now())
    return link_in_mail()


@time_machine.travel(NOW, tick=False)
def test_reset_walk_sets_a_password_and_ends_old_sessions(client) -> None:
    user = UserFactory(email="asel@example.kz", language="ru")
    elsewhere = Client()
    elsewhere.force_login(user)
    response = client.post(RESET, {"email": "ASEL@example.kz"})
    assert response.headers["Location"] == "/en/accounts/password/reset/done/"
    assert deliver(now=clock.now()).sent == 1
    opened = client.get(link_in_mail())
    assert opened.headers["Location"].endswith("-set-password/")
    form = client.get(opened.headers["Location"])
    assert (form.status_code, user.check_password(PASSWORD)) == (200, True)
    new = "a-much-better-password"
    saved = client.post(opened.headers["Location"], {"password1": new, "password2": new})
    assert saved.headers["Location"] == "/ru/accounts/password/reset/key/done/"
    user.refresh_from_db()
    assert user.check_password(new)
    assert elsewhere.get("/en/accounts/profile/").status_code == 302
    deliver(now=clock.now())
    assert len(mail.outbox) == 2
    assert sign_in(client, user.email, new).status_code == 302


def test_reset_answers_the_same_for_known_unknown_and_closed(client) -> None:
    UserFactory(email="known@example.kz")
    UserFactory(email="closed@example.kz", is_active=False)
    answers = []
    for email in ("known@example.kz", "unknown@example.kz", "closed@example.kz"):
        response = Client().post(RESET, {"email": email}, follow=True)
        answers.append((response.redirect_chain, without_tokens(response)))
    assert answers[0] == answers[1] == answers[2]
    assert list(Letter.objects.values_list("user__email", flat=True)) == ["known@example.kz"]


@time_machine.travel(NOW, tick=False)
def test_reset_link_works_once(client) -> None:
    link = asked(client, UserFactory(language="en").email)
    page = client.get(link).headers["Location"]
    client.post(page, {"password1": "a-much-better-password", "password2": "a-much-better-password"})
    dead = Client().get(link)
    assert (dead.status_code, "The link does not work any more" in dead.content.decode()) == (404, True)
    assert Client().get(page).status_code == 404


@pytest.mark.parametrize(("hours", "works"), [(23, True), (25, False)])
def test_reset_link_works_a_day(client, hours, works) -> None:
    with time_machine.travel(NOW, tick=False) as travel:
        link = asked(client, UserFactory().email)
        travel.shift(timedelta(hours=hours))
        assert (client.get(link).status_code == 302) is works


def test_reset_link_somebody_made_up_does_not_work(client) -> None:
    UserFactory()
    page = client.get("/en/accounts/password/reset/key/1-abc-def/")
    assert page.status_code == 404
    assert "The link does not work any more" in page.content.decode()


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        ("a-much-better-password", "another-password", "The two passwords differ."),
        ("short", "short", "too short"),
        ("1234567890123", "1234567890123", "entirely numeric"),
    ],
)
@time_machine.travel(NOW, tick=False)
def test_reset_weak_or_different_passwords_are_refused(client, first, second, message) -> None:
    user = UserFactory(language="en")
    page = client.get(asked(client, user.email)).headers["Location"]
    response = client.post(page, {"password1": first, "password2": second})
    assert message in response.content.decode()
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_reset_many_times_for_one_address_is_stopped_alike_for_known_and_unknown(client) -> None:
    UserFactory(email="known@example.kz")
    for email in ("known@example.kz", "unknown@example.kz"):
        statuses = [client.post(RESET, {"email": email}).status_code for _time in range(6)]
        assert statuses == [302] * 5 + [429]
