"""Resolution No. 12, from January 2024: real dates, the day before, the day, the day after."""

from __future__ import annotations

from datetime import date

import pytest

from portal.deadlines.acts import catalogue
from portal.deadlines.acts.act_d import D
from portal.deadlines.acts.duty import Always, Confidence
from portal.deadlines.acts.plain import exempt_bodies
from portal.law.errors import NoRule
from tests.deadlines.acts.asking import LATE, SOON, act_day, around, keys_of, stands, version


def test_duties_are_those_of_the_page() -> None:
    assert keys_of("D") == ["D-1.1", "D-1.2", "D-1.3", "D-1.4", "D-2", "D-3.1", "D-3.2", "D-3.3"]


@pytest.mark.parametrize(
    ("on", "holds"), [(date(2024, 1, 16), False), (date(2024, 1, 17), True), (date(2024, 1, 18), True)]
)
def test_resolution_is_in_force_from_its_day(on: date, holds: bool) -> None:
    assert D.in_force is not None
    assert D.in_force.holds(on) is holds
    assert ("D-1.4" in stands(on)) is holds


@pytest.mark.parametrize(
    ("key", "period", "due_on"),
    [
        ("D-1.1", "2024-Q1", date(2024, 3, 31)),
        ("D-1.1", "2027-Q2", date(2027, 6, 30)),
        ("D-1.4", "2024-Q1", date(2024, 4, 10)),
        ("D-1.4", "2026-Q4", date(2027, 1, 10)),
        ("D-1.4", "2027-Q1", date(2027, 4, 10)),
        ("D-1.4", "2027-Q2", date(2027, 7, 10)),
        ("D-1.4", "2027-Q3", date(2027, 10, 10)),
        ("D-1.4", "2028-Q1", date(2028, 4, 10)),
        ("D-3.1", "2024-H2", date(2024, 6, 14)),
        ("D-3.1", "2027-H1", date(2026, 12, 14)),
        ("D-3.1", "2027-H2", date(2027, 6, 14)),
        ("D-3.1", "2028-H1", date(2027, 12, 14)),
        ("D-3.3", "2024-H1", date(2024, 6, 14)),
        ("D-3.3", "2026-H2", date(2026, 12, 14)),
        ("D-3.3", "2027-H1", date(2027, 6, 14)),
        ("D-3.3", "2027-H2", date(2027, 12, 14)),
    ],
)
def test_day_of_a_period(key: str, period: str, due_on: date) -> None:
    assert act_day(key, period) == due_on
    assert around(due_on) == [SOON, SOON, LATE]


@pytest.mark.parametrize(
    ("key", "period"), [("D-1.4", "2023-Q4"), ("D-1.1", "2023-Q4"), ("D-3.1", "2024-H1"), ("D-3.3", "2023-H2")]
)
def test_before_the_resolution_nothing_is_owed(key: str, period: str) -> None:
    with pytest.raises(NoRule) as gap:
        act_day(key, period)
    assert gap.value.params == {"duty": key, "period": period}


def test_five_ministries_are_exempt() -> None:
    five = ("defence", "emergencies", "foreign", "interior", "justice")
    assert exempt_bodies(version("D-1.1", date(2027, 1, 1))) == five
    assert exempt_bodies(version("D-2", date(2027, 1, 1))) == ()


def test_half_years_follow_one_another() -> None:
    assert stands(date(2026, 12, 14))["D-3.1"].rule.period.key == "2027-H1"  # type: ignore[union-attr]
    assert stands(date(2026, 12, 15))["D-3.1"].rule.period.key == "2027-H2"  # type: ignore[union-attr]
    assert stands(date(2026, 12, 15))["D-3.1"].due_on == date(2027, 6, 14)


def test_procedure_stands_with_no_day_and_is_not_confirmed() -> None:
    procedure = version("D-3.2", date(2026, 11, 24))
    assert procedure.opens == Always()
    assert procedure.confidence is Confidence.UNVERIFIED
    assert [duty.key for duty in catalogue.of_act("D") if duty.doubt] == ["D-3.2"]


def test_reports_go_to_those_the_resolution_names() -> None:
    assert version("D-1.4", date(2027, 1, 1)).recipients == ("authorised_information",)
    assert version("D-3.1", date(2027, 1, 1)).recipients == ("schedule_approval",)
    assert version("D-3.3", date(2027, 1, 1)).recipients == ("control_government",)
