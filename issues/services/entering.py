"""What came by a reception or later, and who raised it, when the person wants to be told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from issues.models import Issue
from issues.services.askers import add_asker
from issues.services.register import Raised, enter
from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.kernel.errors import Invalid


@dataclass(frozen=True)
class Wish:
    """Where the person wants to hear of it. Without `consents` nothing is kept."""

    email: str = ""
    language: str = "kk"
    consents: bool = False


@transaction.atomic
def enter_for(
    *,
    raised: Raised,
    origin: str,
    body: Body,
    raised_on: date,
    wish: Wish,
    key: UUID,
    actor: Actor,
    today: date,
    now: datetime,
) -> Issue:
    """Registered, and the mailbox asked to confirm, in one act. Sent twice it is one.

    Raises NotAllowed, Invalid with fields.
    """
    if wish.email and not wish.consents:
        raise Invalid.at("consents", _("The address is kept only when the person agrees."))
    issue = enter(
        raised=raised, origin=origin, body=body, raised_on=raised_on, key=key, actor=actor, today=today, now=now
    )
    if wish.email:
        add_asker(issue=issue, email=wish.email, language=wish.language, actor=actor, today=today, now=now)
    return issue
