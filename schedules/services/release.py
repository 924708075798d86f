"""The schedule's side of publishing. The use case itself lives in `meetings`: it makes the meetings."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.bodies.permissions import Actor
from portal.files.services import publish as publish_file
from portal.kernel.errors import Conflict, Invalid
from portal.kit.formats import clock_time, day_digits
from schedules.choices import ScheduleVerb
from schedules.models import Schedule
from schedules.permissions import can_publish_schedule
from schedules.services.amendment import settle_proposals
from schedules.services.steps import locked_schedule, note_schedule
from schedules.workflow import SCHEDULE


@transaction.atomic
def plan_publication(*, schedule: Schedule, publish_at: datetime, actor: Actor, today: date, now: datetime) -> Schedule:
    """Set the instant at which the portal publishes by itself. Raises Invalid unless it lies ahead of `now`."""
    schedule = locked_schedule(schedule)
    can_publish_schedule(actor, schedule).require()
    before = schedule.state
    SCHEDULE.apply("plan_publication", before)
    if publish_at <= now:
        raise Invalid.at("publish_at", _("This moment has passed: choose a later one, or publish at once."))
    schedule.publish_at = publish_at
    schedule.save()
    note_schedule(schedule, ScheduleVerb.PLAN_PUBLICATION, before, actor=actor, today=today, comment=_stamp(publish_at))
    return schedule


@transaction.atomic
def cancel_planned_publication(*, schedule: Schedule, actor: Actor, today: date) -> Schedule:
    """Take the planned instant away. Raises Conflict when none is planned."""
    schedule = locked_schedule(schedule)
    can_publish_schedule(actor, schedule).require()
    before = schedule.state
    SCHEDULE.apply("plan_publication", before)
    if schedule.publish_at is None:
        raise Conflict(_("No publication is planned."), code="not_planned")
    schedule.publish_at = None
    schedule.save()
    note_schedule(schedule, ScheduleVerb.CANCEL_PUBLICATION, before, actor=actor, today=today)
    return schedule


@transaction.atomic
def mark_published(*, schedule: Schedule, at: datetime, actor: Actor | None, today: date) -> Schedule:
    """Open the approved schedule to the public.

    Called by `meetings.services.publication` alone, inside its transaction. No actor means a planned publication that
    the portal carries out.
    """
    schedule = locked_schedule(schedule)
    if actor is not None:
        can_publish_schedule(actor, schedule).require()
    before, schedule.state = schedule.state, SCHEDULE.apply("publish", schedule.state)
    if schedule.amends is not None:
        _supersede(schedule.amends, actor=actor, today=today)
    schedule.published_at = at
    schedule.publish_at = None
    schedule.save()
    schedule.versions.filter(published_at__isnull=True).update(published_at=at)
    if schedule.act_file is not None:
        publish_file(schedule.act_file)
    settle_proposals(schedule)
    note_schedule(schedule, ScheduleVerb.PUBLISH, before, actor=actor, today=today)
    return schedule


def _supersede(schedule: Schedule, *, actor: Actor | None, today: date) -> None:
    """The schedule in force gives way; first, since only one is published at a time."""
    schedule = locked_schedule(schedule)
    before, schedule.state = schedule.state, SCHEDULE.apply("supersede", schedule.state)
    schedule.save()
    note_schedule(schedule, ScheduleVerb.SUPERSEDE, before, actor=actor, today=today)


def _stamp(moment: datetime) -> str:
    """Day and time in digits: history is read in three languages."""
    return f"{day_digits(moment)} {clock_time(moment)}"
