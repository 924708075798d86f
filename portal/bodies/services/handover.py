"""Somebody leaves a body: roles end, a successor takes over what stood in the person's name."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.services.sessions import end_all_sessions
from portal.bodies import notices
from portal.bodies.errors import invalid
from portal.bodies.models import Body, Handover, Invitation, RoleGrant
from portal.bodies.permissions import Actor, actor_for, can_invite, can_lead_people, can_lead_role
from portal.bodies.services.roles import close, give
from portal.kernel.errors import Conflict
from portal.notices.services import tell
from portal.notices.services.passing import pass_on


def hand_over(
    *,
    actor: Actor,
    person: User,
    body: Body,
    successor: User | None,
    on: date,
    note: str,
    now: datetime,
    today: date,
) -> Handover:
    """From `on` the person has no role at `body` that the actor disposes of; the successor has them instead.

    Drafts and duties belong to the body and stay where they are; what is the person's own passes on `on` or at the
    next sweep after it. Raises NotAllowed, Invalid by field, Conflict when the person is leaving already.
    """
    can_lead_people(actor, body).require()
    if on < today:
        raise invalid("on", _("The last day cannot be in the past."))
    if successor is not None and (successor.pk == person.pk or not successor.is_active):
        raise invalid("successor", _("Choose somebody else."))
    with transaction.atomic():
        # The leaver's row is the queue.
        User.objects.select_for_update().get(pk=person.pk)
        if Handover.objects.filter(person=person, body=body, completed_at=None).exists():
            raise Conflict(_("This person is leaving the body already."))
        roles = [row for row in roles_left(person, body, on) if can_lead_role(actor, row)]
        if not roles:
            raise invalid("", _("The person has no role here that you could end."))
        handover = Handover.objects.create(
            person=person, body=body, successor=successor, on=on, note=note.strip(), named_by=actor.user
        )
        for row in roles:
            _pass_role(row, handover, today)
        if successor is not None:
            _tell_successor(handover, successor, today)
        if on <= today:
            _complete(handover, now, today)
    return handover


def complete_handovers(*, now: datetime, today: date) -> int:
    """Carry out those whose day has come; says how many. May run late and twice."""
    with transaction.atomic():
        due = list(
            Handover.objects.filter(completed_at=None, on__lte=today)
            .select_related("person", "successor", "body")
            .order_by("pk")
            .select_for_update(skip_locked=True, of=("self",))
        )
        for handover in due:
            _complete(handover, now, today)
    return len(due)


def roles_left(person: User, body: Body, on: date) -> list[RoleGrant]:
    """Roles of the person at the body that would go on after that day."""
    return list(
        RoleGrant.objects.filter(user=person, body=body).not_ended(on).select_related("user", "body").order_by("pk")
    )


def _pass_role(row: RoleGrant, handover: Handover, today: date) -> None:
    """The successor's begins first: the portal must not be without an administrator in between."""
    RoleGrant.objects.filter(acting_for=row, ends_on__gt=handover.on).update(
        ends_on=Greatest(F("starts_on"), Value(handover.on))
    )
    successor = handover.successor
    # What somebody did only for a time, for somebody absent, is not inherited.
    if successor is not None and row.acting_for_id is None:
        held = RoleGrant.objects.filter(user=successor).of(row.role, row.body)
        if not held.overlapping(handover.on, row.ends_on).exists():
            give(
                granted_by=handover.named_by,
                body=row.body,
                role=row.role,
                starts_on=handover.on,
                ends_on=row.ends_on,
                today=today,
                user=successor,
                quietly=True,
            )
    close(grant=row, on=handover.on, today=today)


def _complete(handover: Handover, now: datetime, today: date) -> None:
    person, successor = handover.person, handover.successor
    has_other_work = RoleGrant.objects.filter(user=person).not_ended(today).exists()
    if successor is not None and not has_other_work:
        handover.passed_notices = pass_on(leaver=person, successor=successor)
    handover.passed_invitations = _pass_invitations(person, successor, now, today)
    end_all_sessions(user=person)
    handover.completed_at = now
    handover.save(update_fields=["passed_notices", "passed_invitations", "completed_at"])


def _pass_invitations(person: User, successor: User | None, now: datetime, today: date) -> int:
    """Open invitations that the person may not stand for any more: the successor's, or withdrawn."""
    left, heir = actor_for(person, today), actor_for(successor, today) if successor else None
    passed = 0
    rows = Invitation.objects.open().filter(invited_by=person).select_related("body__territory").order_by("pk")
    for row in rows.select_for_update(of=("self",)):
        if can_invite(left, row.body, row.role):
            continue
        if successor is not None and heir is not None and can_invite(heir, row.body, row.role):
            row.invited_by = successor
            passed += 1
        else:
            row.withdrawn_at, row.key_sha256 = now, ""
        row.save(update_fields=["invited_by", "withdrawn_at", "key_sha256"])
    return passed


def _tell_successor(handover: Handover, successor: User, today: date) -> None:
    tell(
        user=successor,
        key=f"taken-over-{handover.pk}",
        kind="role_given",
        lines=notices.taken_over(handover),
        path="/desk/",
        created_for=today,
    )
