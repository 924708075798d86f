"""Somebody acts for a person who is absent, between the dates of an order."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.bodies import notices
from portal.bodies.errors import invalid
from portal.bodies.models import RoleGrant
from portal.bodies.permissions import Actor, can_lead_role
from portal.bodies.services.roles import close, give
from portal.kernel.errors import Invalid
from portal.notices.services import tell


def appoint_acting(
    *, actor: Actor, grant: RoleGrant, substitute: User, starts_on: date, ends_on: date, ground: str, today: date
) -> RoleGrant:
    """`substitute` holds the role of `grant` too, in `[starts_on, ends_on)`. It ends by itself.

    Who did what is still told by the person: whoever filed a document does not accept it as somebody's substitute.
    Raises NotAllowed, or Invalid by field.
    """
    can_lead_role(actor, grant).require()
    with transaction.atomic():
        absent = RoleGrant.objects.select_related("user", "body").select_for_update(of=("self",)).get(pk=grant.pk)
        _check(absent, substitute, starts_on, ends_on, ground, today, is_free=actor.is_administrator)
        row = give(
            granted_by=actor.user,
            body=absent.body,
            role=absent.role,
            starts_on=starts_on,
            ends_on=ends_on,
            today=today,
            user=substitute,
            acting_for=absent,
            ground=ground.strip(),
            quietly=True,
        )
        for person, key, lines in (
            (row.user, f"role-acting-{row.pk}", notices.role_acting(row)),
            (absent.user, f"role-acted-for-{row.pk}", notices.acted_for(row)),
        ):
            tell(user=person, key=key, kind="role_acting", lines=lines, path="/desk/", created_for=today)
    return row


def end_acting(*, actor: Actor, grant: RoleGrant, on: date, today: date) -> RoleGrant:
    """Sooner than the order said: `on` is the first day without. Raises NotAllowed, Invalid, Conflict."""
    can_lead_role(actor, grant).require()
    if grant.acting_for_id is None:
        raise ValueError("this role is not held for somebody absent")
    if on < today:
        raise invalid("on", _("A role cannot end in the past."))
    with transaction.atomic():
        return close(grant=grant, on=on, today=today)


def _check(
    absent: RoleGrant,
    substitute: User,
    starts_on: date,
    ends_on: date,
    ground: str,
    today: date,
    *,
    is_free: bool,
) -> None:
    errors: dict[str, list[Any]] = {}
    if absent.acting_for_id is not None:
        errors[""] = [_("Nobody acts for an acting person. Choose the role of the absent person itself.")]
    if substitute.pk == absent.user_id:
        errors["substitute"] = [_("Nobody acts for themselves.")]
    elif not is_free and not RoleGrant.objects.in_force(today).filter(user=substitute, body=absent.body).exists():
        errors["substitute"] = [_("Choose somebody who has a role at this body.")]
    if starts_on < absent.starts_on or (absent.ends_on is not None and ends_on > absent.ends_on):
        errors["ends_on"] = [_("The absent person holds the role on only a part of these days.")]
    elif RoleGrant.objects.filter(acting_for=absent).overlapping(starts_on, ends_on).exists():
        errors["starts_on"] = [_("Somebody else acts for this person on some of these days.")]
    if not ground.strip():
        errors["ground"] = [_("Name the order: its number and date.")]
    if errors:
        raise Invalid(_("The acting person was not appointed."), errors=errors)
