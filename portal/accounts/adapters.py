"""What the login library asks the portal about: who may come in, where to go then, in which words to refuse."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from qrcode.image.svg import SvgPathFillImage

#: Messages of the library that are shown after an act; all others say what the page itself shows.
_MESSAGES = {
    "account/messages/password_changed.txt": _("The password was changed. Other sessions were ended."),
    "mfa/messages/totp_activated.txt": _("Signing in now asks for a code of the app. Other sessions were ended."),
    "mfa/messages/totp_deactivated.txt": _("Signing in asks for the password alone again."),
}


class ClosedAccountAdapter(DefaultAccountAdapter):
    """People are added by an administrator; nobody signs up, nobody comes in from another site."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The e-mail or the password is wrong."),
        "too_many_login_attempts": _("Too many attempts. Wait a little and try again."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_password": _("The password is wrong."),
        "invalid_password_reset": _("The link does not work any more."),
        "account_inactive": _("This login is closed."),
        "rate_limited": _("Too many attempts. Wait a little and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The desk, in the language the person chose; an address given as `next` goes before this."""
        assert request.user.is_authenticated
        with override(request.user.language):
            return super().get_login_redirect_url(request)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url("accounts:profile")

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        text = message or _MESSAGES.get(message_template or "")
        if text and request.user.is_authenticated:
            messages.add_message(request, level, text, extra_tags=extra_tags)


class SecondFactorAdapter(DefaultMFAAdapter):
    """How the secret of the code app is kept, and the words of refusal."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right, or was used already. Wait for the next one."),
        "cannot_generate_recovery_codes": _("Set the code app up first."),
    }

    def build_totp_svg(self, url: str) -> str:
        """On white: in a dark scheme a camera would not see black on black."""
        drawn: bytes = qrcode.make(url, image_factory=SvgPathFillImage).to_string()
        return drawn.decode()

    def encrypt(self, text: str) -> str:
        """A copy of the database alone must not make codes: the key is the portal's secret."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()


def _box() -> MultiFernet:
    """Seals with the present secret, opens also what earlier ones sealed."""
    digests = [
        hashlib.sha256(b"portal.accounts.second-factor:" + str(secret).encode()).digest()
        for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    ]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
