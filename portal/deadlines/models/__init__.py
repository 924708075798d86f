"""What is owed, what was done about it, and by which decision."""

from portal.deadlines.models.feeds import CalendarAddress
from portal.deadlines.models.law import CalendarDay, CopyChoice, Decision, DutyStart, Ladder
from portal.deadlines.models.owed import DueChange, Obligation, ObligationEvent, Rung
from portal.deadlines.models.proof import Evidence, Transmittal
from portal.deadlines.models.runs import SweepRun
from portal.deadlines.models.totals import StaleTotal, Total

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
    "Rung",
    "StaleTotal",
    "SweepRun",
    "Total",
    "Transmittal",
]
