"""Finding the proposal, or the body, that a page is about."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404

from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from schedules.errors import NOT_OPEN, PROPOSAL_MOVED_ON
from schedules.kinds import Kind
from schedules.models import Proposal
from schedules.permissions import can_edit_proposal
from schedules.queries.terms import planning_bodies
from schedules.queries.window import rows_in
from schedules.querysets import PlannedQuerySet
from schedules.services.delegation import given_bodies
from schedules.workflow import PROPOSAL


def visible_proposal(actor: Actor, pk: int) -> Proposal:
    """The proposal with its body; 404 when this person may not see it."""
    return get_object_or_404(Proposal.objects.visible_to(actor).select_related("body"), pk=pk)


def own_proposal(actor: Actor, pk: int) -> Proposal:
    """The proposal if this person may work on it: 404 when it is not visible, 403 with the reason when it is."""
    found = visible_proposal(actor, pk)
    can_edit_proposal(actor, found).require()
    return found


@dataclass(frozen=True)
class Shared:
    """A proposal as one person works on it: whole, or the part of it that was given to the person's body."""

    proposal: Proposal
    #: Of a part, whose officials its rows name. All other rows are to this person as if they were not there.
    bodies: frozenset[int] | None = None

    @property
    def is_part(self) -> bool:
        return self.bodies is not None

    @property
    def rows(self) -> PlannedQuerySet:
        return rows_in(self.proposal, self.bodies)


def shared_proposal(actor: Actor, pk: int, *, editing: bool = False) -> Shared:
    """The proposal as this person sees it, or writes it (403 when only seen); 404 for whoever has no part in it."""
    seen = Proposal.objects.visible_to(actor).select_related("body").filter(pk=pk).first()
    if seen is not None:
        if editing:
            can_edit_proposal(actor, seen).require()
        return Shared(seen)
    found = get_object_or_404(Proposal.objects.select_related("body"), pk=pk)
    bodies = given_bodies(found, actor)
    if not bodies:
        raise Http404
    return Shared(found, bodies)


def why_not_open(proposal: Proposal) -> str:
    """Why its rows may not be changed now, for the page that would ask for them; empty when they may."""
    return "" if PROPOSAL.allows("submit", proposal.state) else str(NOT_OPEN.get(proposal.state, PROPOSAL_MOVED_ON))


def own_body(actor: Actor, kind: Kind, slug: str) -> Body:
    """A body whose plan this person works on; for anybody else the pages of its plan do not exist."""
    return get_object_or_404(planning_bodies(kind), slug=slug, pk__in=actor.bodies(*kind.roles))
