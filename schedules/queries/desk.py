"""What waits for a person on this floor: proposals, agreement, the schedule. Told to the roof for "my desk"."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.bodies.permissions import Actor
from portal.kit.prepared import Among, prepared
from schedules.choices import ProposalState, ProposalVerb, ScheduleState
from schedules.models import AgreementSlot, Proposal, ProposalEvent, Schedule
from schedules.permissions import is_approver, is_of_authorised_body
from schedules.queries.desk_items import DeskItem
from schedules.queries.hearings_desk import hearing_items
from schedules.queries.plans_desk import plan_items
from schedules.queries.terms import filing_due_on
from schedules.querysets import PLANNING_ROLES


def desk_items(actor: Actor, on: date) -> list[DeskItem]:
    """What waits for the actor, most pressing first; undated last. At most twelve statements and one a draft."""
    items = _of_the_ministry(actor, on)
    items += hearing_items(actor)
    if is_of_authorised_body(actor):
        items += _of_the_authorised_body(actor)
    if is_approver(actor):
        items += _of_the_government()
    return sorted(items, key=lambda item: (item.due_on is None, item.due_on or on, item.since or on))


def _of_the_ministry(actor: Actor, on: date) -> list[DeskItem]:
    bodies = actor.bodies(*PLANNING_ROLES)
    if not bodies:
        return []
    items = [_own_proposal(proposal, on) for proposal in _own_proposals(sorted(bodies))]
    return items + [_slot(slot) for slot in _open_slots(sorted(bodies))] + plan_items(actor, on)


@prepared
def _own_proposals(bodies: list[int]) -> QuerySet[Proposal, Any]:
    rows = Proposal.objects.filter(Among("body_id", bodies)).for_graph().with_the_ministry()
    return rows.select_related("body").order_by("period_key")


@prepared
def _open_slots(bodies: list[int]) -> QuerySet[AgreementSlot, Any]:
    rows = AgreementSlot.objects.open().filter(Among("body_id", bodies))
    return rows.select_related("schedule", "body").order_by("due_on")


def _own_proposal(proposal: Proposal, on: date) -> DeskItem:
    url = reverse("schedules:proposal", args=[proposal.pk])
    if proposal.state == ProposalState.RETURNED:
        return DeskItem(
            kind="returned",
            title=_("Revise the proposal for %(year)s") % {"year": proposal.period_key},
            note=proposal.return_comment,
            url=url,
            action=_("Revise"),
            since=proposal.refiled_on or proposal.submitted_on,
        )
    return DeskItem(
        kind="draft",
        title=_("File the proposal for %(year)s") % {"year": proposal.period_key},
        note=_("Draft started."),
        url=url,
        action=_("Continue"),
        due_on=filing_due_on(proposal.body, proposal.period_key, on),
    )


def _slot(slot: AgreementSlot) -> DeskItem:
    return DeskItem(
        kind="slot",
        title=_("Answer on the draft schedule for %(year)s") % {"year": slot.schedule.period_key},
        note=_("Silence counts as agreement."),
        url=reverse("schedules:slot", args=[slot.schedule.period_key, slot.body.slug]),
        action=_("Answer"),
        due_on=slot.due_on,
    )


def _of_the_authorised_body(actor: Actor) -> list[DeskItem]:
    items = _to_review(actor)
    for schedule in Schedule.objects.graphs().unfinished().order_by("period_key"):
        if item := _schedule(schedule):
            items.append(item)
    return items


def _to_review(actor: Actor) -> list[DeskItem]:
    """One line a year, however many proposals."""
    waiting: dict[str, list[Proposal]] = {}
    for proposal in reviewable(actor).select_related("body").order_by("submitted_on", "pk"):
        waiting.setdefault(proposal.period_key, []).append(proposal)
    items = []
    for year, proposals in waiting.items():
        first = proposals[0]
        count = len(proposals)
        items.append(
            DeskItem(
                kind="review",
                title=ngettext(
                    "%(count)s proposal for %(year)s to review", "%(count)s proposals for %(year)s to review", count
                )
                % {"count": count, "year": year},
                note=first.body.plain if count == 1 else "",
                url=reverse("schedules:review", args=[year, first.body.slug])
                if count == 1
                else reverse("schedules:intake", args=[year]),
                action=_("Review"),
                since=first.refiled_on or first.submitted_on,
            )
        )
    return items


def reviewable(actor: Actor) -> QuerySet[Proposal]:
    """Filed proposals this person may accept: the twin of `can_review_proposal`."""
    if not is_of_authorised_body(actor):
        return Proposal.objects.none()
    own = ProposalEvent.objects.filter(verb=ProposalVerb.SUBMIT, actor=actor.user)
    return Proposal.objects.for_graph().awaiting_review().exclude(pk__in=own.values("proposal"))


def _schedule(schedule: Schedule) -> DeskItem | None:
    year = {"year": schedule.period_key}
    url = reverse("schedules:work_graph", args=[schedule.period_key])
    if schedule.state == ScheduleState.DRAFT:
        return DeskItem(
            kind="draft_schedule",
            title=_("Start agreement on the draft schedule for %(year)s") % year,
            note=schedule.return_comment,
            url=url,
            action=_("Look at the draft"),
        )
    if schedule.state == ScheduleState.AGREEMENT:
        if schedule.slots.unanswered().exists():
            return DeskItem(
                kind="remarks",
                title=_("Answer remarks on the draft schedule for %(year)s") % year,
                note="",
                url=url,
                action=_("Read the remarks"),
            )
        if not schedule.slots.pending().exists():
            return DeskItem(
                kind="send",
                title=_("Send the draft schedule for %(year)s to the Government") % year,
                note=_("Every ministry has answered."),
                url=reverse("schedules:send", args=[schedule.period_key]),
                action=_("Send"),
            )
        return None
    if schedule.state == ScheduleState.APPROVED and schedule.publish_at is None:
        return DeskItem(
            kind="publish",
            title=_("Publish the schedule for %(year)s") % year,
            note=_("Approved by act No. %(number)s.") % {"number": schedule.act_number},
            url=url,
            action=_("Publish"),
            since=schedule.approved_on,
        )
    return None


def _of_the_government() -> list[DeskItem]:
    return [
        DeskItem(
            kind="decide",
            title=_("Decide on the draft schedule for %(year)s") % {"year": schedule.period_key},
            note="",
            url=reverse("schedules:decide", args=[schedule.period_key]),
            action=_("Decide"),
            since=schedule.sent_on,
        )
        for schedule in Schedule.objects.before_the_government().order_by("period_key")
    ]
