"""The second step of signing in: who must have it, how it is set up, used, lost and taken away."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import checks
from django.core.cache import cache
from django.test import Client, override_settings

from portal.accounts.apps import exempt_domains
from portal.accounts.permissions import is_exempt
from portal.bodies.choices import ROLE_BODIES, BodyKind, Role
from portal.bodies.services.second_factor import take_second_factor_away
from portal.kernel import clock
from portal.kernel.errors import Conflict, NotAllowed
from portal.notices.models import Notice
from tests.conftest import TODAY
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, RoleGrantFactory

pytestmark = pytest.mark.django_db

PASSWORD = "correct-horse-battery"
SECURITY, SET_UP = "/en/accounts/security/", "/en/accounts/security/set-up/"
CODES, NEW_CODES = "/en/accounts/security/codes/", "/en/accounts/security/codes/new/"
DESK = "/en/desk/"
NOW = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def day():
    with time_machine.travel("2026-11-24 05:00Z", tick=False) as travel:
        yield travel


@pytest.fixture(autouse=True)
def _nobody_is_exempt(settings) -> None:
    settings.KEZDESU_EXEMPT_DOMAINS = ("kezdesu.example",)


def body_of(role: str):
    kind = ROLE_BODIES[role][0]
    return BodyFactory() if kind == BodyKind.MINISTRY else BodyFactory(**{kind: True})


def code_at(secret: str, moment: datetime) -> str:
    return format_hotp_value(hotp_value(secret, int(moment.timestamp()) // 30))


def code_of(secret: str) -> str:
    return code_at(secret, clock.now())


def signed_in(user) -> Client:
    client = Client()
    client.post("/en/accounts/login/", {"login": user.email, "password": PASSWORD})
    return client


def set_up(client: Client) -> tuple[str, list[str]]:
    """Secret and recovery codes of somebody who walks through the pages."""
    page = client.get(SET_UP)
    assert page.status_code == 200
    assert b"data:image/svg+xml;base64," in page.content
    secret = re.search(r'<code[^>]*translate="no">([A-Z2-7]+)</code>', page.content.decode()).group(1)
    response = client.post(SET_UP, {"code": code_of(secret)})
    assert response.headers["Location"] == CODES
    shown = client.get(CODES).content.decode()
    return secret, re.findall(r"<code>(\d{8})</code>", shown)


@pytest.mark.parametrize("role", Role.values)
def test_gate_sends_approvers_and_administrators_to_the_set_up_and_nobody_else(role) -> None:
    user = RoleGrantFactory(role=role, body=body_of(role)).user
    client = signed_in(user)
    answer = client.get(DESK)
    if role in (Role.APPROVER, Role.ADMINISTRATOR):
        assert answer.headers["Location"] == f"{SECURITY}?needed=1"
        assert client.get("/en/work/people/").headers["Location"] == f"{SECURITY}?needed=1"
        assert client.post("/en/work/people/grant/", {}).headers["Location"] == f"{SECURITY}?needed=1"
        assert client.get("/en/accounts/profile/").status_code == 200
        set_up(client)
    assert client.get(DESK).status_code == 200


def test_gate_counts_also_for_whoever_acts_for_an_approver() -> None:
    absent = RoleGrantFactory(role=Role.APPROVER, body=BodyFactory(government=True))
    acting = RoleGrantFactory(
        role=Role.APPROVER, body=absent.body, acting_for=absent, ends_on=TODAY + timedelta(days=9)
    )
    assert signed_in(acting.user).get(DESK).headers["Location"] == f"{SECURITY}?needed=1"


def test_gate_lets_published_logins_of_the_demonstration_pass_and_only_there(settings) -> None:
    user = UserFactory(email="approver@kezdesu.example")
    RoleGrantFactory(user=user, role=Role.APPROVER, body=BodyFactory(government=True))
    assert signed_in(user).get(DESK).status_code == 200
    settings.KEZDESU_DEMO = False
    assert not is_exempt(user)
    assert signed_in(user).get(DESK).status_code == 302


def test_exempt_domains_are_an_error_wherever_the_demonstration_is_off() -> None:
    with override_settings(KEZDESU_DEMO=False, KEZDESU_EXEMPT_DOMAINS=("kezdesu.example",)):
        assert [(found.id, found.level) for found in exempt_domains(None)] == [("accounts.E001", checks.ERROR)]
    with override_settings(KEZDESU_DEMO=False, KEZDESU_EXEMPT_DOMAINS=()):
        assert exempt_domains(None) == []


def test_set_up_keeps_the_secret_sealed_and_ends_other_sessions() -> None:
    user = UserFactory()
    elsewhere, here = signed_in(user), signed_in(user)
    elsewhere.get("/en/accounts/profile/")
    secret, codes = set_up(here)
    assert len(set(codes)) == 10
    assert secret not in str(Authenticator.objects.values_list("data", flat=True))
    assert here.get("/en/accounts/profile/").status_code == 200
    assert elsewhere.get("/en/accounts/profile/").status_code == 302
    assert set(Notice.objects.values_list("user", "kind")) <= {(user.pk, "second_factor")}


def test_set_up_with_a_wrong_code_keeps_the_square() -> None:
    client = signed_in(UserFactory())
    first = client.get(SET_UP).content.decode()
    secret = re.search(r'translate="no">([A-Z2-7]+)</code>', first).group(1)
    again = client.post(SET_UP, {"code": "000000"}).content.decode()
    assert secret in again
    assert "This code is not right" in again
    assert not Authenticator.objects.exists()


def test_codes_are_shown_once_saved_for_ten_minutes_and_made_anew(day) -> None:
    client = signed_in(UserFactory())
    _secret, codes = set_up(client)
    again = client.get(CODES).content.decode()
    assert not any(code in again for code in codes)
    assert "10 codes are left" in again
    file = client.post(f"{CODES}file/")
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert all(code in file.content.decode() for code in codes)
    assert client.get(f"{CODES}file/").status_code == 405
    day.shift(timedelta(minutes=11))
    assert client.post(f"{CODES}file/").status_code == 404
    assert client.post(NEW_CODES).headers["Location"] == CODES
    anew = re.findall(r"<code>(\d{8})</code>", client.get(CODES).content.decode())
    assert len(anew) == 10
    assert not set(anew) & set(codes)


def test_login_asks_for_a_code_and_takes_each_only_once(day) -> None:
    user = UserFactory(language="en")
    secret, codes = set_up(signed_in(user))
    day.shift(timedelta(minutes=2))
    client = signed_in(user)
    assert client.get(DESK).headers["Location"].startswith("/en/accounts/login/")
    step = "/en/accounts/login/second-step/"
    assert client.get(step).status_code == 200
    assert "This code is not right" in client.post(step, {"code": "123456"}).content.decode()
    code = code_of(secret)
    assert client.post(step, {"code": code}).headers["Location"] == DESK
    assert client.get(DESK).status_code == 200
    other = signed_in(user)
    assert other.post(step, {"code": code}).status_code == 200
    assert other.post(step, {"code": codes[0]}).status_code == 302
    third = signed_in(user)
    assert third.post(step, {"code": codes[0]}).status_code == 200


STEP = "/en/accounts/login/second-step/"


def test_code_that_switched_the_app_on_opens_nothing_afterwards(day) -> None:
    user = UserFactory()
    secret, _codes = set_up(signed_in(user))
    for seconds in (0, 29, 30):
        day.shift(timedelta(seconds=seconds))
        again = signed_in(user).post(STEP, {"code": code_at(secret, NOW)})
        assert (again.status_code, "was used already" in again.content.decode()) == (200, True), seconds
    assert signed_in(user).post(STEP, {"code": code_of(secret)}).status_code == 302


def test_used_code_stays_used_as_long_as_a_slow_telephone_may_show_it(day) -> None:
    user = UserFactory()
    secret, _codes = set_up(signed_in(user))
    day.shift(timedelta(minutes=5))
    code = code_of(secret)
    assert signed_in(user).post(STEP, {"code": code}).status_code == 302
    # The telephone that goes half a minute late is believed, so the code of before is of use for so long.
    day.shift(timedelta(seconds=31))
    cache.clear()
    assert signed_in(user).post(STEP, {"code": code}).status_code == 200


def test_code_of_before_a_used_one_is_used_up_with_it(day) -> None:
    user = UserFactory()
    secret, _codes = set_up(signed_in(user))
    day.shift(timedelta(minutes=5))
    before = code_at(secret, clock.now() - timedelta(seconds=30))
    assert signed_in(user).post(STEP, {"code": code_of(secret)}).status_code == 302
    assert signed_in(user).post(STEP, {"code": before}).status_code == 200


def test_code_that_proved_who_sits_here_opens_no_other_session(day) -> None:
    user = UserFactory()
    client = signed_in(user)
    secret, _codes = set_up(client)
    day.shift(timedelta(minutes=20))
    code = code_of(secret)
    assert client.post("/en/accounts/confirm/", {"fresh_secret": code}).status_code == 302
    cache.clear()
    assert signed_in(user).post(STEP, {"code": code}).status_code == 200


def test_login_code_can_be_guessed_five_times_in_five_minutes(day) -> None:
    user = UserFactory()
    secret, _codes = set_up(signed_in(user))
    day.shift(timedelta(minutes=10))
    client = signed_in(user)
    step = "/en/accounts/login/second-step/"
    for _attempt in range(5):
        client.post(step, {"code": "123456"})
    assert "Too many attempts" in client.post(step, {"code": code_of(secret)}).content.decode()
    day.shift(timedelta(minutes=6))
    assert client.post(step, {"code": code_of(secret)}).status_code == 302


def test_turn_off_by_get_changes_nothing_by_post_forgets_everything() -> None:
    client = signed_in(UserFactory())
    set_up(client)
    assert client.get("/en/accounts/security/turn-off/").status_code == 200
    assert Authenticator.objects.count() == 2
    client.post("/en/accounts/security/turn-off/")
    assert Authenticator.objects.count() == 0


@pytest.mark.parametrize("role", [None, *Role.values])
def test_take_away_as_every_role(actor_with, role) -> None:
    user = UserFactory()
    client = signed_in(user)
    set_up(client)
    actor = actor_with((role, body_of(role))) if role else actor_with()
    if role != Role.ADMINISTRATOR:
        with pytest.raises(NotAllowed):
            take_second_factor_away(actor=actor, user=user, now=clock.now(), today=TODAY)
        assert Authenticator.objects.count() == 2
        return
    take_second_factor_away(actor=actor, user=user, now=clock.now(), today=TODAY)
    assert Authenticator.objects.count() == 0
    assert client.get("/en/accounts/profile/").status_code == 302
    with pytest.raises(Conflict):
        take_second_factor_away(actor=actor, user=user, now=clock.now(), today=TODAY)
