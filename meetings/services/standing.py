"""What stood announced here before its day: the ground floor judges a held meeting by its own day when it did."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef

from meetings.choices import MeetingVerb
from meetings.models import Meeting, MeetingEvent
from portal.bodies.models import Body
from portal.kernel import clock

#: What sets a day.
_MOVING = (MeetingVerb.FIX_DAY, MeetingVerb.CHANGE_DAY, MeetingVerb.MOVE)


def stood_announced(body: Body, day: date) -> bool:
    """Whether a public meeting of the body stood on `day`, announced for it before that day began. One statement."""
    begins = clock.at(day, 0)
    moved_then = MeetingEvent.objects.filter(meeting=OuterRef("pk"), verb__in=_MOVING, at__gte=begins)
    meetings = Meeting.objects.public().standing().for_body(body).on_day(day).filter(published_at__lt=begins)
    return meetings.filter(~Exists(moved_then)).exists()
