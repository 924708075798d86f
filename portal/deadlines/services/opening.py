"""Putting obligations into being: once each, whoever finds first that one is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction

from portal.bodies.models import Body
from portal.deadlines.acts.registry import Rule
from portal.deadlines.choices import EventKind, StandsBy
from portal.deadlines.models import Obligation, ObligationEvent
from portal.deadlines.queries.law import body_facts
from portal.deadlines.queries.law import rule as rule_of
from portal.deadlines.rules.planning import Key, Opening, is_obliged

Planned = tuple[Rule, Opening]


def open_missing(planned: Sequence[Planned]) -> int:
    """Open those of one chunk that are not there yet, and say how many. Three statements; four when one is missing.

    One transaction: an obligation is never without the event that opened it.
    """
    wanted = {opening.key: (rule, opening) for rule, opening in planned}
    there = set(
        Obligation.objects.filter(
            duty__in={key.duty for key in wanted},
            period_key__in={key.period_key for key in wanted},
            body__in={key.body_id for key in wanted},
            subject="",
        ).values_list("duty", "body_id", "period_key", "subject")
    )
    missing = [_row(rule, opening) for key, (rule, opening) in wanted.items() if key not in there]
    if missing:
        _insert(missing)
    return len(missing)


def ensure_open(key: Key, *, body: Body, on: date) -> Obligation | None:
    """The obligation, locked; opened now when the sweep has not come to it. None when the body does not owe it.

    Raises NoRule, TwoRules when it has to be opened.
    """
    rows = Obligation.objects.with_key(key).select_related("body").select_for_update(of=("self",))
    found = rows.first()
    if found is not None:
        return found
    rule = rule_of(key.duty, key.period_key)
    term = rule.term()
    facts = next(iter(body_facts([body.pk])), None)
    if facts is None or not is_obliged(term, facts):
        return None
    opened_on = min(on, max(term.opens_on, facts.joined_on, facts.span.starts_on))
    _insert([_row(rule, Opening(key, term.due_on, opened_on))])
    return rows.get()


def _insert(rows: list[Obligation]) -> None:
    """Conflicts are let pass: a person's act and the sweep may open the same obligation at the same moment."""
    with transaction.atomic():
        Obligation.objects.bulk_create(rows, ignore_conflicts=True)
        opened = Obligation.objects.without_event(EventKind.OPENED).filter(
            duty__in={row.duty for row in rows},
            period_key__in={row.period_key for row in rows},
            body__in={row.body_id for row in rows},
        )
        events = [
            ObligationEvent(obligation=row, kind=EventKind.OPENED, on=row.opened_on, recorded_on=row.opened_on)
            for row in opened
        ]
        ObligationEvent.objects.bulk_create(events, ignore_conflicts=True)


def _row(rule: Rule, opening: Opening) -> Obligation:
    key = opening.key
    return Obligation(
        duty=key.duty,
        body_id=key.body_id,
        period_key=key.period_key,
        subject=key.subject,
        act=rule.duty.act.key,
        stands_by=StandsBy.ACT if rule.is_by_act else StandsBy.DECISION,
        is_public=rule.is_public,
        act_due_on=rule.act_due_on,
        computed_due_on=opening.due_on,
        due_on=opening.due_on,
        opened_on=opening.opened_on,
    )


def chunks(planned: Iterable[Planned], size: int) -> Iterable[list[Planned]]:
    """`planned` in lists of at most `size`."""
    chunk: list[Planned] = []
    for item in planned:
        chunk.append(item)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
