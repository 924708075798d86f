"""Addresses of calendars of due days: made, given anew, taken back, and read."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date

from django.core import signing
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.deadlines.models import CalendarAddress
from portal.deadlines.permissions import can_make_calendar
from portal.deadlines.queries.calendars import SALT, SEPARATOR
from portal.kernel.errors import Conflict

_BYTES = 32
#: By a digit and its length a key is known and hidden wherever addresses are logged.
_FIRST = "1"


def make_address(*, actor: Actor, body: Body | None, today: date) -> str:
    """The key of a new address, told this once: only its SHA-256 is kept. Raises NotAllowed, Conflict."""
    can_make_calendar(actor, body).require()
    key = _FIRST + secrets.token_urlsafe(_BYTES)
    try:
        with transaction.atomic():
            CalendarAddress.objects.create(
                user=actor.user, body=body, key_sha256=hashlib.sha256(key.encode()).hexdigest(), made_on=today
            )
    except IntegrityError as there:
        raise Conflict(_("There is an address of this calendar already. Make a new one in its place.")) from there
    return signing.Signer(sep=SEPARATOR, salt=SALT).sign(key)


def renew(*, address: CalendarAddress, actor: Actor, today: date) -> str:
    """Another key in the place of the old one, which stops working at once. Raises NotAllowed, Conflict."""
    with transaction.atomic():
        revoke(address=address, actor=actor, today=today)
        return make_address(actor=actor, body=address.body, today=today)


def revoke(*, address: CalendarAddress, actor: Actor, today: date) -> None:
    """The address stops working for good. Only its own person does it; nothing happens the second time."""
    CalendarAddress.objects.filter(pk=address.pk, user=actor.user, revoked_on__isnull=True).update(revoked_on=today)


def note_read(*, address: CalendarAddress, today: date) -> None:
    """Keep the last day it was read: at most one write a day."""
    if address.read_on != today:
        CalendarAddress.objects.filter(pk=address.pk).update(read_on=today)
