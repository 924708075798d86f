"""Publishing the approved schedule: every entry becomes a meeting that anybody can see."""

from __future__ import annotations

import logging
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from meetings import notices, queries
from meetings.choices import MeetingState, MeetingVerb
from meetings.models import Meeting, MeetingEvent
from meetings.permissions import can_publish_schedule
from meetings.services.numbers import take_numbers
from portal.bodies.models import Official, Territory
from portal.bodies.permissions import Actor
from portal.kernel import clock
from portal.kernel.errors import DomainError, Invalid
from portal.kernel.periods import Period
from portal.notices.services import tell_many
from schedules.models import Schedule, ScheduleEntry
from schedules.services import graphs
from schedules.workflow import SCHEDULE

logger = logging.getLogger(__name__)


@transaction.atomic
def publish_schedule(*, schedule: Schedule, actor: Actor, today: date, now: datetime) -> list[Meeting]:
    """Publish at once; the meetings made, in the order of the year.

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
    entries = list(schedule.entries.in_order().select_related("body", "official", "territory__parent"))
    numbers = take_numbers(year=schedule.period.start.year, count=len(entries))
    meetings = Meeting.objects.bulk_create(
        [_meeting(entry, number, now) for entry, number in zip(entries, numbers, strict=True)]
    )
    MeetingEvent.objects.bulk_create(
        MeetingEvent(
            meeting=meeting,
            verb=MeetingVerb.PUBLISH,
            to_state=MeetingState.PLANNED,
            actor=actor.user if actor else None,
            at=now,
            on=today,
        )
        for meeting in meetings
    )
    tell_many(notices.schedule_published(schedule, meetings, today=today))
    return meetings


def _meeting(entry: ScheduleEntry, number: str, now: datetime) -> Meeting:
    start, end = _span(entry)
    return Meeting(
        number=number,
        entry=entry,
        schedule_id=entry.schedule_id,
        body=entry.body,
        official=entry.official,
        territory=entry.territory,
        region=entry.territory.region,
        on=entry.day,
        month_key=entry.month_key,
        quarter_key=entry.quarter_key,
        span_start=start,
        span_end=end,
        start_time=entry.start_time,
        format=entry.format,
        **{name: getattr(entry, name) for name in _TEXTS},
        search_text=_search_text(entry),
        published_at=now,
        changed_at=now,
    )


_TEXTS = [f"{name}_{language}" for name in ("venue", "subject", "ground") for language in ("kk", "ru", "en")]


def _span(entry: ScheduleEntry) -> tuple[date, date]:
    """First day and the day after the last of the day, month or quarter."""
    when = entry.when
    if isinstance(when, Period):
        return when.start, when.end
    return when, when + timedelta(days=1)


def _search_text(entry: ScheduleEntry) -> str:
    """What the search box finds the meeting by: names and texts in every language, in lower case, each once."""
    official: Official = entry.official
    place: Territory = entry.territory
    words = [
        *(getattr(official, f"title_{code}") for code in ("kk", "ru", "en")),
        *(getattr(entry.body, f"name_{code}") for code in ("kk", "ru", "en")),
        *(getattr(unit, f"name_{code}") for unit in (place, place.region) for code in ("kk", "ru", "en")),
        *(getattr(entry, f"{name}_{code}") for name in ("venue", "subject") for code in ("kk", "ru", "en")),
    ]
    return "\n".join(dict.fromkeys(word.lower() for word in words if word))
