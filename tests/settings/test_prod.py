"""Production refuses to start half-configured, passes the framework's own list, and has no demonstration."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.db import DatabaseError, connection

from portal.demo.people import LOGINS
from portal.web.checks import DEMO_DOMAIN, no_demonstration
from tests.factories.accounts import UserFactory
from tests.settings.production import ROOT, environment, manage, run

SECRET = "KEZDESU_SECRET_KEY"
REQUIRED = (
    *(SECRET, "DATABASE_URL", "REDIS_URL", "KEZDESU_CACHE_URL", "KEZDESU_HOSTS", "KEZDESU_BASE_URL"),
    *("KEZDESU_MAIL_HOST", "KEZDESU_MAIL_FROM"),
)
LOAD = "import portal.settings.prod as s"


def load(tmp_path: Path, *without: str, then: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    """Import the settings of production in a process of their own."""
    environ = environment(database="nothing", var=tmp_path, without=without, **more)
    return run([sys.executable, "-c", f"{LOAD}\n{then}"], environ)


@pytest.mark.parametrize("name", REQUIRED)
def test_variable_that_is_not_set_stops_the_start(tmp_path: Path, name: str):
    answer = load(tmp_path, name)

    assert answer.returncode != 0
    assert answer.stderr.splitlines()[-1] == (
        f"django.core.exceptions.ImproperlyConfigured: {name} must be set in the environment."
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (SECRET, "too-short"),
        (SECRET, "only-for-tests-" + "0" * 40),
        ("KEZDESU_HOSTS", "*"),
        ("KEZDESU_HOSTS", "kezdesu.kz,*.kezdesu.kz"),
        ("KEZDESU_BASE_URL", "http://kezdesu.kz"),
        ("DATABASE_URL", "  "),
    ],
)
def test_variable_that_opens_a_door_stops_the_start(tmp_path: Path, name: str, value: str):
    answer = load(tmp_path, **{name: value})

    assert answer.returncode != 0
    assert name in answer.stderr.splitlines()[-1]
    assert "ImproperlyConfigured" in answer.stderr.splitlines()[-1]


def test_demonstration_is_not_there_whatever_the_environment_says(tmp_path: Path):
    answer = load(
        tmp_path,
        KEZDESU_DEMO="1",
        KEZDESU_DEBUG="1",
        then="print(s.KEZDESU_DEMO, s.DEBUG, [app for app in s.INSTALLED_APPS if 'demo' in app], s.ADMINS, s.MANAGERS)",
    )

    assert answer.stdout == "False False [] [] []\n", answer.stderr


def test_cookies_are_bound_to_the_host(tmp_path: Path):
    answer = load(
        tmp_path,
        then="print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE)",
    )

    assert answer.stdout == "__Host-kezdesu_session __Host-kezdesu_csrf True True\n", answer.stderr


@pytest.mark.parametrize(("switch", "promised"), [("", "False False"), ("0", "False False"), ("1", "True True")])
def test_names_below_ours_are_bound_by_a_switch_alone(tmp_path: Path, switch: str, promised: str):
    answer = load(
        tmp_path,
        KEZDESU_HSTS_PRELOAD=switch,
        then="print(s.SECURE_HSTS_INCLUDE_SUBDOMAINS, s.SECURE_HSTS_PRELOAD, s.SECURE_HSTS_SECONDS >= 31536000)",
    )

    assert answer.stdout == f"{promised} True\n", answer.stderr


def test_old_secret_is_believed_while_the_new_one_comes_in(tmp_path: Path):
    answer = load(tmp_path, KEZDESU_OLD_SECRET_KEYS="one two", then="print(s.SECRET_KEY_FALLBACKS)")

    assert answer.stdout == "['one', 'two']\n", answer.stderr


def test_queue_and_cache_are_apart(tmp_path: Path):
    answer = load(
        tmp_path,
        REDIS_URL="redis://valkey:6379/0",
        KEZDESU_CACHE_URL="redis://cache:6379/0",
        then="print(s.CELERY_BROKER_URL, s.CACHES['default']['LOCATION'])",
    )

    assert answer.stdout == "redis://valkey:6379/0 redis://cache:6379/0\n", answer.stderr


@pytest.mark.django_db
def test_check_for_deployment_is_clean(tmp_path: Path):
    environ = environment(database=connection.settings_dict["NAME"], var=tmp_path)

    for preload, silenced in (("1", 0), ("", 2)):
        answer = manage(
            *("check", "--deploy", "--fail-level", "DEBUG"), environ=environ | {"KEZDESU_HSTS_PRELOAD": preload}
        )

        assert (answer.returncode, answer.stdout.strip(), answer.stderr) == (
            0,
            f"System check identified no issues ({silenced} silenced).",
            "",
        )


def test_demonstration_cannot_be_loaded(tmp_path: Path):
    answer = manage("load_demo", environ=environment(database="nothing", var=tmp_path, KEZDESU_DEMO="1"))

    assert answer.returncode != 0
    assert "Unknown command: 'load_demo'" in answer.stderr


@pytest.mark.django_db
class TestLoginsOfTheDemonstration:
    @pytest.fixture(autouse=True)
    def _production(self, settings: object) -> None:
        settings.KEZDESU_DEMO = False  # type: ignore[attr-defined]

    def test_domain_is_that_of_the_demonstration(self):
        assert {person.email.partition("@")[2] for person in LOGINS} == {DEMO_DOMAIN}

    def test_database_without_them_is_fine(self):
        UserFactory(email="officer@kezdesu.example.kz")

        assert no_demonstration(None) == []

    def test_database_with_one_is_refused(self):
        UserFactory(email="Preparer@Kezdesu.Example")

        (found,) = no_demonstration(None)

        assert (found.id, found.level) == ("kezdesu.E002", 40)
        assert found in run_checks(tags=["security"], include_deployment_checks=True)

    def test_demonstration_switched_on_is_refused(self, settings):
        settings.KEZDESU_DEMO = True

        assert [found.id for found in no_demonstration(None)] == ["kezdesu.E001"]

    def test_database_that_does_not_answer_is_said_so(self, monkeypatch):
        def broken(*args: object, **kwargs: object) -> None:
            raise DatabaseError

        monkeypatch.setattr("portal.web.checks.User.objects.filter", broken)

        assert [found.id for found in no_demonstration(None)] == ["kezdesu.W001"]


def test_settings_of_production_name_no_foreign_service():
    text = (ROOT / "portal" / "settings" / "prod.py").read_text(encoding="utf-8")

    assert "sentry" not in text.lower()
    assert "AdminEmailHandler" not in text
