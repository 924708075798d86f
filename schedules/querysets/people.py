"""Who works on plans and who watches over them, as conditions over rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from portal.bodies.choices import Function, Role
from portal.bodies.models import Body
from schedules.kinds import KINDS, Kind

if TYPE_CHECKING:
    from portal.bodies.permissions import Actor

#: Who of a ministry works on proposals and agreement.
MINISTRY_ROLES = (Role.PREPARER, Role.HEAD)
#: Who of any body works on what it plans, whatever the kind.
PLANNING_ROLES = tuple(sorted({role for kind in KINDS.values() for role in kind.roles}))
#: A region, a district, a rural district, a village: none lies deeper.
_RANKS = 4


def of_own_bodies(actor: Actor, prefix: str = "") -> Q:
    """Plans the actor works on: of each kind those of bodies where people of that kind have a role."""
    own = Q(pk__in=[])
    for kind in KINDS.values():
        own |= Q(**{f"{prefix}kind": kind.key, f"{prefix}body__in": actor.bodies(*kind.roles)})
    return own


def of_helped_bodies(actor: Actor, path: str) -> Q:
    """Rows whose body is one at which the actor plans, or lies below an akimat at which the actor does: an office of
    one person is helped from above. `path` leads to the body. One statement more, inside; of whoever plans nowhere no
    row. Twin of `schedules.permissions.helps`.
    """
    mine = actor.bodies(*PLANNING_ROLES)
    if not mine:
        return Q(pk__in=[])
    akimats = Body.objects.akimats().in_force(actor.on).filter(pk__in=mine)
    of = Q(**{f"{path}__in": mine})
    for steps in range(1, _RANKS):
        of |= Q(**{f"{path}__territory{'__parent' * steps}__in": akimats.values("territory")})
    return of


def sees_all_filed(actor: Actor) -> bool:
    """People of the authorised body, overseers and administrators see what every ministry has filed."""
    return actor.holds(Function.AUTHORISED_INFORMATION, *MINISTRY_ROLES) or actor.is_overseer or actor.is_administrator


def shown_states(actor: Actor, kind: Kind) -> set[str]:
    """In which states a schedule of this kind is shown to somebody who has no part in it."""
    states: set[str] = set()
    if sees_all_filed(actor):
        states.update(kind.shown.watchers)
    if actor.bodies(*MINISTRY_ROLES):
        states.update(kind.shown.ministries)
    if actor.holds(Function.SCHEDULE_APPROVAL, Role.APPROVER):
        states.update(kind.shown.approvers)
    return states
