"""What the authorised body does about proposals that have not come."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.deadlines.queries import obligation as obligation_of
from portal.deadlines.services import remind_now
from portal.kernel.errors import Conflict
from schedules.models import Proposal
from schedules.permissions import can_remind
from schedules.queries.intake import intake_board
from schedules.rules import PROPOSAL_DUTY


@transaction.atomic
def remind_all(*, period_key: str, actor: Actor, today: date) -> int:
    """Remind every ministry that owes its proposal and has not filed it; how many were not reminded today before."""
    can_remind(actor).require()
    count = 0
    for row in intake_board(period_key, today).rows:
        if row.can_be_reminded:
            # Whoever has filed since the board was read is reminded of nothing.
            with suppress(Conflict):
                count += remind_body(body=row.body, period_key=period_key, actor=actor, today=today)
    return count


@transaction.atomic
def remind_body(*, body: Body, period_key: str, actor: Actor, today: date) -> bool:
    """Remind the ministry's people that its proposal is awaited. False when they were reminded today already.

    Raises Conflict when the proposal is there, or when nothing is owed (yet).
    """
    can_remind(actor).require()
    if Proposal.objects.for_year(period_key).for_graph().filter(body=body).filed().exists():
        raise Conflict(_("The proposal has been filed already."), code="filed_already")
    obligation = obligation_of(duty=PROPOSAL_DUTY, body=body, period_key=period_key)
    if obligation is None or obligation.is_met or obligation.is_released:
        raise Conflict(_("This ministry owes no proposal for this year now."), code="nothing_owed")
    return remind_now(obligation=obligation, actor=actor, today=today)
