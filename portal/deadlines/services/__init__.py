"""The only writers of obligations, evidence, decisions and the working calendar."""

from portal.deadlines.services.fulfilling import Proof, fulfil, withdraw_fulfilment
from portal.deadlines.services.recording import correct_evidence, record_evidence
from portal.deadlines.services.reminding import remind_now
from portal.deadlines.services.seeding import seed_calendar, seed_decisions, seed_law
from portal.deadlines.services.sweeping import Swept, sweep

__all__ = [
    "Proof",
    "Swept",
    "correct_evidence",
    "fulfil",
    "record_evidence",
    "remind_now",
    "seed_calendar",
    "seed_decisions",
    "seed_law",
    "sweep",
    "withdraw_fulfilment",
]
