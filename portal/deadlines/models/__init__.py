"""What is owed, what was done about it, and by which decision."""

from portal.deadlines.models.law import CalendarDay, Decision
from portal.deadlines.models.owed import DueChange, Obligation, ObligationEvent, Rung
from portal.deadlines.models.proof import Evidence
from portal.deadlines.models.runs import SweepRun

__all__ = ["CalendarDay", "Decision", "DueChange", "Evidence", "Obligation", "ObligationEvent", "Rung", "SweepRun"]
