"""Days of 2026 and 2027 on which nobody works: no act moves its day for them, people are warned on the day before."""

from __future__ import annotations

from datetime import date

import pytest

from portal.deadlines.acts.decisions import SETTLED, Order
from portal.deadlines.acts.listing import rule_for
from portal.deadlines.rules.due import due_date
from tests.deadlines.acts.asking import CALENDAR, act_day


@pytest.mark.parametrize(
    ("key", "period", "orders", "due_on", "warned_on"),
    [
        # Sunday.
        ("B-4.3", "2027", SETTLED, date(2027, 1, 10), date(2027, 1, 8)),
        ("B-1.7", "2026-Q4", SETTLED, date(2027, 1, 10), date(2027, 1, 8)),
        ("D-1.4", "2026-Q4", (), date(2027, 1, 10), date(2027, 1, 8)),
        # Saturdays.
        ("B-1.7", "2027-Q1", SETTLED, date(2027, 4, 10), date(2027, 4, 9)),
        ("C-3.5d", "2027-Q2", SETTLED, date(2027, 7, 10), date(2027, 7, 9)),
        # Sunday.
        ("C-5.3", "2027-Q3", SETTLED, date(2027, 10, 10), date(2027, 10, 8)),
        # Two Sundays and Republic Day.
        ("C-3.5d", "2027-Q1", (), date(2027, 4, 25), date(2027, 4, 23)),
        ("C-3.5d", "2027-Q2", (), date(2027, 7, 25), date(2027, 7, 23)),
        ("C-3.5d", "2027-Q3", (), date(2027, 10, 25), date(2027, 10, 22)),
        # The last safe day before Sunday 15 August is a Saturday.
        ("C-5.2", "2027-H1", (), date(2027, 8, 14), date(2027, 8, 13)),
    ],
)
def test_day_off_moves_no_day(key: str, period: str, orders: tuple[Order, ...], due_on: date, warned_on: date) -> None:
    assert act_day(key, period, orders) == due_on
    assert not CALENDAR.is_working(due_on)
    assert CALENDAR.settled(due_on, "none") == due_on
    assert CALENDAR.last_working_day(due_on) == warned_on


def test_fifteenth_of_august_2027_is_a_sunday_and_is_too_late() -> None:
    rule = rule_for("C-5.2", "2027-H1", ())
    assert rule.due is not None
    assert rule.due.named_day(rule.period) == date(2027, 8, 15)
    assert not CALENDAR.is_working(date(2027, 8, 15))
    assert due_date(rule.due, rule.period) < date(2027, 8, 15)


@pytest.mark.parametrize(
    ("year", "due_on", "day_after"),
    [("2027", date(2026, 12, 15), date(2026, 12, 16)), ("2028", date(2027, 12, 15), date(2027, 12, 16))],
)
def test_holiday_the_day_after_the_plan_is_due_gives_no_day_more(year: str, due_on: date, day_after: date) -> None:
    assert act_day("B-1.4-plan", year, SETTLED) == due_on
    assert act_day("B-6.1", year, SETTLED) == due_on
    assert CALENDAR.is_working(due_on)
    assert not CALENDAR.is_working(day_after)
