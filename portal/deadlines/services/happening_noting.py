"""One event of many subjects: duties it opens, and those that are there already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portal.bodies.permissions import Actor
from portal.deadlines.choices import Opens, StandsBy
from portal.deadlines.models import Obligation
from portal.deadlines.queries.law import body_facts, law, starts
from portal.deadlines.services.happening_days import Changes, counted_by
from portal.deadlines.services.opening import insert
from portal.kernel.periods import Period
from portal.kernel.wording import Lines
from portal.law import registry
from portal.law.counting.events import Event
from portal.law.counting.planning import BodyFacts, Term, is_obliged
from portal.law.duty import OnEvents
from portal.law.registry import Rule


@dataclass(frozen=True)
class Happening:
    """Something that happened on `on`, or will on a day not known yet.

    `subject` names it ("meeting:12"), `about` says it. `bodies` are those whose event it is; `beside` those in whose
    territory or field another body acts: they owe what the acts ask of them about the events of others. What no plan
    foresaw (`by_plan` false) cannot be prepared so many days before: nothing of that is opened by it.
    """

    subject: str
    about: Lines
    on: date | None
    bodies: tuple[int, ...]
    beside: tuple[int, ...] = ()
    by_plan: bool = True


class Noting:
    """One event of many subjects: what is there is read at once, what is missing is written at once."""

    def __init__(self, event: Event, happenings: Sequence[Happening], today: date) -> None:
        self.event, self.today = event, today
        self.keys = registry.keys_of(event)
        self.law = law(with_calendar=True)
        self.bodies = {facts.id: facts for facts in body_facts({pk for one in happenings for pk in _all(one)})}
        self.kept_since = starts()
        self.rules: dict[tuple[str, date], Rule | None] = {}
        self.changes = Changes(self.law, today)
        self.new: list[Obligation] = []
        rows = Obligation.objects.filter(
            opens_by=Opens.EVENT, duty__in=self.keys, subject__in={one.subject for one in happenings}
        )
        locked = rows.select_related("body").select_for_update(of=("self",)).order_by("pk")
        self.there = {(row.duty, row.body_id, row.subject): row for row in locked}

    def note(self, one: Happening, body_id: int, *, is_of_others: bool) -> None:
        facts = self.bodies.get(body_id)
        if facts is None:
            return
        for key in self.keys:
            row = self.there.get((key, body_id, one.subject))
            if row is not None:
                self.changes.take_day(row, self.event, one.on)
                continue
            rule = self._rule(key, one.on or self.today)
            if rule is None or not isinstance(rule.duty.opens, OnEvents):
                continue
            if rule.duty.is_ahead and not one.by_plan:
                continue
            if rule.duty.opens.of_others is is_of_others:
                self._open(rule, rule.duty.opens, one, facts)

    def save(self, actor: Actor | None) -> int:
        if self.new:
            insert(self.new, recorded_on=self.today, actor=actor)
        return len(self.new) + self.changes.save(actor)

    def _rule(self, key: str, day: date) -> Rule | None:
        if (key, day) not in self.rules:
            self.rules[key, day] = self.law.event_rule(key, day)
        return self.rules[key, day]

    def _open(self, rule: Rule, opens: OnEvents, one: Happening, facts: BodyFacts) -> None:
        happened: dict[str, str | None] = dict.fromkeys((event.value for event in opens.events), None)
        happened[self.event.value] = one.on.isoformat() if one.on else None
        nominal = counted_by(rule.counting, rule.duty, happened, self.law)
        due_on = None if nominal is None else self.law.calendar.settled(nominal, rule.day_off)
        asked_on = due_on or rule.moment
        term = Term(
            duty=rule.duty.key,
            period_key=Period.year(rule.moment.year).key,
            addressee=rule.duty.addressee,
            exempt_under=rule.duty.exempt_under,
            due_on=due_on,
            opens_on=self.today,
            asked_on=asked_on,
        )
        if not is_obliged(term, facts) or asked_on < self.kept_since.get(term.duty, asked_on):
            return
        row = Obligation(
            duty=term.duty,
            body_id=facts.id,
            period_key=term.period_key,
            subject=one.subject,
            about_kk=one.about.kk,
            about_ru=one.about.ru,
            about_en=one.about.en,
            opens_by=Opens.EVENT,
            happened=happened,
            act=rule.duty.act.key,
            stands_by=StandsBy.ACT if rule.is_by_act else StandsBy.DECISION,
            is_public=rule.is_public,
            is_apart=rule.is_apart,
            act_due_on=counted_by(opens.due, rule.duty, happened, self.law),
            nominal_due_on=nominal,
            computed_due_on=due_on,
            due_on=due_on,
            look_on=self.today,
            opened_on=self.today,
        )
        self.there[row.duty, row.body_id, row.subject] = row
        self.new.append(row)


def _all(one: Happening) -> tuple[int, ...]:
    return (*one.bodies, *one.beside)
