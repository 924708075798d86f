"""Refusals of the demonstration."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.kernel.errors import DomainError


class NoDemonstration(DomainError):
    """The settings do not allow invented data here."""

    code = "no_demonstration"

    def __init__(self) -> None:
        super().__init__(_("The demonstration cannot be loaded here: it is not allowed by the settings."))
