"""Who may do what with proposals and schedules. Default is denied; a denial says why.

A predicate speaks of people, not of states: what a state allows is told by `workflow`.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.bodies.choices import BodyKind, Function, Role
from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.kernel.verdicts import ALLOWED, Verdict, denied
from schedules.choices import IN_FORCE, OUT_IN_PUBLIC, ProposalVerb, ScheduleKind, ScheduleState, ScheduleVerb
from schedules.models import AgreementSlot, Proposal, Schedule
from schedules.querysets import FILED, MINISTRY_ROLES, sees_all_filed

_NOT_THE_MINISTRY = denied("other_body", _("Only people of the ministry itself work on its proposal."))
_NOT_AUTHORISED = denied(
    "not_authorised_body", _("Only people of the authorised body for access to information do this.")
)
_NOT_THE_PUBLISHER = denied(
    "not_authorised_body",
    _("Only people of the authorised body for access to information publish the schedule of meetings."),
)
_NOT_THE_APPROVER = denied("not_approver", _("Only an approver of the Government decides on the schedule."))
_OWN_FILING = denied("own_filing", _("You filed this proposal yourself: somebody else has to review it."))
_NOT_THE_HEAD = denied("not_the_head", _("Only the head of the ministry decides on its departmental plan."))
_OWN_PLAN = denied("own_filing", _("You submitted this plan yourself: somebody else has to approve it."))
_NOT_A_GRAPH = denied(
    "not_a_graph", _("A departmental plan is approved by the head of the ministry: it is neither assembled nor sent.")
)
_OWN_SENDING = denied("own_sending", _("You prepared or sent this schedule yourself: somebody else has to decide."))

_PREPARING = (ScheduleVerb.OPEN_AMENDMENT, ScheduleVerb.ASSEMBLE, ScheduleVerb.START_AGREEMENT, ScheduleVerb.SEND)


def is_of_authorised_body(actor: Actor) -> bool:
    """Preparer or head at the body that is now authorised for access to information."""
    return actor.holds(Function.AUTHORISED_INFORMATION, *MINISTRY_ROLES)


def is_approver(actor: Actor) -> bool:
    """Approver at the body that now approves the schedule."""
    return actor.holds(Function.SCHEDULE_APPROVAL, Role.APPROVER)


# -- proposals -------------------------------------------------------------------------------------------------------
def can_see_proposal(actor: Actor, proposal: Proposal) -> Verdict:
    """Twin of `ProposalQuerySet.visible_to`. What cannot be seen is answered with 404, so the reason is never shown."""
    if actor.has_any(MINISTRY_ROLES, proposal.body_id):
        return ALLOWED
    # Until it is approved, a departmental plan is the ministry's own affair.
    if proposal.kind == ScheduleKind.GRAPH and proposal.state in FILED and sees_all_filed(actor):
        return ALLOWED
    return _NOT_THE_MINISTRY


def can_open_proposal(actor: Actor, body: Body) -> Verdict:
    """Preparer or head of that ministry."""
    if body.kind == BodyKind.MINISTRY and actor.has_any(MINISTRY_ROLES, body):
        return ALLOWED
    return _NOT_THE_MINISTRY


def can_edit_proposal(actor: Actor, proposal: Proposal) -> Verdict:
    """Preparer or head of the ministry; also what filing asks for."""
    return ALLOWED if actor.has_any(MINISTRY_ROLES, proposal.body_id) else _NOT_THE_MINISTRY


def can_review_proposal(actor: Actor, proposal: Proposal) -> Verdict:
    """People of the authorised body, save whoever filed this very proposal, now or before a return. One statement.

    A departmental plan is approved by the head of its ministry, unless the same person has submitted it since the last
    approval: at most two statements.
    """
    if proposal.kind == ScheduleKind.PLAN:
        return _can_approve_plan(actor, proposal)
    if not is_of_authorised_body(actor):
        return _NOT_AUTHORISED
    if proposal.events.filter(verb=ProposalVerb.SUBMIT, actor=actor.user).exists():
        return _OWN_FILING
    return ALLOWED


def can_return_proposal(actor: Actor, proposal: Proposal) -> Verdict:
    """Give back for revision: whoever may review. The head may give back also a plan the same head has submitted."""
    if proposal.kind == ScheduleKind.PLAN:
        return ALLOWED if actor.has(Role.HEAD, proposal.body_id) else _NOT_THE_HEAD
    return can_review_proposal(actor, proposal)


def _can_approve_plan(actor: Actor, proposal: Proposal) -> Verdict:
    if not actor.has(Role.HEAD, proposal.body_id):
        return _NOT_THE_HEAD
    approved = proposal.events.filter(verb=ProposalVerb.ACCEPT).order_by("-pk").values_list("pk", flat=True).first()
    own = proposal.events.filter(verb=ProposalVerb.SUBMIT, actor=actor.user, pk__gt=approved or 0)
    return _OWN_PLAN if own.exists() else ALLOWED


def can_see_plan_board(actor: Actor) -> Verdict:
    """How far departmental plans have come: the authorised body, overseers and administrators."""
    return can_see_intake(actor)


def can_see_intake(actor: Actor) -> Verdict:
    """The authorised body, overseers and administrators."""
    return ALLOWED if sees_all_filed(actor) else _NOT_AUTHORISED


def can_remind(actor: Actor) -> Verdict:
    """The authorised body's people."""
    return ALLOWED if is_of_authorised_body(actor) else _NOT_AUTHORISED


# -- the schedule ----------------------------------------------------------------------------------------------------
def can_see_schedule(actor: Actor, schedule: Schedule) -> Verdict:
    """Twin of `ScheduleQuerySet.visible_to`."""
    if schedule.state in OUT_IN_PUBLIC:
        return ALLOWED
    if schedule.kind == ScheduleKind.PLAN:
        return _can_see_plan(actor, schedule)
    if sees_all_filed(actor):
        return ALLOWED
    if actor.bodies(*MINISTRY_ROLES) and schedule.state not in (ScheduleState.DRAFT, ScheduleState.ABANDONED):
        return ALLOWED
    if is_approver(actor) and schedule.state in (ScheduleState.GOVERNMENT, *IN_FORCE):
        return ALLOWED
    return denied("not_shown", _("This schedule is not shown to you yet."))


def _can_see_plan(actor: Actor, schedule: Schedule) -> Verdict:
    """The ministry's people; once approved, also those who watch over all."""
    own = schedule.body is not None and actor.has_any(MINISTRY_ROLES, schedule.body)
    if own or (schedule.state in IN_FORCE and sees_all_filed(actor)):
        return ALLOWED
    return denied("not_shown", _("This departmental plan is not shown to you yet."))


def can_prepare_schedule(actor: Actor, schedule: Schedule | None = None) -> Verdict:
    """Assemble, open agreement, answer remarks, take back, send: the authorised body's people. Never a plan."""
    if schedule is not None and schedule.kind == ScheduleKind.PLAN:
        return _NOT_A_GRAPH
    return ALLOWED if is_of_authorised_body(actor) else _NOT_AUTHORISED


def can_publish_schedule(actor: Actor, schedule: Schedule) -> Verdict:
    """Publish at once or at a set time, or take that back: the authorised body's people; a plan, its ministry's own.

    Asked by the button, the page and the services of both floors: nobody else says who may publish.
    """
    if schedule.kind != ScheduleKind.PLAN:
        return ALLOWED if is_of_authorised_body(actor) else _NOT_THE_PUBLISHER
    own = schedule.body is not None and actor.has_any(MINISTRY_ROLES, schedule.body)
    return ALLOWED if own else denied("other_body", _("Only people of the ministry itself publish its plan."))


def can_amend_schedule(actor: Actor, schedule: Schedule) -> Verdict:
    """Open an amendment of what is in force, or give one up: the authorised body's people; of a plan, its head."""
    if schedule.kind != ScheduleKind.PLAN:
        return can_prepare_schedule(actor)
    return ALLOWED if schedule.body is not None and actor.has(Role.HEAD, schedule.body) else _NOT_THE_HEAD


def can_see_slot(actor: Actor, slot: AgreementSlot) -> Verdict:
    """Twin of `SlotQuerySet.visible_to`."""
    if sees_all_filed(actor) or is_approver(actor) or actor.has_any(MINISTRY_ROLES, slot.body_id):
        return ALLOWED
    return denied("other_body", _("What another ministry has answered is not shown."))


def can_answer_for(actor: Actor, slot: AgreementSlot) -> Verdict:
    """Agree or give remarks on behalf of a ministry: its own people."""
    if actor.has_any(MINISTRY_ROLES, slot.body_id):
        return ALLOWED
    return denied("other_body", _("Only people of the ministry itself answer for it."))


def can_decide_for_government(actor: Actor, schedule: Schedule) -> Verdict:
    """Approve or return: the Government's approver, save whoever assembled or sent the schedule. One statement."""
    if schedule.kind == ScheduleKind.PLAN:
        return _NOT_A_GRAPH
    if not is_approver(actor):
        return _NOT_THE_APPROVER
    if schedule.events.filter(verb__in=_PREPARING, actor=actor.user).exists():
        return _OWN_SENDING
    return ALLOWED


def can_log_announcement(actor: Actor, kind: str, body: Body | None) -> Verdict:
    """Where people were told of it: the authorised body's people for the schedule, the ministry's for its own plan."""
    if kind == ScheduleKind.PLAN and body is not None:
        return ALLOWED if actor.has_any(MINISTRY_ROLES, body) else _NOT_THE_MINISTRY
    return can_prepare_schedule(actor)
