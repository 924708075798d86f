"""Who may be announced outside the plan, and where."""

from __future__ import annotations

from functools import reduce
from operator import or_

from meetings.querysets import recorded_bodies
from portal.bodies.choices import BodyKind, Post
from portal.bodies.models import Official, Territory
from portal.bodies.permissions import Actor
from portal.kit import formats
from schedules.querysets import PLANNING_ROLES

_POSTS = (Post.FIRST_HEAD, Post.DEPUTY, Post.COMMITTEE_CHAIR)


def officials_beside(actor: Actor) -> list[Official]:
    """Of the actor's bodies and of akimats for which the actor speaks: own first heads first. Three statements."""
    own = actor.bodies(*PLANNING_ROLES)
    bodies = {*own, *recorded_bodies(actor)}
    rows = Official.objects.in_force(actor.on).filter(body__in=bodies, post__in=_POSTS, body__joined_on__lte=actor.on)
    order = list(Post)
    return sorted(
        rows.select_related("body__territory"),
        key=lambda row: (row.body_id not in own, row.body_id, order.index(Post(row.post)), row.pk),
    )


def places_beside(officials: list[Official], actor: Actor) -> dict[str, Territory]:
    """Where they may meet people, by code: what their akimats govern; of a central body regions and districts."""
    known = Territory.objects.in_force(actor.on)
    parts = [known.lying_in(pk) for pk in _highest(officials)]
    if any(row.body.kind != BodyKind.AKIMAT for row in officials):
        parts.append(known.regions() | known.districts())
    if not parts:
        return {}
    found = reduce(or_, parts).select_related("parent__parent__parent").in_order(formats.language())
    return {place.kato: place for place in found}


def _highest(officials: list[Official]) -> list[int]:
    """Units of the akimats that lie in no other of them."""
    units = {row.body.territory_id: row.body.territory for row in officials if row.body.territory is not None}
    return [pk for pk, place in units.items() if pk is not None and not any(above.pk in units for above in place.above)]
