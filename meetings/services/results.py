"""What came of a held meeting, as the floor above tells it: its results are published, and nothing is left to do.

Phones need not hear of it, so `sequence` stays. Callers have asked for permission; what they publish is their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from meetings.choices import MeetingVerb
from meetings.models import Meeting, MeetingEvent
from meetings.workflow import MEETING
from portal.bodies.permissions import Actor
from portal.kernel.errors import Invalid
from schedules.errors import NO_REASON


@transaction.atomic
def note_reported(*, meeting: Meeting, actor: Actor, today: date, now: datetime) -> Meeting:
    """The results of a held meeting are published. Raises IllegalTransition."""
    return _step(MeetingVerb.REPORT, meeting, actor, today, now)


@transaction.atomic
def note_report_withdrawn(
    *, meeting: Meeting, reason_kk: str, reason_ru: str, actor: Actor, today: date, now: datetime
) -> Meeting:
    """The publication was a mistake: the meeting was held, and its results are published anew later.

    Raises IllegalTransition, also of a closed one, Invalid (fields "reason_kk", "reason_ru").
    """
    return _step(MeetingVerb.UNREPORT, meeting, actor, today, now, _reasons(reason_kk, reason_ru))


@transaction.atomic
def note_closed(*, meeting: Meeting, actor: Actor, today: date, now: datetime) -> Meeting:
    """Its results are published and its protocol is signed. Raises IllegalTransition."""
    return _step(MeetingVerb.CLOSE, meeting, actor, today, now)


@transaction.atomic
def note_reopened(
    *, meeting: Meeting, reason_kk: str, reason_ru: str, actor: Actor, today: date, now: datetime
) -> Meeting:
    """Something was left to do after all. Raises IllegalTransition, Invalid (fields "reason_kk", "reason_ru")."""
    return _step(MeetingVerb.REOPEN, meeting, actor, today, now, _reasons(reason_kk, reason_ru))


def _reasons(kk: str, ru: str) -> dict[str, str]:
    reasons = {"reason_kk": kk.strip(), "reason_ru": ru.strip()}
    if missing := {name: [NO_REASON] for name, text in reasons.items() if not text}:
        raise Invalid(NO_REASON, errors=missing, code="change_reason")
    return reasons


def _step(
    verb: MeetingVerb,
    meeting: Meeting,
    actor: Actor,
    today: date,
    now: datetime,
    reasons: Mapping[str, str] | None = None,
) -> Meeting:
    said = dict(reasons or {})
    locked = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    before = locked.state
    locked.state = MEETING.apply(verb, before, comment=said.get("reason_kk", ""))
    locked.changed_at = now
    locked.save(update_fields=["state", "changed_at"])
    when = locked.when.key
    MeetingEvent.objects.create(
        meeting=locked,
        verb=verb,
        from_state=before,
        to_state=locked.state,
        actor=actor.user,
        at=now,
        on=today,
        was=when,
        became=when,
        **said,
    )
    return locked
