"""Recovery codes, shown once, and taking the second step away from somebody who lost the telephone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from allauth.mfa.models import Authenticator
from django.db import transaction

from portal.accounts.models import User
from portal.accounts.services.sessions import end_all_sessions

#: How long after they were shown the codes can still be saved as a file.
SAVE_WITHIN = timedelta(minutes=10)


@dataclass(frozen=True)
class Codes:
    """`shown` is empty when the codes were shown before; `can_save` tells whether the file can still be had."""

    shown: tuple[str, ...]
    left: int
    can_save: bool


def show_codes(*, user: User, now: datetime) -> Codes | None:
    """The recovery codes, this one time; None for a person without any."""
    with transaction.atomic():
        row = _locked(user)
        if row is None:
            return None
        unused = tuple(row.wrap().get_unused_codes())
        viewed_at = row.data.get("viewed_at")
        if viewed_at is None:
            row.data["viewed_at"] = now.timestamp()
            row.save(update_fields=["data"])
            return Codes(shown=unused, left=len(unused), can_save=True)
        return Codes(shown=(), left=len(unused), can_save=_is_recent(viewed_at, now))


def codes_for_file(*, user: User, now: datetime) -> tuple[str, ...]:
    """The unused codes while they may still be saved; else nothing."""
    with transaction.atomic():
        row = _locked(user)
        viewed_at = row.data.get("viewed_at") if row else None
        if row is None or viewed_at is None or not _is_recent(viewed_at, now):
            return ()
        return tuple(row.wrap().get_unused_codes())


def remove_second_factor(*, user: User) -> bool:
    """Forget the app and the codes and end every session; False when there was nothing to forget."""
    with transaction.atomic():
        removed, _by_model = Authenticator.objects.filter(user=user).delete()
        if removed:
            end_all_sessions(user=user)
    return bool(removed)


def _locked(user: User) -> Authenticator | None:
    rows = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES)
    return rows.select_for_update().first()


def _is_recent(viewed_at: float, now: datetime) -> bool:
    return now - datetime.fromtimestamp(viewed_at, UTC) < SAVE_WITHIN
