"""Who may look through the chain of records and the history of changes, and who controls deadlines."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.bodies.choices import Function, Role
from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.deadlines.querysets import sees_all
from portal.kernel.verdicts import ALLOWED, Verdict, denied
from schedules.permissions import is_approver


def can_see_chain(actor: Actor) -> Verdict:
    """Administrators, and those who control."""
    if actor.is_administrator or actor.is_overseer:
        return ALLOWED
    return denied("administrators_only", _("Only administrators and overseers see the tamper-evident log."))


def can_verify_chain(actor: Actor) -> Verdict:
    """Administrators: what is found is told to them."""
    if actor.is_administrator:
        return ALLOWED
    return denied("administrators_only", _("Only an administrator can have the tamper-evident log verified."))


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


# -- control ---------------------------------------------------------------------------------------------------------
#: Who at the akimat of a region looks after the bodies of its territory.
REGION_ROLES = (Role.OFFICER, Role.HEAD)
_NOT_IN_CONTROL = denied(
    "not_in_control",
    _("The control desk is for those who control deadlines, and for akimats of regions in their territory."),
)


def controls_all(actor: Actor) -> bool:
    """Those who control deadlines everywhere: overseers, administrators, the authorised body, Government approvers."""
    return sees_all(actor) or is_approver(actor)


def controlled_regions(actor: Actor) -> frozenset[int] | None:
    """Ids of the regions whose bodies the actor controls: of the akimats where a role is held; None means everywhere.

    One statement at most.
    """
    if controls_all(actor):
        return None
    held = actor.bodies(*REGION_ROLES)
    if not held:
        return frozenset()
    return frozenset(Body.objects.regional_akimats().filter(pk__in=held).values_list("territory_id", flat=True))


def can_control(regions: frozenset[int] | None) -> Verdict:
    """The control desk; `regions` as `controlled_regions` tells them."""
    return ALLOWED if regions is None or regions else _NOT_IN_CONTROL


def can_rehearse(actor: Actor) -> Verdict:
    """What coming sweeps would do: administrators and overseers."""
    if actor.is_administrator or actor.is_overseer:
        return ALLOWED
    return denied("administrators_only", _("Only administrators and overseers see the trial run."))


def can_remind_all(actor: Actor) -> Verdict:
    """Remind every body of a duty at once: people of the authorised body. As `can_remind` for a single one."""
    if actor.holds(Function.AUTHORISED_INFORMATION, Role.PREPARER, Role.HEAD):
        return ALLOWED
    return denied("authorised_only", _("Only the authorised body reminds."))


def can_see_mail(actor: Actor) -> Verdict:
    """Letters that did not arrive, with names of people: administrators and overseers."""
    if actor.is_administrator or actor.is_overseer:
        return ALLOWED
    return denied("administrators_only", _("Only administrators and overseers see letters that were not delivered."))


def can_summarise(actor: Actor) -> Verdict:
    """The half-year summary of the whole country: those who control everywhere."""
    return ALLOWED if controls_all(actor) else _NOT_IN_CONTROL


def can_take_files(actor: Actor) -> Verdict:
    """Evidence files of all ministries at once: whoever may take each of them. As `can_see_evidence_file`."""
    if sees_all(actor):
        return ALLOWED
    return denied("not_in_control", _("Only those who control all bodies take the files of all ministries."))
