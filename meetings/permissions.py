"""Who announces meetings. Default is denied."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from meetings.models import Meeting
from portal.bodies.permissions import Actor
from portal.kernel.verdicts import ALLOWED, Verdict, denied
from schedules.choices import ScheduleKind
from schedules.models import Schedule
from schedules.permissions import can_bring_out, is_of_authorised_body
from schedules.querysets import MINISTRY_ROLES


def can_publish_schedule(actor: Actor, schedule: Schedule) -> Verdict:
    """People of the body that answers for access to information publish the schedule, at once or at a set time.

    A departmental plan is published by its ministry's own people.
    """
    if schedule.kind == ScheduleKind.PLAN:
        return can_bring_out(actor, schedule)
    if is_of_authorised_body(actor):
        return ALLOWED
    return denied(
        "not_authorised_body",
        _("Only people of the authorised body for access to information publish the schedule of meetings."),
    )


def can_fix_day(actor: Actor, meeting: Meeting) -> Verdict:
    """Set the day inside the approved time: preparer and head of the body that holds the meeting.

    Twin of `MeetingQuerySet.worked_on_by`.
    """
    if actor.has_any(MINISTRY_ROLES, meeting.body_id):
        return ALLOWED
    return denied("other_body", _("Only people of the body that holds the meeting set its day."))
