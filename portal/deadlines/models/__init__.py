"""What is owed, what was done about it, and by which decision."""

from portal.deadlines.models.calendars import CalendarAddress
from portal.deadlines.models.evidence import Evidence
from portal.deadlines.models.ladder import CopyChoice, Ladder
from portal.deadlines.models.obligation import DueChange, Obligation, ObligationEvent, Rung
from portal.deadlines.models.record import StaleTotal, Total
from portal.deadlines.models.ruling import Decision, DutyStart
from portal.deadlines.models.sending import Transmittal
from portal.deadlines.models.sweep import RuleMark, SweepRun
from portal.deadlines.models.working_days import CalendarDay

__all__ = [
    "CalendarAddress",
    "CalendarDay",
    "CopyChoice",
    "Decision",
    "DueChange",
    "DutyStart",
    "Evidence",
    "Ladder",
    "Obligation",
    "ObligationEvent",
    "RuleMark",
    "Rung",
    "StaleTotal",
    "SweepRun",
    "Total",
    "Transmittal",
]
