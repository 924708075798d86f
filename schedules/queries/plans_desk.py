"""What of departmental plans waits for a person of the ministry."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.bodies.choices import Role
from portal.bodies.permissions import Actor
from schedules.choices import ProposalState, ScheduleState
from schedules.models import Proposal, Schedule
from schedules.queries.desk_items import DeskItem
from schedules.queries.terms import plan_due_on
from schedules.querysets import MINISTRY_ROLES


def plan_items(actor: Actor, on: date) -> list[DeskItem]:
    """Plans to finish, to revise, to approve, to publish. Two statements and up to three a plan begun."""
    bodies = actor.bodies(*MINISTRY_ROLES)
    items = []
    worked_on = Proposal.objects.for_plan().of_bodies(bodies).exclude(state=ProposalState.ACCEPTED)
    for proposal in worked_on.select_related("body").order_by("period_key", "body__slug"):
        if proposal.state != ProposalState.SUBMITTED:
            items.append(_own(proposal, on))
        elif actor.has(Role.HEAD, proposal.body_id):
            items.append(_to_approve(proposal, on))
    approved = Schedule.objects.plans().filter(body__in=bodies, state=ScheduleState.APPROVED, publish_at=None)
    return items + [_to_publish(schedule) for schedule in approved.select_related("body").order_by("period_key", "pk")]


def _own(proposal: Proposal, on: date) -> DeskItem:
    year = {"year": proposal.period_key}
    url = reverse("schedules:proposal", args=[proposal.pk])
    if proposal.state == ProposalState.RETURNED:
        return DeskItem(
            kind="plan_returned",
            title=_("Revise the departmental plan for %(year)s") % year,
            note=proposal.return_comment,
            url=url,
            action=_("Revise"),
            since=proposal.refiled_on or proposal.submitted_on,
        )
    return DeskItem(
        kind="draft",
        title=_("Submit the departmental plan for %(year)s") % year,
        note=_("Draft started."),
        url=url,
        action=_("Continue"),
        due_on=plan_due_on(proposal.body, proposal.period_key, on),
    )


def _to_approve(proposal: Proposal, on: date) -> DeskItem:
    return DeskItem(
        kind="plan_review",
        title=_("Decide on the departmental plan for %(year)s") % {"year": proposal.period_key},
        note=proposal.body.plain,
        url=reverse("schedules:plan_review", args=[proposal.body.slug, proposal.period_key]),
        action=_("Decide"),
        since=proposal.refiled_on or proposal.submitted_on,
        due_on=None if proposal.is_amending else plan_due_on(proposal.body, proposal.period_key, on),
    )


def _to_publish(schedule: Schedule) -> DeskItem:
    return DeskItem(
        kind="publish",
        title=_("Publish the departmental plan for %(year)s") % {"year": schedule.period_key},
        note=_("Approved by order No. %(number)s.") % {"number": schedule.act_number},
        url=schedule.get_work_url(),
        action=_("Publish"),
        since=schedule.approved_on,
    )
