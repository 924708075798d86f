"""Which duty is in force for a period, and what it says. No rule, or two: an error that names the gap, not a guess.

The registry holds the duties the portal opens by itself; `catalogue` holds all that the acts say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from portal.deadlines.acts import catalogue
from portal.deadlines.acts.decisions import Order
from portal.deadlines.acts.duty import Confidence, Duty
from portal.deadlines.errors import NoDay, NoRule, TwoRules, UnknownDuty
from portal.deadlines.rules.due import DueRule, WrongPeriodKind, due_date
from portal.deadlines.rules.planning import Term
from portal.kernel.periods import Period

#: Keys of the duties opened by the sweep, in the order of the planning year.
KEYS: tuple[str, ...] = ("B-1.4-prop", "B-1.4-plan", "B-6.1", "B-4.3", "B-1.7", "C-2.1", "C-3.5d")
DUTIES: tuple[Duty, ...] = tuple(duty for key in KEYS for duty in catalogue.versions(key))


@dataclass(frozen=True)
class Rule:
    """A duty for one period: what the act says and what decisions make of it."""

    duty: Duty
    period: Period
    due: DueRule | None
    orders: tuple[Order, ...]
    is_by_act: bool
    is_public: bool

    @property
    def due_on(self) -> date:
        """Last day in time on the portal. Raises NoDay when neither act nor decision sets one."""
        if self.due is None:
            raise NoDay(self.duty.key, self.period.key)
        return due_date(self.due, self.period)

    @property
    def act_due_on(self) -> date | None:
        """Last day in time by the act's own words, or nothing where it sets no day."""
        return None if self.duty.due is None else due_date(self.duty.due, self.period)

    def term(self) -> Term:
        """The plain values planning works with."""
        duty = self.duty
        return Term(duty.key, self.period, duty.addressee, duty.exempt_under, self.due_on, duty.visible_days)


def duties(key: str) -> tuple[Duty, ...]:
    """Every version of the duty, oldest first. Raises UnknownDuty."""
    versions = tuple(duty for duty in DUTIES if duty.key == key)
    if not versions:
        raise UnknownDuty(key)
    return versions


def duty(key: str) -> Duty:
    """The latest version of the duty: its name and kind for pages that speak of no period. Raises UnknownDuty."""
    return duties(key)[-1]


def find_rule(key: str, period: Period, orders: Iterable[Order]) -> Rule | None:
    """The rule in force for the duty and period, or nothing. Raises TwoRules, UnknownDuty, WrongPeriodKind."""
    versions = duties(key)
    if any(version.period_kind != period.kind for version in versions):
        raise WrongPeriodKind(f"{key} is not counted in a {period.kind}")
    return settle(versions, period, orders)


def settle(versions: Sequence[Duty], period: Period, orders: Iterable[Order]) -> Rule | None:
    """Which of the versions of one duty holds for the period, with decisions; or none. Raises TwoRules."""
    key = versions[0].key
    applying = tuple(order for order in orders if order.duty == key and order.applies(period))
    stands = {order.stands for order in applying if order.stands is not None}
    if len(stands) > 1:
        raise TwoRules(key, period.key)
    if stands == {False}:
        return None
    by_act = [version for version in versions if version.binds_by_act(period)]
    # A decision revives a duty only when there is one version to revive: choosing would be a guess.
    standing = by_act or (list(versions) if stands else [])
    if len(standing) > 1:
        raise TwoRules(key, period.key)
    if not standing:
        return None
    return Rule(
        duty=standing[0],
        period=period,
        due=_due(standing[0], period, applying),
        orders=applying,
        is_by_act=bool(by_act),
        is_public=_is_public(standing[0], period, applying),
    )


def rule_for(key: str, period: Period, orders: Iterable[Order]) -> Rule:
    """The one rule in force for the duty and period. Raises NoRule, TwoRules, UnknownDuty, WrongPeriodKind."""
    rule = find_rule(key, period, orders)
    if rule is None:
        raise NoRule(key, period.key)
    return rule


def duties_in_force(on: date, orders: Iterable[Order]) -> tuple[Duty, ...]:
    """Duties owed for the periods that hold `on`."""
    known = tuple(orders)
    found = (find_rule(key, Period.containing(duty(key).period_kind, on), known) for key in KEYS)
    return tuple(rule.duty for rule in found if rule is not None)


def rules_opening(on: date, since: date, orders: Iterable[Order]) -> Iterator[Rule]:
    """Rules with a day, visible by `on` and due not before `since`, duty by duty from the earliest period."""
    known = tuple(orders)
    for key in KEYS:
        period = _first_period(key, since)
        # A year more than the farthest look ahead: a day before the year it is for, seen two months ahead.
        while period.start.year <= on.year + 2:
            rule = find_rule(key, period, known)
            if rule is not None and rule.due is not None:
                if rule.term().opens_on > on:
                    break
                if rule.due_on >= since:
                    yield rule
            period = period.next()


def _first_period(key: str, since: date) -> Period:
    """Early enough that no period before it can be due on `since` or later."""
    return Period.containing(duty(key).period_kind, since).previous()


def _due(version: Duty, period: Period, orders: tuple[Order, ...]) -> DueRule | None:
    ordered = [order.due for order in orders if order.due is not None]
    if len(ordered) > 1:
        raise TwoRules(version.key, period.key)
    return ordered[0] if ordered else version.due


def _is_public(version: Duty, period: Period, orders: tuple[Order, ...]) -> bool:
    """By decision, else by confidence: what is not confirmed is not shown to the public unless ordered."""
    said = {order.visibility for order in orders if order.visibility}
    if len(said) > 1:
        raise TwoRules(version.key, period.key)
    return said == {"public"} if said else version.confidence is Confidence.VERIFIED
