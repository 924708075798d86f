"""Prepared replies: those an officer may put into a form, and all that stand on the page where they are edited."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from issues.choices import ReplyKind
from issues.models import ReplyTemplate
from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from schedules.querysets import PLANNING_ROLES

_ANSWERS = (ReplyKind.EXPLAIN, ReplyKind.OUTSIDE)


def offered(body: Body, actor: Actor, kinds: Any = _ANSWERS) -> QuerySet[ReplyTemplate, ReplyTemplate]:
    """Of the body, of the actor's own bodies, and of everybody; those that were closed are not offered."""
    mine = Q(body__isnull=True) | Q(body=body) | Q(body__in=actor.bodies(*PLANNING_ROLES))
    return ReplyTemplate.objects.filter(mine, kind__in=kinds, closed_on__isnull=True).order_by("kind", "pk")


def seen(actor: Actor) -> QuerySet[ReplyTemplate, ReplyTemplate]:
    """Of everybody and of the actor's own bodies; of all bodies for an administrator. Own ones first."""
    rows = ReplyTemplate.objects.select_related("body")
    if not actor.is_administrator:
        rows = rows.filter(Q(body__isnull=True) | Q(body__in=actor.bodies(*PLANNING_ROLES)))
    return rows.order_by("body", "kind", "pk")
