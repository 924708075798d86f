"""The containers of production: what the files promise, read as the engine reads them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from meetings.queries import CalendarFilter
from portal.api.filters import BodyFilter, MeetingFilter, ObligationFilter, ScheduleFilter, TerritoryFilter
from portal.deadlines.forms import BoardForm, PeriodForm
from portal.frontdoor.postgres import PLANNER
from tests.frontdoor.rig import ROOT

COMPOSE = ROOT / "docker-compose.yml"
SERVICES = {"postgres", "valkey", "cache", "prepare", "web", "worker", "beat", "nginx"}
OURS = {"prepare", "web", "worker", "beat"}
#: Variables that hold a secret; the others have a value everybody may know.
SECRETS = {"KEZDESU_SECRET_KEY", "POSTGRES_PASSWORD", "KEZDESU_DB_PASSWORD", "VALKEY_PASSWORD"}


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))
    return read


def variables() -> Iterator[tuple[str, str]]:
    """Every `${NAME…}` with what stands after its name."""
    yield from re.findall(r"\$\{(\w+)([^}]*)\}", COMPOSE.read_text(encoding="utf-8"))


def test_parts_are_those_of_production(compose):
    assert set(compose["services"]) == SERVICES


def test_no_secret_has_a_default():
    given = dict[str, set[str]]()
    for name, rest in variables():
        given.setdefault(name, set()).add(rest[:2])

    assert {name: given[name] for name in SECRETS} == {name: {":?"} for name in SECRETS}
    for name in ("KEZDESU_HOSTS", "KEZDESU_BASE_URL", "KEZDESU_MAIL_HOST", "KEZDESU_MAIL_FROM", "KEZDESU_TLS_DIR"):
        assert given[name] == {":?"}, name
    assert {rest for found in given.values() for rest in found} == {":?", ":-"}


def test_example_names_every_variable_one_must_set_and_fills_in_no_secret():
    lines = (ROOT / "deploy" / "example.env").read_text(encoding="utf-8").splitlines()
    example = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))

    assert {name for name, rest in variables() if rest.startswith(":?")} <= set(example)
    assert {name: example[name] for name in SECRETS} == dict.fromkeys(SECRETS, "")


def test_only_nginx_can_be_reached(compose):
    assert [name for name, service in compose["services"].items() if "ports" in service] == ["nginx"]
    assert {name for name, network in compose["networks"].items() if network and network.get("internal")} == {
        "front",
        "back",
    }
    assert {name for name, service in compose["services"].items() if "outside" in service["networks"]} == {
        "nginx",
        "worker",
    }


def test_everything_is_locked_down_bounded_and_watched(compose):
    for name, service in compose["services"].items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert service["logging"]["options"] == {"max-size": "20m", "max-file": "5"}, name
        assert set(service["deploy"]["resources"]["limits"]) == {"cpus", "memory", "pids"}, name
        assert service["restart"] == ("no" if name == "prepare" else "unless-stopped"), name
        assert ("healthcheck" in service) is (name != "prepare"), name
        if name not in OURS:
            assert re.fullmatch(r"[a-z/]+:[a-z0-9.-]+@sha256:[0-9a-f]{64}", service["image"]), name


def test_portal_waits_for_its_preparation(compose):
    for name in ("web", "worker", "beat"):
        assert compose["services"][name]["depends_on"] == {"prepare": {"condition": "service_completed_successfully"}}
    assert compose["services"]["nginx"]["depends_on"] == {"web": {"condition": "service_healthy"}}


def test_there_is_one_clock(compose):
    assert compose["services"]["beat"]["deploy"]["replicas"] == 1


def test_every_part_of_ours_runs_with_the_settings_of_production(compose):
    for name in OURS:
        environment = compose["services"][name]["environment"]
        assert environment["DJANGO_SETTINGS_MODULE"] == "portal.settings.prod"
        assert "KEZDESU_DEMO" not in environment
        assert environment["KEZDESU_PROXIES"] == "1"


def test_servers_are_set_up_as_the_portal_needs_them(compose):
    postgres = compose["services"]["postgres"]

    assert "jit=off" in postgres["command"]
    assert {f"{name}={value}" for name, value in PLANNER.items()} <= set(postgres["command"])
    assert "--locale-provider=builtin --locale=C.UTF-8" in postgres["environment"]["POSTGRES_INITDB_ARGS"]
    assert postgres["image"].startswith("postgres:18")


def test_queue_forgets_nothing_and_the_cache_beside_it_forgets_first(compose):
    policies = {}
    for name in ("valkey", "cache"):
        command = compose["services"][name]["command"]
        options = dict(zip(command[1::2], command[2::2], strict=True))
        megabytes = int(options["--maxmemory"].removesuffix("mb"))
        limit = compose["services"][name]["deploy"]["resources"]["limits"]["memory"]
        policies[name] = options["--maxmemory-policy"]
        assert megabytes * 1.3 < int(limit.removesuffix("m")), name
    addresses = {name: compose["services"]["web"]["environment"][name] for name in ("REDIS_URL", "KEZDESU_CACHE_URL")}

    assert policies == {"valkey": "noeviction", "cache": "allkeys-lru"}
    assert {name: found.partition("@")[2] for name, found in addresses.items()} == {
        "REDIS_URL": "valkey:6379/0",
        "KEZDESU_CACHE_URL": "cache:6379/0",
    }
    # Nobody waits for a cache.
    assert "cache" not in compose["services"]["prepare"]["depends_on"]


def test_scripts_the_containers_start_are_there_and_can_be_run(compose):
    for name in OURS:
        script = ROOT / compose["services"][name]["command"][0].removeprefix("/srv/kezdesu/")
        assert script.stat().st_mode & 0o111, script
    for script in (ROOT / "deploy" / "nginx" / "start.sh", ROOT / "deploy" / "postgres" / "10-portal.sh"):
        assert script.stat().st_mode & 0o111, script
    json.loads((ROOT / "deploy" / "granian-log.json").read_text())


def test_image_carries_no_secret_no_tests_and_runs_as_nobody_special():
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    ignored = set((ROOT / ".dockerignore").read_text(encoding="utf-8").split())

    assert dockerfile.index("USER kezdesu") < dockerfile.index("CMD ")
    assert re.findall(r"^(?:ENV|ARG)\s.*(?:SECRET|PASSWORD|DATABASE_URL)", dockerfile, re.MULTILINE) == []
    assert {".env", "var", "tests", ".git", "*.pem"} <= ignored


def test_image_is_made_of_a_digest_and_not_of_a_tag():
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    bases = re.findall(r"^FROM (\S+)", dockerfile, re.MULTILINE)

    assert set(bases) == {"${PYTHON}"}
    assert re.search(r"^ARG PYTHON=python:[a-z0-9.-]+@sha256:[0-9a-f]{64}$", dockerfile, re.MULTILINE)


def test_every_word_the_configuration_leaves_open_is_filled_in_by_its_script():
    template = (ROOT / "deploy" / "nginx" / "nginx.conf.template").read_text(encoding="utf-8")
    script = (ROOT / "deploy" / "nginx" / "start.sh").read_text(encoding="utf-8")
    (filled,) = re.findall(r"^for name in (.+); do$", script, re.MULTILINE)

    assert set(re.findall(r"\$\{KEZDESU_NGINX_([A-Z_]+)\}", template)) == set(filled.split())


def test_pages_of_nginx_itself_are_written_for_people():
    pages = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "deploy/nginx/pages").glob("*.html")}

    assert set(pages) == {"too-large.html", "too-many.html", "unavailable.html"}
    for name, text in pages.items():
        assert [f'lang="{code}"' in text for code in ("kk", "ru", "en")] == [True] * 3, name
        assert '<link rel="stylesheet" href="/_page/page.css">' in text, name


def test_page_cache_knows_only_parameters_that_pages_read():
    template = (ROOT / "deploy" / "nginx" / "nginx.conf.template").read_text(encoding="utf-8")
    (names,) = re.findall(r"\(\?<part>\(\?:([\w|]+)\)=", template)
    filters = (BodyFilter, MeetingFilter, ObligationFilter, ScheduleFilter, TerritoryFilter)
    read = {"page", "view", *CalendarFilter.parts(), *BoardForm.base_fields, *PeriodForm.base_fields}
    read |= {name for each in filters for name in each.base_filters}

    assert set(names.split("|")) <= read - {"q", "as_of", "text"}
