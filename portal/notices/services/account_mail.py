"""Letters about the login itself: rows without a secret; the link is made at the moment of sending."""

from __future__ import annotations

import uuid
from datetime import datetime

from portal.accounts.models import User
from portal.kernel import clock
from portal.notices.choices import LetterKind
from portal.notices.models import Letter
from portal.notices.services.waking import wake_delivery
from portal.notices.services.writing import message_id


def send_password_link(*, user: User, now: datetime) -> None:
    """The person asked for a new password."""
    _write_down(user, LetterKind.PASSWORD_RESET, now)


def send_invitation(*, user: User, now: datetime) -> None:
    """A login was made for the person; the letter lets them choose a password."""
    _write_down(user, LetterKind.INVITATION, now)


def send_role_invitation(*, user: User, matter: str, now: datetime) -> None:
    """Somebody invites the person to a role; what the letter says of `matter` is asked when it is sent."""
    _write_down(user, LetterKind.ROLE_INVITATION, now, matter)


def tell_password_changed(*, user: User, now: datetime) -> None:
    """The password was changed; whoever did not do it must learn of it."""
    _write_down(user, LetterKind.PASSWORD_CHANGED, now)


def _write_down(user: User, kind: LetterKind, now: datetime, matter: str = "") -> None:
    """One row. While such a letter waits, asking again adds none: it would say the same."""
    if not user.is_active or Letter.objects.pending().filter(user=user, kind=kind, matter=matter).exists():
        return
    Letter.objects.create(
        user=user,
        message_id=message_id(f"account-{uuid.uuid4().hex}"),
        kind=kind,
        matter=matter,
        on=clock.civil_date(now),
        next_try_at=now,
    )
    wake_delivery()
