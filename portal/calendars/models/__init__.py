"""What akim calendars keep beside their plans."""

from portal.calendars.models.parts import Delegation, Part
from portal.calendars.models.proposing import ProposedDay
from portal.calendars.models.risk import RiskEvent, RiskSignal

__all__ = ["Delegation", "Part", "ProposedDay", "RiskEvent", "RiskSignal"]
