"""Moving a meeting's date inside the approved time: its own body sets the day.

Outside the approved month, quarter or half-year it is an amendment: `services.moving_by_amendment`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.choices import MeetingVerb
from meetings.models import Meeting, MeetingEvent
from meetings.permissions import can_fix_day
from meetings.services.duties import note_announced
from meetings.services.making import stand_at
from meetings.workflow import MEETING
from portal.bodies.permissions import Actor
from portal.kernel.errors import Conflict, IllegalTransition, Invalid
from portal.kernel.when import When
from portal.kit import formats
from schedules.models import ScheduleEntry


@transaction.atomic
def fix_day(
    *,
    meeting: Meeting,
    day: date,
    actor: Actor,
    today: date,
    now: datetime,
    start_time: time | None = None,
    more_days: Sequence[date] = (),
    reason_kk: str = "",
    reason_ru: str = "",
    reason_en: str = "",
    expected_sequence: int | None = None,
) -> Meeting:
    """Set the day inside the approved month, quarter or half-year, or the hour of an approved day.

    No amendment is needed for it, and it may be done again until the day comes; people who were told of a day are
    told why it is another one. A time outside what was approved is refused: it needs an amendment. Raises Invalid
    with fields, Conflict when somebody has changed the meeting since it was read or its day has come.
    """
    meeting = (
        Meeting.objects.select_related("entry", "body", "schedule", "official", "territory")
        .select_for_update(of=("self",))
        .get(pk=meeting.pk)
    )
    can_fix_day(actor, meeting).require()
    MEETING.apply("fix_day", meeting.state)
    if meeting.entry is None:
        # Nothing was approved inside which its body could move it.
        raise IllegalTransition(MEETING.refusal, params={"transition": "fix_day", "origin": meeting.origin})
    if expected_sequence is not None and expected_sequence != meeting.sequence:
        raise Conflict(_("Somebody else has changed this meeting since you opened it."), code="meeting_changed")
    if meeting.on is not None and meeting.on <= today:
        raise Conflict(_("The day of this meeting has come: it can no longer be changed."), code="day_has_come")
    days = [day, *more_days]
    had_day = meeting.on is not None
    is_other_day = meeting.days != days
    _check_days(meeting.entry, days, start_time, today)
    if not is_other_day and meeting.start_time == start_time:
        return meeting
    reasons = {"reason_kk": reason_kk.strip(), "reason_ru": reason_ru.strip(), "reason_en": reason_en.strip()}
    if had_day and is_other_day:
        _check_reasons(reasons)
    before, state = meeting.when.key, meeting.state
    stand_at(meeting, When(tuple(days)))
    meeting.start_time = start_time
    meeting.sequence += 1
    meeting.changed_at = now
    if had_day and before != meeting.when.key:
        meeting.moved_from = before
    meeting.save()
    MeetingEvent.objects.create(
        meeting=meeting,
        verb=MeetingVerb.CHANGE_DAY if had_day and is_other_day else MeetingVerb.FIX_DAY,
        from_state=state,
        to_state=meeting.state,
        actor=actor.user,
        at=now,
        on=today,
        was=before,
        became=meeting.when.key,
        **reasons,
    )
    note_announced([meeting], today=today, actor=actor)
    return meeting


def _check_days(entry: ScheduleEntry, days: list[date], start_time: time | None, today: date) -> None:
    if days != sorted(set(days)):
        raise Invalid.at("more_days", _("Name further days in order, each once, after the first."))
    approved = entry.when
    if approved.is_open:
        outside = [day for day in days if not approved.contains(day)]
        if outside:
            sentence = _("Approved is: %(period)s. Another time needs an amendment of the schedule.") % {
                "period": formats.when_text(approved)
            }
            raise Invalid.at("day" if outside[0] == days[0] else "more_days", sentence, code="needs_amendment")
    elif tuple(days) != approved.days:
        raise Invalid.at(
            "day",
            _("The day was approved in the schedule. Another day needs an amendment of the schedule."),
            code="needs_amendment",
        )
    elif entry.start_time is not None and start_time != entry.start_time:
        raise Invalid.at(
            "start_time",
            _("The time was approved in the schedule. Another time needs an amendment of the schedule."),
            code="needs_amendment",
        )
    if days[0] < today:
        raise Invalid.at("day", _("This day has passed."), code="day_passed")


def _check_reasons(reasons: dict[str, str]) -> None:
    sentence = _("People were told of another day: say why it changes, in Kazakh and in Russian.")
    errors = {name: [sentence] for name in ("reason_kk", "reason_ru") if not reasons[name]}
    if errors:
        raise Invalid(sentence, errors=errors, code="change_reason")
