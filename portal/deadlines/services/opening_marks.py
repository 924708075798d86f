"""What the sweep found whole, so that it is not compared again: a mark for each rule.

A rule is asked anew when anything changed that its answer is made of: itself, by an edition, a decision or the working
calendar; the bodies and units it may speak of; or the day, when a body comes that was not there. A mark is written
after what it speaks of: a sweep that is killed before leaves none, and the next one asks again.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import asdict, dataclass
from datetime import date
from operator import attrgetter

from django.db import transaction

from portal.deadlines.models import RuleMark
from portal.law.counting.planning import BodyFacts, Opening, Span, Term, Units


@dataclass(frozen=True)
class _Good:
    facts: str
    good_from: date
    good_before: date | None


class Marks:
    """The marks there are, and those to be kept. Rules are told by duty and period."""

    def __init__(self, bodies: Iterable[BodyFacts], places: Units, on: date) -> None:
        """One statement."""
        self._on = on
        self._facts = _Facts(tuple(bodies), places)
        self._kept = {
            (duty, period): _Good(facts, first, end)
            for duty, period, facts, first, end in RuleMark.objects.values_list(
                "duty", "period_key", "facts", "good_from", "good_before"
            )
        }
        self._new: dict[tuple[str, str], _Good] = {}

    def is_whole(self, term: Term) -> bool:
        """Whether nothing can be missing of the rule on the day."""
        kept = self._kept.get((term.duty, term.period_key))
        if kept is None or not Span(kept.good_from, kept.good_before).holds(self._on):
            return False
        return kept.facts == self._facts.of(term)

    def note(self, term: Term, coming: Iterable[Opening]) -> None:
        """By the end of this sweep everything of the rule is there until the first of `coming`."""
        until = min((opening.opened_on for opening in coming), default=None)
        self._new[term.duty, term.period_key] = _Good(self._facts.of(term), self._on, until)

    def keep(self) -> None:
        """Write what was noted, once it is true."""
        rows = [
            RuleMark(duty=duty, period_key=period, **asdict(good)) for (duty, period), good in sorted(self._new.items())
        ]
        with transaction.atomic():
            RuleMark.objects.bulk_create(
                rows,
                batch_size=1000,
                update_conflicts=True,
                unique_fields=["duty", "period_key"],
                update_fields=["facts", "good_from", "good_before"],
            )


class _Facts:
    """Fingerprints of what rules are asked of, part by part: a change of one part asks only the rules it may touch."""

    def __init__(self, bodies: tuple[BodyFacts, ...], places: Units) -> None:
        self._groups = _digests(bodies, lambda body: ((group, _being(body)) for group in body.groups))
        self._exempt = _digests(bodies, lambda body: ((act, (body.id, span)) for act, span in body.exemptions))
        self._held = _digests(bodies, lambda body: ((name, (_being(body), span)) for name, span in body.functions))
        self._units = _digest([sorted(found.items()) for found in (places.own, places.below, places.inside)])

    def of(self, term: Term) -> str:
        """Of the rule with everything it may speak of."""
        addressee = term.addressee
        asked = (
            *(self._groups[group] for group in addressee.groups),
            *(self._held[name] for name in (addressee.function, *addressee.but_for) if name),
            self._exempt[term.exempt_under],
            *((self._units,) if term.norm is not None else ()),
        )
        return _digest((term, asked))


def _being(body: BodyFacts) -> Hashable:
    return body.id, body.span, body.joined_on, body.place


def _digests(
    bodies: tuple[BodyFacts, ...], parts: Callable[[BodyFacts], Iterable[tuple[str, Hashable]]]
) -> defaultdict[str, str]:
    """By group, act or function."""
    found: defaultdict[str, list[Hashable]] = defaultdict(list)
    for body in sorted(bodies, key=attrgetter("id")):
        for name, part in parts(body):
            found[name].append(part)
    return defaultdict(str, {name: _digest(said) for name, said in found.items()})


def _digest(said: object) -> str:
    return hashlib.md5(repr(said).encode(), usedforsecurity=False).hexdigest()
