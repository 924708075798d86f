"""Moving a meeting's date outside the approved time, changing or cancelling it: what a published amendment does.

Inside the approved month, quarter or half-year the body sets the day itself: `services.moving_inside_approved`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from meetings.choices import MeetingState, MeetingVerb
from meetings.models import Meeting, MeetingEvent
from meetings.services.making import TAKEN, make_meetings, take_over, take_time
from meetings.workflow import MEETING
from portal.bodies.permissions import Actor
from schedules.models import Schedule, ScheduleEntry, ScheduleVersion
from schedules.queries.amendment import says

_Reason = Mapping[str, str]
#: Columns of what readers and phones know of a meeting: all that it takes from its entry but the entry itself.
_KNOWN = [field.attname for field in Meeting._meta.concrete_fields if field.name in {*TAKEN} - {"entry", "schedule"}]


@dataclass
class Amended:
    """What happened, for the notices."""

    made: list[Meeting] = field(default_factory=list)
    changed: list[Meeting] = field(default_factory=list)
    cancelled: list[Meeting] = field(default_factory=list)

    @property
    def touched(self) -> list[Meeting]:
        return [*self.made, *self.changed, *self.cancelled]


@dataclass(frozen=True)
class _Moment:
    """Who publishes which version, and when."""

    version: ScheduleVersion
    actor: Actor | None
    today: date
    now: datetime


def apply_amendment(schedule: Schedule, *, actor: Actor | None, today: date, now: datetime) -> Amended:
    """Bring announced meetings in line with the amendment that has just taken the place of what it amends.

    A meeting whose entry says the same keeps everything, also a day its body has set meanwhile. One that was moved or
    cancelled at once (`services.changing`) stays so, and an entry that says just that changes nothing. One that was
    held already is history, and an amendment does not rewrite it. Called inside the transaction of the publication.
    """
    moment = _Moment(schedule.versions.latest("number"), actor, today, now)
    announced = _announced(schedule)
    entries = list(schedule.entries.in_order().with_places())
    kept, amended, new, events = [], Amended(), [], []
    for entry in entries:
        meeting = announced.pop(entry.key, None)
        if meeting is None:
            new.append(entry)
        elif _stays(meeting, entry) or _has_come(meeting, today):
            meeting.entry = entry
            kept.append(meeting)
        elif (event := _change(meeting, entry, moment)) is not None:
            events.append(event)
            amended.changed.append(meeting)
        else:
            kept.append(meeting)
    reasons = _withdrawal_reasons(moment.version)
    for key, meeting in announced.items():
        if meeting.is_cancelled or _has_come(meeting, today):
            kept.append(meeting)
        else:
            events.append(_cancel(meeting, reasons.get(key, {}), moment))
            amended.cancelled.append(meeting)
    amended.made = make_meetings(
        new, year=schedule.period.start.year, version=moment.version, actor=actor, today=today, now=now
    )
    _save(schedule, kept, amended, events)
    return amended


def _announced(schedule: Schedule) -> dict[str, Meeting]:
    """Meetings that the amended schedule promises, by the key of their entry, held until the end.

    Also one that was cancelled at once, and one that did not take place: history, no other is made in its stead.
    A cancelled one whose entry an earlier amendment left out is not promised any more.
    """
    promised = Q(entry__schedule=schedule.amends_id) | ~Q(state=MeetingState.CANCELLED)
    found = Meeting.objects.filter(promised, schedule=schedule.amends_id).order_by("pk")
    locked = found.select_related("entry").select_for_update(of=("self",))
    return {meeting.entry.key: meeting for meeting in locked if meeting.entry is not None}


def _stays(meeting: Meeting, entry: ScheduleEntry) -> bool:
    """The entry says the same; or the meeting is cancelled, and no time is approved for it that it has not lost."""
    was = meeting.entry
    if was is None or says(was) == says(entry):
        return was is not None
    lost = (meeting.when, meeting.start_time) == (entry.when, entry.start_time)
    return meeting.is_cancelled and (lost or _same_time(was, entry))


def _same_time(was: ScheduleEntry, entry: ScheduleEntry) -> bool:
    return (was.when, was.start_time) == (entry.when, entry.start_time)


def _has_come(meeting: Meeting, today: date) -> bool:
    """From its day on a meeting is held or not, see `services.not_taken_place`: no amendment moves or cancels it."""
    is_history = not meeting.is_awaited and not meeting.is_cancelled
    return is_history or (bool(meeting.days) and meeting.days[0] <= today)


def _change(meeting: Meeting, entry: ScheduleEntry, moment: _Moment) -> MeetingEvent | None:
    """None when the meeting says already what is approved now."""
    before, state, shown = meeting.when, meeting.state, _shown(meeting)
    keeps_day = _keeps_day(meeting, entry)
    take_over(meeting, entry)
    if meeting.is_cancelled:
        meeting.state = MeetingState.PLANNED
    if not keeps_day:
        take_time(meeting, entry)
    if state != MeetingState.CANCELLED and shown == _shown(meeting):
        return None
    is_moved = before != meeting.when
    if is_moved and before.is_open and before.holds(meeting.when):
        # Named more closely than it was promised: nobody who kept the time free is let down.
        verb = MeetingVerb.FIX_DAY if meeting.days else MeetingVerb.CHANGE
    elif is_moved:
        verb = MeetingVerb.MOVE
        meeting.moved_from = before.key
    else:
        verb = MeetingVerb.CHANGE
    reason = {code: getattr(entry, f"change_reason_{code}") for code in ("kk", "ru", "en")}
    step = "restore" if state == MeetingState.CANCELLED else "move" if is_moved else "change"
    MEETING.apply(step, state, comment=reason["kk"])
    meeting.sequence += 1
    meeting.changed_at = moment.now
    return _event(meeting, verb, state, moment, reason, was=before.key)


def _shown(meeting: Meeting) -> tuple[Any, ...]:
    """What readers and phones know of it."""
    return tuple(getattr(meeting, name) for name in _KNOWN)


def _keeps_day(meeting: Meeting, entry: ScheduleEntry) -> bool:
    """No other time is approved; or the body has set a day itself, and the time approved now still holds it."""
    was = meeting.entry
    if was is None or meeting.is_cancelled:
        return False
    both_open = was.when.is_open and entry.when.is_open
    return _same_time(was, entry) or (both_open and not meeting.when.is_open and entry.when.holds(meeting.when))


def _cancel(meeting: Meeting, reason: _Reason, moment: _Moment) -> MeetingEvent:
    before = meeting.state
    meeting.state = MEETING.apply("cancel", meeting.state, comment=reason.get("kk", ""))
    meeting.sequence += 1
    meeting.changed_at = moment.now
    return _event(meeting, MeetingVerb.CANCEL, before, moment, reason, was=meeting.when.key)


def _event(meeting: Meeting, verb: str, before: str, moment: _Moment, reason: _Reason, *, was: str) -> MeetingEvent:
    return MeetingEvent(
        meeting=meeting,
        verb=verb,
        from_state=before,
        to_state=meeting.state,
        actor=moment.actor.user if moment.actor else None,
        at=moment.now,
        on=moment.today,
        was=was,
        became="" if meeting.state == MeetingState.CANCELLED else meeting.when.key,
        version=moment.version,
        **{f"reason_{code}": reason.get(code) or "" for code in ("kk", "ru", "en")},
    )


def _withdrawal_reasons(version: ScheduleVersion) -> dict[str, _Reason]:
    """As frozen when the amendment was approved."""
    content: dict[str, Any] = version.content
    return {gone["key"]: gone["reason"] for gone in (content.get("amendment") or {}).get("withdrawn", ())}


def _save(schedule: Schedule, kept: list[Meeting], amended: Amended, events: list[MeetingEvent]) -> None:
    """Every meeting of the year belongs to the schedule in force, also those cancelled now or before."""
    Meeting.objects.filter(schedule=schedule.amends_id).update(schedule=schedule)
    Meeting.objects.bulk_update(kept, ["entry"], batch_size=500)
    changing = [*TAKEN, "state", "sequence", "changed_at", "moved_from"]
    Meeting.objects.bulk_update(amended.changed, changing, batch_size=200)
    Meeting.objects.bulk_update(amended.cancelled, ["state", "sequence", "changed_at"], batch_size=500)
    MeetingEvent.objects.bulk_create(events)
