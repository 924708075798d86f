"""What stood announced here before its day: the ground floor judges a held meeting by its own day when it did."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef

from meetings.choices import MeetingVerb
from meetings.models import Meeting, MeetingEvent
from portal.deadlines.models import Obligation
from portal.kernel import clock
from schedules.kinds import KINDS

#: What sets a day.
_MOVING = (MeetingVerb.FIX_DAY, MeetingVerb.CHANGE_DAY, MeetingVerb.MOVE)


def stood_announced(obligation: Obligation, day: date) -> bool:
    """Whether a meeting that the duty asks for stood on `day`, announced before that day began. One statement at most.

    A reception, or a deputy's meeting, is not the meeting of the first head: only a schedule of the kind that announces
    what the duty asks for vouches for it.
    """
    kinds = [kind.key for kind in KINDS.values() if kind.duties.holding == obligation.duty]
    if not kinds:
        return False
    begins = clock.at(day, 0)
    moved_then = MeetingEvent.objects.filter(meeting=OuterRef("pk"), verb__in=_MOVING, at__gte=begins)
    meetings = Meeting.objects.public().standing().for_body(obligation.body).on_day(day)
    announced = meetings.filter(schedule__kind__in=kinds, published_at__lt=begins)
    return announced.filter(~Exists(moved_then)).exists()
