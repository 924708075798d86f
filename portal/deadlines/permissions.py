"""Who may see, record, correct, withdraw and remind. Default is denied."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.bodies.choices import Function, Role
from portal.bodies.permissions import Actor
from portal.deadlines.acts import registry
from portal.deadlines.acts.duty import Closing
from portal.deadlines.choices import EvidenceKind
from portal.deadlines.models import Evidence, Obligation
from portal.deadlines.querysets import sees_all
from portal.kernel.verdicts import ALLOWED, Verdict, denied

#: Who speaks for a body about its duties.
_SPEAKERS = (Role.PREPARER, Role.OFFICER, Role.HEAD)


def can_see(actor: Actor, obligation: Obligation) -> Verdict:
    """In the workspace; the public record is another door. Twin of `Obligation.objects.visible_to`."""
    if sees_all(actor) or obligation.body_id in actor.bodies():
        return ALLOWED
    return denied("not_yours", _("This duty is of another body."))


def can_record_evidence(actor: Actor, obligation: Obligation) -> Verdict:
    """People of the body, while the duty is open and no act of the portal closes it."""
    if not actor.has_any(_SPEAKERS, obligation.body_id):
        return denied("not_yours", _("Only people of the body record what it did."))
    if registry.duty(obligation.duty).closing is not Closing.RECORD:
        return denied("closed_by_act", _("This duty is closed by the act itself, done on the portal."))
    if obligation.is_released:
        return denied("released", _("Nothing more is expected under this duty."))
    if obligation.is_met:
        return denied("met", _("Evidence is already recorded; a mistake in it can be corrected."))
    return ALLOWED


def can_correct_evidence(actor: Actor, obligation: Obligation, evidence: Evidence) -> Verdict:
    """People of the body, for standing evidence that was entered by hand."""
    if not actor.has_any(_SPEAKERS, obligation.body_id):
        return denied("not_yours", _("Only people of the body correct what it recorded."))
    if registry.duty(obligation.duty).closing is not Closing.RECORD:
        return denied("closed_by_act", _("This duty is closed by the act itself, done on the portal."))
    if evidence.kind == EvidenceKind.ACT:
        return denied("closed_by_act", _("This was done on the portal itself: there is nothing to correct by hand."))
    if evidence.is_withdrawn:
        return denied("withdrawn", _("This evidence was withdrawn."))
    return ALLOWED


def can_withdraw_fulfilment(actor: Actor, obligation: Obligation) -> Verdict:
    """The head of the body, or an administrator."""
    if not (actor.has(Role.HEAD, obligation.body_id) or actor.is_administrator):
        return denied("head_only", _("Only the head of the body or an administrator withdraws a fulfilment."))
    if not obligation.is_met:
        return denied("not_met", _("There is no fulfilment to withdraw."))
    return ALLOWED


def can_remind(actor: Actor, obligation: Obligation) -> Verdict:
    """People of the authorised body, while something is expected."""
    if not actor.holds(Function.AUTHORISED_INFORMATION, Role.PREPARER, Role.HEAD):
        return denied("authorised_only", _("Only the authorised body reminds."))
    if obligation.is_met or obligation.is_released:
        return denied("met", _("Nothing more is expected under this duty."))
    return ALLOWED


def can_see_working_days(actor: Actor) -> Verdict:
    """Administrators keep the working calendar."""
    if actor.is_administrator:
        return ALLOWED
    return denied("administrators_only", _("The working calendar is kept by administrators."))
