"""Rows that people of another body may write. Who was given which part is known above, and told here at the start."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date

from portal.bodies.permissions import Actor
from schedules.models import Proposal
from schedules.permissions import can_edit_proposal
from schedules.queries.row_bodies import row_bodies
from schedules.services.steps import locked_proposal, require_open

#: Bodies whose rows the actor was given in a proposal of another body.
Gives = Callable[[Actor, Proposal], frozenset[int]]
#: Such rows were written: of these bodies, by the actor, on the day.
Hears = Callable[[Proposal, Collection[int], Actor, date], None]
_DELEGATES: list[tuple[Gives, Hears]] = []


def delegated_by(gives: Gives, hears: Hears) -> None:
    """Upper floors say so when the portal starts."""
    if (gives, hears) not in _DELEGATES:
        _DELEGATES.append((gives, hears))


def given_bodies(proposal: Proposal, actor: Actor) -> frozenset[int]:
    """Bodies whose rows the actor was given in a proposal of another body. Two statements, or none."""
    if not proposal.its_kind.rows.of_bodies_below:
        return frozenset()
    return frozenset[int]().union(*(gives(actor, proposal) for gives, _hears in _DELEGATES))


def writable_part(proposal: Proposal, actor: Actor) -> tuple[Proposal, frozenset[int], bool]:
    """The proposal, locked, the bodies whose rows `actor` may write now, and whether that is a part given to the actor.

    Raises NotAllowed; IllegalTransition when it is not with the body any more.
    """
    proposal = locked_proposal(proposal)
    bodies, own = row_bodies(proposal), can_edit_proposal(actor, proposal)
    if not own:
        bodies &= given_bodies(proposal, actor)
        if not bodies:
            own.require()
    require_open(proposal)
    return proposal, bodies, not own


def tell_written(proposal: Proposal, bodies: Collection[int], actor: Actor, today: date) -> None:
    for _gives, hears in _DELEGATES:
        hears(proposal, bodies, actor, today)
