from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kernel.periods import Kind, Period, WrongPeriod

KINDS: tuple[Kind, ...] = ("year", "half", "quarter", "month")


@pytest.mark.parametrize(
    ("key", "start", "end", "number"),
    [
        ("2027", date(2027, 1, 1), date(2028, 1, 1), 1),
        ("2027-H1", date(2027, 1, 1), date(2027, 7, 1), 1),
        ("2027-H2", date(2027, 7, 1), date(2028, 1, 1), 2),
        ("2026-Q4", date(2026, 10, 1), date(2027, 1, 1), 4),
        ("2028-02", date(2028, 2, 1), date(2028, 3, 1), 2),
        ("2027-12", date(2027, 12, 1), date(2028, 1, 1), 12),
    ],
)
def test_parse_key_gives_half_open_dates(key: str, start: date, end: date, number: int) -> None:
    period = Period.parse(key)
    assert (period.start, period.end, period.number, period.key) == (start, end, number, key)


@pytest.mark.parametrize(
    "key", ["", "27", "2027-Q5", "2027-H3", "2027-13", "2027-00", "2027-1", "2027q1", "0000", "9999", "2027 ", "٢٠٢٧"]
)
def test_parse_of_no_period_is_refused(key: str) -> None:
    with pytest.raises(WrongPeriod):
        Period.parse(key)


def test_last_day_of_a_leap_february() -> None:
    assert Period.month(2028, 2).last_day == date(2028, 2, 29)
    assert Period.month(2027, 2).last_day == date(2027, 2, 28)


@pytest.mark.parametrize("number", [0, 5])
def test_quarter_outside_the_year_is_refused(number: int) -> None:
    with pytest.raises(WrongPeriod):
        Period.quarter(2027, number)


def test_parts_of_a_year_are_its_quarters_in_order() -> None:
    assert [part.key for part in Period.year(2027).parts("quarter")] == ["2027-Q1", "2027-Q2", "2027-Q3", "2027-Q4"]
    assert [part.key for part in Period.half(2027, 2).parts("quarter")] == ["2027-Q3", "2027-Q4"]


def test_parts_of_a_longer_kind_are_refused() -> None:
    with pytest.raises(WrongPeriod):
        Period.month(2027, 1).parts("quarter")


@given(day=st.dates(date(1992, 1, 1), date(2200, 12, 31)), kind=st.sampled_from(KINDS))
def test_containing_holds_the_day_and_neighbours_touch(day: date, kind: Kind) -> None:
    period = Period.containing(kind, day)
    assert period.contains(day)
    assert period.next().start == period.end
    assert period.previous().end == period.start
    assert Period.parse(period.key) == period
