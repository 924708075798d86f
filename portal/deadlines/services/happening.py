"""What happened, and the duties it opens: a meeting set, moved, ended or called off, a reception, a demand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.deadlines.choices import ChangeReason, DayOffRule, EventKind, Opens, Release, StandsBy
from portal.deadlines.models import Obligation, ObligationEvent
from portal.deadlines.notices import thread
from portal.deadlines.queries.law import Law, body_facts, law, starts
from portal.deadlines.querysets import ObligationQuerySet
from portal.deadlines.services.due_change import move_due
from portal.deadlines.services.ladder import note_late
from portal.deadlines.services.ladder_next_look import look_again
from portal.deadlines.services.opening import insert
from portal.kernel.periods import Period
from portal.kernel.wording import Lines
from portal.law import registry
from portal.law.counting.events import Event, EventRule
from portal.law.counting.from_events import count_from
from portal.law.counting.planning import BodyFacts, Term, is_obliged
from portal.law.duty import Duty, OnEvents
from portal.law.registry import Rule
from portal.notices.services import withdraw


@dataclass(frozen=True)
class Happening:
    """Something that happened on `on`, or will on a day not known yet.

    `subject` names it ("meeting:12"), `about` says it. `bodies` are those whose event it is; `beside` those in whose
    territory or field another body acts: they owe what the acts ask of them about the events of others.
    """

    subject: str
    about: Lines
    on: date | None
    bodies: tuple[int, ...]
    beside: tuple[int, ...] = ()


def happen(
    *,
    event: Event,
    subject: str,
    about: Lines,
    on: date | None,
    bodies: Iterable[Body],
    today: date,
    actor: Actor | None = None,
    beside: Iterable[Body] = (),
) -> int:
    """Note that `event` happened on `on`: its duties are opened, or their day is set. Says how many were.

    See `happen_all`, and `Happening` for the arguments.
    """
    one = Happening(subject, about, on, _keys(bodies), _keys(beside))
    return happen_all(event=event, happenings=[one], today=today, actor=actor)


def happen_all(*, event: Event, happenings: Sequence[Happening], today: date, actor: Actor | None = None) -> int:
    """Many at once, with a dozen statements. Idempotent: what is known already changes nothing.

    Only duties in force on the day of the event are opened, for bodies that owe them. A duty of several events counts
    from the one its act names first, provisionally, and from the latest when the others have happened; before the first
    it waits. Lateness by a provisional day is lateness: what moves it is to be told before it is over, and
    `will_not_happen` says that nothing will. A day known before that is now another one moves the last day. A
    last day that was over when the event became known stands as the act counts it: a meeting announced three days
    ahead was not announced fourteen days ahead, and that is late from the first day, though nobody was reminded before.
    """
    with transaction.atomic():
        noting = _Noting(event, happenings, today)
        for one in happenings:
            for body_id in one.bodies:
                noting.note(one, body_id, is_of_others=False)
            for body_id in one.beside:
                noting.note(one, body_id, is_of_others=True)
        return noting.save(actor)


def move_event(*, event: Event, subject: str, on: date, today: date, actor: Actor | None = None) -> int:
    """The event is on another day than was known. Last days of open duties follow; of done ones they stay.

    An open duty that is not late is never made late by it: it keeps its day when the new one is over already.
    """
    with transaction.atomic():
        rows = list(_of_subject(subject).filter(happened__has_key=event.value))
        changes = _Changes(law(with_calendar=True), today)
        for row in rows:
            changes.take_day(row, event, on)
        return changes.save(actor)


def will_not_happen(
    *, event: Event, subject: str, body: Body, reason: str, today: date, actor: Actor | None = None
) -> int:
    """The `event` is not awaited any more, as a reception that was not held: the day counted without it is final.

    Says how many duties of the body awaited it. It may still be told later that it happened after all.
    """
    with transaction.atomic():
        rows = [row for row in _of_subject(subject).for_body(body).unmet() if event in row.awaited]
        for row in rows:
            del row.happened[event.value]
        Obligation.objects.bulk_update(rows, ["happened"])
        _events(rows, EventKind.NOT_HELD, today, actor, reason)
    return len(rows)


def forget_event(
    *, event: Event, subject: str, body: Body, reason: str, today: date, actor: Actor | None = None
) -> int:
    """That the `event` happened was a mistake: it is awaited again, and open duties of the body count without it.

    Never the event that opens a duty. Says how many were told of it.
    """
    with transaction.atomic():
        changes = _Changes(law(with_calendar=True), today)
        rows = [row for row in _of_subject(subject).for_body(body) if row.happened.get(event.value)]
        for row in rows:
            changes.forget_day(row, event)
        _events(rows, EventKind.NOT_HELD, today, actor, reason)
        changes.save(actor)
    return len(rows)


def call_off(*, subject: str, reason: str, today: date, actor: Actor | None = None) -> int:
    """What duties were about does not take place: open ones are not needed any more. Says how many.

    Lateness until today is noted first, and stays.
    """
    with transaction.atomic():
        rows = list(_of_subject(subject).unmet())
        note_late(rows, today)
        for row in rows:
            row.released_as, row.released_on, row.release_ground = Release.GONE, today, reason
        Obligation.objects.bulk_update(rows, ["released_as", "released_on", "release_ground"])
        _events(rows, EventKind.RELEASED, today, actor, reason)
        for row in rows:
            withdraw(thread=thread(row))
    return len(rows)


def _keys(bodies: Iterable[Body]) -> tuple[int, ...]:
    return tuple(body.pk for body in bodies)


def _of_subject(subject: str) -> ObligationQuerySet:
    """Obligations that events opened about the subject, locked, with their bodies."""
    rows = Obligation.objects.filter(subject=subject, opens_by=Opens.EVENT)
    return rows.select_related("body").select_for_update(of=("self",)).order_by("pk")


def _events(rows: Iterable[Obligation], kind: EventKind, today: date, actor: Actor | None, comment: str = "") -> None:
    ObligationEvent.objects.bulk_create(
        ObligationEvent(
            obligation=row,
            kind=kind,
            on=today,
            recorded_on=today,
            actor=actor.user if actor else None,
            comment=comment,
        )
        for row in rows
    )


def _counted(rule: EventRule | None, duty: Duty, happened: dict[str, str | None], of: Law) -> date | None:
    """Last day as `rule` counts it; none before the event that opens the duty, or where no day is set."""
    counted = None if rule is None else count_from(rule, registry.days_of(duty, happened), of.calendar)
    return None if counted is None else counted.nominal


@dataclass
class _Changes:
    """What changes for obligations that are there."""

    law: Law
    today: date
    touched: list[Obligation] = field(default_factory=list)
    resumed: list[Obligation] = field(default_factory=list)
    moves: list[tuple[Obligation, date]] = field(default_factory=list)
    nominal: dict[int, date] = field(default_factory=dict)

    def take_day(self, row: Obligation, event: Event, on: date | None) -> None:
        """`event` is on `on`. A day that is known is not forgotten for one that is not."""
        is_gone = row.released_as == Release.GONE
        if on is None or (row.happened.get(event.value) == on.isoformat() and not is_gone):
            return
        row.happened[event.value] = on.isoformat()
        self.touched.append(row)
        if is_gone:
            # Reminders of days on which it was not needed are not made up for.
            row.released_as, row.released_on, row.release_ground, row.reopened_on = "", None, "", self.today
            self.resumed.append(row)
        self._count_anew(row)

    def forget_day(self, row: Obligation, event: Event) -> None:
        row.happened[event.value] = None
        self.touched.append(row)
        self._count_anew(row)

    def _count_anew(self, row: Obligation) -> None:
        if row.is_met or row.is_released:
            return
        version = registry.version(row.duty, row.act)
        assert isinstance(version.opens, OnEvents)
        row.act_due_on = _counted(registry.event_rule(version), version, row.happened, self.law)
        counting, day_off = self._rule(row, version)
        nominal = _counted(counting, version, row.happened, self.law)
        if nominal is not None:
            self.nominal[row.pk] = nominal
            self.moves.append((row, self.law.calendar.settled(nominal, day_off)))

    def _rule(self, row: Obligation, version: Duty) -> tuple[EventRule | None, str]:
        """How its day is counted and what a day off does to it, by the decisions about the edition it rests on."""
        rule = self.law.event_rule(row.duty, registry.moment_of(row.happened, row.opened_on))
        if rule is None or rule.duty.act.key != row.act:
            return registry.event_rule(version), DayOffRule.NONE
        return rule.counting, rule.day_off

    def save(self, actor: Actor | None) -> int:
        Obligation.objects.bulk_update(
            self.touched,
            ["happened", "act_due_on", "released_as", "released_on", "release_ground", "reopened_on"],
        )
        _events(self.resumed, EventKind.RESUMED, self.today, actor)
        if self.moves:
            move_due(
                moves=self.moves,
                reason=ChangeReason.EVENT,
                ground="",
                today=self.today,
                actor=actor,
                nominal=self.nominal,
            )
        if self.resumed:
            look_again(obligations=self.resumed, on=self.today)
        return len(self.touched)


class _Noting:
    """One event of many subjects: what is there is read at once, what is missing is written at once."""

    def __init__(self, event: Event, happenings: Sequence[Happening], today: date) -> None:
        self.event, self.today = event, today
        self.keys = registry.keys_of(event)
        self.law = law(with_calendar=True)
        self.bodies = {facts.id: facts for facts in body_facts({pk for one in happenings for pk in _all(one)})}
        self.kept_since = starts()
        self.rules: dict[tuple[str, date], Rule | None] = {}
        self.changes = _Changes(self.law, today)
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
        nominal = _counted(rule.counting, rule.duty, happened, self.law)
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
            act_due_on=_counted(opens.due, rule.duty, happened, self.law),
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
