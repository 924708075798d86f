"""Days, or a period in which the day is still to be set."""

from __future__ import annotations

from datetime import date

import pytest

from portal.kernel.periods import Period, WrongPeriod
from portal.kernel.when import When

MARCH = Period.month(2027, 3)
TWO = When((date(2027, 3, 30), date(2027, 4, 2)))


@pytest.mark.parametrize(
    ("when", "key", "start", "end"),
    [
        (When((date(2027, 3, 18),)), "2027-03-18", date(2027, 3, 18), date(2027, 3, 19)),
        (TWO, "2027-03-30", date(2027, 3, 30), date(2027, 4, 3)),
        (When(period=MARCH), "2027-03", date(2027, 3, 1), date(2027, 4, 1)),
        (When(period=Period.quarter(2027, 4)), "2027-Q4", date(2027, 10, 1), date(2028, 1, 1)),
        (When(period=Period.half(2027, 1)), "2027-H1", date(2027, 1, 1), date(2027, 7, 1)),
    ],
)
def test_key_and_span(when: When, key: str, start: date, end: date) -> None:
    assert (when.key, when.start, when.end) == (key, start, end)
    assert When.parse(key).start == start


def test_a_key_gives_back_what_it_names() -> None:
    assert When.parse("2027-03") == When(period=MARCH)
    assert When.parse("2027-03-18") == When((date(2027, 3, 18),))


@pytest.mark.parametrize("text", ["", "2027", "2027-13", "2027-02-30", "soon", "2027-Q5"])
def test_what_names_no_time_is_refused(text: str) -> None:
    with pytest.raises(WrongPeriod):
        When.parse(text)


def test_neither_and_both_are_refused() -> None:
    for days, period in (((), None), ((date(2027, 3, 18),), MARCH)):
        with pytest.raises(WrongPeriod):
            When(days, period)


def test_contains_its_days_and_not_those_between() -> None:
    days = [date(2027, 3, 30), date(2027, 3, 31), date(2027, 4, 2), date(2027, 4, 3)]
    assert [TWO.contains(day) for day in days] == [True, False, True, False]
    assert [When(period=MARCH).contains(day) for day in days] == [True, True, False, False]


def test_holds_what_lies_inside() -> None:
    march, day = When(period=MARCH), When((date(2027, 3, 30),))
    assert When(period=Period.quarter(2027, 1)).holds(march)
    assert march.holds(day)
    assert TWO.holds(day)
    assert not march.holds(TWO)
    assert not day.holds(TWO)
    assert not day.holds(march)
    assert not TWO.holds(march)


def test_columns_are_read_back() -> None:
    for when in (TWO, When(period=MARCH), When(period=Period.half(2027, 2))):
        columns = when.columns()
        keys = [columns[f"{kind}_key"] for kind in ("month", "quarter", "half")]
        assert sum(map(bool, keys)) == when.is_open
        assert When.of(columns["day"], columns["more_days"], "".join(keys)) == when
