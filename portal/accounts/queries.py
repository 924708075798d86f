"""Reads about a person's own login."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession

from portal.accounts.models import User
from portal.accounts.rules import Device, device


@dataclass(frozen=True)
class OpenSession:
    """One signed-in browser of the session list."""

    pk: int
    device: Device
    address: str
    since: datetime
    last_seen: datetime
    is_current: bool


def open_sessions(user: User, current_key: str | None) -> list[OpenSession]:
    """Live sessions, the present one first, then the latest seen. A dead row is dropped on the way, as allauth does."""
    rows = [
        OpenSession(
            pk=row.pk,
            device=device(row.user_agent),
            address=row.ip,
            since=row.created_at,
            last_seen=row.last_seen_at,
            is_current=row.session_key == current_key,
        )
        for row in UserSession.objects.purge_and_list(user)
    ]
    return sorted(rows, key=lambda row: (not row.is_current, -row.last_seen.timestamp()))
