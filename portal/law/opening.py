"""What the law opens by a day, duty by duty; and where decisions make it say two things at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial

from portal.kernel.periods import Period
from portal.law.counting.calendar import WorkingCalendar
from portal.law.counting.planning import Span
from portal.law.duty import Always, ByPeriod, Duty
from portal.law.errors import LawGap, TwoRules
from portal.law.owner_decisions import Order
from portal.law.registry import KEYS, PLAIN_WEEK, Rule, duties, find_rule_on, period_kinds, settle

#: A day may be named a year before the year it is for, and is seen two months ahead of itself.
_YEARS_AHEAD = 2


def rules_opening(
    on: date,
    since: date,
    orders: Iterable[Order],
    calendar: WorkingCalendar = PLAIN_WEEK,
    doubts: dict[str, LawGap] | None = None,
) -> Iterator[Rule]:
    """Rules of periods and of all times, visible by `on` and asked of a day not before `since`.

    Duty by duty, from the earliest period. What opens on events is not among them. Raises TwoRules; with `doubts` the
    first of each duty is put there instead, and what is not doubtful goes on.
    """
    known = tuple(orders)
    for key in KEYS:
        versions = duties(key)
        if isinstance(versions[0].opens, Always):
            standing = _sure(key, doubts, partial(find_rule_on, key, on, known, calendar))
            if standing is not None and standing.opens_on <= on:
                yield standing
        for kind in period_kinds(versions):
            # Early enough that no period before it can be due on `since` or later.
            first = Period.containing(kind, since).previous()
            yield from _visible(versions, first, on, since, known, calendar, doubts)


def _visible(
    versions: Sequence[Duty],
    period: Period,
    on: date,
    since: date,
    orders: tuple[Order, ...],
    calendar: WorkingCalendar,
    doubts: dict[str, LawGap] | None,
) -> Iterator[Rule]:
    while period.start.year <= on.year + _YEARS_AHEAD:
        rule = _sure(versions[0].key, doubts, partial(settle, versions, period, orders, calendar))
        if rule is not None:
            if rule.opens_on > on:
                return
            if rule.asked_on >= since:
                yield rule
        period = period.next()


def doubtful(keys: Iterable[str], orders: Iterable[Order], within: Span) -> dict[str, TwoRules]:
    """Duties of which the law says two things for some period or event of `within`, each with the first such gap.

    Asked at every day on which what holds may change: where an edition or a decision begins or ends.
    """
    known = tuple(orders)
    found: dict[str, TwoRules] = {}
    for key in keys:
        versions = duties(key)
        for ask in _questions(versions, known, within):
            try:
                ask()
            except TwoRules as doubt:
                found[key] = doubt
                break
    return found


def _questions(
    versions: Sequence[Duty], orders: tuple[Order, ...], within: Span
) -> Iterator[Callable[[], Rule | None]]:
    key, acts = versions[0].key, {each.act.key for each in versions}
    speaking = tuple(order for order in orders if order.duty == key or order.act in acts)
    spans = [each.for_periods for each in versions if each.for_periods is not None]
    edges = {within.starts_on}
    edges |= {day for order in speaking for day in (order.applies_from, order.applies_to) if day is not None}
    edges |= {day for span in spans for day in (span.starts_on, span.ends_on) if day is not None}
    for edge in sorted(edges):
        if not isinstance(versions[0].opens, ByPeriod):
            if within.holds(edge):
                yield partial(find_rule_on, key, edge, speaking)
            continue
        for kind in period_kinds(versions):
            at = Period.containing(kind, edge)
            for period in (at, at.next()):
                if within.holds(period.start):
                    yield partial(settle, versions, period, speaking)


def _sure(key: str, doubts: dict[str, LawGap] | None, ask: Callable[[], Rule | None]) -> Rule | None:
    """The answer; nothing where the law gives two and `doubts` is there to hold them."""
    try:
        return ask()
    except TwoRules as doubt:
        if doubts is None:
            raise
        doubts.setdefault(key, doubt)
        return None
