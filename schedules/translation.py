"""What is kept in three languages."""

from portal.kit.texts import register
from schedules.models import ProposalRow, Schedule, ScheduleAnnouncement, ScheduleEntry

register(ProposalRow, Schedule, ScheduleAnnouncement, ScheduleEntry)
