"""`manage duties` and the page printed by it."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from portal.deadlines import services
from portal.law import catalogue
from portal.law.printed.lawbook import lawbook

DOCS = Path(__file__).resolve().parents[2] / "docs"


def said(*args: str) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("duties", *args, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def listed(*args: str) -> dict[str, dict[str, Any]]:
    return {duty["id"]: duty for duty in json.loads(said("--format", "json", *args)[0])["duties"]}


def test_page_of_the_law_is_as_the_acts_have_it() -> None:
    assert (DOCS / "law.md").read_text(encoding="utf-8") == lawbook()
    assert said("--format", "md") == (lawbook(), "")


def test_page_of_the_law_is_not_of_a_day() -> None:
    with pytest.raises(CommandError):
        said("--format", "md", "--on", "2027-01-01")


@pytest.mark.django_db
def test_without_a_day_every_version_is_listed() -> None:
    report = json.loads(said("--format", "json")[0])
    assert report["on"] is None
    assert [(duty["id"], duty["edition"]) for duty in report["duties"]] == [
        (duty.key, duty.act.key) for duty in catalogue.DUTIES
    ]


@pytest.mark.django_db
def test_shipped_decisions_are_used_and_named_until_they_are_recorded() -> None:
    out, err = said("--on", "2026-11-24")
    assert err == "The decisions are not in the database: those shipped with the portal are used.\n"
    services.seed_decisions()
    assert said("--on", "2026-11-24") == (out, "")


@pytest.mark.django_db
def test_duty_in_json_says_everything_of_it() -> None:
    services.seed_decisions()
    duty = listed("--on", "2026-11-24")["C-2.1"]
    assert {name: duty[name] for name in duty if name not in {"act_title", "title", "wording", "proof", "clause"}} == {
        "id": "C-2.1",
        "act": "C",
        "edition": "C2",
        "also_in": [],
        "act_address": {"url": "https://adilet.zan.kz/rus/docs/U2200000826", "is_confirmed": True},
        "act_in_force": {"from": "2024-01-01", "to": None},
        "addressees": ["regional_akimats"],
        "but_for": [],
        "exempt": [],
        "opens": {"by": "period", "period": "year"},
        "due": {"family": "day_of_year", "year_offset": 0, "month": 1, "day": 15},
        "bound": "BEFORE",
        "day_off": "none",
        "effective": {"from": "2024-01-01", "to": None},
        "recipients": [],
        "sent_elsewhere": {},
        "control": "control_president",
        "evidence": ["order", "maslikhat"],
        "coverage": None,
        "counted_in": [],
        "confidence": "verified",
        "doubt": None,
        "decisions": [3],
        "stands_by": "act",
        "period": "2027",
        "next_due_on": "2027-01-15",
        "next_due_on_by_act": "2027-01-14",
    }
    for name in ("act_title", "title", "wording", "proof", "clause"):
        assert set(duty[name]) == {"kk", "ru", "en"}


@pytest.mark.django_db
def test_event_standing_and_coverage_are_told_apart_in_json() -> None:
    duties = listed("--on", "2026-11-24")
    assert duties["C-3.5c"]["opens"] == {"by": "event", "latest_of": ["meeting_ended", "reception_ended"]}
    assert duties["C-3.5c"]["due"] == {"family": "days_after", "days": 10}
    assert duties["C-3.5c"]["bound"] == "NLT"
    assert (duties["L-16.3"]["opens"], duties["L-16.3"]["due"]) == ({"by": "standing"}, None)
    assert duties["P-3"]["but_for"] == ["control_government"]
    assert duties["P-40/41"]["sent_elsewhere"] == {"regional_akimats": "control_government"}
    assert duties["L-9.3"]["exempt"] == [
        {"body": "defence", "from": "2015-11-16", "to": None},
        {"body": "foreign", "from": "2015-11-16", "to": None},
    ]
    assert len(duties["D-1.4"]["exempt"]) == 5
    assert duties["cov-3"]["coverage"] == {
        "meetings": 1,
        "in_each": ["villages", "rural_districts", "district_cities"],
        "is_visit": True,
    }
    assert duties["C-cov"]["counted_in"] == ["cov-1", "cov-2", "cov-3", "cov-4", "cov-5"]
    assert duties["D-3.2"]["doubt"]["en"] == "The date and number of the order are not confirmed."
    assert duties["B-1.7"]["stands_by"] == "decision"
    assert duties["B-1.7"]["next_due_on"] == "2027-01-10"
    assert duties["B-1.7"]["next_due_on_by_act"] is None


@pytest.mark.django_db
def test_old_days_are_answered_by_old_law() -> None:
    assert {duty["edition"] for duty in listed("--on", "2018-05-01").values()} == {"A18", "L"}
    assert {duty["edition"] for duty in listed("--on", "2022-05-01").values()} == {"B", "B0", "C1", "L"}
    assert {duty["edition"] for duty in listed("--on", "2025-05-01").values()} == {"B", "B0", "C2", "D", "L"}


@pytest.mark.django_db
def test_gap_in_the_law_is_an_error_of_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    (doubled,) = catalogue.versions("D-1.4")
    monkeypatch.setattr(catalogue, "DUTIES", (*catalogue.DUTIES, doubled))
    with pytest.raises(CommandError, match=r"More than one rule is in force for duty D-1\.4"):
        said("--on", "2026-11-24")


@pytest.mark.django_db
def test_text_names_the_next_day() -> None:
    lines = {line.split()[0]: line for line in said("--on", "2026-11-24")[0].splitlines()}
    assert lines["D-3.1"] == (
        "D-3.1        D   Draft schedule for the half-year | every half-year, before 15 June and 15 December"
        " | next 2026-12-14 for 2027-H1"
    )
    assert lines["B-1.7"].endswith(" | next 2027-01-10 for 2026-Q4 | by decision")
    assert said()[0].count("\n") == len(catalogue.DUTIES)
