"""The law as it stands now: acts from the code, decisions from the database, bodies as planning needs them."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from portal.bodies.choices import BodyKind, TerritoryKind
from portal.bodies.models import Body, BodyFunction, Exemption
from portal.deadlines.choices import DayOffRule
from portal.deadlines.errors import LawNotSeeded
from portal.deadlines.models import CalendarDay, Decision, DutyStart, Obligation
from portal.deadlines.queries.units import UNIT_GROUPS
from portal.kernel.periods import Period
from portal.law import registry
from portal.law.counting.calendar import WorkingCalendar
from portal.law.counting.planning import BodyFacts, Group, Key, Span
from portal.law.errors import LawGap
from portal.law.opening import doubtful, rules_opening
from portal.law.owner_decisions import Order
from portal.law.registry import PLAIN_WEEK, Rule

log = logging.getLogger(__name__)

_AKIMATS: dict[str, frozenset[Group]] = {
    TerritoryKind.REGION: frozenset({Group.REGIONAL_AKIMATS, Group.REGIONS}),
    TerritoryKind.REPUBLICAN_CITY: frozenset({Group.REGIONAL_AKIMATS, Group.REPUBLICAN_CITIES}),
    **{kind: frozenset({group}) for kind, group in UNIT_GROUPS.items() if kind != TerritoryKind.LOCALITY},
}


@dataclass(frozen=True)
class Law:
    """Decisions that stand, with the working calendar they and working days are counted by."""

    orders: tuple[Order, ...]
    calendar: WorkingCalendar

    def rule(self, duty: str, period_key: str) -> Rule:
        """The rule in force for a duty and period. Raises NoRule, TwoRules, UnknownDuty, WrongPeriod."""
        return registry.rule_for(duty, Period.parse(period_key), self.orders, self.calendar)

    def rule_on(self, duty: str, day: date) -> Rule:
        """The rule for what happens on `day` or is owed on it. Raises NoRule, TwoRules, UnknownDuty, WrongPeriod."""
        return registry.rule_on(duty, day, self.orders, self.calendar)

    def event_rule(self, duty: str, day: date) -> Rule | None:
        """The rule for what happens on `day`, or nothing: of a doubtful duty too, which is noted and stops no other."""
        try:
            return registry.find_rule_on(duty, day, self.orders, self.calendar)
        except LawGap as doubt:
            log.error("%s: %s is not opened by what happens on %s", doubt.code, duty, day)
            return None

    def opening(self, on: date, since: date, doubts: dict[str, LawGap] | None = None) -> Iterator[Rule]:
        """Rules visible by `on`, see `rules_opening`. Raises TwoRules unless `doubts` takes them."""
        return rules_opening(on, since, self.orders, self.calendar, doubts)


def orders() -> tuple[Order, ...]:
    """Decisions about duties and acts that stand. One statement.

    Raises LawNotSeeded when there is not one: an empty table means that it was never filled, not that everything was
    reversed, and duties that stand by decision alone would silently vanish.
    """
    standing = tuple(decision.as_order() for decision in Decision.objects.in_force().filter(body__isnull=True))
    if not standing:
        raise LawNotSeeded
    return standing


def law(*, with_calendar: bool = False) -> Law:
    """The law as it stands now. One statement; two when working days matter: by decision, or `with_calendar`.

    Raises LawNotSeeded.
    """
    known = orders()
    moves = any(order.day_off not in {"", DayOffRule.NONE} for order in known)
    if not (moves or with_calendar):
        return Law(known, PLAIN_WEEK)
    return Law(known, WorkingCalendar(dict(CalendarDay.objects.values_list("date", "kind"))))


def doubtful_duties(on: date) -> list[str]:
    """Duties of which decisions say two things, since the year before `on` or ever after: nothing is opened for them.

    One statement. Raises LawNotSeeded.
    """
    within = Span(Period.year(on.year).previous().start)
    return sorted(doubtful(registry.KEYS, orders(), within), key=registry.KEYS.index)


def rule(duty: str, period_key: str) -> Rule:
    """The rule in force for a duty and period. Statements of `law`. Raises as `Law.rule`."""
    return law().rule(duty, period_key)


def is_in_force(*, duty: str, period_key: str) -> bool:
    """Whether a rule is in force for the duty and period. One statement. Raises TwoRules, UnknownDuty, WrongPeriod."""
    return registry.find_rule(duty, Period.parse(period_key), orders()) is not None


def due_date(*, duty: str, period_key: str) -> date:
    """Last day, inclusive, on which the duty for the period is on time on the portal. Statements of `law`."""
    return rule(duty, period_key).due_on


def starts() -> dict[str, date]:
    """From which due day on duties are kept, where that is later than joining. One statement."""
    return dict(DutyStart.objects.values_list("duty", "since"))


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
            groups=groups_of(kind, level),
            span=Span(starts_on, ends_on),
            joined_on=joined_on,
            exemptions=tuple(exemptions[pk]),
            functions=tuple(functions[pk]),
            place=place,
        )
        for pk, kind, place, level, starts_on, ends_on, joined_on in rows.values_list(
            "pk", "kind", "territory_id", "territory__kind", "starts_on", "ends_on", "joined_on"
        )
        if joined_on is not None
    )


def groups_of(kind: str, level: str | None) -> frozenset[Group]:
    """Groups a body belongs to, by its kind and the kind of its territory.

    State bodies are those that acts call so beside akims and maslikhats, which they name apart; a company is none.
    """
    if kind == BodyKind.AKIMAT:
        return _AKIMATS.get(level or "", frozenset())
    if kind == BodyKind.MASLIKHAT:
        return frozenset({Group.MASLIKHATS})
    if kind == BodyKind.COMPANY:
        return frozenset({Group.NATIONAL_COMPANIES})
    if kind == BodyKind.MINISTRY:
        return frozenset({Group.MINISTRIES, Group.STATE_BODIES})
    return frozenset({Group.STATE_BODIES})
