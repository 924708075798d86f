"""What is kept in three languages."""

from meetings.models import Meeting, MeetingAnnouncement, MeetingEvent, MeetingHeld
from portal.kit.texts import register

register(Meeting, MeetingAnnouncement, MeetingEvent, MeetingHeld)
