"""How long before a meeting people are to be told of it by whoever holds it: by every act, with decisions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from portal.law import registry
from portal.law.counting.events import Event, OfEach, event_due_date
from portal.law.counting.planning import Group
from portal.law.duty import Duty, OnEvents
from portal.law.errors import LawGap
from portal.law.evidence import Evidence
from portal.law.owner_decisions import Order

_TOLD_BY = frozenset({Evidence.ANNOUNCEMENT, Evidence.PUBLICATION})
#: A duty of the holder that a set day opens and that is met by telling people.
_KEYS = tuple(
    key
    for key in registry.keys_of(Event.MEETING_PLANNED)
    if any(
        isinstance(each.opens, OnEvents)
        and not each.opens.of_others
        and each.opens.due is not None
        and _TOLD_BY.intersection(each.evidence)
        for each in registry.duties(key)
    )
)


@dataclass(frozen=True)
class Norm:
    """`last_day` is the last on which it is in time, `days` how many there are from it to the meeting."""

    duty: Duty
    last_day: date
    days: int


def is_spoken_of(groups: Iterable[Group]) -> bool:
    """Whether any edition of any act asks bodies of these groups for it: only then are decisions worth asking for."""
    asked = frozenset(groups)
    return any(asked.intersection(each.addressee.groups) for key in _KEYS for each in registry.duties(key))


def norm_for(groups: Iterable[Group], meeting_on: date, orders: Iterable[Order]) -> Norm | None:
    """The strictest in force for a meeting of that day; none where nothing public asks for it, or it is in doubt."""
    asked, known = frozenset(groups), tuple(orders)
    found = []
    for key in _KEYS:
        try:
            rule = registry.find_rule_on(key, meeting_on, known)
        except LawGap:
            continue
        if rule is None or not rule.is_public or not asked.intersection(rule.duty.addressee.groups):
            continue
        counting = rule.counting
        if counting is None or isinstance(counting, OfEach):
            continue
        last = event_due_date(counting, meeting_on, rule.calendar)
        found.append(Norm(rule.duty, last, (meeting_on - last) // timedelta(days=1)))
    return min(found, key=lambda norm: norm.last_day, default=None)
