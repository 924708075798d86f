"""What was to be told to somebody who leaves goes to the successor."""

from __future__ import annotations

from django.db import transaction

from portal.accounts.models import User
from portal.notices.models import Notice

#: What concerns the person and not the work: it stays with the person.
PERSONAL = ("role_given", "role_ended", "role_acting", "second_factor")


def waiting_for(user: User) -> int:
    """How many notices of the work are written for the person and in no letter yet."""
    return Notice.objects.untold().filter(user=user).exclude(kind__in=PERSONAL).count()


def pass_on(*, leaver: User, successor: User) -> int:
    """Give the successor what the leaver was to be told and is in no letter yet; says how much it was."""
    with transaction.atomic():
        untold = list(
            Notice.objects.untold()
            .filter(user=leaver)
            .exclude(kind__in=PERSONAL)
            .in_turn()
            .values_list("pk", flat=True)
        )
        return Notice.objects.filter(pk__in=untold).update(user=successor)
