"""A duty as plain values, for the command and for programs. Names of fields are stable."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from portal.kernel.wording import Lines
from portal.law.counting.due import Bound, DayAfterPeriod, DueRule, EndOfPeriod, FixedDay, MonthDay
from portal.law.counting.events import (
    DaysAfter,
    DaysBefore,
    EventRule,
    MonthsBefore,
    OfEach,
    WorkingDaysAfter,
    WorkingDaysBefore,
)
from portal.law.counting.planning import Group
from portal.law.duty import ByPeriod, Duty, OnEvents
from portal.law.exemptions import Exemption, exemptions
from portal.law.listing import Standing, named_in
from portal.law.owner_decisions import Order

Plain = dict[str, object]

_FAMILIES: dict[type, str] = {
    FixedDay: "day_of_year",
    DayAfterPeriod: "day_of_next_month",
    MonthDay: "day_of_month_from_start",
    EndOfPeriod: "end_of_period",
    DaysAfter: "days_after",
    WorkingDaysAfter: "working_days_after",
    DaysBefore: "days_before",
    WorkingDaysBefore: "working_days_before",
    MonthsBefore: "months_before",
}


def counting(duty: Duty) -> DueRule | EventRule | None:
    """How the day of a duty is found by its act, whatever opens it."""
    return duty.opens.due if isinstance(duty.opens, OnEvents) else duty.due


def bound(duty: Duty) -> Bound | None:
    rule = counting(duty)
    return None if rule is None or isinstance(rule, OfEach) else rule.bound


def left_out(duty: Duty) -> tuple[Exemption, ...]:
    """The ministries the act leaves out of a duty that it lays on ministries, with their days."""
    if Group.MINISTRIES not in duty.addressee.groups:
        return ()
    return tuple(each for each in exemptions() if each.act == duty.exempt_under)


def exempt_bodies(duty: Duty) -> tuple[str, ...]:
    """Slugs of the ministries left out."""
    return tuple(each.slug for each in left_out(duty))


def plain_duty(duty: Duty, orders: Iterable[Order]) -> Plain:
    """One version of a duty, as its act has it, with the numbers of the decisions that speak of it."""
    span = duty.for_periods
    rule = counting(duty)
    return {
        "id": duty.key,
        "act": duty.act.regime,
        "edition": duty.act.key,
        "also_in": list(duty.also_in),
        "act_title": _lines(duty.act.title),
        "act_address": {"url": duty.act.address, "is_confirmed": duty.act.address_confirmed},
        "act_in_force": None
        if duty.act.in_force is None
        else _span(duty.act.in_force.starts_on, duty.act.in_force.ends_on),
        "clause": _lines(duty.clause),
        "title": _lines(duty.title),
        "wording": _lines(duty.wording),
        "addressees": [str(group) for group in duty.addressee.groups] or [duty.addressee.function],
        "but_for": list(duty.addressee.but_for),
        "exempt": [{"body": each.slug, **_span(each.starts_on, each.ends_on)} for each in left_out(duty)],
        "opens": _opens(duty),
        "due": None if rule is None else _due(rule),
        "bound": bound(duty),
        "day_off": duty.day_off.value,
        "effective": None if span is None else _span(span.starts_on, span.ends_on),
        "recipients": list(duty.recipients),
        "sent_elsewhere": {str(group): function for group, function in duty.sent_elsewhere},
        "control": duty.control_function or None,
        "evidence": [str(kind) for kind in duty.evidence],
        "proof": _lines(duty.proof),
        "coverage": _coverage(duty),
        "counted_in": list(duty.counted_in),
        "confidence": str(duty.confidence),
        "doubt": None if duty.doubt is None else _lines(duty.doubt),
        "decisions": sorted(set(named_in(duty.key, orders))),
    }


def plain_standing(standing: Standing, orders: Iterable[Order]) -> Plain:
    """A duty as it stands on a day: by what, for which period, and with which day."""
    rule = standing.rule
    return {
        **plain_duty(standing.duty, orders),
        "stands_by": "act" if standing.is_by_act else "decision",
        "period": None if rule is None else rule.period_key,
        "next_due_on": None if standing.due_on is None else standing.due_on.isoformat(),
        "next_due_on_by_act": None
        if standing.due_on is None or rule is None or rule.act_due_on is None
        else rule.act_due_on.isoformat(),
    }


def _lines(lines: Lines) -> dict[str, str]:
    return asdict(lines)


def _span(first: object, end: object) -> dict[str, str | None]:
    """Half-open: `to` is the first day no more in it."""
    return {"from": str(first), "to": None if end is None else str(end)}


def _due(rule: DueRule | EventRule) -> Plain:
    if isinstance(rule, OfEach):
        return {"family": "of_each_event", "of": {str(event): _due(how) for event, how in rule.countings}}
    return {"family": _FAMILIES[type(rule)], **_numbers(rule)}


def _numbers(rule: DueRule | EventRule) -> dict[str, int]:
    return {name: value for name, value in asdict(rule).items() if name != "bound"}


def _opens(duty: Duty) -> Plain:
    if isinstance(duty.opens, ByPeriod):
        return {"by": "period", "period": duty.opens.kind}
    if isinstance(duty.opens, OnEvents):
        return {"by": "event", "latest_of": [str(event) for event in duty.opens.events]}
    return {"by": "standing"}


def _coverage(duty: Duty) -> Plain | None:
    norm = duty.coverage
    if norm is None:
        return None
    return {"meetings": norm.meetings, "in_each": [str(unit) for unit in norm.units], "is_visit": norm.is_visit}
