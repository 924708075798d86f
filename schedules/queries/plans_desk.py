"""What of plans of which each body has its own waits for a person of the body."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from portal.bodies.choices import Role
from portal.bodies.permissions import Actor
from schedules.choices import ProposalState, ScheduleState
from schedules.kinds import Tasks, filled, own_kinds
from schedules.models import Proposal, Schedule
from schedules.queries.desk_items import DeskItem
from schedules.queries.terms import own_due_on
from schedules.querysets import of_own_bodies


def plan_items(actor: Actor, on: date) -> list[DeskItem]:
    """Plans to finish, to revise, to approve, to publish. Two statements and up to three a plan begun."""
    tasks = {kind.key: kind.tasks for kind in own_kinds() if kind.tasks}
    items = []
    worked_on = Proposal.objects.filter(of_own_bodies(actor), kind__in=tasks).exclude(state=ProposalState.ACCEPTED)
    for proposal in worked_on.select_related("body").order_by("period_key", "body__slug"):
        if proposal.state != ProposalState.SUBMITTED:
            items.append(_own(proposal, tasks[proposal.kind], on))
        elif actor.has(Role.HEAD, proposal.body_id):
            items.append(_to_approve(proposal, tasks[proposal.kind], on))
    approved = Schedule.objects.filter(
        of_own_bodies(actor), kind__in=tasks, state=ScheduleState.APPROVED, publish_at=None
    )
    waiting = approved.select_related("body").order_by("period_key", "pk")
    return items + [_to_publish(schedule, tasks[schedule.kind]) for schedule in waiting]


def _own(proposal: Proposal, tasks: Tasks, on: date) -> DeskItem:
    year = {"year": proposal.period_key}
    if proposal.state == ProposalState.RETURNED:
        return DeskItem(
            kind="plan_returned",
            title=filled(tasks.revise, year),
            note=proposal.return_comment,
            url=proposal.get_absolute_url(),
            action=_("Revise"),
            since=proposal.refiled_on or proposal.submitted_on,
        )
    return DeskItem(
        kind="draft",
        title=filled(tasks.submit, year),
        note=_("Draft started."),
        url=proposal.get_absolute_url(),
        action=_("Continue"),
        due_on=own_due_on(proposal, on),
    )


def _to_approve(proposal: Proposal, tasks: Tasks, on: date) -> DeskItem:
    year = {"year": proposal.period_key}
    return DeskItem(
        kind="plan_review",
        title=filled(tasks.decide, year),
        note=proposal.body.plain,
        url=proposal.its_kind.pages.review.url(slug=proposal.body.slug, **year),
        action=_("Decide"),
        since=proposal.refiled_on or proposal.submitted_on,
        due_on=None if proposal.is_amending else own_due_on(proposal, on),
    )


def _to_publish(schedule: Schedule, tasks: Tasks) -> DeskItem:
    return DeskItem(
        kind="publish",
        title=filled(tasks.publish, {"year": schedule.period_key}),
        note=filled(tasks.approved, {"number": schedule.act_number}),
        url=schedule.get_work_url(),
        action=_("Publish"),
        since=schedule.approved_on,
    )
