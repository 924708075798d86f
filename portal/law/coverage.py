"""The norms of a year: whose akims owe how many meetings in which units, and in which periods."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from portal.kernel.periods import Kind, Period
from portal.law.counting.calendar import WorkingCalendar
from portal.law.counting.planning import Group, Norm
from portal.law.duty import Duty
from portal.law.owner_decisions import Order
from portal.law.registry import KEYS, PLAIN_WEEK, Rule, duties, period_kinds, settle, version

#: Duties that are owed apart for each unit.
NORMS: tuple[str, ...] = tuple(key for key in KEYS if duties(key)[0].coverage is not None)


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
        for duty, norm, owed in _in_edition(key, year, edition, known, calendar):
            found.setdefault((key, duty.act.key), []).append((duty, norm, owed))
    return tuple(_joined(key, act, rows) for (key, act), rows in found.items())


def _in_edition(
    key: str, year: int, edition: str, orders: tuple[Order, ...], calendar: WorkingCalendar
) -> Iterator[tuple[Duty, Norm, Owed]]:
    versions = duties(key) if not edition else (version(key, edition),)
    for kind in period_kinds(versions):
        for period in Period.year(year).parts(kind):
            rule = settle(versions, period, orders, calendar) or (_as_written(versions[0], period) if edition else None)
            if rule is None:
                continue
            norm = rule.term().norm
            assert norm is not None
            yield rule.duty, norm, Owed(period, rule.asked_on)


def _as_written(duty: Duty, period: Period) -> Rule:
    """The duty for a period of which its act does not speak."""
    return Rule(
        duty=duty,
        period=period,
        due=duty.due,
        counting=None,
        orders=(),
        is_by_act=False,
        is_public=True,
        moment=period.start,
    )


def _joined(key: str, edition: str, rows: list[tuple[Duty, Norm, Owed]]) -> NormOfYear:
    duty, norm, _owed = rows[0]
    assert duty.coverage is not None
    return NormOfYear(
        key=key,
        edition=edition,
        kind=duty.period_kind,
        groups=duty.addressee.groups,
        norm=norm,
        meetings=duty.coverage.meetings,
        owed=tuple(owed for _duty, _norm, owed in rows),
    )
