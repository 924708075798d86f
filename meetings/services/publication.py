"""Publishing the approved schedule: every entry becomes a meeting that anybody can see, or changes with it."""

from __future__ import annotations

import logging
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from meetings import notices, queries
from meetings.models import Meeting
from meetings.services.duties import note_announced, note_cancelled
from meetings.services.making import make_meetings
from meetings.services.moving_by_amendment import apply_amendment
from portal.bodies.permissions import Actor
from portal.kernel import clock
from portal.kernel.errors import DomainError, Invalid
from portal.notices.services import tell_many
from schedules.models import Schedule
from schedules.permissions import can_publish_schedule
from schedules.services import graphs
from schedules.services.chain import chain_publication
from schedules.workflow import SCHEDULE

logger = logging.getLogger(__name__)


@transaction.atomic
def publish_schedule(*, schedule: Schedule, actor: Actor, today: date, now: datetime) -> list[Meeting]:
    """Publish at once; the meetings made, in the order of the year; of an amendment also those changed and cancelled.

    Raises NotAllowed, IllegalTransition unless the schedule is approved and not yet published, Invalid when a text
    lacks Kazakh or Russian (`errors` names every entry).
    """
    locked = _lock(schedule)
    can_publish_schedule(actor, locked).require()
    return _publish(locked, actor=actor, today=today, now=now)


@transaction.atomic
def plan_schedule_publication(
    *, schedule: Schedule, actor: Actor, publish_at: datetime, today: date, now: datetime
) -> Schedule:
    """Have the schedule published by the portal itself at `publish_at`.

    Refuses what could not be published then: raises as `publish_schedule` does, and Invalid for an instant gone by.
    """
    locked = _lock(schedule)
    can_publish_schedule(actor, locked).require()
    _require_both_languages(locked)
    return graphs.plan_publication(schedule=locked, actor=actor, publish_at=publish_at, today=today, now=now)


@transaction.atomic
def cancel_schedule_publication(*, schedule: Schedule, actor: Actor, today: date) -> Schedule:
    """Take the planned publication back; nothing becomes public."""
    locked = _lock(schedule)
    can_publish_schedule(actor, locked).require()
    return graphs.cancel_planned_publication(schedule=locked, actor=actor, today=today)


def publish_planned(*, now: datetime) -> int:
    """Publish every schedule whose planned time has come; how many were.

    For the beat: it may run late, twice at once or be killed half-way. A schedule another worker holds is skipped, one
    that was published meanwhile is no longer found, and one that cannot be published stops no other.
    """
    published = 0
    for pk in Schedule.objects.due_for_publication(now).order_by("publish_at", "pk").values_list("pk", flat=True):
        try:
            published += _publish_due(pk, now)
        except DomainError:
            logger.exception("The planned publication of schedule %s was refused", pk)
    return published


@transaction.atomic
def _publish_due(pk: int, now: datetime) -> bool:
    due = (
        Schedule.objects.due_for_publication(now)
        .filter(pk=pk)
        .select_for_update(of=("self",), skip_locked=True)
        .first()
    )
    if due is None:
        return False
    _publish(due, actor=None, today=clock.civil_date(now), now=now)
    return True


def _lock(schedule: Schedule) -> Schedule:
    return Schedule.objects.select_for_update(of=("self",)).get(pk=schedule.pk)


def _require_both_languages(schedule: Schedule) -> None:
    missing = queries.missing_texts(schedule)
    if missing:
        raise Invalid(
            _("Some texts are not in both Kazakh and Russian; nothing was published."),
            errors={f"entry-{gap.entry.pk}-{gap.field}": [gap.sentence] for gap in missing},
            code="languages_missing",
        )


def _publish(schedule: Schedule, *, actor: Actor | None, today: date, now: datetime) -> list[Meeting]:
    """The schedule's row is locked and the right to publish is settled."""
    SCHEDULE.apply("publish", schedule.state)
    _require_both_languages(schedule)
    schedule = graphs.mark_published(schedule=schedule, at=now, actor=actor, today=today)
    if schedule.amends_id is None:
        entries = list(schedule.entries.in_order().with_places())
        meetings = make_meetings(
            entries,
            year=schedule.period.start.year,
            version=schedule.versions.order_by("number").last(),
            actor=actor,
            today=today,
            now=now,
        )
        tell_many(notices.schedule_published(schedule, meetings, today=today))
        note_announced(meetings, today=today, actor=actor)
    else:
        amended = apply_amendment(schedule, actor=actor, today=today, now=now)
        meetings = amended.touched
        tell_many(notices.amendment_published(schedule, meetings, today=today))
        note_cancelled(amended.cancelled, today=today, actor=actor)
        note_announced([*amended.made, *amended.changed], today=today, actor=actor)
    chain_publication(schedule, at=now, user=actor.user if actor else None, today=today, meetings=len(meetings))
    return meetings
