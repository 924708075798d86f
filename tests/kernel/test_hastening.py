"""The clock of the rig: the same for every process, and never in production."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured

from portal.kernel import clock
from portal.kernel.hastening import obey, real_clock
from tests.settings.production import environment, run

FACE = "2026-11-28T00:00:00+05:00 2026-03-01T09:00:00+00:00 14400"


@pytest.fixture(autouse=True)
def _real_again() -> Iterator[None]:
    yield
    clock.hasten(None)


def test_hastened_clock_goes_so_many_times_as_fast() -> None:
    clock.hasten(clock.Hastened.parse(FACE))
    since = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
    for seconds, shown in ((0, date(2026, 11, 28)), (5, date(2026, 11, 28)), (6, date(2026, 11, 29))):
        with time_machine.travel(since + timedelta(seconds=seconds), tick=False):
            assert clock.today() == shown
    with time_machine.travel(since + timedelta(seconds=1.5), tick=False):
        assert clock.now() == clock.at(date(2026, 11, 28), 6)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-28T00:00:00 2026-03-01T09:00:00+00:00 10",
        "2026-11-28T00:00:00+05:00 2026-03-01T09:00:00 10",
        "2026-11-28T00:00:00+05:00 2026-03-01T09:00:00+00:00 0",
        "2026-11-28T00:00:00+05:00 2026-03-01T09:00:00+00:00",
        "soon",
    ],
)
def test_face_that_says_no_one_thing_is_refused(text: str, settings: Any) -> None:
    with pytest.raises(ValueError, match=r".+"):
        clock.Hastened.parse(text)
    settings.KEZDESU_CLOCK = text
    with pytest.raises(ImproperlyConfigured):
        obey()


def test_without_the_setting_the_clock_is_the_real_one(settings: Any) -> None:
    settings.KEZDESU_CLOCK = ""
    obey()

    assert abs(clock.now() - datetime.now(tz=UTC)) < timedelta(seconds=5)
    assert real_clock(None) == []


def test_where_invented_data_has_no_place_the_clock_is_not_hastened(settings: Any) -> None:
    settings.KEZDESU_CLOCK = FACE
    settings.KEZDESU_DEMO = False

    with pytest.raises(ImproperlyConfigured, match="rigs"):
        obey()
    assert [fault.id for fault in real_clock(None)] == ["kezdesu.E003"]


def test_production_does_not_start_with_it(tmp_path: Path) -> None:
    environ = environment(database="nothing", var=tmp_path, KEZDESU_CLOCK=FACE)
    answer = run([sys.executable, "-c", "import portal.settings.prod"], environ)

    assert answer.returncode != 0
    assert "KEZDESU_CLOCK is for rigs" in answer.stderr.splitlines()[-1]
