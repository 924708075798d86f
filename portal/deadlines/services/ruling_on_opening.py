"""Rulings made before an obligation was there: they take hold when it is opened."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q

from portal.deadlines.choices import ChangeReason
from portal.deadlines.models import Decision, Obligation
from portal.deadlines.queries.ruling.bilingual import bilingual
from portal.deadlines.services.due_change import move_due
from portal.deadlines.services.ruling_effects import release


def apply_rulings(rows: Iterable[Obligation], *, today: date) -> int:
    """Extend or release those of the obligations just opened about which a ruling was made before; says how many.

    Rows need no key of the database, only their own. One statement while there is no ruling about them.
    """
    keys = {row.key for row in rows}
    rulings = {
        ruling.ruled_key: ruling
        for ruling in Decision.objects.in_force()
        .rulings()
        .filter(duty__in={key.duty for key in keys}, body__in={key.body_id for key in keys})
    }
    wanted = rulings.keys() & keys
    if not wanted:
        return 0
    found = (
        Obligation.objects.unmet()
        .filter(
            reduce(
                or_,
                (
                    Q(duty=key.duty, body=key.body_id, period_key=key.period_key, subject=key.subject)
                    for key in sorted(wanted)
                ),
            )
        )
        .select_related("body")
        .select_for_update(of=("self",))
        .order_by("pk")
    )
    done = 0
    for row in list(found):
        done += _apply(row, rulings[row.key], today)
    return done


def _apply(row: Obligation, ruling: Decision, today: date) -> int:
    ground = bilingual(ruling, "ground")
    if ruling.released_as:
        release([(row, ruling.released_as)], ground=ground, actor=None, today=today)
        return 1
    if ruling.extended_to is None or (row.due_on is not None and row.due_on >= ruling.extended_to):
        return 0
    moves = [(row, ruling.extended_to)]
    reason = ChangeReason.EXTENSION
    return move_due(moves=moves, reason=reason, decision=ruling, ground=ground, today=today).count
