"""What an operator does for a ministry at the console of the server."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from schedules.kinds import GRAPH
from schedules.models import Proposal
from schedules.services.imports import Outcome, import_rows
from schedules.services.proposals import open_proposal, opened

if TYPE_CHECKING:
    from schedules.workbooks import Reading


@transaction.atomic
def import_at_console(
    *,
    body: Body,
    reading: Reading,
    name: str,
    actor: Actor | None,
    today: date,
    kind: str = GRAPH.key,
    confirmed: Collection[str] = (),
) -> tuple[Proposal, Outcome]:
    """Open the body's proposal when there is none and take the understood rows into it, in one transaction.

    With an actor it is that person's act and asks for that person's right. Without one the portal itself acts for the
    operator, who has the whole database in hand anyway: only rows of a draft come of it, nothing is filed, and the
    history names no person.
    """
    period_key = reading.period.key
    if actor is not None:
        proposal = open_proposal(body=body, period_key=period_key, actor=actor, today=today, kind=kind)
    else:
        proposal = opened(body, period_key, kind, actor=None, today=today)
    outcome = import_rows(proposal=proposal, reading=reading, name=name, actor=actor, today=today, confirmed=confirmed)
    return proposal, outcome
