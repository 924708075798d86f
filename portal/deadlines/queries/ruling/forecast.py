"""What another reading of the law makes owed, or owed no more, by bodies and units."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from portal.deadlines.models import Obligation
from portal.deadlines.queries.law import body_facts, starts
from portal.deadlines.queries.ruling.standing import Reading
from portal.deadlines.queries.units import units
from portal.law.counting.planning import Key, openings
from portal.law.opening import rules_opening
from portal.law.registry import Rule

Rules = dict[tuple[str, str], Rule]


@dataclass(frozen=True)
class Differing:
    """What is owed under the one reading alone. `fresh`: of rules that stand under the second alone; `gained` and
    `lost`: of rules that stand under both and are read of other units."""

    fresh: frozenset[Key] = frozenset()
    gained: frozenset[Key] = frozenset()
    lost: frozenset[Key] = frozenset()


def owed_differently(before: Reading, after: Reading, duties: Iterable[str], on: date) -> Differing:
    """What is owed by `on` under `after` or under `before` alone. Six statements at most."""
    keys = set(duties)
    bodies = body_facts()
    if not bodies:
        return Differing()
    joined = min(body.joined_on for body in bodies)
    was, will = (_rules(reading, keys, on, joined) for reading in (before, after))
    fresh = [will[at] for at in will.keys() - was.keys()]
    read_anew = [at for at in was.keys() & will.keys() if was[at].term().norm != will[at].term().norm]
    if not fresh and not read_anew:
        return Differing()
    places, kept_since = units(), starts()

    def owed(rules: Iterable[Rule]) -> frozenset[Key]:
        kept = (rule for rule in rules if rule.asked_on >= kept_since.get(rule.duty.key, joined))
        return frozenset(each.key for rule in kept for each in openings(rule.term(), bodies, on, places))

    then, now = (owed(found[at] for at in read_anew) for found in (was, will))
    return Differing(owed(fresh), now - then, then - now)


def not_there(wanted: frozenset[Key]) -> int:
    """How many of these obligations are still to be opened. One statement; none when nothing is wanted."""
    if not wanted:
        return 0
    rows = Obligation.objects.filter(
        duty__in={key.duty for key in wanted}, period_key__in={key.period_key for key in wanted}
    )
    there = rows.order_by().values_list("duty", "body_id", "period_key", "subject")
    return len(wanted - {Key(*row) for row in there})


def _rules(reading: Reading, keys: set[str], on: date, since: date) -> Rules:
    rules = rules_opening(on, since, reading.orders, reading.calendar, doubts={})
    return {(rule.duty.key, rule.period_key): rule for rule in rules if rule.duty.key in keys}
