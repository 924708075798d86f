"""The page of one meeting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from meetings.choices import MeetingState, MeetingVerb
from meetings.models import Meeting, MeetingEvent
from meetings.queries.approved import Differing, against_approved
from meetings.queries.held import Recorded, recorded
from meetings.queries.notice import Notice, notice_of
from portal.kernel import clock
from portal.kit.prepared import prepared
from schedules.models import ScheduleVersion

#: What readers must know first of a meeting in a state; of any other that it was moved.
_TOLD_FIRST = {
    MeetingState.CANCELLED: (MeetingVerb.CANCEL,),
    MeetingState.NOT_TAKEN_PLACE: (MeetingVerb.FALL_THROUGH,),
}
_MOVED = (MeetingVerb.MOVE, MeetingVerb.CHANGE_DAY)


@dataclass(frozen=True)
class MeetingPage:
    meeting: Meeting
    events: list[MeetingEvent]
    #: The approved version that promised the meeting; none of a meeting beside the schedules.
    version: ScheduleVersion | None
    #: Days from today to the day of the meeting; negative when it is over, None while the day is not set.
    days_left: int | None
    today: date
    recorded: Recorded
    #: How many days before it people were told.
    notice: Notice | None
    #: What readers must know first: the last move, the cancellation, that it did not take place.
    change: MeetingEvent | None = None
    #: What the version in force says otherwise.
    approved: Sequence[Differing] = ()

    @property
    def is_open(self) -> bool:
        """The day is not set yet."""
        return self.days_left is None

    @property
    def is_lapsed(self) -> bool:
        """The month or quarter is over and the day was never set."""
        return self.is_open and self.meeting.span_end <= self.today

    @property
    def is_today(self) -> bool:
        return self.today in self.meeting.days

    @property
    def is_over(self) -> bool:
        """The last of its days has passed."""
        return bool(self.meeting.days) and self.meeting.days[-1] < self.today

    @property
    def is_unrecorded(self) -> bool:
        """Nobody has said in time whether it took place."""
        return self.meeting.is_unrecorded(self.today)

    @property
    def approved_on(self) -> date | None:
        """The day of the act that promised it first: later versions that left it as it was say another."""
        if self.meeting.schedule is None:
            return None
        first = self.events[-1].version if self.events else None
        return self.meeting.schedule.act_on if first is None else first.act_on

    @property
    def holding(self) -> MeetingEvent | None:
        """The line of history that says it was held."""
        return next((event for event in self.events if event.verb == MeetingVerb.HOLD), None)

    @property
    def was_not_announced(self) -> bool:
        """Held, and public here only since that day or later."""
        held, published = self.recorded.held, self.meeting.published_at
        return held is not None and published is not None and published >= clock.at(held.held_on, 0)

    @property
    def is_moved_ahead(self) -> bool:
        """Its move is told first, and its day is still to come: the days left need no banner of their own."""
        is_told = self.meeting.was is not None and self.change is not None
        return is_told and not (self.is_open or self.is_over or self.is_today)

    @property
    def is_announced_ahead(self) -> bool:
        """Its day is known and not over, and nobody has said that it took place or did not: there are posters of it."""
        is_open = self.meeting.is_awaited or self.meeting.is_cancelled
        return bool(self.meeting.days) and is_open and not self.is_over

    @property
    def headline(self) -> str:
        """What will happen; once the day is over or it is known what became of it, what was announced."""
        is_past = self.is_over or self.is_lapsed or not self.meeting.is_awaited
        return self.meeting.title if is_past else self.meeting.headline


def meeting_page(number: str, today: date) -> MeetingPage:
    """A public meeting with its history. Five statements, six once it was held. Raises Meeting.DoesNotExist."""
    for meeting in _found(number):
        events = list(_events(meeting.pk))
        known = recorded(meeting, has_records=any(event.verb == MeetingVerb.HOLD for event in events))
        told_first = _TOLD_FIRST.get(MeetingState(meeting.state), _MOVED)
        return MeetingPage(
            meeting=meeting,
            events=events,
            recorded=known,
            notice=notice_of(meeting, events=events, lines=known.announcements, held=known.held),
            change=next((event for event in events if event.verb in told_first), None),
            version=next(iter(_promised_by(meeting.schedule.pk)), None) if meeting.schedule is not None else None,
            approved=against_approved(meeting),
            days_left=None if meeting.on is None else (meeting.on - today).days,
            today=today,
        )
    raise Meeting.DoesNotExist


@prepared
def _found(number: str) -> QuerySet[Meeting]:
    found = Meeting.objects.public().with_names().select_related("schedule__body", "body__territory", "region", "entry")
    return found.filter(number=number)


@prepared
def _events(meeting: int) -> QuerySet[MeetingEvent]:
    # The content of a version of thousands of meetings is tens of megabytes.
    events = MeetingEvent.objects.filter(meeting=meeting).select_related("version")
    return events.defer("version__content").order_by("-id")


@prepared
def _promised_by(schedule: int) -> QuerySet[ScheduleVersion]:
    published = ScheduleVersion.objects.filter(schedule=schedule, published_at__isnull=False)
    return published.defer("content").order_by("-number")[:1]
