"""Reads about a person's own login."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
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


def has_second_factor(user: User) -> bool:
    """Whether signing in asks this person for a code. One statement."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


@dataclass(frozen=True)
class SecondFactor:
    """What the page about the second step shows; without one, only empty values."""

    since: datetime | None
    last_used: datetime | None
    codes_left: int


def second_factor(user: User) -> SecondFactor:
    """One statement."""
    found = {row.type: row for row in Authenticator.objects.filter(user=user)}
    app, codes = found.get(Authenticator.Type.TOTP), found.get(Authenticator.Type.RECOVERY_CODES)
    return SecondFactor(
        since=app.created_at if app else None,
        last_used=app.last_used_at if app else None,
        codes_left=len(codes.wrap().get_unused_codes()) if codes else 0,
    )
