"""Refusals of this app. What cannot be answered from the law itself is in `portal.law.errors`."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.kernel.errors import DomainError


class LawNotSeeded(DomainError):
    """The owner's decisions are not in the database yet: sweeping now would silently drop duties."""

    code = "law_not_seeded"
    status = 500

    def __init__(self) -> None:
        super().__init__(_("The decisions of the portal's owner are not loaded into the database."))
