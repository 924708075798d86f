"""Decree No. 826, first edition, March 2022 to December 2023: real dates, the day before, the day, the day after."""

from __future__ import annotations

from datetime import date

import pytest

from portal.deadlines.acts import catalogue
from portal.deadlines.acts.act_c import C1
from portal.deadlines.acts.decisions import SETTLED
from portal.deadlines.acts.duty import Confidence
from portal.deadlines.rules.due import WrongPeriodKind
from portal.deadlines.rules.events import Event
from portal.law.errors import NoRule
from tests.deadlines.acts.asking import LATE, SOON, act_day, around, event_day, keys_of, stands, version

KEYS = [
    *("C-1", "C-2.1", "C-2.1c", "C-2.2", "C-3.1", "C-3.2", "C-3.3", "C-3.4a", "C-3.4b", "C-3.4c", "C-3.4d-14"),
    *("C-3.4d-7", "C-3.5a", "C-3.5b", "C-3.5c", "C-3.5d", "C-4", "C-5.1", "C-5.2", "C-5.3", "C-cov"),
    *("cov-1", "cov-2", "cov-3", "cov-4", "cov-5"),
]


def test_duties_are_those_of_the_page() -> None:
    assert sorted(keys_of("C1")) == sorted(KEYS)
    assert {duty.confidence for duty in catalogue.of_act("C1")} == {Confidence.VERIFIED}


@pytest.mark.parametrize(
    ("on", "holds"),
    [
        (date(2022, 3, 6), False),
        (date(2022, 3, 7), True),
        (date(2022, 3, 8), True),
        (date(2023, 12, 31), True),
        (date(2024, 1, 1), False),
    ],
)
def test_edition_is_in_force_between_its_days(on: date, holds: bool) -> None:
    assert C1.in_force is not None
    assert C1.in_force.holds(on) is holds


@pytest.mark.parametrize(
    ("key", "period", "due_on"),
    [
        ("C-2.1", "2023", date(2023, 1, 14)),
        ("C-2.2", "2023", date(2023, 1, 19)),
        ("C-5.1", "2023", date(2023, 1, 31)),
        ("C-5.2", "2022-H1", date(2022, 8, 14)),
        ("C-5.2", "2022-H2", date(2023, 2, 14)),
        ("C-5.2", "2023-H2", date(2024, 2, 14)),
        ("C-3.5d", "2022-Q1", date(2022, 4, 25)),
        ("C-3.5d", "2023-Q4", date(2024, 1, 25)),
        ("C-1", "2022", date(2022, 12, 31)),
        ("C-cov", "2023", date(2023, 12, 31)),
        ("cov-1", "2022-H2", date(2022, 12, 31)),
        ("cov-1", "2023-H1", date(2023, 6, 30)),
        ("cov-2", "2022-Q2", date(2022, 6, 30)),
        ("cov-3", "2023-Q1", date(2023, 3, 31)),
        ("cov-4", "2023-Q3", date(2023, 9, 30)),
        ("cov-5", "2023-Q4", date(2023, 12, 31)),
    ],
)
def test_day_of_a_period(key: str, period: str, due_on: date) -> None:
    assert act_day(key, period) == due_on
    assert around(due_on) == [SOON, SOON, LATE]


@pytest.mark.parametrize(
    ("key", "period"),
    [("C-2.2", "2022"), ("C-5.1", "2022"), ("C-5.2", "2021-H2"), ("cov-1", "2022-H1"), ("cov-2", "2022-Q1")],
)
def test_what_was_over_when_the_decree_came_is_not_owed(key: str, period: str) -> None:
    with pytest.raises(NoRule):
        act_day(key, period, SETTLED)


def test_norm_is_counted_in_the_period_of_its_edition() -> None:
    with pytest.raises(NoRule):
        act_day("cov-1", "2023")
    with pytest.raises(WrongPeriodKind):
        act_day("cov-1", "2023-Q1")
    with pytest.raises(WrongPeriodKind):
        act_day("C-3.5c", "2023")


@pytest.mark.parametrize(
    ("key", "meeting", "due_on"),
    [
        ("C-3.4d-14", date(2022, 3, 31), date(2022, 3, 17)),
        ("C-3.4d-14", date(2023, 1, 10), date(2022, 12, 27)),
        ("C-3.4d-14", date(2023, 3, 14), date(2023, 2, 28)),
        ("C-3.4d-7", date(2023, 3, 7), date(2023, 2, 28)),
        ("C-3.4d-7", date(2023, 1, 1), date(2022, 12, 25)),
        ("C-3.4a", date(2023, 3, 7), date(2023, 3, 7)),
        ("C-3.4b", date(2023, 3, 7), date(2023, 3, 7)),
        ("C-3.4c", date(2023, 3, 7), date(2023, 3, 7)),
    ],
)
def test_what_comes_before_a_meeting(key: str, meeting: date, due_on: date) -> None:
    assert event_day(key, {Event.MEETING_PLANNED: meeting}) == due_on
    assert around(due_on) == [SOON, SOON, LATE]


def test_maslikhat_agrees() -> None:
    assert "согласованию с маслихатом" in version("C-2.1", date(2023, 1, 1)).wording.ru
    assert "согласованию с маслихатом" in version("C-2.1c", date(2023, 5, 1)).wording.ru


@pytest.mark.parametrize(
    ("key", "often"),
    [
        ("cov-1", "at least once a half-year"),
        ("cov-2", "at least once a quarter"),
        ("cov-3", "at least once a quarter"),
        ("cov-4", "at least once a quarter"),
        ("cov-5", "at least once a quarter"),
    ],
)
def test_norms_say_how_often(key: str, often: str) -> None:
    norm = version(key, date(2023, 5, 1))
    assert norm.wording.en.endswith(f" {often}.")
    assert norm.coverage is not None
    assert norm.coverage.meetings == 1
    assert norm.coverage.is_visit is (key != "cov-5")


def test_day_of_the_editions_change_falls_between_two_quarters() -> None:
    assert stands(date(2023, 12, 31))["cov-2"].duty.act.key == "C1"
    assert stands(date(2024, 1, 1))["cov-2"].duty.act.key == "C2"
