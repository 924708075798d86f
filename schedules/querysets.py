"""Sentences over what is planned. `published()` is the public door; `visible_to()` the workspace's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Count, F, Q

from portal.bodies.choices import Function, Role
from schedules.choices import IN_FORCE, ProposalState, ScheduleState, SlotState

if TYPE_CHECKING:
    from datetime import date, datetime

    from portal.bodies.models import Body
    from portal.bodies.permissions import Actor
    from schedules.models import AgreementSlot, Proposal, ProposalRow, Schedule, ScheduleEntry

#: Who of a ministry works on proposals and agreement.
MINISTRY_ROLES = (Role.PREPARER, Role.HEAD)
#: What the authorised body and overseers may see of a ministry's proposal: everything that has left the ministry.
FILED = (ProposalState.SUBMITTED, ProposalState.RETURNED, ProposalState.ACCEPTED)


def sees_all_filed(actor: Actor) -> bool:
    """People of the authorised body, overseers and administrators see what every ministry has filed."""
    return actor.holds(Function.AUTHORISED_INFORMATION, *MINISTRY_ROLES) or actor.is_overseer or actor.is_administrator


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def for_year(self, period_key: str) -> ProposalQuerySet:
        return self.filter(period_key=period_key)

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
        """Own bodies' proposals in any state; those that were filed, to those who see all filed.

        Twin of `can_see_proposal`.
        """
        visible = Q(body__in=actor.bodies(*MINISTRY_ROLES))
        if sees_all_filed(actor):
            visible |= Q(state__in=FILED)
        return self.filter(visible)

    def with_row_counts(self) -> ProposalQuerySet:
        return self.annotate(row_count=Count("rows"))


class PlannedQuerySet(models.QuerySet["ProposalRow"]):
    def in_order(self) -> PlannedQuerySet:
        """As a calendar runs; a whole month, then a whole quarter, stand after their first day."""
        return self.order_by("span_start", F("day").asc(nulls_last=True), "quarter_key", "position", "pk")

    def with_places(self) -> PlannedQuerySet:
        return self.select_related("official", "territory__parent")


class ScheduleQuerySet(models.QuerySet["Schedule"]):
    def for_period(self, period_key: str) -> ScheduleQuerySet:
        return self.filter(period_key=period_key)

    def published(self) -> ScheduleQuerySet:
        """The only door to public data of schedules."""
        return self.filter(state=ScheduleState.PUBLISHED)

    def due_for_publication(self, at: datetime) -> ScheduleQuerySet:
        """Approved, with a planned instant of publication that has come."""
        return self.filter(state=ScheduleState.APPROVED, publish_at__lte=at)

    def unfinished(self) -> ScheduleQuerySet:
        """On the way: not published yet."""
        return self.exclude(state=ScheduleState.PUBLISHED)

    def before_the_government(self) -> ScheduleQuerySet:
        return self.filter(state=ScheduleState.GOVERNMENT)

    def visible_to(self, actor: Actor) -> ScheduleQuerySet:
        """Twin of `can_see_schedule`.

        A draft is the authorised body's own (and overseers'); from agreement on every ministry sees it, from sending on
        the Government, once published everybody.
        """
        if sees_all_filed(actor):
            return self.all()
        visible = Q(state=ScheduleState.PUBLISHED)
        if actor.bodies(*MINISTRY_ROLES):
            visible |= ~Q(state=ScheduleState.DRAFT)
        if actor.holds(Function.SCHEDULE_APPROVAL, Role.APPROVER):
            visible |= Q(state__in=[ScheduleState.GOVERNMENT, *IN_FORCE])
        return self.filter(visible)


class EntryQuerySet(models.QuerySet["ScheduleEntry"]):
    def published(self) -> EntryQuerySet:
        return self.filter(schedule__state=ScheduleState.PUBLISHED)

    def of_body(self, body: Body | int) -> EntryQuerySet:
        return self.filter(body=body)

    def in_order(self) -> EntryQuerySet:
        """As a calendar runs; a whole month, then a whole quarter, stand after their first day."""
        return self.order_by("span_start", F("day").asc(nulls_last=True), "quarter_key", "body_id", "position", "pk")

    def with_places(self) -> EntryQuerySet:
        return self.select_related("body", "official", "territory__parent")


class SlotQuerySet(models.QuerySet["AgreementSlot"]):
    def visible_to(self, actor: Actor) -> SlotQuerySet:
        """Own answers of a ministry; all of them to the authorised body, overseers and the Government's approver.

        Twin of `can_see_slot`.
        """
        if sees_all_filed(actor) or actor.holds(Function.SCHEDULE_APPROVAL, Role.APPROVER):
            return self
        return self.filter(body__in=actor.bodies(*MINISTRY_ROLES))

    def pending(self) -> SlotQuerySet:
        return self.filter(state=SlotState.PENDING)

    def open(self) -> SlotQuerySet:
        """Awaited while the schedule is under agreement."""
        return self.pending().filter(schedule__state=ScheduleState.AGREEMENT)

    def silent_by(self, on: date) -> SlotQuerySet:
        """Awaited although the last day to answer has passed."""
        return self.open().filter(due_on__lt=on)

    def unanswered(self) -> SlotQuerySet:
        """Remarks the authorised body has not answered."""
        return self.filter(state=SlotState.REMARKS, answer="")
