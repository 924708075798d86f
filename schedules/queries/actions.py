"""What a person may do now with a proposal or the schedule: permission and state together, for buttons and pages."""

from __future__ import annotations

from dataclasses import dataclass

from portal.bodies.permissions import Actor
from portal.kernel.verdicts import Verdict
from schedules.choices import OUT_IN_PUBLIC
from schedules.models import AgreementSlot, Proposal, Schedule
from schedules.permissions import (
    can_amend_schedule,
    can_answer_for,
    can_decide_for_government,
    can_edit_proposal,
    can_log_announcement,
    can_prepare_schedule,
    can_publish_schedule,
    can_return_proposal,
    can_review_proposal,
    is_approver,
)
from schedules.queries.amendment import in_force, proposal_chain
from schedules.workflow import PROPOSAL, SCHEDULE, SLOT


@dataclass(frozen=True)
class ProposalActions:
    """`review` carries the reason why this person may not review what others may."""

    edit: bool
    accept: bool
    give_back: bool
    review: Verdict
    #: Open what is in force again; leave it as it was approved.
    amend: bool = False
    #: Take the own filing back until it is judged.
    take_back: bool = False
    drop_change: bool = False

    @property
    def decide(self) -> bool:
        return self.accept or self.give_back


def proposal_actions(actor: Actor, proposal: Proposal) -> ProposalActions:
    """One statement for people of the authorised body, one for the ministry's own once the proposal is accepted."""
    own = bool(can_edit_proposal(actor, proposal))
    review = can_review_proposal(actor, proposal)
    return ProposalActions(
        edit=own and PROPOSAL.allows("submit", proposal.state),
        take_back=own and PROPOSAL.allows("take_back", proposal.state),
        amend=own and PROPOSAL.allows("amend", proposal.state) and in_force(*proposal_chain(proposal)) is not None,
        drop_change=own and proposal.is_amending and PROPOSAL.allows("drop_change", proposal.state),
        accept=bool(review) and PROPOSAL.allows("accept", proposal.state),
        give_back=bool(can_return_proposal(actor, proposal)) and PROPOSAL.allows("return", proposal.state),
        review=review,
    )


@dataclass(frozen=True)
class ScheduleActions:
    """`government` carries the reason why this approver may not decide."""

    assemble: bool
    start_agreement: bool
    answer: bool
    remind: bool
    reopen: bool
    send: bool
    decide: bool
    publish: bool
    government: Verdict
    is_approver: bool
    open_amendment: bool
    abandon: bool
    log: bool


def schedule_actions(actor: Actor, schedule: Schedule) -> ScheduleActions:
    """One statement, for approvers only."""
    prepares = bool(can_prepare_schedule(actor, schedule.kind))
    amends = bool(can_amend_schedule(actor, schedule))
    government = can_decide_for_government(actor, schedule)
    state = schedule.state
    return ScheduleActions(
        assemble=prepares and SCHEDULE.allows("assemble", state),
        start_agreement=prepares and SCHEDULE.allows("start_agreement", state),
        answer=prepares and SCHEDULE.allows("answer", state),
        remind=prepares and SCHEDULE.allows("remind", state),
        reopen=prepares and SCHEDULE.allows("reopen", state),
        send=prepares and SCHEDULE.allows("send", state),
        decide=bool(government) and SCHEDULE.allows("approve", state),
        publish=bool(can_publish_schedule(actor, schedule)) and SCHEDULE.allows("publish", state),
        government=government,
        is_approver=is_approver(actor) and SCHEDULE.allows("approve", state),
        open_amendment=amends and SCHEDULE.allows("open_amendment", state),
        abandon=amends and schedule.amends_id is not None and SCHEDULE.allows("abandon", state),
        log=state in OUT_IN_PUBLIC and bool(can_log_announcement(actor, schedule.kind, schedule.body)),
    )


@dataclass(frozen=True)
class SlotActions:
    agree: bool
    give_remarks: bool
    answer: bool

    @property
    def decide(self) -> bool:
        return self.agree or self.give_remarks


def slot_actions(actor: Actor, schedule: Schedule, slot: AgreementSlot) -> SlotActions:
    """No statement. Whether the term has passed is the service's to say."""
    own = bool(can_answer_for(actor, slot)) and SCHEDULE.allows("decide_slot", schedule.state)
    return SlotActions(
        agree=own and SLOT.allows("agree", slot.state),
        give_remarks=own and SLOT.allows("object", slot.state),
        answer=bool(can_prepare_schedule(actor)) and SCHEDULE.allows("answer", schedule.state) and bool(slot.remarks),
    )
