"""Keeping what a look through the chain has found."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from portal.audit.models import Verification
from portal.audit.queries import Fault, last_link


def note_verification(*, faults: Sequence[Fault], now: datetime) -> Verification:
    """Write down one look through the whole chain with the first fault it found."""
    last = last_link()
    first = faults[0] if faults else None
    return Verification.objects.create(
        at=now,
        links=last.number if last else 0,
        head=last.hash if last else "",
        broken_at=first.number if first else None,
        fault=first.code if first else "",
        subject=first.subject if first else "",
        count=len(faults),
    )
