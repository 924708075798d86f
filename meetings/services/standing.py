"""What stood announced here before its day: the ground floor judges a held meeting by its own day when it did."""

from __future__ import annotations

from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Exists, F, OuterRef, Q

from meetings.choices import MeetingKind, MeetingVerb
from meetings.models import Meeting, MeetingEvent, MeetingHeld
from portal.deadlines.models import Obligation
from portal.deadlines.queries.holding import HELD
from portal.kernel import clock
from portal.law.access_to_information import REPORT_DUTY
from schedules.kinds import KINDS

#: How a norm about a unit names it.
_UNIT = "territory:"
#: What sets a day.
_MOVING = Q(verb__in=(MeetingVerb.FIX_DAY, MeetingVerb.CHANGE_DAY, MeetingVerb.MOVE)) | (
    # What was held on another day than announced stands there only since it was recorded.
    Q(verb=MeetingVerb.HOLD) & ~Q(was=F("became"))
)


def stood_announced(obligation: Obligation, day: date) -> bool:
    """Whether a meeting that the duty asks for stood on `day`, announced before that day began. One statement at most.

    A reception, or a deputy's meeting, is not the meeting of the first head: only a schedule of the kind that announces
    what the duty asks for vouches for it. No plan names report meetings: of them each that was announced as one does,
    and not one of which this was said only when it was recorded.
    """
    begins = clock.at(day, 0)
    moved_then = MeetingEvent.objects.filter(_MOVING, meeting=OuterRef("pk"), at__gte=begins)
    meetings = Meeting.objects.public().standing().for_body(obligation.body).on_day(day)
    meetings = meetings.filter(~Exists(moved_then), published_at__lt=begins)
    if obligation.duty == REPORT_DUTY:
        told_then = MeetingHeld.objects.standing().filter(meeting=OuterRef("pk"), told_report=True)
        return meetings.of_kind(MeetingKind.REPORT).filter(~Exists(told_then)).exists()
    of_heads = obligation.duty in HELD
    kinds = [
        kind.key
        for kind in KINDS.values()
        if kind.duties.holding == obligation.duty or (of_heads and kind.duties.of_meetings)
    ]
    if not kinds:
        return False
    if obligation.subject.startswith(_UNIT):
        kato = obligation.subject.removeprefix(_UNIT)
        inside = [Q(**{f"territory{'__parent' * steps}__kato": kato}) for steps in range(4)]
        meetings = meetings.filter(reduce(or_, inside))
    return meetings.filter(schedule__kind__in=kinds).exists()
