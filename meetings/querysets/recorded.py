"""For which akimats without anybody here people of another one speak."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from portal.bodies.models import Body, RoleGrant
from portal.kit.prepared import Among, prepared
from schedules.querysets import PLANNING_ROLES

if TYPE_CHECKING:
    from portal.bodies.permissions import Actor


def recorded_bodies(actor: Actor) -> dict[int, int]:
    """Akimats below the actor's own that have nobody here, each with the akimat whose people speak for it: the nearest
    above that has somebody. Two statements for people of akimats the first time, none for others.
    """
    if "recorded_bodies" not in actor.known:
        actor.known["recorded_bodies"] = _recorded_bodies(actor)
    found: dict[int, int] = actor.known["recorded_bodies"]
    return found


def _recorded_bodies(actor: Actor) -> dict[int, int]:
    mine = actor.bodies(*PLANNING_ROLES)
    own = dict(_own_akimats(sorted(mine), actor.on)) if mine else {}
    if not own:
        return {}
    rows = _akimats_below(sorted(own), actor.on)
    here = {place for _pk, place, *_above, is_here in rows if is_here} | set(own)
    found = {}
    for pk, _place, *above, is_here in rows:
        nearest = next((place for place in above if place in here), None)
        if not is_here and nearest in own:
            found[pk] = own[nearest]
    return found


@prepared
def _own_akimats(bodies: list[int], on: date) -> models.QuerySet[Body, Any]:
    rows = Body.objects.akimats().in_force(on).filter(Among("pk", bodies))
    return rows.values_list("territory_id", "pk")


@prepared
def _akimats_below(places: list[int], on: date) -> models.QuerySet[Body, Any]:
    """With what each lies in, step by step, and whether somebody plans there."""
    paths = [f"territory{'__parent' * steps}" for steps in (1, 2, 3)]
    below = Q()
    for path in paths:
        below |= Q(Among(path, places))
    people = RoleGrant.objects.in_force(on).filter(body=OuterRef("pk"), role__in=PLANNING_ROLES)
    known = Body.objects.akimats().in_force(on).filter(below).annotate(is_here=Exists(people))
    return known.values_list("pk", "territory", *paths, "is_here")
