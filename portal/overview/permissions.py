"""Who may look through the chain of records and the history of changes."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.bodies.permissions import Actor
from portal.kernel.verdicts import ALLOWED, Verdict, denied


def can_see_chain(actor: Actor) -> Verdict:
    """Administrators, and those who control."""
    if actor.is_administrator or actor.is_overseer:
        return ALLOWED
    return denied("administrators_only", _("Only administrators and overseers see the chain of records."))


def can_verify_chain(actor: Actor) -> Verdict:
    """Administrators: what is found is told to them."""
    if actor.is_administrator:
        return ALLOWED
    return denied("administrators_only", _("Only an administrator has the chain of records verified."))


def can_see_history(actor: Actor) -> Verdict:
    """Administrators, and those who control."""
    if actor.is_administrator or actor.is_overseer:
        return ALLOWED
    return denied("administrators_only", _("Only administrators and overseers see the history of changes."))


def can_see_history_of_people(actor: Actor) -> Verdict:
    """Roles, logins and invitations are read by administrators alone, so their history too."""
    if actor.is_administrator:
        return ALLOWED
    return denied("administrators_only", _("Only an administrator sees the history of roles and logins."))
