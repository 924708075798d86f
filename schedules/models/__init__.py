"""What is planned: proposals of ministries, the schedule assembled from them, its agreement, versions and history."""

from schedules.models.announcements import ScheduleAnnouncement
from schedules.models.bulk import BulkAct
from schedules.models.facts import RegionFacts
from schedules.models.forwarding import Forwarding
from schedules.models.hearings import Hearing, HearingLink
from schedules.models.imports import Import, ImportRow
from schedules.models.planned import Planned
from schedules.models.proposals import Proposal, ProposalEvent, ProposalRow
from schedules.models.schedule import AgreementSlot, Schedule, ScheduleEntry, ScheduleEvent, ScheduleVersion
from schedules.models.totals import EntryTotal

__all__ = [
    "AgreementSlot",
    "BulkAct",
    "EntryTotal",
    "Forwarding",
    "Hearing",
    "HearingLink",
    "Import",
    "ImportRow",
    "Planned",
    "Proposal",
    "ProposalEvent",
    "ProposalRow",
    "RegionFacts",
    "Schedule",
    "ScheduleAnnouncement",
    "ScheduleEntry",
    "ScheduleEvent",
    "ScheduleVersion",
]
