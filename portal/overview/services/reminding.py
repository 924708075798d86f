"""Reminding every body that has not done one thing yet, by one click."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from portal.bodies.permissions import Actor
from portal.deadlines.choices import EventKind
from portal.deadlines.models import Obligation, ObligationEvent
from portal.deadlines.notices import reminder_now
from portal.deadlines.queries.ladder_people import People
from portal.notices.services import tell_many
from portal.overview.permissions import can_remind_all
from portal.overview.queries.control import Group

#: Obligations reminded of in one transaction.
_CHUNK = 200


@dataclass(frozen=True)
class Reminded:
    """How many obligations were reminded of; the others had been on the same day already."""

    now: int
    already: int


def remind_group(*, group: Group, actor: Actor, today: date) -> Reminded:
    """Remind the people of every body of the group that was not reminded today. Raises NotAllowed.

    In chunks: what was reminded stays so when the rest fails, and pressing again goes on with the rest.
    """
    can_remind_all(actor).require()
    already, now, last = group.reminded(today).count(), 0, 0
    while True:
        with transaction.atomic():
            rows = list(
                group.open()
                .filter(pk__gt=last)
                .select_related("body")
                .select_for_update(of=("self",), skip_locked=True)
                .order_by("pk")[:_CHUNK]
            )
            if not rows:
                return Reminded(now, already)
            last = rows[-1].pk
            now += _remind(rows, actor, today)


def _remind(rows: list[Obligation], actor: Actor, today: date) -> int:
    """The rows are locked: nobody else reminds of them meanwhile."""
    done = set(
        ObligationEvent.objects.filter(obligation__in=rows, kind=EventKind.REMINDED, on=today).values_list(
            "obligation_id", flat=True
        )
    )
    fresh = [row for row in rows if row.pk not in done]
    ObligationEvent.objects.bulk_create(
        ObligationEvent(obligation=row, kind=EventKind.REMINDED, on=today, recorded_on=today, actor=actor.user)
        for row in fresh
    )
    people = People([row.body for row in fresh], today)
    tell_many(draft for row in fresh for draft in reminder_now(row, today, people))
    return len(fresh)
