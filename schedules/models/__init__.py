"""What is planned: proposals of ministries, the schedule assembled from them, its agreement, versions and history."""

from schedules.models.planned import Planned
from schedules.models.proposals import Proposal, ProposalEvent, ProposalRow
from schedules.models.schedule import AgreementSlot, Schedule, ScheduleEntry, ScheduleEvent, ScheduleVersion

__all__ = [
    "AgreementSlot",
    "Planned",
    "Proposal",
    "ProposalEvent",
    "ProposalRow",
    "Schedule",
    "ScheduleEntry",
    "ScheduleEvent",
    "ScheduleVersion",
]
