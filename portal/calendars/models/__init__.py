"""What akim calendars keep beside their plans."""

from portal.calendars.models.proposing import ProposedDay
from portal.calendars.models.risk import RiskEvent, RiskSignal

__all__ = ["ProposedDay", "RiskEvent", "RiskSignal"]
