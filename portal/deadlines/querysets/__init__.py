"""The vocabulary of deadlines, a module a subject, as the models have them."""

from portal.deadlines.querysets.evidence import RECEIVING_ROLES, EvidenceQuerySet, TransmittalQuerySet
from portal.deadlines.querysets.law import CalendarDayManager, CalendarDayQuerySet, DecisionManager, DecisionQuerySet
from portal.deadlines.querysets.obligation import (
    BY_HAND,
    EXPECTED,
    OPEN,
    STANDING_KEY,
    STANDING_YEAR,
    UNCONFIRMED,
    ObligationQuerySet,
    sees_all,
)
from portal.deadlines.querysets.record import TotalQuerySet
from portal.deadlines.querysets.sweep import SweepRunQuerySet

__all__ = [
    "BY_HAND",
    "EXPECTED",
    "OPEN",
    "RECEIVING_ROLES",
    "STANDING_KEY",
    "STANDING_YEAR",
    "UNCONFIRMED",
    "CalendarDayManager",
    "CalendarDayQuerySet",
    "DecisionManager",
    "DecisionQuerySet",
    "EvidenceQuerySet",
    "ObligationQuerySet",
    "SweepRunQuerySet",
    "TotalQuerySet",
    "TransmittalQuerySet",
    "sees_all",
]
