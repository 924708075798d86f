"""Kinds and states of letters."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy


class LetterKind(models.TextChoices):
    DIGEST = "digest", pgettext_lazy("letter", "digest of the day")
    SINGLE = "single", pgettext_lazy("letter", "single notice")
    # Letters about the login itself. Their text is written at the moment of sending: it holds a secret link.
    INVITATION = "invitation", pgettext_lazy("letter", "invitation")
    ROLE_INVITATION = "role_invitation", pgettext_lazy("letter", "invitation to a role")
    PASSWORD_RESET = "password_reset", pgettext_lazy("letter", "password reset")
    PASSWORD_CHANGED = "password_changed", pgettext_lazy("letter", "password changed")


#: Letters a person asked for just now, or must learn of at once: they go at any hour.
ACCOUNT_LETTERS = (
    LetterKind.INVITATION,
    LetterKind.ROLE_INVITATION,
    LetterKind.PASSWORD_RESET,
    LetterKind.PASSWORD_CHANGED,
)


class LetterState(models.TextChoices):
    PENDING = "pending", pgettext_lazy("letter", "to be sent")
    SENT = "sent", pgettext_lazy("letter", "sent")
    FAILED = "failed", pgettext_lazy("letter", "refused by the receiver")
    # Nothing left to say, nobody left to say it to, or its notices went into the letter of a later day.
    DROPPED = "dropped", pgettext_lazy("letter", "not needed any more")
