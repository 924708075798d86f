"""Sentences over parts of calendars and risk signals. `public()` is the only door to what anybody outside may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from portal.bodies.choices import Function, Role
from portal.calendars.choices import RiskLevel, RiskState
from portal.deadlines.querysets import sees_all
from schedules.choices import ProposalState, ProposalVerb

if TYPE_CHECKING:
    from portal.bodies.models import Territory
    from portal.bodies.permissions import Actor
    from portal.calendars.models import Part, RiskSignal

#: Who speaks for a ministry, and for an akimat.
MINISTRY_ROLES = (Role.PREPARER, Role.HEAD)
AKIMAT_ROLES = (Role.OFFICER, Role.HEAD)
#: From a place to the unit of the first rank it lies in.
_UPWARDS = ("", "__parent", "__parent__parent", "__parent__parent__parent")
_STATES: dict[str, Q] = {
    RiskState.OPEN: Q(met_on__isnull=True, withdrawn_on__isnull=True),
    RiskState.MET: Q(met_on__isnull=False),
    RiskState.WITHDRAWN: Q(withdrawn_on__isnull=False),
}


def inside(name: str, places: Any) -> Q:
    """The place that `name` leads to is one of `places`, or lies in one. Without a name it is asked of places."""
    found = Q()
    for step in _UPWARDS:
        column = f"{name}{step}".removeprefix("__") or "pk"
        found |= Q(**{f"{column}__in": places})
    return found


class RiskSignalQuerySet(models.QuerySet["RiskSignal"]):
    def public(self) -> RiskSignalQuerySet:
        """Published by the body that entered it; see `services.risk.publish_risk`."""
        return self.filter(published_at__isnull=False)

    def visible_to(self, actor: Actor) -> RiskSignalQuerySet:
        """In the workspace; twin of `permissions.can_see_risk`.

        The body that entered it, the ministry of the branch, the akimats of the place and above it, those who control;
        and of a high risk the Government, which is offered a part in it.
        """
        if sees_all(actor):
            return self.all()
        ministries, akimats = actor.bodies(*MINISTRY_ROLES), actor.bodies(*AKIMAT_ROLES)
        found = Q(body__in=ministries | akimats) | Q(ministry__in=ministries)
        if akimats:
            places = apps.get_model("bodies", "Body").objects.akimats().filter(pk__in=akimats).values("territory")
            found |= inside("territory", places)
        if actor.holds(Function.SCHEDULE_APPROVAL, Role.APPROVER):
            found |= Q(level=RiskLevel.HIGH)
        return self.filter(found)

    def open(self) -> RiskSignalQuerySet:
        return self.in_state(RiskState.OPEN)

    def in_state(self, state: str) -> RiskSignalQuerySet:
        return self.filter(_STATES[state])

    def in_territory(self, place: Territory) -> RiskSignalQuerySet:
        """In the place or anywhere inside it."""
        return self.filter(inside("territory", [place.pk]))

    def without_meeting(self) -> RiskSignalQuerySet:
        return self.filter(meeting_number="")

    def offered(self) -> RiskSignalQuerySet:
        """The part of a deputy Prime Minister waits to be taken up. Twin of `RiskSignal.is_offered`."""
        return self.open().filter(offers_deputy=True, taken_up_on__isnull=True)

    def with_names(self) -> RiskSignalQuerySet:
        return self.select_related("territory__parent", "ministry", "body")

    def latest_first(self) -> RiskSignalQuerySet:
        return self.order_by("-on", "-pk")


class PartQuerySet(models.QuerySet["Part"]):
    def of(self, actor: Actor) -> PartQuerySet:
        """Given to the actor's akimats. Twin of `can_fill_part`."""
        return self.filter(body__in=actor.bodies(*AKIMAT_ROLES))

    def open(self) -> PartQuerySet:
        """Rows can be written: the region has not gone on, has not submitted, and works on what it gave out.

        A correction opened since is given out anew.
        """
        later = apps.get_model("schedules", "ProposalEvent").objects.filter(
            proposal=OuterRef("delegation__proposal"),
            verb=ProposalVerb.AMEND,
            pk__gt=Coalesce(OuterRef("delegation__change"), 0),
        )
        return self.filter(
            ~Exists(later),
            delegation__closed_on__isnull=True,
            delegation__proposal__state__in=[ProposalState.DRAFT, ProposalState.RETURNED],
        )

    def unready(self) -> PartQuerySet:
        return self.filter(ready_on__isnull=True)


RiskSignalManager = models.Manager.from_queryset(RiskSignalQuerySet)
