"""Meetings of akims: real dates, the day before, the day, the day after."""

from __future__ import annotations

from datetime import date

import pytest

from portal.deadlines.acts.act_c import C1, C2, CALENDAR, PROGRESS
from portal.deadlines.acts.decisions import SHIPPED
from portal.deadlines.acts.duty import Confidence
from portal.deadlines.acts.registry import rule_for
from portal.deadlines.choices import StateKind
from portal.deadlines.rules.due import Bound
from portal.deadlines.rules.states import Facts, state
from portal.kernel.periods import Period
from portal.law.errors import NoRule


def test_calendar_for_2027_is_due_before_15_january_by_the_act_and_inclusive_on_the_portal() -> None:
    rule = rule_for("C-2.1", Period.year(2027), SHIPPED)
    assert rule.duty.due is not None
    assert rule.duty.due.bound is Bound.BEFORE
    assert rule.act_due_on == date(2027, 1, 14)
    assert rule.due_on == date(2027, 1, 15)
    assert rule.is_by_act


@pytest.mark.parametrize(
    ("on", "kind", "days"),
    [
        (date(2027, 1, 14), StateKind.DUE_SOON, 1),
        (date(2027, 1, 15), StateKind.DUE_SOON, 0),
        (date(2027, 1, 16), StateKind.OVERDUE, 1),
    ],
)
def test_calendar_around_its_day(on: date, kind: StateKind, days: int) -> None:
    due_on = rule_for("C-2.1", Period.year(2027), SHIPPED).due_on
    found = state(Facts(due_on, due_on), on)
    assert (found.kind, found.days) == (kind, days)


def test_calendar_without_decision_is_due_the_day_before() -> None:
    assert rule_for("C-2.1", Period.year(2027), ()).due_on == date(2027, 1, 14)


@pytest.mark.parametrize(
    ("period_key", "by_act", "due_on"),
    [
        ("2026-Q4", date(2027, 1, 25), date(2027, 1, 10)),
        ("2027-Q1", date(2027, 4, 25), date(2027, 4, 10)),
        ("2027-Q2", date(2027, 7, 25), date(2027, 7, 10)),
        ("2027-Q3", date(2027, 10, 25), date(2027, 10, 10)),
    ],
)
def test_progress_of_akimats_is_stricter_on_the_portal(period_key: str, by_act: date, due_on: date) -> None:
    rule = rule_for("C-3.5d", Period.parse(period_key), SHIPPED)
    assert rule.act_due_on == by_act
    assert rule.due_on == due_on


@pytest.mark.parametrize(
    ("on", "kind"),
    [
        (date(2027, 1, 9), StateKind.DUE_SOON),
        (date(2027, 1, 10), StateKind.DUE_SOON),
        (date(2027, 1, 11), StateKind.OVERDUE),
    ],
)
def test_progress_around_its_day(on: date, kind: StateKind) -> None:
    due_on = rule_for("C-3.5d", Period.quarter(2026, 4), SHIPPED).due_on
    assert state(Facts(due_on, due_on), on).kind == kind


@pytest.mark.parametrize(("year", "act"), [(2023, C1), (2024, C2), (2027, C2)])
def test_calendar_changes_edition_in_2024(year: int, act: object) -> None:
    assert rule_for("C-2.1", Period.year(year), SHIPPED).duty.act is act


@pytest.mark.parametrize(("quarter", "act"), [("2022-Q1", C1), ("2023-Q4", C1), ("2024-Q1", C2)])
def test_progress_changes_edition_in_2024(quarter: str, act: object) -> None:
    assert rule_for("C-3.5d", Period.parse(quarter), SHIPPED).duty.act is act


def test_before_the_decree_no_rule_is_in_force() -> None:
    with pytest.raises(NoRule):
        rule_for("C-2.1", Period.year(2022), SHIPPED)
    with pytest.raises(NoRule):
        rule_for("C-3.5d", Period.quarter(2021, 4), SHIPPED)


def test_unconfirmed_clause_is_public_only_because_it_is_ordered() -> None:
    assert PROGRESS.confidence is Confidence.UNVERIFIED
    assert CALENDAR.confidence is Confidence.VERIFIED
    assert rule_for("C-3.5d", Period.quarter(2026, 4), SHIPPED).is_public
    assert not rule_for("C-3.5d", Period.quarter(2026, 4), ()).is_public
