"""Looking through the whole chain of records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from portal.audit.models import Verification
from portal.audit.queries import Fault
from portal.audit.services import note_verification, still
from portal.notices.services import tell_many
from portal.overview import notices
from portal.overview.queries.chain import faults


@dataclass(frozen=True)
class Verified:
    """What a look through the chain has found, every fault of it."""

    verification: Verification
    faults: list[Fault]


def verify_chain(*, today: date, now: datetime) -> Verified:
    """Look through the whole chain, keep what was found, and tell the administrators when it is broken."""
    with still():
        found = faults()
        verification = note_verification(faults=found, now=now)
        if found:
            tell_many(notices.chain_broken(verification, today=today))
    return Verified(verification, found)
