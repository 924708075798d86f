"""For whom somebody records what a meeting was."""

from __future__ import annotations

from meetings.models import Meeting
from meetings.permissions import announcing_akimat, can_record_held
from meetings.querysets import recorded_bodies
from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from schedules.querysets import PLANNING_ROLES


def announcing_body(actor: Actor, meeting: Meeting) -> tuple[Body, bool]:
    """For which body the actor says where people were told; whether it only helps the body of the meeting."""
    if can_record_held(actor, meeting):
        return recording_body(actor, meeting), False
    akimat = announcing_akimat(actor, meeting)
    assert akimat is not None, "whoever may announce speaks for one"
    return akimat, True


def recording_body(actor: Actor, meeting: Meeting) -> Body:
    """For which body the actor records: that of the meeting, or the akimat above one that has nobody here."""
    if actor.has_any(PLANNING_ROLES, meeting.body_id):
        return meeting.body
    return Body.objects.get(pk=recorded_bodies(actor)[meeting.body_id])
