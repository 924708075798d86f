"""What is kept in three languages."""

from meetings.models import Meeting, MeetingEvent
from portal.kit.texts import register

register(Meeting, MeetingEvent)
