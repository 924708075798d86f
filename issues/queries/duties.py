"""Which duties are about issues, and on which page somebody does them."""

from __future__ import annotations

from typing import Final

from django.urls import reverse
from django.utils.translation import pgettext

from issues.choices import HighKind
from issues.permissions import can_record_high, can_write_problem
from issues.queries.quarters.owed import DUTIES as PROGRESS
from issues.rules.high import DUTIES as HIGH
from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.kernel.periods import Period
from schedules.querysets import PLANNING_ROLES

#: Every half-year an akim sums up the systemic problems of the place for those who can solve them.
PROBLEMS: Final = "B-3"
#: Acts above the regions by the duty they meet.
_HIGH: Final = {owed.duty: HighKind(kind) for kind, owed in HIGH.items() if owed.duty}


def where_done(actor: Actor, duty: str, body: Body, period_key: str) -> tuple[str, str] | None:
    """Address and label of the page on which the actor does that duty of the body; None: not of issues, or not theirs.

    A quarter that is not over has no page yet.
    """
    if duty in PROGRESS and actor.has_any(PLANNING_ROLES, body):
        if Period.parse(period_key).end > actor.on:
            return None
        return reverse("issues:work_quarter", args=[body.slug, period_key]), pgettext("quarter", "Write and publish")
    if duty == PROBLEMS and can_write_problem(actor, body):
        return reverse("issues:problems"), pgettext("action", "Open")
    kind = _HIGH.get(duty)
    if kind is not None and can_record_high(actor, kind, body):
        return reverse("issues:work_high", args=[kind.value]), pgettext("act above", "Record")
    return None
