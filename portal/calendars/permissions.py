"""Who may fill in parts of a calendar, and register, see, withdraw and publish risk signals. Default is denied."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.utils.translation import gettext_lazy as _

from portal.bodies.choices import BodyKind, Function, Role
from portal.bodies.models import Body, Territory
from portal.bodies.permissions import Actor
from portal.calendars.choices import RiskLevel
from portal.calendars.models import Part, RiskSignal
from portal.calendars.querysets import AKIMAT_ROLES, MINISTRY_ROLES
from portal.deadlines.querysets import sees_all
from portal.kernel.verdicts import ALLOWED, Verdict, denied

#: Who enters signals for a body, by its kind: nobody else does.
_SPEAKERS: Mapping[str, tuple[str, ...]] = {
    BodyKind.MINISTRY: MINISTRY_ROLES,
    BodyKind.AKIMAT: AKIMAT_ROLES,
    BodyKind.ADMINISTRATION: (Role.OVERSEER,),
}
#: Roles with which somebody may be such a person; whether so is asked of the body.
SPEAKING = tuple(dict.fromkeys(role for roles in _SPEAKERS.values() for role in roles))


def speaks_for(actor: Actor, body: Body) -> bool:
    return actor.has_any(_SPEAKERS.get(body.kind, ()), body)


def can_register_risk(actor: Actor, body: Body, ministry: Body, territory: Territory) -> Verdict:
    """A ministry in its own branch, an akimat in its own place or below, the Presidential Administration anywhere.

    The units above `territory` are climbed: load its parents.
    """
    if not speaks_for(actor, body):
        return denied("not_yours", _("Only people of a ministry, an akimat or the Administration register signals."))
    if body.kind == BodyKind.MINISTRY and ministry.pk != body.pk:
        return denied("other_branch", _("A ministry registers signals of its own branch."))
    if body.kind == BodyKind.AKIMAT and not _lies_in(territory, {body.territory_id}):
        return denied("other_place", _("An akimat registers signals of its own territory."))
    return ALLOWED


def can_see_risk(actor: Actor, signal: RiskSignal) -> Verdict:
    """Twin of `RiskSignal.objects.visible_to`. One statement for people of akimats, and one a unit above the place."""
    ministries, akimats = actor.bodies(*MINISTRY_ROLES), actor.bodies(*AKIMAT_ROLES)
    if sees_all(actor) or signal.body_id in ministries | akimats or signal.ministry_id in ministries:
        return ALLOWED
    if signal.level == RiskLevel.HIGH and actor.holds(Function.SCHEDULE_APPROVAL, Role.APPROVER):
        return ALLOWED
    if akimats:
        places = set(Body.objects.akimats().filter(pk__in=akimats).values_list("territory_id", flat=True))
        if _lies_in(signal.territory, places):
            return ALLOWED
    return denied("not_yours", _("This risk signal is not shown to you."))


def can_speak_of_risk(actor: Actor, signal: RiskSignal) -> Verdict:
    """Withdraw or publish it: people of the body that entered it, and nobody for them."""
    if speaks_for(actor, signal.body):
        return ALLOWED
    return denied("not_entered_here", _("Only people of the body that entered the signal withdraw or publish it."))


def can_take_up(actor: Actor, signal: RiskSignal) -> Verdict:
    """Say that a deputy Prime Minister takes part: people of the Government, where it is offered."""
    if not actor.holds(Function.SCHEDULE_APPROVAL, Role.APPROVER):
        return denied("government_only", _("Only the Government says that a deputy Prime Minister takes part."))
    if not signal.offers_deputy:
        return denied("not_offered", _("The part of a deputy Prime Minister is not offered in this matter."))
    return ALLOWED


def can_see_risks(actor: Actor) -> Verdict:
    """Whether the register exists for the person."""
    roles = actor.bodies(*MINISTRY_ROLES, *AKIMAT_ROLES)
    if roles or sees_all(actor) or actor.holds(Function.SCHEDULE_APPROVAL, Role.APPROVER):
        return ALLOWED
    return denied("not_yours", _("The register of risk signals is not shown to you."))


def can_fill_part(actor: Actor, part: Part) -> Verdict:
    """Say that it is ready, or take that back: people of the akimat it was given to. Twin of `PartQuerySet.of`."""
    if actor.has_any(AKIMAT_ROLES, part.body_id):
        return ALLOWED
    return denied("other_body", _("Only people of the akimat itself fill in its part."))


def _lies_in(territory: Territory, places: Collection[int | None]) -> bool:
    return any(unit.pk in places for unit in (territory, *territory.above))
