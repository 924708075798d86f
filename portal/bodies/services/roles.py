"""Giving and ending roles. A role is never rewritten: its history is its dates."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from portal.accounts.models import Language, User
from portal.accounts.services.people import make_user
from portal.accounts.services.sessions import end_all_sessions
from portal.bodies import notices
from portal.bodies.choices import ROLE_BODIES, Role
from portal.bodies.errors import invalid
from portal.bodies.models import Body, RoleGrant
from portal.bodies.permissions import Actor, can_grant_roles
from portal.kernel import clock
from portal.kernel.errors import Conflict, Invalid
from portal.kernel.wording import Lines
from portal.notices.services import tell
from portal.notices.services.account_mail import send_invitation


def grant_role(
    *,
    actor: Actor,
    body: Body,
    role: str,
    starts_on: date,
    today: date,
    ends_on: date | None = None,
    user: User | None = None,
    email: str = "",
    full_name: str = "",
    language: str = Language.KAZAKH,
    quietly: bool = False,
) -> RoleGrant:
    """Give `role` at `body` to `user`, or to whoever has `email`: a person not known yet is added with the role.

    Half-open dates; a role cannot begin in the past, or it would change who was allowed to do what. A new person gets
    an invitation, a known one a letter, nobody when `quietly`. Raises NotAllowed, or Invalid by field.
    """
    can_grant_roles(actor).require()
    with transaction.atomic():
        return give(
            granted_by=actor.user,
            body=body,
            role=role,
            starts_on=starts_on,
            ends_on=ends_on,
            today=today,
            user=user,
            email=email,
            full_name=full_name,
            language=language,
            quietly=quietly,
        )


def appoint_first_administrator(
    *, email: str, full_name: str, body: Body, today: date, password: str | None, language: str = Language.KAZAKH
) -> RoleGrant:
    """Make an administrator from the command line, where no actor is: whoever runs commands there owns the portal.

    Without a password the person gets an invitation. Raises Invalid.
    """
    with transaction.atomic():
        if password is not None and not User.objects.filter(email=email.strip().lower()).exists():
            make_user(email=email, full_name=full_name, language=language, password=password)
        return give(
            granted_by=None,
            body=body,
            role=Role.ADMINISTRATOR,
            starts_on=today,
            ends_on=None,
            today=today,
            user=None,
            email=email,
            full_name=full_name,
            language=language,
            quietly=password is not None,
        )


def end_role(*, actor: Actor, grant: RoleGrant, on: date, today: date) -> RoleGrant:
    """End a role: `on` is the first day without it. A role that has not begun is taken back whole.

    When it ends now, every session of the person ends now; a later end is met by `end_sessions_of_ended_roles`.
    Raises NotAllowed, Conflict when it has ended already, Invalid when the portal would be left without administrator.
    """
    can_grant_roles(actor).require()
    if on < today:
        raise invalid("on", _("A role cannot end in the past."))
    with transaction.atomic():
        return close(grant=grant, on=on, today=today)


def close(*, grant: RoleGrant, on: date, today: date) -> RoleGrant:
    """For the services of this app, which have asked who may. In the caller's transaction."""
    # All administrators' rows together, in one order: two of them ending each other must not both succeed.
    administrators = list(
        RoleGrant.objects.filter(role=Role.ADMINISTRATOR).order_by("pk").select_for_update(of=("self",))
    )
    row = RoleGrant.objects.select_related("user", "body").select_for_update(of=("self",)).get(pk=grant.pk)
    if row.ends_on is not None and row.ends_on <= today:
        raise Conflict(_("This role has ended already."))
    row.ends_on = max(on, row.starts_on)
    if row.role == Role.ADMINISTRATOR:
        _keep_an_administrator(row, administrators)
    was_in_force = row.starts_on <= today
    if was_in_force and row.ends_on <= today:
        row.sessions_ended_at = clock.now()
    row.save(update_fields=["ends_on", "sessions_ended_at"])
    # Nobody acts for somebody whose role is over; the sessions of the acting are ended by the sweep.
    acting = RoleGrant.objects.filter(acting_for=row, ends_on__gt=row.ends_on)
    acting.update(ends_on=Greatest(F("starts_on"), Value(row.ends_on)))
    if row.sessions_ended_at is not None:
        end_all_sessions(user=row.user)
    if was_in_force:
        key = f"role-ended-{row.pk}-{row.ends_on.isoformat()}"
        _tell(row, key, "role_ended", notices.role_ended(row), today)
    return row


def end_sessions_of_ended_roles(*, today: date) -> int:
    """End the sessions of people whose role has run out since; says how many people. May run late and twice."""
    with transaction.atomic():
        rows = list(
            RoleGrant.objects.ended(today)
            .filter(sessions_ended_at__isnull=True, ends_on__gt=F("starts_on"))
            .select_related("user")
            .order_by("pk")
            .select_for_update(skip_locked=True, of=("self",))
        )
        people = {row.user_id: row.user for row in rows}
        for person in people.values():
            end_all_sessions(user=person)
        RoleGrant.objects.filter(pk__in=[row.pk for row in rows]).update(sessions_ended_at=clock.now())
    return len(people)


def give(
    *,
    granted_by: User | None,
    body: Body,
    role: str,
    starts_on: date,
    ends_on: date | None,
    today: date,
    user: User | None = None,
    email: str = "",
    full_name: str = "",
    language: str = Language.KAZAKH,
    acting_for: RoleGrant | None = None,
    ground: str = "",
    quietly: bool = False,
) -> RoleGrant:
    """For the services of this app, which have asked who may. In the caller's transaction. Raises Invalid by field."""
    _check(body, role, starts_on, ends_on, today)
    person = user or User.objects.filter(email=email.strip().lower()).first()
    is_new = person is None
    if person is None:
        person = make_user(email=email, full_name=full_name, language=language)
    # The person's row is the queue: two equal grants at once become one grant and one refusal in words.
    person = User.objects.select_for_update().get(pk=person.pk)
    if not person.is_active:
        raise invalid("email", _("The login with this address is closed."))
    if RoleGrant.objects.filter(user=person).of(role, body).overlapping(starts_on, ends_on).exists():
        raise invalid("role", _("The person holds this role at this body in these days."))
    grant = RoleGrant.objects.create(
        user=person,
        body=body,
        role=role,
        starts_on=starts_on,
        ends_on=ends_on,
        granted_by=granted_by,
        acting_for=acting_for,
        ground=ground,
    )
    if quietly:
        return grant
    if is_new:
        send_invitation(user=person, now=clock.now())
    else:
        _tell(grant, f"role-given-{grant.pk}", "role_given", notices.role_given(grant), today)
    return grant


def _check(body: Body, role: str, starts_on: date, ends_on: date | None, today: date) -> None:
    errors: dict[str, list[Any]] = {}
    if body.kind not in ROLE_BODIES[Role(role)]:
        errors["role"] = [_("This role is not held at a body of this kind.")]
    if starts_on < today:
        errors["starts_on"] = [_("A role cannot begin in the past.")]
    if ends_on is not None and ends_on <= starts_on:
        errors["ends_on"] = [_("The end must be later than the beginning.")]
    if starts_on < body.starts_on or (body.ends_on is not None and starts_on >= body.ends_on):
        errors["body"] = [_("The body does not exist on the first day of the role.")]
    if errors:
        raise Invalid(_("The role was not given."), errors=errors)


def _keep_an_administrator(ending: RoleGrant, administrators: list[RoleGrant]) -> None:
    """Somebody else who can sign in must be administrator on the first day without this one."""
    assert ending.ends_on is not None
    active = set(
        User.objects.filter(pk__in=[row.user_id for row in administrators], is_active=True).values_list("pk", flat=True)
    )
    for other in administrators:
        stays = other.starts_on <= ending.ends_on and (other.ends_on is None or other.ends_on > ending.ends_on)
        stays = stays and other.acting_for_id is None
        if stays and other.pk != ending.pk and other.user_id in active:
            return
    raise invalid("on", _("The portal would be left without an administrator. Give the role to somebody else first."))


def _tell(grant: RoleGrant, key: str, kind: str, lines: Lines, today: date) -> None:
    tell(user=grant.user, key=key, kind=kind, lines=lines, path="/desk/", created_for=today)
