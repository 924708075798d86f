"""What the desk and the menu beside it both count: asked once a request."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Count, Min, Q

from portal.bodies.choices import Role
from portal.bodies.permissions import Actor
from portal.deadlines.models import Obligation, Transmittal
from portal.deadlines.querysets import RECEIVING_ROLES
from portal.law.counting.states import SOON_DAYS

#: Whoever holds one of these at a body has its duties in the menu.
CONCERNED = (Role.PREPARER, Role.OFFICER, Role.HEAD, Role.APPROVER)


def open_duties(actor: Actor) -> dict[str, int]:
    """`pressing`: overdue or due within a week, of bodies whose duties the person sees to. `standing`: without a day,
    of all bodies of the person. One statement."""
    if "open_duties" not in actor.known:
        after = actor.on + timedelta(days=SOON_DAYS + 1)
        pressing = Q(body__in=actor.bodies(*CONCERNED), due_on__lt=after)
        rows = Obligation.objects.for_bodies(actor.bodies()).unmet().filter(Q(due_on__lt=after) | Q(due_on=None))
        actor.known["open_duties"] = rows.order_by().aggregate(
            pressing=Count("pk", filter=pressing), standing=Count("pk", filter=Q(due_on=None))
        )
    found: dict[str, int] = actor.known["open_duties"]
    return found


def received(actor: Actor) -> dict[str, Any]:
    """Documents that wait for an answer: `count`, and when the `oldest` was sent. One statement; none for whoever
    answers for no body."""
    if "received" not in actor.known:
        waiting = Transmittal.objects.waiting_for(actor).order_by()
        actor.known["received"] = (
            waiting.aggregate(count=Count("pk"), oldest=Min("sent_on"))
            if actor.bodies(*RECEIVING_ROLES)
            else {"count": 0, "oldest": None}
        )
    found: dict[str, Any] = actor.known["received"]
    return found
