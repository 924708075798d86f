"""What the next sweep would open under another reading of the law."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from portal.deadlines.models import Obligation
from portal.deadlines.queries.law import body_facts, starts
from portal.deadlines.queries.ruling.standing import Reading
from portal.deadlines.queries.units import units
from portal.law.counting.planning import Key, openings
from portal.law.opening import rules_opening
from portal.law.registry import Rule


def opened_by(before: Reading, after: Reading, duties: Iterable[str], on: date) -> int:
    """How many obligations of `duties` exist by `on` under `after` alone. Seven statements at most."""
    keys = set(duties)
    bodies = body_facts()
    if not bodies:
        return 0
    joined = min(body.joined_on for body in bodies)
    known = {(rule.duty.key, rule.period_key) for rule in _rules(before, keys, on, joined)}
    fresh = [rule for rule in _rules(after, keys, on, joined) if (rule.duty.key, rule.period_key) not in known]
    if not fresh:
        return 0
    places, kept_since = units(), starts()
    wanted = {
        opening.key
        for rule in fresh
        if rule.asked_on >= kept_since.get(rule.duty.key, joined)
        for opening in openings(rule.term(), bodies, on, places)
    }
    there = Obligation.objects.filter(duty__in=keys, period_key__in={rule.period_key for rule in fresh})
    rows = there.order_by().values_list("duty", "body_id", "period_key", "subject")
    return len(wanted - {Key(*row) for row in rows})


def _rules(reading: Reading, keys: set[str], on: date, since: date) -> list[Rule]:
    rules = rules_opening(on, since, reading.orders, reading.calendar, doubts={})
    return [rule for rule in rules if rule.duty.key in keys]
