""" "Why this date": the counting, the decision, the act, the proof and what happened."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.text import capfirst

from portal.bodies.permissions import Actor
from portal.deadlines.choices import Opens, StandsBy
from portal.deadlines.models import Decision, Obligation
from portal.deadlines.queries.law import orders
from portal.deadlines.queries.ruling.bilingual import bilingual
from portal.deadlines.queries.why.evidence import EvidenceRow, SentRow, evidence_rows, sent_rows
from portal.deadlines.queries.why.happening import event_name
from portal.deadlines.queries.why.history import HistoryRow, history
from portal.deadlines.queries.why.panels import (
    ActPanel,
    DecisionPanel,
    act_panel,
    decision_panels,
    decision_rows,
    ruling_panel,
)
from portal.deadlines.queries.why.steps import calendar_around, said
from portal.deadlines.queries.words import Said, Tag, action, in_words, tag
from portal.law import registry
from portal.law.counting.events import Event
from portal.law.counting.explaining import explain, explain_always, explain_events
from portal.law.duty import Duty, OnEvents
from portal.law.errors import TwoRules
from portal.law.evidence import NAMES
from portal.law.owner_decisions import Order
from portal.law.registry import Rule


@dataclass(frozen=True)
class Happening:
    """An event the day is counted from; without a day it has not happened yet, or will not."""

    name: str
    on: date | None
    is_not_held: bool = False


@dataclass(frozen=True)
class Why:
    obligation: Obligation
    action: str
    about: str
    tag: Tag
    lead: str
    stands_by: str
    is_ordered: bool
    events: list[Happening]
    steps: list[Said]
    nominal_on: date | None
    decisions: list[DecisionPanel]
    release_ground: str
    act: ActPanel
    proof: str
    proof_kinds: list[str]
    evidence: list[EvidenceRow]
    sent: list[SentRow]
    history: list[HistoryRow]
    others: int
    others_url: str
    calculator_url: str
    #: It stood announced here before its day, and is judged by it.
    is_held: bool
    #: Who confirmed the day; for the workspace alone.
    confirmed_by: str

    @property
    def received(self) -> int:
        """How many of the receivers acknowledged."""
        return sum(row.tag.tone == "ok" for row in self.sent)


def why(obligation: Obligation, on: date, *, actor: Actor | None = None) -> Why:
    """Everything about one obligation in words. Nine statements.

    `actor` is the person of a workspace page: names and links of the workspace are then shown. Without one the page
    is public: what happened, not who pressed the button.
    """
    known = orders()
    rule = _rule(obligation, known)
    version = rule.duty if rule else registry.version(obligation.duty, obligation.act)
    standing = rule.orders if rule else ()
    rows = decision_rows(version)
    rulings = _rulings(obligation, rows)
    # A ground is kept in both languages at once: of a ruling that stands it is shown in the reader's.
    grounds = {bilingual(row, "ground"): row.ground for row in rulings}
    said_action = action(obligation)
    chosen = {"duty": obligation.duty, "period": obligation.period_key}
    return Why(
        obligation=obligation,
        action=said_action,
        about="" if obligation.about in said_action else obligation.about,
        tag=tag(obligation.state(on)),
        lead=f"{obligation.body.plain}: {said_action}",
        stands_by=str(StandsBy(obligation.stands_by).label),
        is_ordered=obligation.stands_by == StandsBy.DECISION,
        events=_events(obligation, version),
        steps=_steps(obligation, version, rule),
        nominal_on=obligation.nominal_due_on if obligation.nominal_due_on != obligation.due_on else None,
        decisions=[*(ruling_panel(row, actor) for row in rulings), *decision_panels(standing, rows, actor)],
        release_ground=grounds.get(obligation.release_ground, obligation.release_ground),
        act=act_panel(version, act_due_on=obligation.act_due_on, year=(obligation.due_on or obligation.opened_on).year),
        proof=in_words(version.proof),
        proof_kinds=[capfirst(in_words(NAMES[kind])) for kind in version.evidence],
        evidence=evidence_rows(obligation, actor),
        sent=sent_rows(obligation, actor),
        history=[
            replace(row, comment=grounds.get(row.comment, row.comment))
            for row in history(obligation, actor.user if actor else None)
        ],
        others=_others(obligation, is_public=actor is None),
        others_url=f"{reverse('deadlines:board')}?{urlencode(chosen)}",
        calculator_url=f"{reverse('deadlines:calculator')}?{urlencode(_asked(obligation, chosen))}",
        is_held=obligation.is_met and obligation.known_on != obligation.entered_on,
        confirmed_by=obligation.confirmed_by.full_name if actor and obligation.confirmed_by else "",
    )


def _rule(obligation: Obligation, known: Iterable[Order]) -> Rule | None:
    """The rule in force for its period, for the day of its events, or for the day it opened; none any more, or two."""
    with suppress(TwoRules):
        if obligation.opens_by == Opens.PERIOD:
            assert obligation.period is not None
            return registry.find_rule(obligation.duty, obligation.period, known)
        moment = registry.moment_of(obligation.happened, obligation.opened_on)
        return registry.find_rule_on(obligation.duty, moment, known)
    return None


def _happened(obligation: Obligation, version: Duty) -> dict[Event, date | None]:
    return registry.days_of(version, obligation.happened)


def _events(obligation: Obligation, version: Duty) -> list[Happening]:
    """Events of the act in its order, those that will not be among them."""
    happened = _happened(obligation, version)
    if not happened:
        return []
    awaited = version.opens.events if isinstance(version.opens, OnEvents) else ()
    return [
        Happening(capfirst(event_name(event)), happened.get(event), is_not_held=event not in happened)
        for event in awaited
    ]


def _steps(obligation: Obligation, version: Duty, rule: Rule | None) -> list[Said]:
    if obligation.opens_by == Opens.STANDING:
        return said(explain_always())
    happened = _happened(obligation, version)
    days = [*happened.values(), obligation.due_on, obligation.nominal_due_on, obligation.act_due_on]
    calendar, names = calendar_around(day for day in days if day is not None)
    day_off = rule.day_off if rule else version.day_off
    if obligation.opens_by == Opens.EVENT:
        counted = explain_events(
            rule=rule.counting if rule else registry.event_rule(version),
            act_rule=registry.event_rule(version),
            happened=happened,
            due_on=obligation.due_on,
            calendar=calendar,
            day_off=day_off,
            opened_with=obligation.computed_due_on,
        )
        return said(counted, names=names, day_off=day_off)
    if rule is None or obligation.period is None:
        return []
    steps = explain(
        period=obligation.period,
        rule=rule.due,
        act_rule=rule.duty.due,
        due_on=obligation.due_on,
        calendar=calendar,
        day_off=day_off,
        opened_with=obligation.computed_due_on,
    )
    return said(steps, period=obligation.period, names=names, day_off=day_off)


def _rulings(obligation: Obligation, rows: Iterable[Decision]) -> list[Decision]:
    """Of the decisions those about this very obligation."""
    key = (obligation.body_id, obligation.period_key, obligation.subject)
    return [row for row in rows if (row.body_id, row.period_key, row.subject) == key]


def _others(obligation: Obligation, *, is_public: bool) -> int:
    """How many other bodies owe the same for the period. At most one statement."""
    if obligation.opens_by != Opens.PERIOD:
        return 0
    rows = Obligation.objects.for_duty(obligation.duty).for_period(obligation.period_key)
    if is_public:
        rows = rows.public()
    return rows.exclude(body=obligation.body_id).order_by().values("body").distinct().count()


def _asked(obligation: Obligation, chosen: dict[str, str]) -> dict[str, str]:
    """The question to the calculator that this obligation answers."""
    if obligation.opens_by == Opens.PERIOD:
        return chosen
    days = {name: day for name, day in obligation.happened.items() if day is not None}
    return {"duty": obligation.duty, "on": max(days.values(), default=obligation.opened_on.isoformat()), **days}
