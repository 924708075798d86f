"""The page of one meeting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from meetings.models import Meeting, MeetingEvent
from schedules.models import ScheduleVersion


@dataclass(frozen=True)
class MeetingPage:
    meeting: Meeting
    events: list[MeetingEvent]
    #: The approved version that promised the meeting.
    version: ScheduleVersion | None
    #: Days from today to the day of the meeting; negative when it is over, None while the day is not set.
    days_left: int | None
    today: date

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
        return self.days_left == 0

    @property
    def is_over(self) -> bool:
        return self.days_left is not None and self.days_left < 0

    @property
    def headline(self) -> str:
        """What will happen, or, once the day is over, what was announced."""
        return self.meeting.title if self.is_over or self.is_lapsed else self.meeting.headline


def meeting_page(number: str, today: date) -> MeetingPage:
    """A public meeting with its history. Three statements. Raises Meeting.DoesNotExist for a hidden one too."""
    meeting = Meeting.objects.public().with_names().select_related("schedule", "region").get(number=number)
    return MeetingPage(
        meeting=meeting,
        events=list(meeting.events.order_by("-id")),
        version=meeting.schedule.versions.filter(published_at__isnull=False).defer("content").order_by("number").last(),
        days_left=None if meeting.on is None else (meeting.on - today).days,
        today=today,
    )
