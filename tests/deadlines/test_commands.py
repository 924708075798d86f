"""`manage sweep`, `manage rehearse`, `manage seed_law`, and the task of the beat."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command

from portal.deadlines import tasks
from portal.deadlines.models import CalendarDay, Decision, Obligation, SweepRun
from tests.deadlines.conftest import Country

pytestmark = pytest.mark.django_db

NOW = "2026-11-24 05:00Z"


def run(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def run_json(*arguments: str) -> Any:
    return json.loads(run(*arguments, "--format", "json"))


def test_sweep_of_today_says_what_it_did(country: Country) -> None:
    with time_machine.travel(NOW, tick=False):
        done = run_json("sweep")
        again = run_json("sweep")
    assert done == {
        "on": "2026-11-24",
        "ran": True,
        "opened": Obligation.objects.count(),
        # Thirty days before 1 December is a Sunday; the Friday before, the ministries had not joined.
        "reminded": 7,
        "late": 0,
        "escalated": 0,
    }
    assert {name: again[name] for name in ("opened", "reminded", "late", "escalated")} == dict.fromkeys(
        ("opened", "reminded", "late", "escalated"), 0
    )
    assert run("sweep", "--on", "2026-11-23") == "2026-11-23: opened 0, reminded 0, late 0, escalated 0\n"


def test_sweep_of_a_future_day_is_refused_outside_the_demonstration(country: Country, settings: Any) -> None:
    settings.KEZDESU_DEMO = False
    with time_machine.travel(NOW, tick=False):
        with pytest.raises(CommandError, match="2026-11-25 has not come yet"):
            run("sweep", "--on", "2026-11-25")
        assert not SweepRun.objects.exists()
        assert run_json("sweep", "--on", "2026-11-24")["ran"]
        settings.KEZDESU_DEMO = True
        assert run_json("sweep", "--on", "2026-12-05")["late"] == 2


def test_sweep_without_the_law_is_one_clear_line(db: None) -> None:
    with pytest.raises(CommandError, match="decisions of the portal's owner are not loaded"):
        run("sweep", "--on", "2026-11-24")


def test_rehearse_shows_each_day_and_writes_nothing(country: Country) -> None:
    report = run_json("rehearse", "--from", "2026-11-30", "--to", "2026-12-02")
    assert (report["from"], report["to"]) == ("2026-11-30", "2026-12-02")
    assert [day["on"] for day in report["days"]] == ["2026-11-30", "2026-12-01", "2026-12-02"]
    first, due, late = report["days"]
    assert {
        "duty": "B-1.4-prop",
        "body": "ministry-1",
        "period": "2027",
        "due_on": "2026-12-01",
    } in first["opened"]
    assert due["opened"] == []
    assert {
        "duty": "B-1.4-prop",
        "body": "ministry-1",
        "period": "2027",
        "due_on": "2026-12-01",
        "rung": 0,
        "people": 2,
    } in due["reminded"]
    assert [(line["body"], line["rung"], line["people"]) for line in late["escalated"]] == [
        ("culture", -1, 2),
        ("ministry-1", -1, 2),
    ]
    assert [line["body"] for line in late["late"]] == ["culture", "ministry-1"]
    assert not Obligation.objects.exists()
    assert not SweepRun.objects.exists()


def test_rehearse_in_words_and_backwards(country: Country) -> None:
    said = run("rehearse", "--from", "2026-12-01", "--to", "2026-12-02").splitlines()
    assert said[1] == "2026-12-02: late 2, sent up 2"
    with pytest.raises(CommandError, match="before the first"):
        run("rehearse", "--from", "2026-12-02", "--to", "2026-12-01")


def test_seed_law_adds_what_is_missing(db: None) -> None:
    added = run_json("seed_law")
    assert added == {"decisions": Decision.objects.count(), "days": CalendarDay.objects.count()}
    assert run_json("seed_law") == {"decisions": 0, "days": 0}


def test_task_sweeps_the_civil_day_of_kazakhstan(country: Country) -> None:
    with time_machine.travel("2026-11-24 19:30Z", tick=False):
        tasks.sweep()
    assert SweepRun.objects.get().on == date(2026, 11, 25)
