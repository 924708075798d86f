"""Inviting people to roles: offered by letter, given when the person accepts."""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import Language, User
from portal.accounts.services.people import make_user, open_login
from portal.bodies import notices
from portal.bodies.errors import invalid
from portal.bodies.models import Body, Invitation, RoleGrant
from portal.bodies.permissions import Actor, actor_for, can_invite
from portal.bodies.services.akimats import note_joined
from portal.bodies.services.invitation_letters import digest_of
from portal.bodies.services.roles import give
from portal.kernel.errors import Conflict, Invalid
from portal.notices.services import tell
from portal.notices.services.account_mail import send_role_invitation

#: Letters one person may cause in a day: a stolen session must not become a source of unwanted mail.
LETTERS_A_DAY = 300
#: Sending again sooner would only make the first letter's key useless.
AGAIN_AFTER = timedelta(minutes=5)


def invite(
    *,
    actor: Actor,
    body: Body,
    role: str,
    email: str,
    full_name: str,
    now: datetime,
    today: date,
    language: str = Language.KAZAKH,
) -> Invitation:
    """Offer `role` at `body` to whoever reads the mail of `email`. What follows is the same for an address the portal
    knows, does not know, or has closed. Raises NotAllowed, or Invalid by field.
    """
    can_invite(actor, body, role).require()
    address = email.strip().lower()
    _check(body, address, full_name, language, today)
    with transaction.atomic():
        _within_limit(actor.user, now)
        person = User.objects.filter(email=address).first() or make_user(
            email=address, full_name=full_name, language=language
        )
        # The person's row is the queue: two equal invitations at once become one and a refusal in words.
        User.objects.select_for_update().get(pk=person.pk)
        if RoleGrant.objects.filter(user=person, acting_for=None).of(role, body).not_ended(today).exists():
            raise invalid("email", _("The person holds this role at this body."))
        if Invitation.objects.open().filter(email=address, body=body, role=role).exists():
            raise invalid(
                "email", _("The person is invited to this role already. Send the letter again from the list.")
            )
        invitation = Invitation.objects.create(
            email=address,
            full_name=full_name.strip(),
            language=language,
            body=body,
            role=role,
            user=person,
            invited_by=actor.user,
            nonce=secrets.token_hex(32),
            sent_at=now,
            expires_at=_expires(now),
        )
        send_role_invitation(user=person, matter=invitation.matter, now=now)
    return invitation


def send_again(*, actor: Actor, invitation: Invitation, now: datetime) -> Invitation:
    """A new letter with a new key; the old key is dead at once. Raises NotAllowed, Conflict."""
    can_invite(actor, invitation.body, invitation.role).require()
    with transaction.atomic():
        row = _open(invitation)
        if now - row.sent_at < AGAIN_AFTER:
            raise Conflict(_("A letter was sent a few minutes ago. Wait a little."))
        _within_limit(actor.user, now)
        row.version += 1
        row.nonce, row.key_sha256 = secrets.token_hex(32), ""
        row.sent_at, row.expires_at, row.invited_by = now, _expires(now), actor.user
        row.save(update_fields=["version", "nonce", "key_sha256", "sent_at", "expires_at", "invited_by"])
        send_role_invitation(user=row.user, matter=row.matter, now=now)
    return row


def withdraw_invitation(*, actor: Actor, invitation: Invitation, now: datetime) -> Invitation:
    """Its key is dead at once. Raises NotAllowed, Conflict."""
    can_invite(actor, invitation.body, invitation.role).require()
    with transaction.atomic():
        row = _open(invitation)
        row.withdrawn_at, row.key_sha256 = now, ""
        row.save(update_fields=["withdrawn_at", "key_sha256"])
    return row


def find_invitation(*, key: str, now: datetime, today: date) -> Invitation | None:
    """The invitation this key opens now, or None. It is dead, too, when who sent it may not invite there any more."""
    found = (
        Invitation.objects.waiting(now)
        .select_related("user", "body__territory", "invited_by")
        .filter(key_sha256=digest_of(key), user__is_active=True)
        .first()
    )
    if found is None or not can_invite(actor_for(found.invited_by, today), found.body, found.role):
        return None
    return found


def accept_invitation(
    *, key: str, user: User | None, now: datetime, today: date, chosen: dict[str, str] | None = None
) -> Invitation:
    """The role begins today. `user` is who is signed in: it must be the invited person, if they have a password.

    Somebody without one chooses name, language and password (`chosen`: full_name, language, password). Raises Conflict
    when the key is dead, Invalid by field.
    """
    with transaction.atomic():
        found = find_invitation(key=key, now=now, today=today)
        if found is None:
            raise _dead()
        row = _open(found)
        person = User.objects.select_for_update().get(pk=row.user_id)
        if row.key_sha256 != digest_of(key):
            raise _dead()
        if person.has_usable_password():
            if user is None or user.pk != person.pk:
                raise Conflict(_("First sign in with the address that was invited."))
        elif chosen is None:
            raise Conflict(_("Choose a password first."))
        else:
            open_login(user=person, **chosen)
        row.grant = give(
            granted_by=row.invited_by,
            body=row.body,
            role=row.role,
            starts_on=today,
            ends_on=None,
            today=today,
            user=person,
            quietly=True,
        )
        # The first of its people brings an office of the classifier onto the portal.
        note_joined(body=row.body, on=today)
        row.accepted_at, row.key_sha256 = now, ""
        row.save(update_fields=["grant", "accepted_at", "key_sha256"])
        tell(
            user=row.invited_by,
            key=f"invitation-accepted-{row.pk}",
            kind="invitation_accepted",
            lines=notices.invitation_accepted(row),
            path="/work/invitations/",
            created_for=today,
            digest=True,
        )
    return row


def _check(body: Body, address: str, full_name: str, language: str, today: date) -> None:
    """The same for every address, known or not."""
    errors: dict[str, list[Any]] = {}
    try:
        validate_email(address)
    except ValidationError:
        errors["email"] = [_("This is not an e-mail address.")]
    if not full_name.strip() or len(full_name) > 200:
        errors["full_name"] = [_("Write the full name, up to 200 letters.")]
    if language not in Language.values:
        errors["language"] = [_("The portal does not write in this language.")]
    if body.starts_on > today or (body.ends_on is not None and body.ends_on <= today):
        errors["body"] = [_("This body does not exist today.")]
    if errors:
        raise Invalid(_("The invitation was not sent."), errors=errors)


def _within_limit(user: User, now: datetime) -> None:
    sent = Invitation.objects.filter(invited_by=user, sent_at__gt=now - timedelta(hours=24)).count()
    if sent >= LETTERS_A_DAY:
        raise Conflict(_("You sent as many invitations today as one person may. Go on tomorrow."))


def _expires(now: datetime) -> datetime:
    return now + timedelta(days=settings.KEZDESU_INVITATION_DAYS)


def _open(invitation: Invitation) -> Invitation:
    """Locked, and neither accepted nor withdrawn."""
    rows = Invitation.objects.select_related("user", "body", "invited_by").select_for_update(of=("self",))
    row = rows.get(pk=invitation.pk)
    if row.accepted_at is not None or row.withdrawn_at is not None:
        raise Conflict(_("This invitation was accepted or withdrawn meanwhile."))
    return row


def _dead() -> Conflict:
    return Conflict(_("The link does not work any more."), code="dead_key")
