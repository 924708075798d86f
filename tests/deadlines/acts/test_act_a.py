"""Decree No. 190, 2016 to 2022: real dates, the day before, the day, the day after."""

from __future__ import annotations

from datetime import date

import pytest

from portal.deadlines.acts.act_a import A
from portal.deadlines.acts.decisions import SETTLED
from portal.deadlines.acts.plain import exempt_bodies
from portal.deadlines.rules.events import Event
from portal.law.errors import NoRule
from tests.deadlines.acts.asking import LATE, SOON, act_day, around, event_day, keys_of, stands, version


def test_duties_are_those_of_the_page() -> None:
    assert keys_of("A") == ["A-1", "A-2", "A-2h", "A-2p", "A-5.1", "A-6", "A-7", "A-12.5", "A-r"]


@pytest.mark.parametrize(
    ("on", "holds"),
    [
        (date(2016, 2, 4), False),
        (date(2016, 2, 5), True),
        (date(2016, 2, 6), True),
        (date(2022, 3, 6), True),
        (date(2022, 3, 7), False),
    ],
)
def test_decree_is_in_force_between_its_days(on: date, holds: bool) -> None:
    assert A.in_force is not None
    assert A.in_force.holds(on) is holds


@pytest.mark.parametrize(
    ("key", "period", "due_on"),
    [
        ("A-1", "2016", date(2016, 6, 30)),
        ("A-1", "2018", date(2018, 6, 30)),
        ("A-1", "2021", date(2021, 6, 30)),
        ("A-2", "2016", date(2016, 3, 31)),
        ("A-2", "2020", date(2020, 3, 31)),
        ("A-7", "2018-Q1", date(2018, 4, 10)),
        ("A-7", "2018-Q2", date(2018, 7, 10)),
        ("A-7", "2018-Q3", date(2018, 10, 10)),
        ("A-7", "2018-Q4", date(2019, 1, 10)),
        ("A-7", "2020-Q1", date(2020, 4, 10)),
        ("A-7", "2021-Q4", date(2022, 1, 10)),
    ],
)
def test_day_of_a_period(key: str, period: str, due_on: date) -> None:
    assert act_day(key, period) == due_on
    assert around(due_on) == [SOON, SOON, LATE]


@pytest.mark.parametrize(
    ("key", "period"), [("A-1", "2015"), ("A-1", "2022"), ("A-2", "2022"), ("A-7", "2015-Q4"), ("A-7", "2022-Q1")]
)
def test_outside_its_life_the_decree_orders_nothing(key: str, period: str) -> None:
    with pytest.raises(NoRule) as gap:
        act_day(key, period)
    assert gap.value.params == {"duty": key, "period": period}


def test_no_decision_revives_the_progress_of_the_decree() -> None:
    with pytest.raises(NoRule):
        act_day("A-7", "2026-Q4", SETTLED)


@pytest.mark.parametrize(
    ("meeting", "publish_on"),
    [
        (date(2018, 6, 15), date(2018, 5, 15)),
        (date(2019, 1, 10), date(2018, 12, 10)),
        (date(2018, 3, 28), date(2018, 2, 28)),
        (date(2018, 3, 29), date(2018, 2, 28)),
        (date(2018, 3, 31), date(2018, 2, 28)),
        (date(2020, 3, 28), date(2020, 2, 28)),
        (date(2020, 3, 29), date(2020, 2, 29)),
        (date(2020, 3, 31), date(2020, 2, 29)),
    ],
)
def test_schedule_is_published_a_month_before(meeting: date, publish_on: date) -> None:
    assert event_day("A-5.1", {Event.MEETING_PLANNED: meeting}) == publish_on


@pytest.mark.parametrize(
    ("meeting", "reception", "due_on"),
    [
        (date(2018, 3, 3), date(2018, 3, 2), date(2018, 3, 13)),
        (date(2018, 3, 3), date(2018, 3, 3), date(2018, 3, 13)),
        (date(2018, 3, 3), date(2018, 3, 4), date(2018, 3, 14)),
        (date(2020, 2, 19), date(2020, 2, 19), date(2020, 2, 29)),
        (date(2020, 2, 20), date(2020, 2, 20), date(2020, 3, 1)),
        (date(2021, 12, 30), date(2021, 12, 31), date(2022, 1, 10)),
    ],
)
def test_report_is_due_ten_days_after_the_later_of_meeting_and_reception(
    meeting: date, reception: date, due_on: date
) -> None:
    assert event_day("A-6", {Event.MEETING_ENDED: meeting, Event.RECEPTION_ENDED: reception}) == due_on
    assert around(due_on) == [SOON, SOON, LATE]


def test_reception_ends_the_day_after_the_meeting_and_the_hearing_comes_no_later_than_it() -> None:
    assert event_day("A-2p", {Event.MEETING_ENDED: date(2018, 2, 28)}) == date(2018, 3, 1)
    assert event_day("A-2h", {Event.MEETING_PLANNED: date(2018, 2, 28)}) == date(2018, 2, 28)


def test_2018_has_the_duties_of_the_decree_and_of_the_law() -> None:
    found = stands(date(2018, 5, 1), SETTLED)
    assert sorted(found) == sorted([*keys_of("A"), "L-9.3"])
    assert found["A-1"].due_on == date(2018, 6, 30)
    assert found["A-7"].due_on == date(2018, 7, 10)
    assert all(each.is_by_act for each in found.values())


def test_last_report_of_the_decree_stands_until_its_day() -> None:
    assert stands(date(2022, 1, 10))["A-7"].due_on == date(2022, 1, 10)
    assert "A-7" not in stands(date(2022, 1, 11))


def test_two_ministries_are_exempt_from_what_binds_ministries() -> None:
    assert exempt_bodies(version("A-1", date(2018, 5, 1))) == ("defence", "foreign")
    assert exempt_bodies(version("A-2", date(2018, 5, 1))) == ()
