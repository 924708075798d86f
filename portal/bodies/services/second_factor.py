"""An administrator takes the second step of a login away when telephone and codes are lost."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.services.second_factor import remove_second_factor
from portal.bodies.permissions import Actor, can_remove_second_factor
from portal.kernel.errors import Conflict
from portal.notices.notices import second_factor_removed
from portal.notices.services import tell


def take_second_factor_away(*, actor: Actor, user: User, now: datetime, today: date) -> None:
    """All sessions of the person end; at the next sign-in the roles that need it ask for a new one.

    Raises NotAllowed, Conflict when there is none.
    """
    can_remove_second_factor(actor).require()
    with transaction.atomic():
        if not remove_second_factor(user=user):
            raise Conflict(_("This login has no second step."))
        tell(
            user=user,
            key=f"second-factor-removed-{user.pk}-{now.timestamp()}",
            kind="second_factor",
            lines=second_factor_removed(),
            path="/accounts/security/",
            created_for=today,
        )
