"""Trying letters again that did not arrive, when somebody has mended an address or a host."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from portal.notices.choices import LetterState
from portal.notices.models import Letter
from portal.notices.permissions import Administers, can_try_again
from portal.notices.services.waking import wake_delivery


def try_again(*, letter_ids: Iterable[int], actor: Administers, now: datetime) -> int:
    """Put letters that were given up, or wait after a failure, back in line; says how many. Raises NotAllowed.

    What was sent or dropped meanwhile is passed over. A digest of an earlier day goes into today's, as after an outage.
    """
    can_try_again(actor).require()
    waiting = (LetterState.FAILED, LetterState.PENDING)
    with transaction.atomic():
        letters = list(
            Letter.objects.filter(pk__in=list(letter_ids), state__in=waiting)
            .order_by("pk")
            .select_for_update(skip_locked=True, of=("self",))
            .values_list("pk", flat=True)
        )
        Letter.objects.filter(pk__in=letters).update(state=LetterState.PENDING, refusals=0, next_try_at=now)
        if letters:
            wake_delivery()
    return len(letters)
