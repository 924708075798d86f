"""Days of 2026 and 2027 on which nobody works: no act moves its day for them, people are warned on the day before."""

from __future__ import annotations

from datetime import date

import pytest

from portal.law.counting.due import due_date
from portal.law.listing import rule_for
from portal.law.owner_decisions import SETTLED
from tests.law.asking import CALENDAR, act_day


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
