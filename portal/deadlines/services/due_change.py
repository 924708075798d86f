"""Moving last days: the one place that writes a `DueChange`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from django.db import transaction

from portal.bodies.permissions import Actor
from portal.deadlines.choices import ChangeReason
from portal.deadlines.models import Decision, DueChange, Obligation
from portal.deadlines.notices import moved as moved_notices
from portal.deadlines.services.ladder import note_late
from portal.deadlines.services.ladder_next_look import look_again
from portal.law.counting.moving import is_late_backwards
from portal.law.counting.planning import Key
from portal.notices.services import tell_many

#: Rows written with one statement.
_CHUNK = 1000


@dataclass
class Moved:
    """How many days moved, and the obligations whose day stayed: a body is never made late backwards."""

    count: int = 0
    kept: list[Obligation] = field(default_factory=list)


def move_due(
    *,
    moves: Iterable[tuple[Obligation, date]],
    reason: str,
    ground: str,
    today: date,
    actor: Actor | None = None,
    decision: Decision | None = None,
    nominal: Mapping[int, date] | None = None,
) -> Moved:
    """Give open obligations their new last days, and tell the people of their bodies.

    Locks the rows and looks at them as they are then: what was met or released meanwhile, or has the day already, is
    left alone. What time did until today is written first, so a move never erases lateness. An obligation without a day
    gets its first one. A term extended by decision is not shortened by an event that moves. `nominal` has the days as
    counted, before the rule on days off, by obligation.
    """
    done = Moved()
    with transaction.atomic():
        for chunk in _chunks(moves):
            _move(chunk, done, reason, ground, today, actor, decision, nominal or {})
    return done


def _move(
    wanted: Mapping[int, date],
    done: Moved,
    reason: str,
    ground: str,
    today: date,
    actor: Actor | None,
    decision: Decision | None,
    nominal: Mapping[int, date],
) -> None:
    rows = list(
        Obligation.objects.unmet()
        .filter(pk__in=wanted)
        .select_related("body")
        .select_for_update(of=("self",))
        .order_by("pk")
    )
    note_late(rows, today)
    extended = _extended(rows) if reason == ChangeReason.EVENT else {}
    changes = []
    for row in rows:
        old, new = row.due_on, max(wanted[row.pk], extended.get(row.key, wanted[row.pk]))
        # What an event counts to is the law's own day, however late the event became known.
        first_day = old is None and reason == ChangeReason.EVENT
        if not first_day and is_late_backwards(old, new, today):
            done.kept.append(row)
            continue
        row.nominal_due_on = nominal.get(row.pk, row.nominal_due_on)
        if new == old:
            continue
        row.due_on = new
        row.computed_due_on = row.computed_due_on or new
        row.nominal_due_on = row.nominal_due_on or new
        changes.append(
            DueChange(
                obligation=row,
                old_due_on=old,
                new_due_on=new,
                reason=reason,
                decision=decision,
                ground=ground,
                on=today,
                changed_by=actor.user if actor else None,
            )
        )
    Obligation.objects.bulk_update(rows, ["due_on", "computed_due_on", "nominal_due_on"])
    DueChange.objects.bulk_create(changes)
    look_again(obligations=[change.obligation for change in changes], on=today)
    tell_many(moved_notices(changes, today))
    done.count += len(changes)


def _extended(rows: Iterable[Obligation]) -> dict[Key, date]:
    """Days to which decisions extended the terms of these: an event that moves does not shorten what was given."""
    keys = {row.key for row in rows}
    rulings = (
        Decision.objects.in_force()
        .rulings()
        .filter(extended_to__isnull=False, duty__in={key.duty for key in keys}, body__in={key.body_id for key in keys})
    )
    return {each.ruled_key: each.extended_to for each in rulings if each.extended_to is not None}


def _chunks(moves: Iterable[tuple[Obligation, date]]) -> Iterator[dict[int, date]]:
    """In the order of keys, so that two who move the same rows wait for each other and do not lock each other out."""
    ordered = iter(sorted((obligation.pk, day) for obligation, day in moves))
    while chunk := dict(islice(ordered, _CHUNK)):
        yield chunk
