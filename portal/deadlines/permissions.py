"""Who may see, record, correct, withdraw and remind. Default is denied."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portal.bodies.choices import BodyKind, Function, Role
from portal.bodies.models import Body, RoleGrant
from portal.bodies.permissions import Actor
from portal.deadlines.choices import EventKind, EvidenceKind
from portal.deadlines.models import Decision, Evidence, Obligation, Transmittal
from portal.deadlines.querysets import BY_HAND, RECEIVING_ROLES, sees_all
from portal.kernel.verdicts import ALLOWED, Verdict, denied
from portal.law import registry
from portal.law.duty import Closing

#: Who speaks for a body about its duties.
_SPEAKERS = (Role.PREPARER, Role.OFFICER, Role.HEAD, Role.APPROVER, Role.MASLIKHAT, Role.OVERSEER)

#: Who answers for a body: what they close is closed.
_HEADS = (Role.HEAD, Role.APPROVER, Role.MASLIKHAT)

#: Who records what happened at a body.
EVENT_SPEAKERS = (Role.PREPARER, Role.OFFICER, Role.HEAD, Role.APPROVER, Role.MASLIKHAT)


def can_see(actor: Actor, obligation: Obligation) -> Verdict:
    """In the workspace; the public record is another door. Twin of `Obligation.objects.visible_to`."""
    if sees_all(actor) or obligation.body_id in actor.bodies():
        return ALLOWED
    return denied("not_yours", _("This duty is of another body."))


def can_attach_evidence(actor: Actor, obligation: Obligation) -> Verdict:
    """People of the body, while the duty is open and no act of the portal closes it."""
    if not actor.has_any(_SPEAKERS, obligation.body_id):
        return denied("not_yours", _("Only people of the body record what it did."))
    if (by_act := _closed_here(obligation)) is not None:
        return by_act
    if obligation.is_released:
        return denied("released", _("Nothing more is expected under this duty."))
    if obligation.is_met:
        return denied("met", _("Evidence is already recorded; a mistake in it can be corrected."))
    return ALLOWED


def _closed_here(obligation: Obligation) -> Verdict | None:
    """Why no document entered by hand has a place at it; none where it has."""
    closing = registry.duty(obligation.duty).closing
    if closing is Closing.MEETING:
        return denied("closed_by_meeting", _("This duty is met by recording the meeting that was held."))
    if closing is Closing.PORTAL:
        return denied("closed_by_act", _("This duty is closed by the act itself, done on the portal."))
    return None


def can_close(actor: Actor, obligation: Obligation) -> Verdict:
    """The head of the body; where nobody is its head here, whoever speaks for it, by name."""
    attaching = can_attach_evidence(actor, obligation)
    if not attaching:
        return attaching
    if is_head_of(actor, obligation) or not has_head(obligation, actor.on):
        return ALLOWED
    return denied("head_only", _("The head of the body closes the duty; you attach the documents."))


def is_head_of(actor: Actor, obligation: Obligation) -> bool:
    return actor.has_any(_HEADS, obligation.body_id)


def has_head(obligation: Obligation, on: date) -> bool:
    """Whether anybody can sign in as the head of the body that day. One statement."""
    return heads_of(obligation, on).exists()


def heads_of(obligation: Obligation, on: date) -> QuerySet[RoleGrant]:
    """Who may close the duties of the body that day."""
    return RoleGrant.objects.in_force(on).filter(body=obligation.body_id, role__in=_HEADS, user__is_active=True)


def _leads(obligation: Obligation, on: date, known: bool | None) -> bool:
    return has_head(obligation, on) if known is None else known


def confirming_body(actor: Actor, obligation: Obligation) -> Body | None:
    """For which body the actor may confirm the day of a document: a receiver of it, the akimat above, the authorised
    body, an overseer's. Nobody confirms for their own body, in whatever other office they are.

    One statement, four at most.
    """
    if actor.has_any(Role.values, obligation.body_id):
        return None
    mine = actor.bodies(*RECEIVING_ROLES)
    received = obligation.transmittals.filter(receiver__in=mine, evidence__withdrawn_on__isnull=True)
    row = received.select_related("receiver").order_by("pk").first() if mine else None
    if row is not None:
        return row.receiver
    if obligation.body.kind == BodyKind.AKIMAT:
        leading = Body.objects.filter(pk__in=actor.bodies(Role.OFFICER, Role.HEAD)).in_force(actor.on)
        above = leading.akimats().filter(territory__children__bodies=obligation.body_id).first()
        if above is not None:
            return above
    speaking = actor.bodies(Role.PREPARER, Role.HEAD)
    authorised = {body for name, body in actor.functions if name == Function.AUTHORISED_INFORMATION} & speaking
    overseeing = authorised or actor.bodies(Role.OVERSEER)
    return Body.objects.filter(pk__in=overseeing).order_by("pk").first()


def can_confirm_day(actor: Actor, obligation: Obligation) -> Verdict:
    """Somebody of another body who can know: the receiver, the body above, the authorised body, an overseer."""
    if obligation.is_released or not obligation.was_entered_late or obligation.known_on == obligation.met_on:
        return denied("nothing_to_confirm", _("There is no day here that waits for a confirmation."))
    if obligation.confirmed_on is not None:
        return denied("confirmed", _("The day is confirmed already."))
    if confirming_body(actor, obligation) is None:
        return denied(
            "not_another",
            _("The receiver, the body above, the authorised body or an overseer confirms, never the body itself."),
        )
    return ALLOWED


def can_add_evidence(actor: Actor, obligation: Obligation) -> Verdict:
    """People of the body, once the duty is met: a second document it asks for, a new edition."""
    if not actor.has_any(_SPEAKERS, obligation.body_id):
        return denied("not_yours", _("Only people of the body record what it did."))
    if (by_act := _closed_here(obligation)) is not None:
        return by_act
    if not obligation.is_met:
        return denied("not_met", _("The duty has no evidence yet: record the first document."))
    return ALLOWED


def can_correct_evidence(
    actor: Actor, obligation: Obligation, evidence: Evidence, *, has_head: bool | None = None
) -> Verdict:
    """People of the body, for standing evidence that was entered by hand; what closed the duty, who may close it.

    `has_head` spares asking anew for each of many whether the body has a head here.
    """
    if not actor.has_any(_SPEAKERS, obligation.body_id):
        return denied("not_yours", _("Only people of the body correct what it recorded."))
    if (by_act := _closed_here(obligation)) is not None:
        return by_act
    if evidence.kind == EvidenceKind.ACT:
        return denied("closed_by_act", _("This was done on the portal itself: there is nothing to correct by hand."))
    if evidence.is_withdrawn:
        return denied("withdrawn", _("This evidence was withdrawn."))
    if evidence.is_filed and not obligation.is_met and not obligation.is_released:
        return denied("open", _("The duty is open again: record the document that takes the place of this one."))
    if evidence.is_filed and not is_head_of(actor, obligation) and _leads(obligation, actor.on, has_head):
        return denied("head_only", _("What the head closed the duty by, the head corrects."))
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


def can_set_ladders(actor: Actor) -> Verdict:
    """Administrators say on which days people are reminded of a duty."""
    if actor.is_administrator:
        return ALLOWED
    return denied("administrators_only", _("Only an administrator sets the days of reminders."))


def can_answer_transmittal(actor: Actor, transmittal: Transmittal) -> Verdict:
    """People of the receiver, while the document stands."""
    if not actor.has_any(RECEIVING_ROLES, transmittal.receiver_id):
        return denied("not_receiver", _("Only people of the body that received the document answer for it."))
    if transmittal.evidence.is_withdrawn:
        return denied("withdrawn", _("The sender withdrew this document."))
    return ALLOWED


def can_remind_receivers(actor: Actor, obligation: Obligation) -> Verdict:
    """People of the sender; the authorised body for everybody."""
    if actor.has_any(_SPEAKERS, obligation.body_id):
        return ALLOWED
    if actor.holds(Function.AUTHORISED_INFORMATION, Role.PREPARER, Role.HEAD):
        return ALLOWED
    return denied("not_sender", _("Only the sender and the authorised body remind of receipts."))


def can_see_evidence_file(actor: Actor, body: Body) -> Verdict:
    """Everything a body owes, with its proofs: its own people and those who control."""
    if sees_all(actor) or body.pk in actor.bodies():
        return ALLOWED
    return denied("not_yours", _("The evidence file of another body is not shown to you."))


def can_decide(actor: Actor) -> Verdict:
    """Administrators enter what the portal's owner has decided."""
    if actor.is_administrator:
        return ALLOWED
    return denied("administrators_only", _("Only an administrator enters decisions."))


def can_revoke(actor: Actor, decision: Decision) -> Verdict:
    """Administrators, while it stands."""
    if not actor.is_administrator:
        return denied("administrators_only", _("Only an administrator enters decisions."))
    if decision.is_reversal:
        return denied("reversal", _("A reversal cannot be reversed: make a new decision."))
    if decision.is_reversed:
        return denied("revoked", _("This decision was revoked already."))
    return ALLOWED


def can_change_working_days(actor: Actor) -> Verdict:
    """Administrators keep the working calendar."""
    return can_see_working_days(actor)


def can_record_event(actor: Actor, body: Body) -> Verdict:
    """People of the body, and those who control deadlines, for any body. Twin of `bodies_of_events`."""
    if sees_all(actor) or actor.has_any(EVENT_SPEAKERS, body):
        return ALLOWED
    return denied("not_yours", _("Only people of the body or those who control deadlines record what happened."))


def can_record_events(actor: Actor) -> Verdict:
    """Whether there is any body for which the person records events."""
    if sees_all(actor) or actor.bodies(*EVENT_SPEAKERS):
        return ALLOWED
    return denied("no_body", _("You have no body for which events are recorded."))


def can_call_off_event(actor: Actor, obligation: Obligation) -> Verdict:
    """Who recorded it, or those who control. What the portal itself opened is called off where it was set."""
    if not obligation.subject.startswith(BY_HAND):
        return denied("not_by_hand", _("This was not recorded by hand: it is called off where it was set."))
    if sees_all(actor):
        return ALLOWED
    mine = obligation.events.filter(kind=EventKind.OPENED, actor=actor.user).exists()
    if mine and actor.has_any(EVENT_SPEAKERS, obligation.body_id):
        return ALLOWED
    return denied(
        "not_recorder", _("Only the person who recorded the event or those who control deadlines can cancel it.")
    )


def can_declare_not_held(actor: Actor, obligation: Obligation) -> Verdict:
    """People of the body, while its day waits for an event that may not be."""
    if not actor.has_any(EVENT_SPEAKERS, obligation.body_id):
        return denied("not_yours", _("Only people of the body say that something will not be held."))
    if not obligation.awaited:
        return denied("not_awaited", _("The day of this duty waits for nothing any more."))
    return ALLOWED


def can_make_calendar(actor: Actor, body: Body | None) -> Verdict:
    """One's own duties for whoever holds a role; those of a body for its people."""
    held = actor.bodies()
    if body is None and held:
        return ALLOWED
    if body is not None and body.pk in held:
        return ALLOWED
    return denied("not_yours", _("A calendar is made of your own duties or of a body at which you hold a role."))
