"""The law on access to information: it stands at all times and sets no date."""

from __future__ import annotations

from datetime import date

import pytest

from portal.law.counting.due import WrongPeriodKind
from portal.law.duty import Always
from portal.law.printed.plain import exempt_bodies
from tests.law.asking import act_day, keys_of, stands, version


def test_duties_are_those_of_the_page() -> None:
    assert keys_of("L") == ["L-9.3"]


def test_report_to_the_population_stands_without_a_day() -> None:
    found = stands(date(2027, 1, 10))["L-9.3"]
    assert (found.rule, found.due_on) == (None, None)


def test_no_day_and_no_period() -> None:
    assert version("L-9.3", date(2027, 1, 1)).opens == Always()
    with pytest.raises(WrongPeriodKind):
        act_day("L-9.3", "2027")


def test_two_ministries_are_exempt_although_five_are_under_the_resolution() -> None:
    assert exempt_bodies(version("L-9.3", date(2027, 1, 1))) == ("defence", "foreign")
