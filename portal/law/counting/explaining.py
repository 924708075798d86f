"""Why a due day is that day: the counting, step by step, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.kernel.periods import Period
from portal.law.counting.calendar import WorkingCalendar
from portal.law.counting.due import DayAfterPeriod, DueRule, EndOfPeriod, due_date
from portal.law.counting.events import Event, EventRule, WorkingDaysAfter, WorkingDaysBefore
from portal.law.counting.from_events import CountKind, CountStep, count_from


class StepKind(StrEnum):
    YEAR = "year"  # the year the duty is for; `day` is its first day
    PERIOD = "period"  # the part of a year the duty is for, from `day` to `other`
    ENDED = "ended"  # the period reported on; `day` is its last day
    ALWAYS = "always"  # owed at all times, while the act is in force
    WAITING = "waiting"  # `event` has not happened yet
    PROVISIONAL = "provisional"  # the day moves when `event` has happened
    NAMED_DAY = "named_day"  # `day` is named and in time
    DAY_BEFORE = "day_before"  # `other` is named, `day` is the last safe day
    MONTH_DAY = "month_day"  # a day of the month after the period
    LAST_DAY = "last_day"  # within the period: `day` is its last
    NO_DAY = "no_day"  # neither act nor decision sets a day
    ACT_DIFFERS = "act_differs"  # by the act the last day is `other`, on the portal `day`
    ACT_SILENT = "act_silent"  # the act sets no day; a decision sets `day`
    SETTLED = "settled"  # `other` is a day off, and by the rule on days off the day becomes `day`
    WORKING = "working"  # `day` is a working day
    OFF = "off"  # `day` is a day off and does not move
    LAST_WORKING = "last_working"  # `day` is the last working day before
    MOVED = "moved"  # the day of this one obligation was changed from `other` to `day`
    KEPT = "kept"  # the rule now in force names `other`; opened before it, this one stays at `day`


@dataclass(frozen=True)
class Step:
    kind: StepKind
    day: date | None = None
    other: date | None = None
    event: Event | None = None


Steps = tuple[Step | CountStep, ...]


def explain(
    *,
    period: Period,
    rule: DueRule | None,
    act_rule: DueRule | None,
    due_on: date | None,
    calendar: WorkingCalendar,
    day_off: str = "none",
    opened_with: date | None = None,
) -> tuple[Step, ...]:
    """Steps from the period to `due_on`, the day that holds now.

    `rule` is the one in force with decisions, `act_rule` the act's own. `day_off` is a value of `DayOffRule`: where a
    day off changes nothing it is said, with the last working day before it. `opened_with` is the day an obligation was
    opened with: one that still has it was never moved, whatever the rule says since.
    """
    if rule is None or due_on is None:
        return (_period(period, rule), Step(StepKind.NO_DAY))
    nominal = due_date(rule, period)
    steps = [_period(period, rule), _term(rule, period, nominal)]
    if act_rule is None:
        steps.append(Step(StepKind.ACT_SILENT, nominal))
    elif (by_act := due_date(act_rule, period)) != nominal:
        steps.append(Step(StepKind.ACT_DIFFERS, nominal, by_act))
    effective = calendar.settled(nominal, day_off)
    if effective != nominal:
        steps.append(Step(StepKind.SETTLED, effective, nominal))
    return (*steps, *_ending(effective, due_on, opened_with, calendar))


def explain_events(
    *,
    rule: EventRule | None,
    act_rule: EventRule | None,
    happened: Mapping[Event, date | None],
    due_on: date | None,
    calendar: WorkingCalendar,
    day_off: str = "none",
    opened_with: date | None = None,
) -> Steps:
    """Steps from what happened to `due_on`; what is waited for before the event that opens the duty.

    `happened` is in the order of the act. `rule` is the one in force with decisions, `act_rule` the act's own. A day
    that a later event moves is said to be provisional.
    """
    known = tuple(CountStep(CountKind.HAPPENED, day, event) for event, day in happened.items() if day is not None)
    counted = None if rule is None else count_from(rule, happened, calendar, day_off)
    if counted is None or due_on is None:
        awaited = tuple(Step(StepKind.WAITING, event=event) for event, day in happened.items() if day is None)
        return (*known, *(awaited or (Step(StepKind.NO_DAY),)))
    differs: tuple[Step, ...] = ()
    if rule != act_rule:
        by_act = None if act_rule is None else count_from(act_rule, happened, calendar)
        kind = StepKind.ACT_SILENT if by_act is None else StepKind.ACT_DIFFERS
        if by_act is None or by_act.nominal != counted.nominal:
            differs = (Step(kind, counted.nominal, by_act.nominal if by_act else None),)
    provisional = (Step(StepKind.PROVISIONAL, event=event) for event in counted.awaited)
    ending = _ending(counted.effective, due_on, opened_with, calendar)
    if isinstance(counted.by, WorkingDaysAfter | WorkingDaysBefore):
        # Counted in working days: that the day is one says nothing new.
        ending = tuple(step for step in ending if step.kind is not StepKind.WORKING)
    return (*counted.steps, *differs, *provisional, *ending)


def explain_always() -> tuple[Step, ...]:
    """Owed at all times."""
    return (Step(StepKind.ALWAYS), Step(StepKind.NO_DAY))


def _period(period: Period, rule: DueRule | None) -> Step:
    if period.kind == "year":
        return Step(StepKind.YEAR, period.start)
    if isinstance(rule, DayAfterPeriod):
        return Step(StepKind.ENDED, period.last_day)
    return Step(StepKind.PERIOD, period.start, period.last_day)


def _term(rule: DueRule, period: Period, nominal: date) -> Step:
    named = rule.named_day(period)
    if not rule.bound.is_inclusive:
        return Step(StepKind.DAY_BEFORE, nominal, named)
    if isinstance(rule, EndOfPeriod):
        return Step(StepKind.LAST_DAY, nominal)
    return Step(StepKind.MONTH_DAY if isinstance(rule, DayAfterPeriod) else StepKind.NAMED_DAY, nominal)


def _ending(effective: date, due_on: date, opened_with: date | None, calendar: WorkingCalendar) -> tuple[Step, ...]:
    """What became of the day of this one obligation, and whether it is a day of work."""
    steps: tuple[Step, ...] = ()
    if due_on != effective:
        kind = StepKind.KEPT if due_on == opened_with else StepKind.MOVED
        steps = (Step(kind, due_on, effective),)
    if calendar.is_working(due_on):
        return (*steps, Step(StepKind.WORKING, due_on))
    return (*steps, Step(StepKind.OFF, due_on), Step(StepKind.LAST_WORKING, calendar.last_working_day(due_on)))
