"""The sample calendars of two regions are read as a careful clerk reads them."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import call_command

from tests.shared import shared

SAMPLES = "data/samples/akim-calendars"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day() -> Any:
    with time_machine.travel("2026-11-29 06:00:00+00:00", tick=False):
        yield


def read(path: Path, *more: str) -> Any:
    out = StringIO()
    region = path.stem.removeprefix("akim-calendar-")
    arguments = [str(path), "--body", f"akimat-{region}", "--year", "2027", "--format", "json", "--dry-run", *more]
    call_command("import_calendar", *arguments, stdout=out, stderr=StringIO())
    return json.loads(out.getvalue())


@pytest.mark.parametrize("region", ["470000000", "620000000"])
def test_a_sample_is_read_row_by_row(sampled_regions: None, region: str) -> None:
    expected = json.loads(shared(f"{SAMPLES}/expected.json").read_text())
    name = f"akim-calendar-{region}.xlsx"
    assert read(shared(f"{SAMPLES}/{name}")) == expected[name]


def test_nothing_of_a_sample_is_passed_over_but_titles_and_headers(sampled_regions: None) -> None:
    told = read(shared(f"{SAMPLES}/akim-calendar-470000000.xlsx"), "--with-skipped")
    assert {line["why"] for line in told["skipped"]} == {"title", "header"}
