"""Which duties to hold a meeting a held meeting meets: those of its body, for the time and the unit it was held in."""

from __future__ import annotations

from datetime import date

from portal.bodies.models import Body, Territory
from portal.deadlines.queries.law import groups_of, law
from portal.deadlines.queries.units import units
from portal.kernel.periods import Period
from portal.law import registry
from portal.law.access_to_information import REPORT_DUTY
from portal.law.counting.planning import Key, Units, units_of
from portal.law.duty import Closing

#: Duties that a meeting recorded here meets, and nothing else does.
HELD: tuple[str, ...] = tuple(
    key for key in registry.KEYS if registry.duty(key).closing is Closing.MEETING and not registry.duty(key).counted_in
)


def met_by_meeting(*, body: Body, place: Territory, on: date, is_report: bool = False) -> list[Key]:
    """Keys of what a meeting of the first head of `body`, held in `place` on `on`, meets, each once.

    A report meeting is a meeting like others, and the yearly report beside that; the report may also be shown by other
    proof. A meeting in a village is one in the unit the village lies in: the norm of the akim of a district is about
    the rural district. Whether the body owes it, and has joined, is asked by whoever closes it. Five statements at
    most. Raises LawNotSeeded, TwoRules.
    """
    territory = body.territory
    groups = groups_of(body.kind, territory.kind if territory is not None else None)
    known, found = law(), []
    here: Units | None = None
    around = [place.kato, *(each.kato for each in place.above)]
    for key in (*HELD, REPORT_DUTY) if is_report else HELD:
        versions = registry.duties(key)
        if groups.isdisjoint(versions[-1].addressee.groups):
            continue
        for kind in registry.period_kinds(versions):
            rule = registry.settle(versions, Period.containing(kind, on), known.orders, known.calendar)
            if rule is None:
                continue
            norm = rule.term().norm
            if norm is None:
                found.append(Key(key, body.pk, rule.period_key))
            elif territory is not None:
                here = here or units([territory.pk])
                subjects = (
                    unit.subject for unit in units_of(norm, territory.pk, here, rule.asked_on) if unit.kato in around
                )
                found += [Key(key, body.pk, rule.period_key, subject) for subject in dict.fromkeys(subjects)]
    return found
