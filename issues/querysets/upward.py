"""Sentences over systemic problems, the packages in which they go up, and what is done above."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from issues.choices import PackageState
from portal.bodies.permissions import Actor
from schedules.querysets import PLANNING_ROLES

if TYPE_CHECKING:
    from issues.models import HighAct, Package, SystemicProblem


class ProblemQuerySet(models.QuerySet["SystemicProblem"]):
    def public(self) -> ProblemQuerySet:
        """Sent up in a package: before, they are a working paper of their body."""
        return self.filter(sent_in__package__in=_packages(self).public().values("pk")).distinct()

    def standing(self) -> ProblemQuerySet:
        return self.filter(closed_on__isnull=True)

    def written_by(self, actor: Actor) -> ProblemQuerySet:
        """Twin of `permissions.can_write_problem`."""
        return self.filter(body__in=actor.bodies(*PLANNING_ROLES))


def _packages(problems: ProblemQuerySet) -> PackageQuerySet:
    of: Any = problems.model._meta.apps.get_model("issues", "Package")
    return of.objects.all()


class PackageQuerySet(models.QuerySet["Package"]):
    def public(self) -> PackageQuerySet:
        return self.exclude(state=PackageState.DRAFT)

    def seen_by(self, actor: Actor) -> PackageQuerySet:
        """Of the own bodies, drafts too; sent to them; overseers, whatever was sent. Twin of `can_see_package`."""
        mine = actor.bodies(*PLANNING_ROLES)
        return self.filter(Q(body__in=mine) | Q(to_body__in=mine, sent_on__isnull=False) | self._overseen(actor))

    def _overseen(self, actor: Actor) -> Q:
        sees = actor.is_overseer or actor.is_administrator
        return Q(sent_on__isnull=False) if sees else Q(pk__in=[])

    def waiting(self) -> PackageQuerySet:
        """Sent, and not answered."""
        return self.filter(state__in=[PackageState.SENT, PackageState.REGISTERED])

    def late(self, on: date) -> PackageQuerySet:
        return self.waiting().filter(answer_by__lt=on)

    def with_names(self) -> PackageQuerySet:
        return self.select_related("body", "to_body", "meeting")


class HighActQuerySet(models.QuerySet["HighAct"]):
    def standing(self) -> HighActQuerySet:
        return self.filter(replaced_by__isnull=True)


ProblemManager = models.Manager.from_queryset(ProblemQuerySet)
PackageManager = models.Manager.from_queryset(PackageQuerySet)
HighActManager = models.Manager.from_queryset(HighActQuerySet)
