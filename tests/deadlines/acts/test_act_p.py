"""Rules on personal reception, from August 2026: real dates, the day before, the day, the day after."""

from __future__ import annotations

from datetime import date

import pytest

from portal.deadlines.acts import catalogue
from portal.deadlines.acts.act_p import P
from portal.deadlines.acts.duty import Confidence
from portal.deadlines.rules.events import Event
from portal.law.errors import NoDay, NoRule
from tests.deadlines.acts.asking import LATE, SOON, act_day, around, event_day, keys_of, stands, version


def test_duties_are_those_of_the_page() -> None:
    assert keys_of("P") == ["P-3", "P-13", "P-19", "P-21", "P-26", "P-37", "P-40/41"]
    assert {duty.confidence for duty in catalogue.of_act("P")} == {Confidence.UNVERIFIED}


@pytest.mark.parametrize(
    ("on", "holds"), [(date(2026, 7, 31), False), (date(2026, 8, 1), True), (date(2026, 8, 2), True)]
)
def test_rules_are_in_force_from_august_2026(on: date, holds: bool) -> None:
    assert P.in_force is not None
    assert P.in_force.holds(on) is holds
    assert ("P-21" in stands(on)) is holds


@pytest.mark.parametrize(
    ("key", "period", "due_on"),
    [
        ("P-3", "2026-08", date(2026, 8, 31)),
        ("P-3", "2027-02", date(2027, 2, 28)),
        ("P-3", "2028-02", date(2028, 2, 29)),
        ("P-3", "2027-12", date(2027, 12, 31)),
        ("P-19", "2026-Q4", date(2026, 9, 30)),
        ("P-19", "2027-Q1", date(2026, 12, 31)),
        ("P-19", "2027-Q2", date(2027, 3, 31)),
        ("P-19", "2027-Q3", date(2027, 6, 30)),
        ("P-19", "2027-Q4", date(2027, 9, 30)),
    ],
)
def test_day_of_a_period(key: str, period: str, due_on: date) -> None:
    assert act_day(key, period) == due_on
    assert around(due_on) == [SOON, SOON, LATE]


def test_before_the_rules_nothing_is_owed() -> None:
    with pytest.raises(NoRule):
        act_day("P-3", "2026-07")
    with pytest.raises(NoRule):
        act_day("P-19", "2026-Q3")


def test_results_are_quarterly_with_no_day() -> None:
    with pytest.raises(NoDay):
        act_day("P-40/41", "2026-Q4")
    assert version("P-40/41", date(2026, 10, 1)).recipients == ("control_government", "control_president")


@pytest.mark.parametrize(
    ("key", "event", "day", "due_on"),
    [
        # Friday; the third Friday after.
        ("P-13", Event.APPLICATION_REGISTERED, date(2027, 1, 15), date(2027, 2, 5)),
        # No work on 8 and 15 March, on the three days of Nauryz, and on the 24th in lieu of Sunday the 21st.
        ("P-13", Event.APPLICATION_REGISTERED, date(2027, 3, 5), date(2027, 4, 2)),
        ("P-37", Event.PROTOCOL_SIGNED, date(2027, 10, 20), date(2027, 10, 26)),
        ("P-37", Event.PROTOCOL_SIGNED, date(2027, 6, 1), date(2027, 6, 4)),
        ("P-37", Event.PROTOCOL_SIGNED, date(2028, 2, 25), date(2028, 3, 1)),
        ("P-26", Event.RECEPTION_OFF, date(2027, 6, 3), date(2027, 6, 1)),
        ("P-26", Event.RECEPTION_OFF, date(2027, 6, 7), date(2027, 6, 3)),
        ("P-26", Event.RECEPTION_OFF, date(2027, 10, 26), date(2027, 10, 21)),
    ],
)
def test_working_days_are_counted_by_the_calendar(key: str, event: Event, day: date, due_on: date) -> None:
    assert event_day(key, {event: day}) == due_on
    assert around(due_on) == [SOON, SOON, LATE]
