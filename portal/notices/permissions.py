"""Who may do something to letters of others. Default is denied."""

from __future__ import annotations

from typing import Protocol

from django.utils.translation import gettext_lazy as _

from portal.kernel.verdicts import ALLOWED, Verdict, denied


class Administers(Protocol):
    """What this floor needs of an actor, whom the floor above knows."""

    @property
    def is_administrator(self) -> bool: ...


def can_try_again(actor: Administers) -> Verdict:
    """Administrators have letters tried again that did not arrive."""
    if actor.is_administrator:
        return ALLOWED
    return denied("administrators_only", _("Only an administrator has letters tried again."))
