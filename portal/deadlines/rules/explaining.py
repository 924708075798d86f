"""Why a due day is that day: the counting, step by step, as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.deadlines.rules.calendar import WorkingCalendar
from portal.deadlines.rules.due import DayAfterPeriod, DueRule, due_date
from portal.kernel.periods import Period


class StepKind(StrEnum):
    YEAR = "year"  # the year the duty is for; `day` is its first day
    ENDED = "ended"  # the period reported on; `day` is its last day
    NAMED_DAY = "named_day"  # `day` is named and in time
    DAY_BEFORE = "day_before"  # `other` is named, `day` is the last safe day
    MONTH_DAY = "month_day"  # a day of the month after the period
    ACT_DIFFERS = "act_differs"  # by the act the last day is `other`, on the portal `day`
    ACT_SILENT = "act_silent"  # the act sets no day; a decision sets `day`
    WORKING = "working"  # `day` is a working day
    OFF = "off"  # `day` is a day off and does not move
    LAST_WORKING = "last_working"  # `day` is the last working day before
    MOVED = "moved"  # the day of this one obligation was changed from `other` to `day`


@dataclass(frozen=True)
class Step:
    kind: StepKind
    day: date
    other: date | None = None


def explain(
    *, period: Period, rule: DueRule, act_rule: DueRule | None, due_on: date, calendar: WorkingCalendar
) -> tuple[Step, ...]:
    """Steps from the period to `due_on`, the day that holds for the obligation now.

    `rule` is the one in force with decisions, `act_rule` the act's own; a day off changes nothing but is said, with the
    last working day before it.
    """
    computed = due_date(rule, period)
    steps = [_period(period), _term(rule, period, computed)]
    if act_rule is None:
        steps.append(Step(StepKind.ACT_SILENT, computed))
    elif (by_act := due_date(act_rule, period)) != computed:
        steps.append(Step(StepKind.ACT_DIFFERS, computed, by_act))
    if due_on != computed:
        steps.append(Step(StepKind.MOVED, due_on, computed))
    if calendar.is_working(due_on):
        return (*steps, Step(StepKind.WORKING, due_on))
    return (*steps, Step(StepKind.OFF, due_on), Step(StepKind.LAST_WORKING, calendar.last_working_day(due_on)))


def _period(period: Period) -> Step:
    if period.kind == "year":
        return Step(StepKind.YEAR, period.start)
    return Step(StepKind.ENDED, period.last_day)


def _term(rule: DueRule, period: Period, computed: date) -> Step:
    named = rule.named_day(period)
    if not rule.bound.is_inclusive:
        return Step(StepKind.DAY_BEFORE, computed, named)
    return Step(StepKind.MONTH_DAY if isinstance(rule, DayAfterPeriod) else StepKind.NAMED_DAY, computed)
