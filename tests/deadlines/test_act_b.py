"""Meetings of heads of central executive bodies: real dates, the day before, the day, the day after."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from portal.deadlines.acts import act_b, registry
from portal.deadlines.acts.decisions import SHIPPED
from portal.deadlines.acts.registry import rule_for
from portal.deadlines.choices import StateKind
from portal.deadlines.rules.states import Facts, state
from portal.kernel.periods import Period
from portal.law.errors import NoDay, NoRule

YEAR_2027 = Period.year(2027)


def states_around(due_on: date) -> list[tuple[StateKind, int | None]]:
    """State of an open duty the day before its day, on it, and the day after."""
    around = [state(Facts(due_on, due_on), due_on + timedelta(days=shift)) for shift in (-1, 0, 1)]
    return [(each.kind, each.days) for each in around]


@pytest.mark.parametrize(
    ("key", "due_on"),
    [
        ("B-1.4-prop", date(2026, 12, 1)),
        ("B-1.4-plan", date(2026, 12, 15)),
        ("B-6.1", date(2026, 12, 15)),
        ("B-4.3", date(2027, 1, 10)),
    ],
)
def test_yearly_duty_for_2027_is_due_on_its_day(key: str, due_on: date) -> None:
    rule = rule_for(key, YEAR_2027, SHIPPED)
    assert rule.due_on == due_on
    assert rule.act_due_on == due_on
    assert states_around(rule.due_on) == [
        (StateKind.DUE_SOON, 1),
        (StateKind.DUE_SOON, 0),
        (StateKind.OVERDUE, 1),
    ]


@pytest.mark.parametrize(
    ("period_key", "due_on"),
    [
        ("2026-Q4", date(2027, 1, 10)),
        ("2027-Q1", date(2027, 4, 10)),
        ("2027-Q2", date(2027, 7, 10)),
        ("2027-Q3", date(2027, 10, 10)),
        ("2027-Q4", date(2028, 1, 10)),
    ],
)
def test_progress_of_ministries_is_due_on_the_tenth_by_decision_alone(period_key: str, due_on: date) -> None:
    rule = rule_for("B-1.7", Period.parse(period_key), SHIPPED)
    assert rule.due_on == due_on
    assert rule.act_due_on is None
    assert [order.number for order in rule.orders] == [1, 2]


@pytest.mark.parametrize("key", ["B-1.4-prop", "B-1.4-plan", "B-6.1", "B-1.7"])
def test_duty_of_the_draft_never_binds_by_the_act(key: str) -> None:
    kind = registry.duty(key).period_kind
    for year in (2021, 2022, 2023, 2024, 2027):
        assert not registry.duty(key).binds_by_act(Period.of(kind, year))


@pytest.mark.parametrize(("year", "by_act"), [(2022, False), (2023, True), (2024, False), (2027, False)])
def test_approval_of_the_schedule_binds_by_the_decree_in_its_life_only(year: int, by_act: bool) -> None:
    rule = rule_for("B-4.3", Period.year(year), SHIPPED)
    assert rule.is_by_act is by_act
    assert rule.due_on == date(year, 1, 10)


@pytest.mark.parametrize("key", ["B-1.4-prop", "B-1.4-plan", "B-6.1", "B-4.3"])
def test_before_2022_no_rule_is_in_force(key: str) -> None:
    with pytest.raises(NoRule) as gap:
        rule_for(key, Period.year(2021), SHIPPED)
    assert gap.value.params == {"duty": key, "period": "2021"}
    assert rule_for(key, Period.year(2022), SHIPPED).duty.key == key


def test_without_decisions_the_repealed_decree_orders_nothing_for_2027() -> None:
    for key in ("B-1.4-prop", "B-1.4-plan", "B-6.1", "B-4.3"):
        with pytest.raises(NoRule):
            rule_for(key, YEAR_2027, ())
    assert rule_for("B-4.3", Period.year(2023), ()).due_on == date(2023, 1, 10)


def test_progress_without_the_decision_on_the_day_has_no_day() -> None:
    first = [order for order in SHIPPED if order.number == 1]
    rule = rule_for("B-1.7", Period.quarter(2026, 4), first)
    with pytest.raises(NoDay):
        _ = rule.due_on


def test_leap_year_changes_no_day() -> None:
    assert rule_for("B-1.7", Period.quarter(2028, 1), SHIPPED).due_on == date(2028, 4, 10)
    assert rule_for("B-1.4-prop", Period.year(2029), SHIPPED).due_on == date(2028, 12, 1)


def test_ministries_are_obliged_and_exempt_under_b() -> None:
    for duty in (act_b.PROPOSALS, act_b.DEPARTMENTAL_PLAN, act_b.PROGRESS):
        assert duty.addressee.group == "ministries"
        assert duty.exempt_under == "B"
    assert act_b.DRAFT_SCHEDULE.addressee.function == "authorised_information"
    assert act_b.SCHEDULE_APPROVAL.addressee.function == "schedule_approval"
