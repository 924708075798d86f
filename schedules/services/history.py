"""Locks and lines of history that every use case of the schedule shares."""

from __future__ import annotations

from datetime import date

from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from schedules.models import Schedule, ScheduleEvent


def locked(schedule: Schedule) -> Schedule:
    """The schedule as it is now, held until the transaction ends: entries and slots change only under this lock."""
    return Schedule.objects.select_for_update(of=("self",)).get(pk=schedule.pk)


def note(
    schedule: Schedule,
    verb: str,
    before: str,
    *,
    actor: Actor | None,
    today: date,
    body: Body | None = None,
    comment: str = "",
) -> ScheduleEvent:
    """One line of history; no actor means the portal itself."""
    return ScheduleEvent.objects.create(
        schedule=schedule,
        verb=verb,
        from_state=before,
        to_state=schedule.state,
        actor=actor.user if actor else None,
        on=today,
        body=body,
        comment=comment,
    )
