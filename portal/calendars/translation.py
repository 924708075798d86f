"""What is kept in three languages."""

from portal.calendars.models import RiskSignal
from portal.kit.texts import register

register(RiskSignal)
