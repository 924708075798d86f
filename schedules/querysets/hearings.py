"""Hearings of the maslikhat, and links to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from portal.bodies.choices import Role
from schedules.choices import HearingState, ProposalState
from schedules.querysets.people import of_own_bodies

if TYPE_CHECKING:
    from datetime import date, datetime

    from portal.bodies.permissions import Actor
    from schedules.models import Hearing, HearingLink


class HearingQuerySet(models.QuerySet["Hearing"]):
    def visible_to(self, actor: Actor) -> HearingQuerySet:
        """The region's own and, of a maslikhat, those it was sent. Twin of `can_see_hearing`."""
        return self.filter(of_own_bodies(actor, "proposal__") | Q(body__in=actor.bodies(Role.MASLIKHAT)))

    def of_what_stands(self) -> HearingQuerySet:
        """Of the rows as they are now: what was heard about others counts no more."""
        return self.filter(proposal_version=F("proposal__version"))

    def awaited(self) -> HearingQuerySet:
        return self.of_what_stands().filter(state=HearingState.ASKED, proposal__state=ProposalState.SUBMITTED)

    def silent_by(self, on: date) -> HearingQuerySet:
        return self.awaited().filter(due_on__lt=on)


class HearingLinkQuerySet(models.QuerySet["HearingLink"]):
    def open(self) -> HearingLinkQuerySet:
        """Neither used nor revoked; it may have run out."""
        return self.filter(used_at__isnull=True, revoked_at__isnull=True)

    def usable(self, now: datetime) -> HearingLinkQuerySet:
        return self.open().filter(expires_at__gt=now)
