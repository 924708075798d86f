"""What of the law stands on a day: each duty with the period it asks about next. Old days are answered by old law."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from portal.kernel.periods import Period
from portal.law import catalogue
from portal.law.counting.due import WrongPeriodKind
from portal.law.counting.events import EventRule
from portal.law.duty import ByPeriod, Duty
from portal.law.errors import NoRule, UnknownDuty
from portal.law.owner_decisions import Order
from portal.law.registry import Rule, settle, settle_on

#: The period before, the one of the day, and the next two: a day may be named a year before the year it is for.
_LOOKED_AT = 4


@dataclass(frozen=True)
class Standing:
    """A duty that stands on a day. `rule` is empty for one that is not counted in periods.

    `due_on` is the next last day in time, not before the day asked about; empty where none is set or none is to come.
    `counting` is how the day comes from events, by the act or by a decision.
    """

    duty: Duty
    is_by_act: bool
    rule: Rule | None = None
    due_on: date | None = None
    counting: EventRule | None = None


def duties_on(on: date, orders: Iterable[Order]) -> tuple[Standing, ...]:
    """Every duty that stands on `on`, by its act or by a decision. Raises TwoRules."""
    known = tuple(orders)
    found = (_standing(catalogue.versions(key), on, known) for key in catalogue.KEYS)
    return tuple(each for each in found if each is not None)


def duty_on(key: str, on: date, orders: Iterable[Order]) -> Standing:
    """The duty as it stands on `on`. Raises NoRule, TwoRules, UnknownDuty."""
    found = _standing(catalogue.versions(key), on, tuple(orders))
    if found is None:
        raise NoRule(key, on.isoformat())
    return found


def rule_for(key: str, period_key: str, orders: Iterable[Order]) -> Rule:
    """The rule for any duty of the acts and a period, opened by the portal or not. Raises as `duty_on`, WrongPeriod."""
    period = Period.parse(period_key)
    counted = _counted_in(period, catalogue.versions(key))
    if not counted:
        raise WrongPeriodKind(f"{key} is not counted in a {period.kind}")
    rule = settle(counted, period, orders)
    if rule is None:
        raise NoRule(key, period_key)
    return rule


def named_in(key: str, orders: Iterable[Order]) -> tuple[int, ...]:
    """Numbers of the decisions that settle something about the duty. Raises UnknownDuty."""
    if key not in catalogue.KEYS:
        raise UnknownDuty(key)
    return tuple(order.number for order in orders if order.duty == key)


def _standing(versions: Sequence[Duty], on: date, orders: tuple[Order, ...]) -> Standing | None:
    if isinstance(versions[0].opens, ByPeriod):
        return _by_period(versions, on, orders)
    rule = settle_on(versions, on, orders)
    return None if rule is None else Standing(rule.duty, rule.is_by_act, counting=rule.counting)


def _by_period(versions: Sequence[Duty], on: date, orders: tuple[Order, ...]) -> Standing | None:
    """The period whose day comes next; where no day is to come, the period of the day asked about."""
    is_in_force = any(version.act.in_force and version.act.in_force.holds(on) for version in versions)
    now: Rule | None = None
    for period in _periods(versions, on):
        rule = settle(_counted_in(period, versions), period, orders)
        # An act that is not in force binds nobody, whatever periods it would count; a decision gives force to a text
        # that is there.
        if rule is None or not (is_in_force if rule.is_by_act else rule.duty.act.was_written_by(on)):
            continue
        if rule.due is not None and rule.due_on >= on:
            return Standing(rule.duty, rule.is_by_act, rule, rule.due_on)
        if period.contains(on):
            now = rule
            if rule.due is None:
                break
    return None if now is None else Standing(now.duty, now.is_by_act, now)


def _counted_in(period: Period, versions: Sequence[Duty]) -> list[Duty]:
    """A key has one kind of period in an edition, and may change it with the act."""
    return [version for version in versions if version.opens == ByPeriod(period.kind)]


def _periods(versions: Sequence[Duty], on: date) -> Iterator[Period]:
    """Periods of the duty around the day, kind after kind."""
    for kind in dict.fromkeys(version.period_kind for version in versions):
        period = Period.containing(kind, on).previous()
        for _ in range(_LOOKED_AT):
            yield period
            period = period.next()
