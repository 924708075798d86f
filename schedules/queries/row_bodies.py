"""Whose officials the rows of a proposal may name: the body's own, and of a kind that says so those of bodies below."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from portal.bodies.choices import Post
from portal.bodies.models import Body, Official, Territory
from portal.bodies.querysets import BodyQuerySet
from portal.bodies.rules import codes
from schedules.models import Proposal


def row_bodies(proposal: Proposal) -> frozenset[int]:
    """One statement, or none."""
    if not proposal.its_kind.rows.of_bodies_below:
        return frozenset({proposal.body_id})
    return frozenset(_below(proposal.body).values_list("pk", flat=True))


def officials_for(proposal: Proposal, on: date, bodies: Collection[int] | None = None) -> list[Official]:
    """Who may be named in a row of this proposal: of each body its first head, then deputies and committee chairs.

    Bodies below stand as their units do in the classifier, each under the unit it lies in. With `bodies`, those of a
    part, theirs alone. One statement.
    """
    rows = proposal.its_kind.rows
    all_of_it = _below(proposal.body) if rows.of_bodies_below else Body.objects.filter(pk=proposal.body_id)
    found = Official.objects.in_force(on).filter(body__in=all_of_it).select_related("body__territory__parent")
    if bodies is not None:
        found = found.filter(body__in=bodies)
    order = list(Post.values)
    named = [official for official in found if rows.may_name(official.post)]
    return sorted(named, key=lambda official: (_code(official), order.index(official.post), official.pk))


def places_for(proposal: Proposal, on: date, bodies: Collection[int] | None = None) -> list[Territory]:
    """Every place in which a meeting of a plan of one region can be, in the order of codes. One statement.

    With `bodies`, those of a part, their units and what lies in them; one more.
    """
    assert proposal.body.territory is not None
    within = Territory.objects.filter(kato__startswith=proposal.body.territory.kato[:2])
    on = max(on, proposal.period.start)
    found = list(within.in_force(on).select_related("parent__parent__parent").order_by("kato"))
    if bodies is None:
        return found
    units = Body.objects.filter(pk__in=bodies).values_list("territory__kato", flat=True)
    return [place for place in found if any(unit and codes.is_within(place.kato, unit) for unit in units)]


def _below(body: Body) -> BodyQuerySet:
    assert body.territory_id is not None
    return Body.objects.akimats_within(body.territory_id)


def _code(official: Official) -> str:
    """A ministry has no place; codes are written so that a unit stands before what lies in it."""
    territory = official.body.territory
    return territory.kato if territory is not None else ""
