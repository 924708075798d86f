"""Putting obligations into being: once each, whoever finds first that one is missing."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from django.db import models, transaction
from django.db.models import Count, F, Func, Sum

from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.deadlines.choices import EventKind, Opens, StandsBy
from portal.deadlines.models import Obligation, ObligationEvent
from portal.deadlines.queries.law import body_facts, law, starts
from portal.deadlines.queries.units import units
from portal.deadlines.services.opening_marks import Marks
from portal.deadlines.services.ruling_on_opening import apply_rulings
from portal.kernel.wording import Lines
from portal.law import registry
from portal.law.counting.planning import Key, Opening, is_obliged, openings, units_of
from portal.law.errors import LawGap
from portal.law.registry import Rule

#: Rows in one transaction: few enough to be done in a second or two.
CHUNK = 2000
#: Hexadecimal digits of a digest: 60 bits, which a bigint holds.
_DIGITS = 15
_NO_WORDS = Lines("", "", "")


@dataclass(frozen=True)
class Planned:
    """One obligation that is to exist, with the rule it rests on and the day on which that was found."""

    rule: Rule
    opening: Opening
    found_on: date


@dataclass
class Plan:
    """What is to exist by a day. Two passes: rules that may be wanting are found first, then compared."""

    on: date
    #: Duties of which the law says two things: nothing is opened for them, and they stop no other.
    doubts: dict[str, LawGap] = field(default_factory=dict)
    _marks: Marks | None = None

    def missing(self) -> Iterator[Planned]:
        """Rule by rule what is not known to be there. Ten statements at most, and fewer where nothing changed.

        Due days before a body joined, and before the portal kept the duty (`DutyStart`), are not theirs. A rule that
        was found whole is passed over by its mark, and one whose obligations are all there by their number and a digest
        of whose they are: years of record cost neither a comparison nor a look. Raises LawNotSeeded.
        """
        known, bodies = law(), body_facts()
        if not bodies:
            return
        places, kept_since = units(), starts()
        self._marks = marks = Marks(bodies, places, self.on)
        joined = min(body.joined_on for body in bodies)
        asked = [
            (rule, term)
            for rule in known.opening(self.on, joined, self.doubts)
            if rule.asked_on >= kept_since.get(rule.duty.key, joined) and not marks.is_whole(term := rule.term())
        ]
        there = _digests({(term.duty, term.period_key) for _rule, term in asked})
        for rule, term in asked:
            found = list(openings(term, bodies, date.max, places))
            wanted = [opening for opening in found if opening.opened_on <= self.on]
            marks.note(term, (opening for opening in found if opening.opened_on > self.on))
            if _digest(wanted) != there.get((term.duty, term.period_key), (0, 0)):
                yield from (Planned(rule, opening, self.on) for opening in wanted)

    def keep_marks(self) -> None:
        """Once everything `missing` named is open: the next sweep need not ask."""
        if self._marks is not None:
            self._marks.keep()


def open_missing(wanted: Sequence[Planned]) -> int:
    """Open those of one chunk that are not there yet, and say how many. Three statements; four when one is missing.

    One transaction: an obligation is never without the event that opened it.
    """
    keys = {each.opening.key for each in wanted}
    there = set(
        Obligation.objects.filter(
            duty__in={key.duty for key in keys},
            period_key__in={key.period_key for key in keys},
            body__in={key.body_id for key in keys},
        )
        .exclude(opens_by=Opens.EVENT)
        .values_list("duty", "body_id", "period_key", "subject")
    )
    missing = [each for each in wanted if each.opening.key not in there]
    if missing:
        insert([row_of(each.rule, each.opening) for each in missing], recorded_on=missing[0].found_on)
    return len(missing)


def ensure_open(key: Key, *, body: Body, on: date, today: date | None = None) -> Obligation | None:
    """The obligation, locked; opened now when the sweep has not come to it. None when the body does not owe it.

    What an event opens is there or is not owed: events open it, see `services.happening`. `on` is the day it is seen
    for, `today` the day of entry. Raises NoRule, TwoRules when it has to be opened.
    """
    rows = Obligation.objects.with_key(key).select_related("body").select_for_update(of=("self",))
    found = rows.first()
    if found is not None:
        return found
    rule = _rule_of(key, on)
    facts = next(iter(body_facts([body.pk])), None)
    if rule is None or facts is None or rule.asked_on < starts().get(key.duty, rule.asked_on):
        return None
    term = rule.term()
    if not is_obliged(term, facts):
        return None
    opened_on = min(on, max(term.opens_on, facts.joined_on, facts.span.starts_on))
    about = _about(rule, key, facts.place)
    if rule.duty.coverage is not None and about is None:
        return None
    insert([row_of(rule, Opening(key, term.due_on, opened_on, about))], recorded_on=max(opened_on, today or on))
    return rows.get()


def insert(rows: list[Obligation], *, recorded_on: date, actor: Actor | None = None) -> None:
    """Conflicts are let pass: a person's act and the sweep may open the same obligation at the same moment.

    `recorded_on` is the day of whoever opens them: a sweep that catches up does not pretend to have come in time.
    """
    with transaction.atomic():
        Obligation.objects.bulk_create(rows, ignore_conflicts=True)
        opened = Obligation.objects.without_event(EventKind.OPENED).filter(
            duty__in={row.duty for row in rows},
            period_key__in={row.period_key for row in rows},
            body__in={row.body_id for row in rows},
        )
        events = [
            ObligationEvent(
                obligation_id=pk,
                kind=EventKind.OPENED,
                on=opened_on,
                recorded_on=max(opened_on, recorded_on),
                actor=actor.user if actor else None,
            )
            for pk, opened_on in opened.values_list("pk", "opened_on")
        ]
        ObligationEvent.objects.bulk_create(events, ignore_conflicts=True)
        apply_rulings(rows, today=recorded_on)


def row_of(rule: Rule, opening: Opening) -> Obligation:
    """The row of an obligation that rests on a period, or is owed at all times."""
    key, about = opening.key, opening.about or _NO_WORDS
    return Obligation(
        duty=key.duty,
        body_id=key.body_id,
        period_key=key.period_key,
        subject=key.subject,
        about_kk=about.kk,
        about_ru=about.ru,
        about_en=about.en,
        opens_by=Opens.STANDING if rule.period is None else Opens.PERIOD,
        act=rule.duty.act.key,
        stands_by=StandsBy.ACT if rule.is_by_act else StandsBy.DECISION,
        is_public=rule.is_public,
        is_apart=rule.is_apart,
        act_due_on=rule.act_due_on,
        nominal_due_on=rule.nominal_due_on if rule.has_day else None,
        computed_due_on=opening.due_on,
        due_on=opening.due_on,
        look_on=opening.opened_on,
        opened_on=opening.opened_on,
    )


def chunks(wanted: Iterable[Planned], size: int = CHUNK) -> Iterator[list[Planned]]:
    """`wanted` in lists of at most `size`."""
    chunk: list[Planned] = []
    for item in wanted:
        chunk.append(item)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _rule_of(key: Key, on: date) -> Rule | None:
    """The rule an obligation of this key would rest on; none for one that events open. Raises NoRule, TwoRules."""
    if key.period_key == registry.STANDING:
        return law().rule_on(key.duty, on)
    if registry.is_counted_in_periods(key.duty):
        return law().rule(key.duty, key.period_key)
    return None


def _about(rule: Rule, key: Key, place: int | None) -> Lines | None:
    if rule.duty.coverage is None or place is None:
        return None
    term, known = rule.term(), units([place])
    assert term.norm is not None
    around = units_of(term.norm, place, known, term.asked_on)
    return next((unit.name for unit in around if unit.subject == key.subject), None)


# -- what is known to be there ---------------------------------------------------------------------------------------
Digest = tuple[int, int]


def _digests(rules: Collection[tuple[str, str]]) -> dict[tuple[str, str], Digest]:
    """By duty and period: how many obligations there are, and a digest of whose and what about. One statement."""
    if not rules:
        return {}
    bits = Func(
        F("body"),
        F("subject"),
        template=f"('x' || left(md5(%(expressions)s), {_DIGITS}))::bit({4 * _DIGITS})::bigint",
        arg_joiner=" || ':' || ",
        output_field=models.BigIntegerField(),
    )
    rows = Obligation.objects.exclude(opens_by=Opens.EVENT).filter(
        duty__in={duty for duty, _period in rules}, period_key__in={period for _duty, period in rules}
    )
    summed = rows.order_by().values_list("duty", "period_key").annotate(count=Count("pk"), digest=Sum(bits))
    return {(duty, period): (count, int(digest)) for duty, period, count, digest in summed}


def _digest(found: Iterable[Opening]) -> Digest:
    count = total = 0
    for opening in found:
        count += 1
        total += _bits(opening.key.body_id, opening.key.subject)
    return count, total


@lru_cache(maxsize=1 << 15)
def _bits(body_id: int, subject: str) -> int:
    digest = hashlib.md5(f"{body_id}:{subject}".encode(), usedforsecurity=False)
    return int(digest.hexdigest()[:_DIGITS], 16)
