"""The calculator: any duty of the acts on any day, counted by the rule in force then, step by step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from portal.bodies.models import Body
from portal.deadlines.models import Obligation
from portal.deadlines.queries.law import body_facts, orders
from portal.deadlines.queries.why.panels import ActPanel, DecisionPanel, act_panel, decision_panels, decision_rows
from portal.deadlines.queries.why.steps import Names, calendar_around, said
from portal.deadlines.queries.words import Said, in_words
from portal.kernel.periods import Period
from portal.kit import formats
from portal.law import catalogue, registry
from portal.law.counting.calendar import WorkingCalendar
from portal.law.counting.events import Event
from portal.law.counting.explaining import StepKind, Steps, explain, explain_always, explain_events
from portal.law.counting.from_events import count_from
from portal.law.counting.planning import is_obliged
from portal.law.duty import Always, ByPeriod, Duty, OnEvents
from portal.law.errors import NoRule, TwoRules
from portal.law.listing import duty_on
from portal.law.owner_decisions import Order
from portal.law.registry import Rule

#: How many coming days are shown.
NEXT_DAYS = 3
#: Years of the working calendar that are read: enough for the next days of a yearly duty.
_YEARS_AHEAD = 5


@dataclass(frozen=True)
class Question:
    """What is asked. A period goes before the day; events without a day have not happened."""

    duty: str
    on: date
    period: Period | None = None
    happened: Mapping[Event, date | None] = field(default_factory=dict)
    body: Body | None = None


@dataclass(frozen=True)
class NextDay:
    """A coming last day: as counted, as it holds, and the last day of work before a day off."""

    period: str
    nominal_on: date
    due_on: date
    off_name: str
    last_working_day: date | None


@dataclass(frozen=True)
class Answer:
    """What the law says. `gap` is set instead when it says nothing, or not one thing; `spans` tell when it does."""

    duty: str
    title: str
    gap: str = ""
    spans: tuple[str, ...] = ()
    is_by_act: bool = True
    act: ActPanel | None = None
    proof: str = ""
    decisions: tuple[DecisionPanel, ...] = ()
    steps: tuple[Said, ...] = ()
    nominal_on: date | None = None
    due_on: date | None = None
    is_waiting: bool = False
    next_days: tuple[NextDay, ...] = ()
    owing: str = ""
    obligation: Obligation | None = None


def calculate(question: Question) -> Answer:
    """The answer. At most eight statements; a gap in the law is said, not raised. Raises LawNotSeeded, UnknownDuty."""
    known = orders()
    title = in_words(registry.duty(question.duty).title)
    edge = Period.year(question.on.year - 1).start, Period.year(question.on.year + _YEARS_AHEAD).start
    calendar, names = calendar_around((*edge, *(day for day in question.happened.values() if day)))
    try:
        rule = _rule(question, known, calendar)
        coming = tuple(_coming(question, known, calendar, names))
    except NoRule as gap:
        spans = tuple(spans_of(question.duty, known))
        return Answer(question.duty, title, gap=_gap(question, gap), spans=spans)
    except TwoRules as gap:
        return Answer(question.duty, title, gap=in_words(gap.message))
    counted, nominal_on, due_on = _counted(question, rule, calendar)
    owing, obligation = _of_body(question, rule, due_on)
    year = (due_on or question.on).year
    by_act = _by_act(question, rule, calendar)
    return Answer(
        duty=question.duty,
        title=title,
        is_by_act=rule.is_by_act,
        act=act_panel(rule.duty, act_due_on=by_act, year=year),
        proof=in_words(rule.duty.proof),
        decisions=tuple(decision_panels(rule.orders, decision_rows(rule.duty))),
        steps=tuple(said(counted, period=rule.period, names=names, day_off=rule.day_off)),
        nominal_on=nominal_on,
        due_on=due_on,
        is_waiting=any(step.kind == StepKind.WAITING for step in counted),
        next_days=coming,
        owing=owing,
        obligation=obligation,
    )


def events_of(key: str, on: date) -> tuple[Event, ...]:
    """The events a duty is counted from, in the edition that binds on the day, else in its latest."""
    versions = registry.duties(key)
    binding = next((version for version in versions if version.binds_on(on)), versions[-1])
    return binding.opens.events if isinstance(binding.opens, OnEvents) else ()


def periods_around(key: str, on: date) -> list[Period]:
    """Periods of the duty in the year of the day and those beside it; none for a duty counted in none."""
    kinds = dict.fromkeys(each.opens.kind for each in registry.duties(key) if isinstance(each.opens, ByPeriod))
    years = (on.year - 1, on.year, on.year + 1)
    return [period for kind in kinds for year in years for period in Period.year(year).parts(kind)]


def spans_of(key: str, known: tuple[Order, ...]) -> Iterator[str]:
    """When the duty is in force: by each edition that orders it, and by decisions."""
    for version in registry.duties(key):
        name = in_words(version.act.short)
        if version.for_periods is None:
            yield _("%(name)s: a draft, never in force.") % {"name": name}
        else:
            yield _span(version.for_periods.starts_on, version.for_periods.ends_on, name)
    for order in known:
        if order.duty == key and order.stands:
            name = _("Decision %(number)s of the portal's owner") % {"number": order.number}
            yield _span(order.applies_from, order.applies_to, name)


def _span(first: date, end: date | None, name: str) -> str:
    if end is None:
        return _("%(name)s: in force from %(first)s.") % {"name": name, "first": formats.day(first)}
    last = formats.day(end - timedelta(days=1))
    return _("%(name)s: in force from %(first)s to %(last)s.") % {
        "name": name,
        "first": formats.day(first),
        "last": last,
    }


def _gap(question: Question, gap: NoRule) -> str:
    if question.period is not None:
        words = {"duty": question.duty, "period": formats.period_name(question.period)}
        return _("For the period %(period)s no rule of the duty %(duty)s is in force.") % words
    day = min([day for day in question.happened.values() if day is not None], default=question.on)
    return _("On %(day)s no rule of the duty %(duty)s is in force.") % {
        "duty": question.duty,
        "day": formats.day(day),
    }


def _rule(question: Question, known: tuple[Order, ...], calendar: WorkingCalendar) -> Rule:
    """The rule in force for what is asked. Raises NoRule, TwoRules."""
    key = question.duty
    if not registry.is_counted_in_periods(key):
        day = min([day for day in question.happened.values() if day is not None], default=question.on)
        return registry.rule_on(key, day, known, calendar)
    if question.period is not None:
        return registry.rule_for(key, question.period, known, calendar)
    standing = duty_on(key, question.on, known)
    assert standing.rule is not None
    assert standing.rule.period is not None
    return registry.rule_for(key, standing.rule.period, known, calendar)


def _coming(question: Question, known: tuple[Order, ...], calendar: WorkingCalendar, names: Names) -> Iterator[NextDay]:
    """The next last days of a duty counted in periods, not before the day asked about."""
    key = question.duty
    if not registry.is_counted_in_periods(key):
        return
    found = []
    kinds = dict.fromkeys(each.opens.kind for each in registry.duties(key) if isinstance(each.opens, ByPeriod))
    for kind in kinds:
        period = Period.containing(kind, question.on).previous()
        for _turn in range(NEXT_DAYS + 2):
            rule = registry.find_rule(key, period, known, calendar)
            if rule is not None and rule.has_day and rule.due_on >= question.on:
                found.append(rule)
            period = period.next()
    for rule in sorted(found, key=lambda rule: rule.due_on)[:NEXT_DAYS]:
        is_off = not calendar.is_working(rule.due_on)
        yield NextDay(
            period=formats.period_name(rule.period_key),
            nominal_on=rule.nominal_due_on,
            due_on=rule.due_on,
            off_name=names.get(rule.due_on, ""),
            last_working_day=calendar.last_working_day(rule.due_on) if is_off else None,
        )


def _counted(question: Question, rule: Rule, calendar: WorkingCalendar) -> tuple[Steps, date | None, date | None]:
    """Steps, the nominal day and the one that holds."""
    opens = rule.duty.opens
    if isinstance(opens, Always):
        return explain_always(), None, None
    if isinstance(opens, OnEvents):
        happened = {event: question.happened.get(event) for event in opens.events}
        counted = None if rule.counting is None else count_from(rule.counting, happened, calendar, rule.day_off)
        due_on = counted.effective if counted else None
        steps = explain_events(
            rule=rule.counting,
            act_rule=opens.due,
            happened=happened,
            due_on=due_on,
            calendar=calendar,
            day_off=rule.day_off,
        )
        return steps, counted.nominal if counted else None, due_on
    assert rule.period is not None
    due_on = rule.due_on if rule.has_day else None
    steps = explain(
        period=rule.period,
        rule=rule.due,
        act_rule=rule.duty.due,
        due_on=due_on,
        calendar=calendar,
        day_off=rule.day_off,
    )
    return steps, rule.nominal_due_on if rule.has_day else None, due_on


def _by_act(question: Question, rule: Rule, calendar: WorkingCalendar) -> date | None:
    """The last day by the act's own words."""
    opens = rule.duty.opens
    if not isinstance(opens, OnEvents):
        return rule.act_due_on
    happened = {event: question.happened.get(event) for event in opens.events}
    counted = None if opens.due is None else count_from(opens.due, happened, calendar)
    return counted.nominal if counted else None


def _of_body(question: Question, rule: Rule, due_on: date | None) -> tuple[str, Obligation | None]:
    """Whether the body asked about owes it, and its public obligation. Four statements; none without a body."""
    if rule.duty.counted_in:
        named = ", ".join(rule.duty.counted_in)
        return _("It sums up other duties and is counted in them alone: %(duties)s.") % {"duties": named}, None
    body = question.body
    if body is None:
        return "", None
    facts = next(iter(body_facts([body.pk])), None)
    if facts is None:
        return _("This body has not joined the portal: no duty is counted against it."), None
    day = due_on or question.on
    term = replace(rule.term(), asked_on=day)
    exempt = any(act == term.exempt_under and span.holds(day) for act, span in facts.exemptions)
    if is_obliged(term, facts):
        found = Obligation.objects.public().for_body(body).for_duty(question.duty).for_period(rule.period_key)
        return _("This body owes the duty."), found.order_by("pk").first()
    if exempt:
        return _("This body is exempt from the duty on that day."), None
    if day < facts.joined_on:
        words = {"day": formats.day(facts.joined_on)}
        return _("This body joined the portal on %(day)s: what was due before is not counted.") % words, None
    return _("The act does not oblige this body."), None


def bodies_to_ask(language: str, asked: str) -> list[Body]:
    """Bodies to choose from: those on the portal that lead, and whichever the address names. One statement."""
    rows = Body.objects.on_the_portal().filter(Q(pk__in=Body.objects.leading().values("pk")) | Q(slug=asked))
    return list(rows.in_order(language))


def duty_groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every duty of the catalogue under its latest act, for a list to choose from."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for key in catalogue.KEYS:
        latest: Duty = registry.duty(key)
        groups.setdefault(in_words(latest.act.short), []).append((key, in_words(latest.title)))
    return list(groups.items())
