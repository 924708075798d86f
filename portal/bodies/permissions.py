"""Who may do what: the actor of a request, and predicates over roles. Default is denied."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.bodies.choices import (
    INVITES_BELOW,
    INVITES_BESIDE,
    LED_ROLES,
    ROLE_BODIES,
    SECOND_FACTOR_ROLES,
    BodyKind,
    Role,
)
from portal.bodies.models import Body, BodyFunction, RoleGrant, Territory
from portal.kernel import clock
from portal.kernel.verdicts import ALLOWED, Verdict, denied

if TYPE_CHECKING:
    from portal.accounts.models import User


@dataclass(frozen=True)
class Actor:
    """A person on a civil day with the roles and functions that count on that day. Made once a request."""

    user: User
    on: date
    grants: frozenset[tuple[str, int]] = frozenset()
    functions: frozenset[tuple[str, int]] = field(default=frozenset())
    #: Those of `grants` that are held for somebody absent.
    acting: frozenset[tuple[str, int]] = frozenset()
    #: What was asked for this actor already: a request asks it once. Of another day it is asked anew.
    known: dict[str, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    def has(self, role: str, body: Body | int | None = None) -> bool:
        """Holds `role` at `body`, or at any body when none is named."""
        if body is None:
            return any(held == role for held, _at in self.grants)
        return (role, body if isinstance(body, int) else body.pk) in self.grants

    def has_any(self, roles: Iterable[str], body: Body | int) -> bool:
        return any(self.has(role, body) for role in roles)

    def bodies(self, *roles: str) -> frozenset[int]:
        """Ids of bodies where one of `roles` (any role when none is named) is held."""
        return frozenset(at for held, at in self.grants if not roles or held in roles)

    def holds(self, function: str, *roles: str) -> bool:
        """Holds one of `roles` (any role when none is named) at the body that has `function` on this day."""
        at = self.bodies(*roles)
        return any(name == function and body in at for name, body in self.functions)

    @property
    def is_administrator(self) -> bool:
        return self.has(Role.ADMINISTRATOR)

    @property
    def is_overseer(self) -> bool:
        return self.has(Role.OVERSEER)


def actor_for(user: User, on: date) -> Actor:
    """The actor `user` is on that day. Two statements."""
    if not user.is_active:
        return Actor(user=user, on=on)
    rows = list(RoleGrant.objects.in_force(on).filter(user=user).values_list("role", "body_id", "acting_for_id"))
    grants = frozenset((role, body) for role, body, _acting_for in rows)
    acting = frozenset((role, body) for role, body, acting_for in rows if acting_for is not None)
    at = {body for _role, body in grants}
    functions = (
        frozenset(BodyFunction.objects.in_force(on).filter(body__in=at).values_list("function", "body_id"))
        if at
        else frozenset()
    )
    return Actor(user=user, on=on, grants=grants, functions=functions, acting=acting)


class WorkspaceRequest(HttpRequest):
    """What a view below `workspace_view` is given: `actor_for_request` (KEZDESU_ACTOR) has made its actor."""

    actor: Actor


def actor_for_request(request: HttpRequest) -> Actor:
    """The actor of a signed-in request today."""
    assert request.user.is_authenticated
    return actor_for(request.user, clock.today())


def can_grant_roles(actor: Actor) -> Verdict:
    """Administrators give and end roles."""
    if actor.is_administrator:
        return ALLOWED
    return denied("administrators_only", _("Only an administrator assigns and removes roles."))


def can_see_people(actor: Actor) -> Verdict:
    """Who holds which role, with addresses: administrators only."""
    if actor.is_administrator:
        return ALLOWED
    return denied("administrators_only", _("Only an administrator sees the roles of people."))


def can_see_functions(actor: Actor) -> Verdict:
    """Everybody who holds a role may know which body acts in which capacity."""
    if actor.grants:
        return ALLOWED
    return denied("no_role", _("Only people with a role see the functions of bodies."))


def can_move_functions(actor: Actor) -> Verdict:
    """Administrators enter what an act has decided."""
    if actor.is_administrator:
        return ALLOWED
    return denied("administrators_only", _("Only an administrator moves a function to another body."))


def needs_second_factor(actor: Actor) -> bool:
    """Holds a role that signs in with two steps, also when acting for somebody."""
    return any(role in SECOND_FACTOR_ROLES for role, _at in actor.grants)


def roles_to_invite(actor: Actor, body: Body) -> tuple[str, ...]:
    """Roles at `body` to which the actor may invite somebody, in the order of the list. One statement at most."""
    held_kinds = {role for role in Role.values if body.kind in ROLE_BODIES[role]}
    if actor.is_administrator:
        return tuple(role for role in Role.values if role in held_kinds)
    found: set[str] = set()
    for mine, kinds in INVITES_BESIDE.items():
        if actor.has(mine, body):
            found.update(kinds.get(body.kind, ()))
    if body.kind == BodyKind.AKIMAT and body.territory is not None and body.territory.parent_id is not None:
        above = set(
            Body.objects.filter(
                kind=BodyKind.AKIMAT, territory=body.territory.parent_id, pk__in=actor.bodies(*INVITES_BELOW)
            ).values_list("pk", flat=True)
        )
        for mine, roles in INVITES_BELOW.items():
            if above & actor.bodies(mine):
                found.update(roles)
    return tuple(role for role in Role.values if role in found & held_kinds)


def roles_to_choose(actor: Actor) -> frozenset[str]:
    """Roles to which the actor may invite at one body or another; which, is asked when the body is known."""
    if actor.is_administrator:
        return frozenset(Role.values)
    kinds = [each for mine, each in INVITES_BESIDE.items() if actor.has(mine)]
    beside = {role for each in kinds for roles in each.values() for role in roles}
    below = {role for mine, roles in INVITES_BELOW.items() if actor.has(mine) for role in roles}
    return frozenset(beside | below)


def can_invite(actor: Actor, body: Body, role: str) -> Verdict:
    """A head invites officers of the own body, an akimat also those of the akimats right below it."""
    if role in roles_to_invite(actor, body):
        return ALLOWED
    return denied("not_to_invite", _("You may not invite anybody to this role at this body."))


def can_lead_people(actor: Actor, body: Body) -> Verdict:
    """Arrange who stands in for whom and who leaves: the head of the body, or an administrator."""
    if actor.is_administrator or actor.has(Role.HEAD, body):
        return ALLOWED
    return denied("not_the_head", _("Only the head of the body or an administrator does this."))


def can_lead_role(actor: Actor, grant: RoleGrant) -> Verdict:
    """Replace whoever holds this very role. A head disposes of roles of the body, not of those of the portal."""
    if actor.is_administrator or (grant.role in LED_ROLES and actor.has(Role.HEAD, grant.body_id)):
        return ALLOWED
    return denied("not_the_head", _("Only an administrator replaces the holder of this role."))


def sees_team(actor: Actor) -> bool:
    """Whether the pages about people of one's own bodies exist for the actor."""
    return actor.is_administrator or bool(actor.bodies(*INVITES_BESIDE))


def can_remove_second_factor(actor: Actor) -> Verdict:
    """An administrator, for somebody who lost telephone and codes."""
    if actor.is_administrator:
        return ALLOWED
    return denied("administrators_only", _("Only an administrator turns off two-step sign-in."))


def can_load_classifier(actor: Actor) -> Verdict:
    """Administrators bring in editions of the classifier."""
    if actor.is_administrator:
        return ALLOWED
    return denied("administrators_only", _("Only an administrator loads the classifier."))


def can_correct_office(actor: Actor, body: Body) -> Verdict:
    """The akimat itself says what it is and whom it succeeds; an administrator may for it. Not a neighbour."""
    if actor.is_administrator or actor.has_any([Role.OFFICER, Role.HEAD], body):
        return ALLOWED
    return denied("not_own_body", _("Only the akimat itself or an administrator corrects its entry."))


def can_correct_unit(actor: Actor, place: Territory, visitor: Territory | None = None) -> Verdict:
    """The akimat of the place and those above it; whose akim comes is said by who stands above both. One statement.

    `place` and `visitor` are fetched with what they lie in. Not a neighbour: nobody hands a village over to another.
    """
    if actor.is_administrator:
        return ALLOWED
    mine = set(
        Body.objects.akimats()
        .filter(pk__in=actor.bodies(Role.OFFICER, Role.HEAD))
        .values_list("territory_id", flat=True)
    )
    over = {each.pk for each in place.above}
    if visitor is not None:
        over &= {visitor.pk, *(each.pk for each in visitor.above)}
        if mine & over:
            return ALLOWED
        return denied("not_above_both", _("Which akim comes is settled by the akimat that stands above both units."))
    if mine & {*over, place.pk}:
        return ALLOWED
    return denied("not_own_unit", _("Only the akimat of the place or one above it corrects the entry."))
