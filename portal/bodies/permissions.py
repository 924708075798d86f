"""Who may do what: the actor of a request, and predicates over roles. Default is denied."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.bodies.choices import Role
from portal.bodies.models import Body, BodyFunction, RoleGrant
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
    grants = frozenset(RoleGrant.objects.in_force(on).filter(user=user).values_list("role", "body_id"))
    at = {body for _role, body in grants}
    functions = (
        frozenset(BodyFunction.objects.in_force(on).filter(body__in=at).values_list("function", "body_id"))
        if at
        else frozenset()
    )
    return Actor(user=user, on=on, grants=grants, functions=functions)


def actor_for_request(request: HttpRequest) -> Actor:
    """The actor of a signed-in request today."""
    assert request.user.is_authenticated
    return actor_for(request.user, clock.today())


def can_grant_roles(actor: Actor) -> Verdict:
    """Administrators give and end roles."""
    if actor.is_administrator:
        return ALLOWED
    return denied("administrators_only", _("Only an administrator gives and ends roles."))


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
