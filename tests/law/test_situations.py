"""Every situation of `situations/` is answered by the law as its author expects."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from portal.kernel.periods import WrongPeriod
from portal.law import catalogue, listing, registry
from portal.law.counting.due import WrongPeriodKind
from portal.law.counting.events import opening_day
from portal.law.counting.from_events import count_from
from portal.law.counting.states import SOON_DAYS, Facts, State, state
from portal.law.duty import OnEvents
from portal.law.errors import NoDay, NoRule
from portal.law.kinds import StateKind
from portal.law.registry import Rule
from tests.law.reading import Situation, situations

ALL = list(situations())


@pytest.mark.parametrize("case", ALL, ids=[case.name for case in ALL])
def test_law_answers_as_expected(case: Situation) -> None:
    if case.day is not None:
        assert _is_in_force(case, case.day) is case.expected["in force"]
    elif "counted so" in case.expected:
        with pytest.raises(WrongPeriodKind):
            _rule(case)
    elif "owed" in case.expected:
        with pytest.raises(NoRule) as gap:
            _rule(case)
        assert gap.value.params["duty"] == case.duty
        assert case.period is None or gap.value.params["period"] == case.period.key
    elif "day set" in case.expected:
        with pytest.raises(NoDay):
            _last_day(case, _rule(case))
    else:
        rule = _rule(case)
        _compare(case, rule, _last_day(case, rule))


def _compare(case: Situation, rule: Rule, last_day: date | None) -> None:
    found: dict[str, Any] = {
        "last day": last_day,
        "by the act": rule.act_due_on,
        "rests on": "act" if rule.is_by_act else "decision",
        "edition": rule.duty.act.key,
        "settled by": [order.number for order in rule.orders],
    }
    asked = {key: value for key, value in case.expected.items() if key in found}
    assert {key: found[key] for key in asked} == asked
    if last_day is None:
        return
    for day in case.expected.get("in time", []):
        assert (day, _open(last_day, day), _done(last_day, day)) == (day, _ahead(last_day, day), StateKind.MET)
    for day in case.expected.get("late", []):
        late = State(StateKind.OVERDUE, (day - last_day).days)
        assert (day, _open(last_day, day), _done(last_day, day)) == (day, late, StateKind.MET_LATE)
    if "warned on" in case.expected:
        assert not case.calendar.is_working(last_day)
        assert case.calendar.last_working_day(last_day) == case.expected["warned on"]


def _rule(case: Situation) -> Rule:
    if case.period is not None:
        rule = registry.rule_for(case.duty, case.period, case.orders, case.calendar)
        # The list of duties of a day and the sweep ask by different ways.
        assert listing.rule_for(case.duty, case.period.key, case.orders) == rule
        return rule
    days = [day for day in case.happened.values() if day is not None]
    rule = registry.rule_on(case.duty, max(days), case.orders, case.calendar)
    assert isinstance(rule.duty.opens, OnEvents)
    # What is known not to be is not named; the event that opens the duty always is.
    named = tuple(event for event in rule.duty.opens.events if event in case.happened)
    assert set(case.happened) == set(named), "only events the duty is counted from are named"
    assert named[:1] == rule.duty.opens.events[:1], "the event that opens the duty is named"
    return rule


def _last_day(case: Situation, rule: Rule) -> date | None:
    if case.period is not None:
        return rule.due_on
    counting = registry.event_rule(rule.duty)
    if counting is None:
        raise NoDay(case.duty, rule.period_key)
    assert isinstance(rule.duty.opens, OnEvents)
    happened = {event: case.happened[event] for event in rule.duty.opens.events if event in case.happened}
    counted = count_from(counting, happened, case.calendar, rule.day_off)
    assert (counted is None) is (opening_day(happened.values()) is None)
    return None if counted is None else counted.effective


def _is_in_force(case: Situation, day: date) -> bool:
    if case.act:
        (act,) = [each for each in catalogue.ACTS if each.key == case.act]
        return act.in_force is not None and act.in_force.holds(day)
    return case.duty in {each.duty.key for each in listing.duties_on(day, case.orders)}


def _open(last_day: date, on: date) -> State:
    """How it stands on the day while nothing was done."""
    return state(Facts(last_day, last_day), on)


def _ahead(last_day: date, on: date) -> State:
    left = (last_day - on).days
    return State(StateKind.DUE_SOON if left <= SOON_DAYS else StateKind.UPCOMING, left)


def _done(last_day: date, on: date) -> StateKind:
    """How it stands for good when it was done on the day."""
    late_since = date.fromordinal(last_day.toordinal() + 1) if on > last_day else None
    return state(Facts(last_day, last_day, met_on=on, late_since=late_since), on).kind


def test_situations_are_told_apart_by_their_names() -> None:
    assert len({case.name for case in ALL}) == len(ALL)


def test_wrong_period_is_not_taken_for_a_gap() -> None:
    """`counted so: no` says that the question has no sense; `owed: no` that nothing is owed."""
    assert issubclass(WrongPeriodKind, WrongPeriod)
    assert not issubclass(WrongPeriodKind, NoRule)
