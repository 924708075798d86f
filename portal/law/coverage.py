"""The norms of a year: whose akims owe how many meetings in which units, and in which periods."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from portal.kernel.periods import Kind, Period
from portal.law.counting.calendar import WorkingCalendar
from portal.law.counting.events import DaysBefore, Event
from portal.law.counting.planning import Group, Norm
from portal.law.duty import Duty
from portal.law.owner_decisions import Order
from portal.law.registry import (
    KEYS,
    PLAIN_WEEK,
    Rule,
    duties,
    duty,
    event_rule,
    find_rule,
    keys_of,
    period_kinds,
    reading_of,
    settle,
    version,
)

#: Duties that are owed apart for each unit.
NORMS: tuple[str, ...] = tuple(key for key in KEYS if duties(key)[0].coverage is not None)

#: Norms whose units have villages inside them: read narrowly or widely, by a decision.
TWOFOLD_NORMS = ("cov-3",)
#: The duty to approve the calendar of a year.
CALENDAR = "C-2.1"


@dataclass(frozen=True)
class Owed:
    """A period of a norm, with the day of which it is asked whose units they are."""

    period: Period
    asked_on: date


@dataclass(frozen=True)
class NormOfYear:
    """One norm in one edition of the act. `meetings` are owed by akims of `groups` in each unit in each period."""

    key: str
    edition: str
    kind: Kind
    groups: tuple[Group, ...]
    norm: Norm
    meetings: int
    owed: tuple[Owed, ...]


def norms_of(
    year: int, orders: Iterable[Order], calendar: WorkingCalendar = PLAIN_WEEK, edition: str = ""
) -> tuple[NormOfYear, ...]:
    """Norms in force for periods of the year, with decisions; or those of one `edition`, in force or not.

    Raises TwoRules, UnknownDuty.
    """
    known = tuple(orders)
    found: dict[tuple[str, str], list[tuple[Duty, Norm, Owed]]] = {}
    for key in NORMS:
        for each, norm, owed in _in_edition(key, year, edition, known, calendar):
            found.setdefault((key, each.act.key), []).append((each, norm, owed))
    return tuple(_joined(key, act, rows) for (key, act), rows in found.items())


def _in_edition(
    key: str, year: int, edition: str, orders: tuple[Order, ...], calendar: WorkingCalendar
) -> Iterator[tuple[Duty, Norm, Owed]]:
    versions = duties(key) if not edition else (version(key, edition),)
    for kind in period_kinds(versions):
        for period in Period.year(year).parts(kind):
            rule = settle(versions, period, orders, calendar) or (
                _as_written(versions[0], period, reading_of(key, period, orders)) if edition else None
            )
            if rule is None:
                continue
            norm = rule.term().norm
            assert norm is not None
            yield rule.duty, norm, Owed(period, rule.asked_on)


def _as_written(written: Duty, period: Period, reading: str) -> Rule:
    """The duty for a period of which its act does not speak."""
    return Rule(
        duty=written,
        period=period,
        due=written.due,
        counting=None,
        orders=(),
        is_by_act=False,
        is_public=True,
        moment=period.start,
        reading=reading,
    )


def _joined(key: str, edition: str, rows: list[tuple[Duty, Norm, Owed]]) -> NormOfYear:
    one, norm, _owed = rows[0]
    assert one.coverage is not None
    return NormOfYear(
        key=key,
        edition=edition,
        kind=one.period_kind,
        groups=one.addressee.groups,
        norm=norm,
        meetings=one.coverage.meetings,
        owed=tuple(owed for _one, _norm, owed in rows),
    )


def first_day(year: int, orders: Iterable[Order], calendar: WorkingCalendar = PLAIN_WEEK) -> date:
    """The first day of the year on which a meeting can be held that the calendar of the year names.

    The calendar is approved by its last day, and each meeting is announced so many days ahead. Raises TwoRules.
    """
    period, known = Period.year(year), tuple(orders)
    rule = find_rule(CALENDAR, period, known, calendar)
    return period.start if rule is None else rule.due_on + timedelta(days=lead_days())


def lead_days() -> int:
    """How many days ahead a planned meeting is announced at the latest, whoever holds it."""
    rules = (event_rule(duty(key)) for key in keys_of(Event.MEETING_PLANNED))
    return max((rule.days for rule in rules if isinstance(rule, DaysBefore)), default=0)
