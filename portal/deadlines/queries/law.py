"""The law as it stands now: acts from the code, decisions from the database, bodies as planning needs them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from portal.bodies.choices import FIRST_RANK, BodyKind
from portal.bodies.models import Body, BodyFunction, Exemption
from portal.deadlines.acts import registry
from portal.deadlines.acts.decisions import Order
from portal.deadlines.acts.registry import Rule
from portal.deadlines.errors import LawNotSeeded
from portal.deadlines.models import Decision, Obligation
from portal.deadlines.rules.planning import BodyFacts, Group, Key, Span
from portal.kernel.periods import Period


def orders() -> tuple[Order, ...]:
    """Decisions that stand. One statement.

    Raises LawNotSeeded when there is not one: an empty table means that it was never filled, not that everything was
    reversed, and duties that stand by decision alone would silently vanish.
    """
    standing = tuple(decision.as_order() for decision in Decision.objects.in_force())
    if not standing:
        raise LawNotSeeded
    return standing


def rule(duty: str, period_key: str) -> Rule:
    """The rule in force for a duty and period. One statement. Raises NoRule, TwoRules, UnknownDuty, WrongPeriod."""
    return registry.rule_for(duty, Period.parse(period_key), orders())


def due_date(*, duty: str, period_key: str) -> date:
    """Last day, inclusive, on which the duty for the period is on time on the portal. One statement."""
    return rule(duty, period_key).due_on


def obligation(*, duty: str, body: Body, period_key: str, subject: str = "") -> Obligation | None:
    """The obligation, if it was opened. One statement."""
    return Obligation.objects.with_key(Key(duty, body.pk, period_key, subject)).first()


def obligations(*, duty: str, period_key: str) -> dict[int, Obligation]:
    """By body: who owed the duty for the period, for boards of the upper floors. One statement."""
    return {row.body_id: row for row in Obligation.objects.for_duty(duty).for_period(period_key)}


def body_facts(bodies: Iterable[int] | None = None) -> tuple[BodyFacts, ...]:
    """Bodies on the portal (all when none is named) with exemptions and functions of any time. Three statements.

    A body that has not joined owes nothing and is left out.
    """
    rows = Body.objects.on_the_portal().order_by("pk")
    exempt, held = Exemption.objects.all(), BodyFunction.objects.all()
    if bodies is not None:
        wanted = list(bodies)
        rows, exempt, held = rows.filter(pk__in=wanted), exempt.filter(body__in=wanted), held.filter(body__in=wanted)
    exemptions: defaultdict[int, list[tuple[str, Span]]] = defaultdict(list)
    for body, act, starts_on, ends_on in exempt.values_list("body_id", "act", "starts_on", "ends_on"):
        exemptions[body].append((act, Span(starts_on, ends_on)))
    functions: defaultdict[int, list[tuple[str, Span]]] = defaultdict(list)
    for body, function, starts_on, ends_on in held.values_list("body_id", "function", "starts_on", "ends_on"):
        functions[body].append((function, Span(starts_on, ends_on)))
    return tuple(
        BodyFacts(
            id=pk,
            group=_group(kind, place),
            span=Span(starts_on, ends_on),
            joined_on=joined_on,
            exemptions=tuple(exemptions[pk]),
            functions=tuple(functions[pk]),
        )
        for pk, kind, place, starts_on, ends_on, joined_on in rows.values_list(
            "pk", "kind", "territory__kind", "starts_on", "ends_on", "joined_on"
        )
        if joined_on is not None
    )


def _group(kind: str, place: str | None) -> Group | None:
    if kind == BodyKind.MINISTRY:
        return Group.MINISTRIES
    if kind == BodyKind.AKIMAT and place in FIRST_RANK:
        return Group.REGIONAL_AKIMATS
    return None
