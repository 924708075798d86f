"""The account follows the record that its meeting was held: what it met is owed again, or met anew."""

from __future__ import annotations

from datetime import date, datetime

from meetings.models import Meeting
from portal.bodies.permissions import Actor
from portal.holding.models import Account
from portal.holding.services.duties import note_account


def follow_record(meeting: Meeting, actor: Actor, today: date, now: datetime) -> None:
    """The record was made, or taken back. A meeting without an account has met nothing by one."""
    account = Account.objects.select_related("meeting").filter(meeting=meeting).first()
    if account is not None:
        note_account(account=account, actor=actor, today=today, now=now)
