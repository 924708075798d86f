"""What is announced: a meeting, what happened to it, what is kept about all of them."""

from meetings.models.event import MeetingEvent, MeetingsNoted
from meetings.models.held import MOST_PEOPLE, MeetingAnnouncement, MeetingHeld
from meetings.models.meeting import IN_ORDER, NUMBER, Meeting, NumberCounter
from meetings.models.naming import is_unrecorded, kind_of, meeting_title
from meetings.models.telling import ChannelToTell
from meetings.models.texts import MeetingText
from meetings.models.totals import MeetingTotal

__all__ = [
    "IN_ORDER",
    "MOST_PEOPLE",
    "NUMBER",
    "ChannelToTell",
    "Meeting",
    "MeetingAnnouncement",
    "MeetingEvent",
    "MeetingHeld",
    "MeetingText",
    "MeetingTotal",
    "MeetingsNoted",
    "NumberCounter",
    "is_unrecorded",
    "kind_of",
    "meeting_title",
]
