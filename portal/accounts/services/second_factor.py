"""Codes used once, recovery codes shown once, and taking the second step away from who lost the telephone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
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


def use_code(*, user: User, code: str) -> Authenticator | None:
    """What made `code`, of the app or of paper, if it opens something now; from here on it opens nothing more.

    Of the app the code of each half minute is used once, and those of before with it. Written down as a row: a cache
    may forget, and the library's mark is gone while a telephone that goes late is still believed.
    """
    with transaction.atomic():
        for row in Authenticator.objects.filter(user=user).select_for_update().order_by("pk"):
            if row.type == Authenticator.Type.TOTP:
                if _use_up(row, code):
                    return row
            elif row.wrap().validate_code(code):
                return row
    return None


def _use_up(row: Authenticator, code: str) -> bool:
    secret = decrypt(row.data["secret"])
    for half_minute in totp.yield_hotp_counters_from_time():
        shown = totp.format_hotp_value(totp.hotp_value(secret, half_minute))
        if half_minute > row.data.get("used", -1) and compare_user_code(actual=code, expected=shown):
            row.data["used"] = half_minute
            row.save(update_fields=["data"])
            return True
    return False


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
