"""How the tests of acts ask the law: what the day of a duty is, and what stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import holidays

from portal.deadlines.choices import DayKind
from portal.law import catalogue
from portal.law.counting.calendar import WorkingCalendar
from portal.law.counting.events import Event, opening_day
from portal.law.counting.from_events import count_from
from portal.law.duty import Duty, OnEvents
from portal.law.listing import Standing, duties_on, rule_for
from portal.law.owner_decisions import Order

#: Days off of the years the tests speak of.
CALENDAR = WorkingCalendar(
    dict.fromkeys(holidays.KZ(years=(2022, 2024, 2026, 2027, 2028), language="en_US"), DayKind.HOLIDAY)
)


def act_day(key: str, period: str, orders: tuple[Order, ...] = ()) -> date:
    """Last day in time, by the act alone unless decisions are given."""
    return rule_for(key, period, orders).due_on


def version(key: str, on: date) -> Duty:
    """The one version of a duty that binds for events of the day."""
    (found,) = [duty for duty in catalogue.versions(key) if duty.binds_on(on)]
    return found


def event_day(key: str, happened: Mapping[Event, date]) -> date:
    """Last day in time of a duty counted from what happened."""
    start = opening_day(happened.values())
    assert start is not None
    opens = version(key, start).opens
    assert isinstance(opens, OnEvents)
    assert set(opens.events) == set(happened)
    assert opens.due is not None
    counted = count_from(opens.due, happened, CALENDAR)
    assert counted is not None
    return counted.nominal


def stands(on: date, orders: tuple[Order, ...] = ()) -> dict[str, Standing]:
    """What stands on a day, by key; by the acts alone unless decisions are given."""
    return {each.duty.key: each for each in duties_on(on, orders)}


def keys_of(act: str) -> list[str]:
    return [duty.key for duty in catalogue.of_act(act)]
