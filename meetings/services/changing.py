"""Moving or cancelling an announced meeting at once, before its day; the version that promised it stays as it was.

What is saved, who is told and in what words is foreseen by one function, for the page that shows it before and for the
act itself. Inside the approved time a body sets a day that was open without this: `services.moving_inside_approved`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.choices import MeetingState, MeetingVerb
from meetings.models import ChannelToTell, Meeting, MeetingAnnouncement, MeetingEvent
from meetings.notices import changed_lines, meeting_changed
from meetings.permissions import can_change
from meetings.queries.changing import warnings
from meetings.rules import Change, Wanted
from meetings.services.duties import note_announced, note_cancelled
from meetings.services.making import stand_at
from meetings.services.telling import told_before, told_beside
from meetings.workflow import MEETING
from portal.accounts.models import User
from portal.bodies.permissions import Actor
from portal.calendars.services.risk import note_meeting_off, note_meeting_on
from portal.kernel.errors import Conflict, Invalid
from portal.kernel.when import When
from portal.kernel.wording import Lines
from portal.kit import formats
from portal.notices.services import tell_many

#: Further ahead a meeting of no schedule is not moved.
LATEST_DAYS = 366
_NO_REASON = gettext_lazy("People were told of this meeting: say why it changes, in Kazakh and in Russian.")


@dataclass(frozen=True)
class Foreseen:
    """What saving does: the change, who is told of it in which words, and where else people are still to be told."""

    meeting: Meeting
    change: Change
    lines: Lines
    people: list[User]
    channels: list[str]
    #: What is worth a look and hinders nothing, in the active language.
    warnings: list[str]


def foresee(
    *, meeting: Meeting, wanted: Wanted, actor: Actor, today: date, expected_sequence: int | None = None
) -> Foreseen:
    """What saving `wanted` now would do; nothing is saved. Raises as the services below."""
    return _foreseen(_found(meeting), wanted, actor, today, expected_sequence)


@transaction.atomic
def move_meeting(
    *,
    meeting: Meeting,
    day: date,
    actor: Actor,
    today: date,
    now: datetime,
    reason_kk: str,
    reason_ru: str,
    reason_en: str = "",
    start_time: time | None = None,
    more_days: Sequence[date] = (),
    expected_sequence: int | None = None,
) -> Meeting:
    """It is held on another day, or at another hour. Sent twice, the second finds it done.

    Raises NotAllowed, Conflict (its day has come, changed since, cancelled), Invalid with fields.
    """
    wanted = Wanted(reason_kk, reason_ru, reason_en, days=(day, *more_days), start_time=start_time)
    return change_meeting(
        meeting=meeting, wanted=wanted, actor=actor, today=today, now=now, expected_sequence=expected_sequence
    )


@transaction.atomic
def cancel_meeting(
    *,
    meeting: Meeting,
    actor: Actor,
    today: date,
    now: datetime,
    reason_kk: str,
    reason_ru: str,
    reason_en: str = "",
    expected_sequence: int | None = None,
) -> Meeting:
    """It does not take place; number and page stay. Raises as `move_meeting`."""
    wanted = Wanted(reason_kk, reason_ru, reason_en, is_off=True)
    return change_meeting(
        meeting=meeting, wanted=wanted, actor=actor, today=today, now=now, expected_sequence=expected_sequence
    )


@transaction.atomic
def change_meeting(
    *,
    meeting: Meeting,
    wanted: Wanted,
    actor: Actor,
    today: date,
    now: datetime,
    expected_sequence: int | None = None,
) -> Meeting:
    """What is `wanted` of it, moved, cancelled or standing again as it was; all of `Foreseen` in one transaction."""
    locked = _found(meeting, lock=True)
    if expected_sequence is not None and expected_sequence < locked.sequence and _is_so(locked, wanted):
        can_change(actor, locked).require()
        return locked
    seen = _foreseen(locked, wanted, actor, today, expected_sequence)
    state, change = locked.state, seen.change
    MEETING.apply(_STEPS[MeetingVerb(change.verb)], state, comment=wanted.reason_kk)
    locked.state = MeetingState.CANCELLED if change.became is None else MeetingState.PLANNED
    if change.became is not None:
        stand_at(locked, change.became)
    if change.verb in (MeetingVerb.MOVE, MeetingVerb.CHANGE_DAY):
        locked.moved_from = change.was.key
    if change.became is not None:
        locked.start_time = change.became_at
    locked.sequence += 1
    locked.changed_at = now
    locked.save()
    event = MeetingEvent.objects.create(
        meeting=locked,
        verb=change.verb,
        from_state=state,
        to_state=locked.state,
        actor=actor.user,
        at=now,
        on=today,
        was=change.was.key,
        became="" if change.became is None else change.became.key,
        **wanted.reasons,
    )
    _note_channels(event, seen)
    tell_many(meeting_changed(locked, event, seen.lines, seen.people))
    if change.became is None:
        note_cancelled([locked], today=today, actor=actor)
        note_meeting_off(number=locked.number, actor=actor, today=today, now=now)
    else:
        note_announced([locked], today=today, actor=actor)
        if change.verb == MeetingVerb.RESTORE:
            note_meeting_on(number=locked.number, actor=actor, today=today, now=now)
    return locked


#: The step of the state table that a verb of the history takes.
_STEPS = {
    MeetingVerb.CANCEL: "cancel",
    MeetingVerb.RESTORE: "restore",
    MeetingVerb.MOVE: "move",
    MeetingVerb.CHANGE_DAY: "move",
    MeetingVerb.CHANGE: "change",
}


def _found(meeting: Meeting, *, lock: bool = False) -> Meeting:
    rows = Meeting.objects.select_related("entry", "body", "schedule", "official", "territory")
    return (rows.select_for_update(of=("self",)) if lock else rows).get(pk=meeting.pk)


def _is_so(meeting: Meeting, wanted: Wanted) -> bool:
    """What is wanted is there already."""
    if wanted.is_off or meeting.is_cancelled:
        return meeting.is_cancelled and wanted.is_off
    return not wanted.days or (meeting.days == list(wanted.days) and meeting.start_time == wanted.start_time)


def _foreseen(meeting: Meeting, wanted: Wanted, actor: Actor, today: date, expected_sequence: int | None) -> Foreseen:
    can_change(actor, meeting).require()
    if not Meeting.objects.public().filter(pk=meeting.pk).exists():
        raise Conflict(_("This meeting was never announced here."), code="not_announced")
    change = _change(meeting, wanted)
    MEETING.apply(_STEPS[MeetingVerb(change.verb)], meeting.state, comment="·")
    if expected_sequence is not None and expected_sequence != meeting.sequence:
        raise Conflict(_("Somebody else has changed this meeting since you opened it."), code="meeting_changed")
    if meeting.has_come(today):
        raise Conflict(
            _("The day of this meeting has come: it is no longer moved or cancelled. If it was not held, declare so."),
            code="day_has_come",
        )
    entry = meeting.entry
    if change.verb == MeetingVerb.RESTORE and entry is not None and entry.schedule_id != meeting.schedule_id:
        raise Conflict(
            _("The schedule in force does not hold this meeting any more: only an amendment brings it back."),
            code="not_in_force",
        )
    _check(meeting, wanted, change, today)
    return Foreseen(
        meeting=meeting,
        change=change,
        lines=changed_lines(meeting, change),
        people=told_before(meeting, today),
        channels=told_beside(meeting),
        warnings=warnings(meeting, wanted.days),
    )


def _change(meeting: Meeting, wanted: Wanted) -> Change:
    was, at = meeting.when, meeting.start_time
    if wanted.is_off:
        return Change(MeetingVerb.CANCEL, was, at, None, None, wanted)
    if not wanted.days:
        return Change(MeetingVerb.RESTORE, was, at, was, at, wanted)
    try:
        became = When(tuple(sorted(set(wanted.days))))
    except ValueError as refusal:
        raise Invalid.at("day", _("Name a day.")) from refusal
    approved = None if meeting.entry is None else meeting.entry.when
    is_inside = approved is not None and approved.is_open and approved.holds(became) and not was.is_open
    # The first day stays: another hour, or other further days.
    verb = MeetingVerb.CHANGE if became.key == was.key else MeetingVerb.CHANGE_DAY if is_inside else MeetingVerb.MOVE
    return Change(verb, was, at, became, wanted.start_time, wanted)


def _check(meeting: Meeting, wanted: Wanted, change: Change, today: date) -> None:
    errors: dict[str, list[str]] = {}
    if wanted.days:
        errors |= _wrong_days(meeting, wanted, change, today)
    errors |= {name: [str(_NO_REASON)] for name in ("reason_kk", "reason_ru") if not wanted.reasons[name]}
    if errors:
        raise Invalid(next(iter(errors.values()))[0], errors=errors, code=next(iter(errors)))


def _wrong_days(meeting: Meeting, wanted: Wanted, change: Change, today: date) -> dict[str, list[str]]:
    days = wanted.days
    if list(days) != sorted(set(days)):
        return {"more_days": [_("Name further days in order, each once, after the first.")]}
    if days[0] < today:
        return {"day": [_("This day has passed.")]}
    if change.became == change.was and change.became_at == change.was_at:
        return {"day": [_("The meeting stands on this day and at this hour already.")]}
    schedule = meeting.schedule
    outside = [] if schedule is None else [day for day in days if not schedule.period.contains(day)]
    if schedule is not None and outside:
        sentence = _("The meeting is one of the schedule for %(period)s: this day is outside it.")
        return {
            "day" if days[0] in outside else "more_days": [sentence % {"period": formats.period_name(schedule.period)}]
        }
    if schedule is None and (days[-1] - today).days > LATEST_DAYS:
        return {"day" if len(days) == 1 else "more_days": [_("A meeting is moved within a year.")]}
    if meeting.entry is not None and change.was.is_open and meeting.entry.when.holds(When(days)):
        return {"day": [_("This day lies inside the approved time: set it on the page of the meeting, it is no move.")]}
    return {}


def _note_channels(event: MeetingEvent, seen: Foreseen) -> None:
    """Where people were told of what was: until a new line there, or a word why there is none."""
    lines = MeetingAnnouncement.objects.standing().filter(meeting=event.meeting).order_by("pk")
    last = {line.channel: line for line in lines}
    ChannelToTell.objects.bulk_create(
        ChannelToTell(
            event=event, channel=channel, last_line=last[channel], line_kk=seen.lines.kk, line_ru=seen.lines.ru
        )
        for channel in seen.channels
    )


@transaction.atomic
def leave_channel(*, channel: ChannelToTell, reason: str, actor: Actor, today: date) -> ChannelToTell:
    """People are not told of the change there, and this is why. What somebody has said already stands."""
    row = ChannelToTell.objects.select_for_update(of=("self",)).select_related("event__meeting").get(pk=channel.pk)
    can_change(actor, row.event.meeting).require()
    if row.said_on is not None:
        return row
    if not reason.strip():
        raise Invalid.at("reason", _("Say why people are not told there."))
    row.reason, row.said_by, row.said_on = reason.strip(), actor.user, today
    row.save()
    return row
