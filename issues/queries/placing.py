"""Where an issue may be said to lie, by who says it."""

from __future__ import annotations

from django.db.models import Q

from issues.models import Issue
from portal.bodies.choices import BodyKind
from portal.bodies.models import Body, Territory
from portal.bodies.permissions import Actor
from portal.bodies.querysets import TerritoryQuerySet
from schedules.querysets import PLANNING_ROLES


def places_to_correct(issue: Issue, actor: Actor) -> TerritoryQuerySet:
    """In the lands of the bodies for which the actor may correct it: the one that answers, an akimat above it, the one
    that registered it. Anywhere for a body without a land, nothing for anybody else. Twin of `can_correct_place`.
    """
    return _inside(_lands(issue, actor), actor)


def places_to_offer(issue: Issue, actor: Actor) -> TerritoryQuerySet:
    """Of these as many as a list can show: of a region its units with an akim, of the country regions and districts;
    and the place that is written. One statement beside the list itself.
    """
    lands = _lands(issue, actor)
    rows = _inside(lands, actor)
    if None in lands:
        rows = rows.of_upper_ranks()
    elif any(land is not None and land.is_first_rank for land in lands):
        rows = rows.with_akim()
    return rows | Territory.objects.filter(pk=issue.territory_id)


def _lands(issue: Issue, actor: Actor) -> list[Territory | None]:
    held = issue.holder.territory
    above = [place.pk for place in held.above] if held is not None else []
    acting = Q(pk__in=[issue.holder_id, issue.registered_by_id]) | Q(kind=BodyKind.AKIMAT, territory__in=above)
    bodies = Body.objects.filter(acting, pk__in=actor.bodies(*PLANNING_ROLES)).select_related("territory")
    return [body.territory for body in bodies.order_by("pk")]


def _inside(lands: list[Territory | None], actor: Actor) -> TerritoryQuerySet:
    rows = Territory.objects.in_force(actor.on)
    if None in lands:
        return rows
    inside = Q(pk__in=[])
    for land in lands:
        assert land is not None
        inside |= Q(pk__in=Territory.objects.lying_in(land).order_by().values("pk"))
    return rows.filter(inside)
