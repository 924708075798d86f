"""Profile, password and sessions of the person who is signed in."""

from __future__ import annotations

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.test import Client

from portal.notices.choices import LetterKind
from portal.notices.models import Letter
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
PAGES = ["/en/accounts/profile/", "/en/accounts/sessions/", "/en/accounts/password/change/"]


def signed_in(user, **headers: str) -> Client:
    client = Client(**headers)
    client.force_login(user)
    client.get(PAGES[0])
    return client


@pytest.mark.parametrize("path", PAGES)
def test_own_pages_are_private_and_ask_strangers_to_sign_in(client, path) -> None:
    response = client.get(path)
    assert response.headers["Location"].startswith("/en/accounts/login/?next=")
    page = signed_in(UserFactory()).get(path)
    assert (page.status_code, page.headers["Cache-Control"]) == (200, "private, no-store")


def test_profile_language_is_kept_and_spoken_at_once() -> None:
    user = UserFactory(language="kk")
    response = signed_in(user).post("/en/accounts/profile/", {"language": "ru"})
    user.refresh_from_db()
    assert (response.headers["Location"], user.language) == ("/ru/accounts/profile/", "ru")


def test_profile_unknown_language_is_refused_at_the_field() -> None:
    user = UserFactory(language="kk")
    response = signed_in(user).post("/en/accounts/profile/", {"language": "de"})
    user.refresh_from_db()
    assert (response.status_code, user.language) == (200, "kk")
    assert list(response.context["form"].errors) == ["language"]


def test_password_change_ends_other_sessions_and_tells_by_letter() -> None:
    user = UserFactory()
    here, there = signed_in(user), signed_in(user)
    new = "a-much-better-password"
    response = here.post(
        PAGES[2], {"oldpassword": "correct-horse-battery", "password1": new, "password2": new}, follow=True
    )
    assert response.redirect_chain == [("/en/accounts/profile/", 302)]
    assert "The password was changed. Other sessions were ended." in response.content.decode()
    assert there.get(PAGES[0]).status_code == 302
    assert list(Letter.objects.values_list("kind", "user")) == [(LetterKind.PASSWORD_CHANGED, user.pk)]


def test_password_change_wrong_present_password_changes_nothing() -> None:
    user = UserFactory()
    new = "a-much-better-password"
    response = signed_in(user).post(PAGES[2], {"oldpassword": "x", "password1": new, "password2": new})
    assert list(response.context["form"].errors) == ["oldpassword"]
    user.refresh_from_db()
    assert user.check_password("correct-horse-battery")


def test_sessions_list_shows_device_address_and_which_is_this_one() -> None:
    user = UserFactory()
    signed_in(UserFactory(), HTTP_USER_AGENT="Mozilla/5.0 Chrome/1", REMOTE_ADDR="10.9.9.9")
    signed_in(user, HTTP_USER_AGENT=FIREFOX, REMOTE_ADDR="10.0.0.7")
    here = signed_in(user, HTTP_USER_AGENT="curl/8", REMOTE_ADDR="10.0.0.8")
    rows = here.get(PAGES[1]).context["sessions"]
    assert [(row.device, row.address, row.is_current) for row in rows] == [
        (("", ""), "10.0.0.8", True),
        (("Firefox", "Linux"), "10.0.0.7", False),
    ]


def test_sessions_last_seen_is_written_at_most_every_five_minutes() -> None:
    user = UserFactory()
    with time_machine.travel("2026-11-24 05:00Z", tick=False):
        client = signed_in(user)
    with time_machine.travel("2026-11-24 05:04Z", tick=False):
        client.get(PAGES[0])
    assert UserSession.objects.get().last_seen_at.minute == 0


def test_sessions_end_one_signs_that_browser_out() -> None:
    user = UserFactory()
    here, there = signed_in(user), signed_in(user)
    other = UserSession.objects.get(session_key=there.session.session_key)
    response = here.post(f"/en/accounts/sessions/{other.pk}/end/")
    assert response.headers["Location"] == "/en/accounts/sessions/"
    assert (here.get(PAGES[0]).status_code, there.get(PAGES[0]).status_code) == (200, 302)


def test_sessions_end_this_one_is_signing_out() -> None:
    here = signed_in(UserFactory())
    this = UserSession.objects.get()
    assert here.post(f"/en/accounts/sessions/{this.pk}/end/").headers["Location"] == "/en/accounts/logout/"
    assert here.get(PAGES[0]).status_code == 200


def test_sessions_of_somebody_else_do_not_exist() -> None:
    neighbour = signed_in(UserFactory())
    theirs = UserSession.objects.get()
    assert signed_in(UserFactory()).post(f"/en/accounts/sessions/{theirs.pk}/end/").status_code == 404
    assert neighbour.get(PAGES[0]).status_code == 200


def test_sessions_end_all_others_keeps_this_one() -> None:
    user = UserFactory()
    here, there = signed_in(user), signed_in(user)
    here.post("/en/accounts/sessions/others/end/")
    assert (here.get(PAGES[0]).status_code, there.get(PAGES[0]).status_code) == (200, 302)


@pytest.mark.parametrize("path", ["sessions/others/end/", "sessions/1/end/"])
def test_sessions_end_only_by_post(path) -> None:
    assert signed_in(UserFactory()).get(f"/en/accounts/{path}").status_code == 405


def test_public_page_of_somebody_signed_in_leaves_no_trace() -> None:
    client = Client()
    client.force_login(UserFactory())
    client.get("/en/accounts/inactive/")
    assert UserSession.objects.count() == 0
