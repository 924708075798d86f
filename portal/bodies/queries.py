"""Reads of places, bodies and holders that several floors need."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.bodies.errors import NoHolder
from portal.bodies.models import Body, RoleGrant


def holder(function: str, on: date) -> Body:
    """The body that holds `function` on that day. One statement. Raises NoHolder."""
    body = Body.objects.holding(function, on).first()
    if body is None:
        raise NoHolder(_("No body holds this function on this day."), params={"function": function, "on": on})
    return body


def people(body: Body | int, *roles: str, on: date) -> QuerySet[User]:
    """Active people who hold one of `roles` (any when none is named) at `body` on that day."""
    grants = RoleGrant.objects.in_force(on).filter(body=body)
    if roles:
        grants = grants.filter(role__in=roles)
    return User.objects.filter(pk__in=grants.values("user")).order_by("pk")
