"""Reads of places, bodies and holders that several floors need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.bodies.choices import Function
from portal.bodies.errors import NoHolder
from portal.bodies.models import Body, BodyFunction, RoleGrant
from portal.kit.formats import language


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


def roles_of_people(*, on: date, past: bool, body: Body | None, role: str, person: str) -> QuerySet[RoleGrant]:
    """The administrator's list: roles in force and to come, or the ones that have ended. A page is two statements."""
    rows = RoleGrant.objects.matching(body=body, role=role, person=person).select_related("user", "body")
    if past:
        return rows.ended(on).order_by("-ends_on", "-pk")
    return rows.not_ended(on).order_by("body__slug", "role", "pk")


def bodies_by_name(on: date) -> QuerySet[Body]:
    """Bodies of that day in the order of the reader's alphabet, for a list to choose from."""
    return Body.objects.in_force(on).in_order(language())


@dataclass(frozen=True)
class FunctionRecord:
    """One function: who holds it on the day, who did before, who will."""

    function: Function
    present: BodyFunction | None
    others: list[BodyFunction]


def functions(on: date) -> list[FunctionRecord]:
    """Every function that acts name, held or not. One statement."""
    rows = list(BodyFunction.objects.select_related("body").order_by("-starts_on"))
    records = []
    for function in Function:
        held = [row for row in rows if row.function == function]
        present = next((row for row in held if row.is_in_force(on)), None)
        records.append(FunctionRecord(function, present, [row for row in held if row is not present]))
    return records
