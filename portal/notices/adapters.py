"""The login library's letters, sent through the outbox: a row now, the text with its link at the moment of sending."""

from __future__ import annotations

from typing import Any

from portal.accounts.adapters import ClosedAccountAdapter
from portal.accounts.models import User
from portal.kernel import clock
from portal.notices.notices import second_factor_changed
from portal.notices.services import account_mail, tell

_PASSWORD_NOTICES = ("account/email/password_changed", "account/email/password_reset", "account/email/password_set")


class AccountAdapter(ClosedAccountAdapter):
    """Named in the settings, so that the accounts below need not know of letters."""

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """The link in `context` is thrown away: it must be stored nowhere."""
        account_mail.send_password_link(user=user, now=clock.now())

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        if template_prefix in _PASSWORD_NOTICES:
            account_mail.tell_password_changed(user=user, now=clock.now())
        lines = second_factor_changed(template_prefix)
        if lines is not None:
            key = f"second-factor-{user.pk}-{clock.now().timestamp()}"
            tell(
                user=user,
                key=key,
                kind="second_factor",
                lines=lines,
                path="/accounts/security/",
                created_for=clock.today(),
            )

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """No other letter of the library is wanted; one that turns up after an upgrade must be looked at first."""
        raise ValueError(f"a letter nobody asked for: {template_prefix}")
