"""Proposals, their rows, and what is read of workbooks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Count, F, Q

from schedules.choices import FILED, ProposalState
from schedules.kinds import GRAPH, KINDS, Kind
from schedules.querysets.people import of_own_bodies, sees_all_filed

if TYPE_CHECKING:
    from portal.bodies.permissions import Actor
    from schedules.models import Import, ImportRow, Proposal, ProposalRow, Schedule


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def for_year(self, period_key: str) -> ProposalQuerySet:
        return self.filter(period_key=period_key)

    def of_kind(self, kind: Kind) -> ProposalQuerySet:
        return self.filter(kind=kind.key)

    def for_graph(self) -> ProposalQuerySet:
        """Proposals for the schedule of first heads."""
        return self.of_kind(GRAPH)

    def for_schedule(self, schedule: Schedule) -> ProposalQuerySet:
        """Of which the schedule is made: of every body, or of the one whose plan it is."""
        found = self.filter(kind=schedule.kind, period_key=schedule.period_key)
        return found if schedule.its_kind.is_common else found.filter(body=schedule.body_id)

    def of_bodies(self, bodies: frozenset[int]) -> ProposalQuerySet:
        return self.filter(body__in=bodies)

    def filed(self) -> ProposalQuerySet:
        return self.filter(state__in=FILED)

    def awaiting_review(self) -> ProposalQuerySet:
        return self.filter(state=ProposalState.SUBMITTED)

    def accepted(self) -> ProposalQuerySet:
        return self.filter(state=ProposalState.ACCEPTED)

    def with_the_ministry(self) -> ProposalQuerySet:
        """On the ministry's own table: never filed, or returned."""
        return self.filter(state__in=[ProposalState.DRAFT, ProposalState.RETURNED])

    def visible_to(self, actor: Actor) -> ProposalQuerySet:
        """Own bodies' in any state; to those who see all filed, what its kind shows. Twin of `can_see_proposal`."""
        visible = of_own_bodies(actor)
        if sees_all_filed(actor):
            for kind in KINDS.values():
                visible |= Q(kind=kind.key, state__in=kind.shown.proposals)
        return self.filter(visible)

    def with_row_counts(self) -> ProposalQuerySet:
        return self.annotate(row_count=Count("rows", filter=Q(rows__is_withdrawn=False)))


class PlannedQuerySet(models.QuerySet["ProposalRow"]):
    def in_order(self) -> PlannedQuerySet:
        """As a calendar runs; a whole month, quarter, then half-year stand after their first day."""
        return self.order_by("span_start", F("day").asc(nulls_last=True), "quarter_key", "half_key", "position", "pk")

    def standing(self) -> PlannedQuerySet:
        """Without those an amendment has withdrawn."""
        return self.filter(is_withdrawn=False)

    def with_owners(self) -> PlannedQuerySet:
        """Whose it is and where: the proposal without the rows it keeps, which are as many again, and the official."""
        return self.select_related("proposal", "official", "territory").defer("proposal__filed_rows")

    def with_places(self) -> PlannedQuerySet:
        """A village lies three steps below its region, which rows ask for."""
        return self.select_related("official__body", "territory__parent__parent__parent")


class ImportQuerySet(models.QuerySet["Import"]):
    def visible_to(self, actor: Actor) -> ImportQuerySet:
        """People of the body itself: a workbook on its way is no filing yet."""
        return self.filter(of_own_bodies(actor, "proposal__"))


class ImportRowQuerySet(models.QuerySet["ImportRow"]):
    def puzzling(self) -> ImportRowQuerySet:
        """Not wholly understood, and not left out."""
        return self.exclude(problems=[]).filter(is_left_out=False)

    def understood(self) -> ImportRowQuerySet:
        return self.filter(problems=[], is_left_out=False)

    def left_out(self) -> ImportRowQuerySet:
        return self.filter(is_left_out=True)

    def with_places(self) -> ImportRowQuerySet:
        return self.select_related("official__body", "territory__parent__parent__parent")


PlannedManager = models.Manager.from_queryset(PlannedQuerySet)
