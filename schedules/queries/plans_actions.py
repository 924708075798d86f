"""What can be done with a departmental plan now, and how far it has come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from portal.bodies.permissions import Actor
from portal.kernel.verdicts import Verdict
from portal.kit.formats import day
from schedules.choices import ProposalState, ScheduleState
from schedules.models import Schedule
from schedules.permissions import (
    can_amend_schedule,
    can_edit_proposal,
    can_log_announcement,
    can_open_proposal,
    can_publish_schedule,
    can_return_proposal,
    can_review_proposal,
)
from schedules.queries.hearings import HearingView
from schedules.queries.plans import PlanYear
from schedules.queries.sending_up import SendingView
from schedules.queries.tags import Step
from schedules.queries.terms import due_on
from schedules.rules import plannable_years
from schedules.workflow import PROPOSAL, SCHEDULE

_STEPS = (
    pgettext_lazy("step of a plan", "draft"),
    pgettext_lazy("step of a plan", "with the head"),
    pgettext_lazy("step of a plan", "approved"),
    pgettext_lazy("step of a plan", "published"),
)
#: Of a calendar that the maslikhat is heard about, and that goes to the Government.
_CALENDAR_STEPS = (
    pgettext_lazy("step of a plan", "draft"),
    pgettext_lazy("step of a plan", "to the maslikhat"),
    pgettext_lazy("step of a plan", "with the head"),
    pgettext_lazy("step of a plan", "approved"),
    pgettext_lazy("step of a plan", "published"),
    pgettext_lazy("step of a plan", "sent"),
)
_ICONS = ("edit", "mail", "person", "law", "eye", "send")


@dataclass(frozen=True)
class PlanActions:
    """`review` carries the reason why this person may not approve what others may."""

    own: bool
    begin: bool
    edit: bool
    approve: bool
    give_back: bool
    review: Verdict
    publish: bool
    open_amendment: bool
    abandon: bool
    log: bool


def plan_actions(actor: Actor, plan: PlanYear, working_copy: Schedule | None) -> PlanActions:
    """At most three statements. `working_copy` is an amendment that is under way, or what waits to be published."""
    proposal, schedule = plan.proposal, plan.schedule
    review = can_review_proposal(actor, proposal) if proposal is not None else Verdict(False)
    state = proposal.state if proposal is not None else ""
    in_force = schedule if schedule is not None and schedule.state == ScheduleState.PUBLISHED else None
    own = bool(can_open_proposal(actor, plan.body, plan.kind.key))
    return PlanActions(
        own=own,
        begin=own and proposal is None and plan.period_key in plannable_years(plan.on),
        edit=proposal is not None and bool(can_edit_proposal(actor, proposal)) and PROPOSAL.allows("submit", state),
        approve=bool(review) and PROPOSAL.allows("accept", state),
        give_back=proposal is not None
        and state == ProposalState.SUBMITTED
        and bool(can_return_proposal(actor, proposal)),
        review=review,
        publish=working_copy is not None
        and SCHEDULE.allows("publish", working_copy.state)
        and bool(can_publish_schedule(actor, working_copy)),
        open_amendment=in_force is not None
        and working_copy is None
        and state == ProposalState.ACCEPTED
        and bool(can_amend_schedule(actor, in_force)),
        abandon=working_copy is not None
        and working_copy.amends_id is not None
        and SCHEDULE.allows("abandon", working_copy.state)
        and bool(can_amend_schedule(actor, working_copy)),
        log=in_force is not None and bool(can_log_announcement(actor, in_force.kind, plan.body)),
    )


#: How far a plan has come, as the place of the step it stands at.
_AT = {"draft": 0, "returned": 0, "submitted": 1, "approved": 2, "published": 3}


def plan_steps(
    plan: PlanYear,
    hearing: HearingView | None = None,
    sending: SendingView | None = None,
    copy: Schedule | None = None,
) -> list[Step]:
    """From draft to published, of a calendar to sent; nothing is begun while there is no plan.

    While a calendar is corrected it is the correction that goes this way; `copy` is its working copy.
    """
    steps: tuple[Any, ...] = _STEPS
    notes: Sequence[str] = ()
    at = _AT.get(plan.status, -1)
    if plan.kind.hears_maslikhat:
        if copy is not None and copy.amends_id is not None and plan.proposal is not None:
            at = _AT["approved"] if copy.state == ScheduleState.APPROVED else _AT.get(plan.proposal.state, 0)
            sending = None
        steps, notes = _CALENDAR_STEPS, _notes(plan, hearing, sending)
        is_heard = hearing is not None and hearing.is_heard
        is_sent = sending is not None and sending.sent_on is not None and sending.returned_on is None
        at += (at > 1 or (at == 1 and is_heard)) + (at == 3 and is_sent)
    last = len(steps) - 1
    return [
        Step(place + 1, text, is_done=place < at or at == last, is_now=place == at and at != last, note=note, icon=icon)
        for place, (text, note, icon) in enumerate(zip_longest(steps, notes, _ICONS[: len(steps)], fillvalue=""))
    ]


def _notes(plan: PlanYear, hearing: HearingView | None, sending: SendingView | None) -> list[str]:
    """Of each stop of a calendar the day on which it was passed, or by which it is to be."""
    proposal, schedule = plan.proposal, plan.schedule
    act = (schedule.act_number, day(schedule.act_on)) if schedule is not None and schedule.act_on is not None else None
    public = schedule.published_at if schedule is not None else None
    return [
        _("submitted on %(day)s") % {"day": day(proposal.submitted_on)} if proposal and proposal.submitted_on else "",
        _hearing_note(hearing) if hearing is not None else "",
        _("by %(day)s") % {"day": day(plan.due_on)} if plan.due_on is not None and act is None else "",
        _("No. %(number)s of %(day)s") % {"number": act[0], "day": act[1]} if act else "",
        day(public) if public is not None else "",
        _sending_note(plan, sending),
    ]


def _hearing_note(hearing: HearingView) -> str:
    sent = hearing.hearing
    return str(hearing.manner.label) if sent is None else f"{sent.get_state_display()}, {day(sent.sent_on)}"


def _sending_note(plan: PlanYear, sending: SendingView | None) -> str:
    if sending is None:
        last = due_on(plan.kind.duties.sending, plan.body, plan.period_key)
        return _("by %(day)s") % {"day": day(last)} if last is not None else ""
    if sending.returned_on is not None:
        return _("returned on %(day)s") % {"day": day(sending.returned_on)}
    if sending.acknowledged_on is not None:
        return _("received on %(day)s") % {"day": day(sending.acknowledged_on)}
    if sending.sent_on is not None:
        return day(sending.sent_on)
    return _("by %(day)s") % {"day": day(sending.due_on)} if sending.due_on is not None else ""
