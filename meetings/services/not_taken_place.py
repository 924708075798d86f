"""From its day on a meeting is neither moved nor cancelled: its body says, with a reason, that it did not take place.

That meets nothing: norms and duties to hold a meeting stay owed. What follows a meeting is called off.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from meetings import notices
from meetings.choices import MeetingState, MeetingVerb
from meetings.models import Meeting, MeetingEvent
from meetings.permissions import can_record_held
from meetings.services.duties import note_announced, note_not_taken_place
from meetings.services.making import stand_at
from meetings.workflow import MEETING
from portal.bodies.permissions import Actor
from portal.kernel.errors import Conflict, Invalid
from portal.notices.services import tell_many
from schedules.errors import NO_REASON


@transaction.atomic
def declare_not_taken_place(
    *,
    meeting: Meeting,
    reason_kk: str,
    reason_ru: str,
    actor: Actor,
    today: date,
    now: datetime,
    expected_sequence: int | None = None,
) -> Meeting:
    """Public at once. From its first day on; of a meeting without a day once its month, quarter or half-year is over.

    Raises NotAllowed, Conflict (its day is to come, never announced, changed since), IllegalTransition for one of which
    it is known already what became of it, Invalid (fields "reason_kk", "reason_ru").
    """
    locked = _locked(meeting)
    can_record_held(actor, locked).require()
    if not Meeting.objects.public().filter(pk=locked.pk).exists():
        raise Conflict(_("This meeting was never announced here."), code="not_announced")
    MEETING.apply("fall_through", locked.state, comment="-")
    _require_unchanged(locked, expected_sequence)
    if not locked.has_come(today):
        raise Conflict(
            _("The day of this meeting has not come yet: until then it is moved or cancelled."), code="day_ahead"
        )
    event = _write(locked, MeetingVerb.FALL_THROUGH, _reasons(reason_kk, reason_ru), actor, today, now)
    tell_many(notices.meeting_fell_through(locked, event, today=today))
    if locked.is_owing:
        note_not_taken_place(locked, today=today, actor=replace(actor, on=today))
    return locked


@transaction.atomic
def take_back_declaration(
    *,
    meeting: Meeting,
    reason_kk: str,
    reason_ru: str,
    actor: Actor,
    today: date,
    now: datetime,
    expected_sequence: int | None = None,
) -> Meeting:
    """The declaration was a mistake: it stays readable with the reason, and what follows the meeting is owed again.

    Raises NotAllowed, IllegalTransition, Conflict (changed since), Invalid (fields "reason_kk", "reason_ru").
    """
    locked = _locked(meeting)
    can_record_held(actor, locked).require()
    MEETING.apply("not_fall_through", locked.state, comment="-")
    _require_unchanged(locked, expected_sequence)
    event = _write(locked, MeetingVerb.NOT_FALL_THROUGH, _reasons(reason_kk, reason_ru), actor, today, now)
    tell_many(notices.meeting_fell_through(locked, event, today=today))
    if locked.is_owing:
        note_announced([locked], today=today, actor=replace(actor, on=today))
    return locked


def _locked(meeting: Meeting) -> Meeting:
    rows = Meeting.objects.select_related("entry", "body__territory", "schedule", "official", "territory__parent")
    return rows.select_for_update(of=("self",)).get(pk=meeting.pk)


def _require_unchanged(meeting: Meeting, expected_sequence: int | None) -> None:
    """What is sent twice does not take itself back."""
    if expected_sequence is not None and expected_sequence != meeting.sequence:
        raise Conflict(_("Somebody else has changed this meeting since you opened it."), code="meeting_changed")


def _reasons(kk: str, ru: str) -> dict[str, str]:
    reasons = {"reason_kk": kk.strip(), "reason_ru": ru.strip()}
    if missing := {name: [NO_REASON] for name, text in reasons.items() if not text}:
        raise Invalid(NO_REASON, errors=missing, code="change_reason")
    return reasons


def _write(
    meeting: Meeting, verb: MeetingVerb, reasons: dict[str, str], actor: Actor, today: date, now: datetime
) -> MeetingEvent:
    before, when = meeting.state, meeting.when
    meeting.state = MEETING.apply(verb, before, comment=reasons["reason_kk"])
    if meeting.is_awaited:
        # Announced, or planned while it has no day.
        stand_at(meeting, when)
    meeting.sequence += 1
    meeting.changed_at = now
    meeting.save()
    is_off = meeting.state == MeetingState.NOT_TAKEN_PLACE
    return MeetingEvent.objects.create(
        meeting=meeting,
        verb=verb,
        from_state=before,
        to_state=meeting.state,
        actor=actor.user,
        at=now,
        on=today,
        was=when.key if is_off else "",
        became="" if is_off else when.key,
        **reasons,
    )
