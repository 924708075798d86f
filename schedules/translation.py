"""What is kept in three languages."""

from portal.kit.texts import register
from schedules.models import ProposalRow, ScheduleEntry

register(ProposalRow, ScheduleEntry)
