"""Which body stands above the one that answers, and who hears of an issue."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from portal.accounts.models import User
from portal.bodies.choices import Function, Role
from portal.bodies.models import Body, BodyFunction, RoleGrant
from portal.bodies.queries import superior
from schedules.querysets import PLANNING_ROLES

#: Of a body above also those who oversee.
_TOLD = (*PLANNING_ROLES, Role.OVERSEER)


def body_above(body: Body, on: date) -> Body | None:
    """The akimat right above; over a region, a ministry or a company who controls on behalf of the Government.

    None where that is the body itself, or nobody. Two statements at most. `body.territory` loaded.
    """
    above = superior(body, on)
    if above is not None:
        return above
    held = BodyFunction.objects.in_force(on).filter(function=Function.CONTROL_GOVERNMENT).exclude(body=body.pk)
    function = held.select_related("body__territory").first()
    return function.body if function is not None else None


def people_of(bodies: Iterable[Body | None], on: date) -> list[User]:
    """People of the bodies who hear of an issue, each once. One statement."""
    at = [body.pk for body in bodies if body is not None]
    grants = RoleGrant.objects.in_force(on).filter(body__in=at, role__in=_TOLD, user__is_active=True)
    found = {grant.user_id: grant.user for grant in grants.select_related("user").order_by("user_id")}
    return list(found.values())
