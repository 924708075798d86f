"""Ready lines about the login itself, in three languages."""

from __future__ import annotations

from django.utils.translation import gettext, gettext_lazy, override

from portal.kernel.wording import Lines

_SECOND_FACTOR = {
    "mfa/email/totp_activated": gettext_lazy("Signing in with your login now asks for a code of an app."),
    "mfa/email/totp_deactivated": gettext_lazy(
        "Signing in with your login asks for the password alone. If this was not you, change the password."
    ),
    "mfa/email/recovery_codes_generated": gettext_lazy(
        "New recovery codes were made for your login; the old ones do not work any more."
    ),
}


def second_factor_changed(template: str) -> Lines | None:
    """To the person whose login it is; None for what needs no letter."""
    said = _SECOND_FACTOR.get(template)
    if said is None:
        return None

    def write(language: str) -> str:
        with override(language):
            return str(said)

    return Lines.written(write)


def second_factor_removed() -> Lines:
    """To the person whose second step an administrator took away."""

    def write(language: str) -> str:
        with override(language):
            return gettext(
                "An administrator turned off two-step sign-in for your login. Set it up again when you sign in."
            )

    return Lines.written(write)
