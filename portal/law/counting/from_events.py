"""How a day is counted from what happened, step by step, as data: the nominal day and the one that holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from portal.law.counting.calendar import WorkingCalendar
from portal.law.counting.events import (
    Counting,
    DaysAfter,
    DaysBefore,
    Event,
    EventRule,
    MonthsBefore,
    OfEach,
    WorkingDaysBefore,
    event_due_date,
    opening_day,
)


class CountKind(StrEnum):
    HAPPENED = "happened"  # `event` was on `day`
    LATEST = "latest"  # `event` was the latest of several, on `day`
    FIRST_DAY = "first_day"  # `day` is the first one counted, the day after
    CALENDAR_DAY = "calendar_day"  # `day` is the `count`-th calendar day
    WORKING_DAY = "working_day"  # `day` is the `count`-th working day
    COUNTED_BACK = "counted_back"  # `day` is `count` days, working days or months (`unit`) before the event
    DAY_BEFORE = "day_before"  # the day named is not in time: `day` is the last safe one
    SETTLED = "settled"  # a day off moved the day to `day`


@dataclass(frozen=True)
class CountStep:
    kind: CountKind
    day: date
    event: Event | None = None
    count: int | None = None
    unit: str = ""


@dataclass(frozen=True)
class Counted:
    """`nominal` is the last day in time as counted, `effective` after the rule on days off.

    `awaited` are events that move it when they happen: until then it is provisional. `by` is how it was counted.
    """

    nominal: date
    effective: date
    steps: tuple[CountStep, ...]
    by: Counting
    awaited: tuple[Event, ...] = ()


def count_from(
    rule: EventRule, happened: Mapping[Event, date | None], calendar: WorkingCalendar, day_off: str = "none"
) -> Counted | None:
    """The counting, or nothing before the first of the events has happened.

    `happened` is in the order of the act and holds nothing for what is awaited; what is known not to be is not in it.
    `day_off` is a value of `DayOffRule`. The acts move nothing; a decision may.
    """
    start = opening_day(happened.values())
    if start is None:
        return None
    steps = [CountStep(CountKind.HAPPENED, day, event) for event, day in happened.items() if day is not None]
    if len(steps) > 1:
        latest = next(step for step in steps if step.day == start)
        steps.append(CountStep(CountKind.LATEST, start, latest.event))
    last = [event for event, day in happened.items() if day == start][-1]
    counting = rule.of(last) if isinstance(rule, OfEach) else rule
    named = counting.named_day(start, calendar)
    steps += _counting(counting, start, named)
    nominal = event_due_date(counting, start, calendar)
    if nominal != named:
        steps.append(CountStep(CountKind.DAY_BEFORE, nominal))
    effective = calendar.settled(nominal, day_off)
    if effective != nominal:
        steps.append(CountStep(CountKind.SETTLED, effective))
    awaited = tuple(event for event, day in happened.items() if day is None)
    return Counted(nominal, effective, tuple(steps), counting, awaited)


def _counting(rule: Counting, start: date, named: date) -> list[CountStep]:
    if isinstance(rule, MonthsBefore):
        return [CountStep(CountKind.COUNTED_BACK, named, count=rule.months, unit="months")]
    if isinstance(rule, DaysBefore | WorkingDaysBefore):
        unit = "days" if isinstance(rule, DaysBefore) else "working_days"
        return [CountStep(CountKind.COUNTED_BACK, named, count=rule.days, unit=unit)]
    kind = CountKind.CALENDAR_DAY if isinstance(rule, DaysAfter) else CountKind.WORKING_DAY
    first = CountStep(CountKind.FIRST_DAY, start + timedelta(days=1))
    return [first, CountStep(kind, named, count=rule.days)]
