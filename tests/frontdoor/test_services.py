"""The environment every part of the portal is started with."""

from __future__ import annotations

import stat

import pytest

from portal.frontdoor.places import Places
from portal.frontdoor.services import portal_environment, wants_demo
from portal.frontdoor.supervisor import describe_logins, write_private


def environment(places: Places, environ: dict[str, str]) -> dict[str, str]:
    return portal_environment(
        places,
        environ,
        database_url="postgres://postgres@/kezdesu?host=/tmp/s/pg",
        redis_url="redis+socket:///tmp/s/valkey.sock",
        cache_url="redis+socket:///tmp/s/cache.sock",
        address=("127.0.0.1", 8001),
    )


def test_portal_environment_names_everything_the_settings_read(places: Places) -> None:
    found = environment(places, {"PATH": "/bin", "DJANGO_SETTINGS_MODULE": "something.else"})

    assert found == {
        "PATH": "/bin",
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        "DATABASE_URL": "postgres://postgres@/kezdesu?host=/tmp/s/pg",
        "REDIS_URL": "redis+socket:///tmp/s/valkey.sock",
        "KEZDESU_CACHE_URL": "redis+socket:///tmp/s/cache.sock",
        "KEZDESU_VAR": str(places.var),
        "KEZDESU_SECRET_KEY": (places.var / "secret_key").read_text().strip(),
        "KEZDESU_BASE_URL": "http://127.0.0.1:8001",
        "KEZDESU_DEMO": "1",
        "PYTHONUNBUFFERED": "1",
    }


def test_portal_environment_keeps_a_key_and_an_address_given(places: Places) -> None:
    found = environment(places, {"KEZDESU_SECRET_KEY": "given", "KEZDESU_BASE_URL": "https://meet.example"})

    assert (found["KEZDESU_SECRET_KEY"], found["KEZDESU_BASE_URL"]) == ("given", "https://meet.example")


@pytest.mark.parametrize(("value", "wanted"), [("1", True), ("", True), ("0", False), ("no", False)])
def test_wants_demo_unless_told_not_to(value: str, wanted: bool) -> None:
    assert wants_demo({"KEZDESU_DEMO": value}) is wanted


def test_write_private_replaces_and_keeps_from_others(places: Places) -> None:
    path = places.var / "instance.json"
    write_private(path, {"pid": 1})
    write_private(path, {"pid": 2})

    assert path.read_text() == '{"pid": 2}'
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_describe_logins_is_one_line_each_in_columns() -> None:
    logins = [
        {"role": "preparer", "email": "a@b.kz", "password": "secret-12345", "body": "Министерство культуры"},
        {"role": "head", "email": "longer@b.kz", "password": "secret-12345", "body": "Правительство"},
    ]

    assert describe_logins(logins) == [
        "  preparer  a@b.kz       secret-12345  Министерство культуры",
        "  head      longer@b.kz  secret-12345  Правительство",
    ]


def test_describe_logins_of_none_is_nothing() -> None:
    assert describe_logins([]) == []
