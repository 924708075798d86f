"""Whether a meeting takes questions, until when, and which meetings of the place come next."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from meetings.models import Meeting
from meetings.queries import MeetingRow, meeting_rows
from portal.bodies.models import Territory
from portal.bodies.querysets import TerritoryQuerySet
from portal.kernel import clock
from portal.questions.rules.times import CLOSES_AT, closes_on

#: Meetings offered to whoever came too late, or came for one that will not be.
_OFFERED = 3


class WhyNot(enum.StrEnum):
    """Why a meeting takes no questions."""

    OFF = "off"
    OVER = "over"
    NO_DAY = "no_day"
    CLOSED = "closed"


@dataclass(frozen=True)
class Taking:
    """`why_not` is None while questions are taken. `closes_at` follows the day of the meeting wherever it is moved."""

    closes_at: datetime | None
    why_not: WhyNot | None

    @property
    def is_open(self) -> bool:
        return self.why_not is None


def taking(meeting: Meeting, now: datetime) -> Taking:
    """What stands at this moment. No statement."""
    closes_at = clock.at(closes_on(meeting.on), CLOSES_AT) if meeting.on else None
    return Taking(closes_at, _why_not(meeting, closes_at, now))


def _why_not(meeting: Meeting, closes_at: datetime | None, now: datetime) -> WhyNot | None:
    if meeting.is_off:
        return WhyNot.OFF
    if is_over(meeting, clock.civil_date(now)):
        return WhyNot.OVER
    if closes_at is None:
        return WhyNot.NO_DAY
    return None if now < closes_at else WhyNot.CLOSED


def is_over(meeting: Meeting, today: date) -> bool:
    """Recorded as held, or its last day, or the time in which its day was to be set, has passed."""
    return meeting.is_held or meeting.span_end <= today


def last_day(meeting: Meeting) -> date:
    """After which what was asked for it is needed no more than a year."""
    return max(meeting.days) if meeting.days else meeting.span_end


def places_of(meeting: Meeting, today: date) -> TerritoryQuerySet:
    """What a question to it may be about: its place and the units inside; of a region its districts and cities alone,
    for its villages would be thousands."""
    places = Territory.objects.in_force(today).lying_in(meeting.territory)
    return places.of_upper_ranks() if meeting.territory.is_first_rank else places


def next_meetings(territory: Territory, now: datetime, *, besides: Meeting | None = None) -> list[MeetingRow]:
    """Which take questions still, in the place, inside it or around it. One statement, and those of `above`."""
    around = [place.pk for place in territory.above]
    inside = Territory.objects.lying_in(territory).values("pk")
    rows = Meeting.objects.public().filter(Q(territory__in=inside) | Q(territory__in=around))
    rows = rows.awaited().filter(on__gt=clock.civil_date(now)).with_names().in_order()
    if besides is not None:
        rows = rows.exclude(pk=besides.pk)
    return meeting_rows([meeting for meeting in rows[: _OFFERED + 1] if taking(meeting, now).is_open][:_OFFERED])
