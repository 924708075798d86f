"""For which bodies a person registers what was raised, and where it may lie."""

from __future__ import annotations

from typing import Final

from django.db.models import Q

from portal.bodies.models import Body, Territory
from portal.bodies.permissions import Actor
from portal.bodies.querysets import TerritoryQuerySet
from schedules.querysets import PLANNING_ROLES

_ABOVE: Final = ("parent", "parent__parent", "parent__parent__parent")


def bodies_to_enter_for(actor: Actor) -> list[Body]:
    """The person's own bodies first, then those below them. One statement. Twin of `permissions.can_register_for`."""
    mine = actor.bodies(*PLANNING_ROLES)
    if not mine:
        return []
    lands = Body.objects.akimats().in_force(actor.on).filter(pk__in=mine).values("territory")
    chosen = Q(pk__in=mine)
    for above in _ABOVE:
        chosen |= Q(**{f"territory__{above}__in": lands})
    rows = Body.objects.in_force(actor.on).filter(chosen).select_related("territory__parent__parent")
    return sorted(rows, key=lambda body: (body.pk not in mine, body.territory.kato if body.territory else "", body.pk))


def places_to_enter(bodies: list[Body], actor: Actor) -> TerritoryQuerySet:
    """What lies in the lands of the person's own akimats: of a region its units with an akim, of others villages, too.
    Regions and districts of the country for a body without a land.
    """
    own = [body for body in bodies if body.pk in actor.bodies(*PLANNING_ROLES)]
    found = Territory.objects.none()
    if any(body.territory is None for body in own):
        found = Territory.objects.of_upper_ranks()
    for place in [body.territory for body in own if body.territory is not None]:
        inside = Territory.objects.lying_in(place)
        found = found | (inside.with_akim() if place.is_first_rank else inside)
    return found
