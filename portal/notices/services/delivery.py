"""From outbox to post: make the letters that are to go now, then send them one by one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from portal.notices.services.making import make_letters
from portal.notices.services.sending import send_letters


@dataclass(frozen=True)
class Delivered:
    """What one round did: letters made, sent, and not got rid of."""

    made: int
    sent: int
    failed: int


def deliver(*, now: datetime) -> Delivered:
    """One round of delivery. May run late, twice at once, or be killed anywhere: nothing is lost or told twice,
    save that a kill between sending and writing it down repeats a letter with the same Message-ID.
    """
    made = make_letters(now=now)
    sent, failed = send_letters(now=now)
    return Delivered(made=made, sent=sent, failed=failed)
