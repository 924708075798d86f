"""Who may do what with proposals and schedules. Default is denied; a denial says why.

A predicate speaks of people, not of states: what a state allows is told by `workflow`.
"""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from portal.bodies.choices import Function, Role
from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.kernel.verdicts import ALLOWED, Verdict, denied
from schedules.choices import OUT_IN_PUBLIC, ProposalVerb, ScheduleVerb
from schedules.kinds import GRAPH, Kind, Who, kind_of
from schedules.kinds.kind import Right
from schedules.models import AgreementSlot, Hearing, Proposal, Schedule
from schedules.querysets import MINISTRY_ROLES, PLANNING_ROLES, sees_all_filed, shown_states

_OWN_SENDING = denied("own_sending", _("You prepared or sent this schedule yourself: somebody else has to decide."))

_OWN_HEARING = denied(
    "own_hearing", _("You work on this calendar at the akimat: somebody else answers for the maslikhat.")
)

_PREPARING = (ScheduleVerb.OPEN_AMENDMENT, ScheduleVerb.ASSEMBLE, ScheduleVerb.START_AGREEMENT, ScheduleVerb.SEND)


def is_of_authorised_body(actor: Actor) -> bool:
    """Preparer or head at the body that is now authorised for access to information."""
    return actor.holds(Function.AUTHORISED_INFORMATION, *MINISTRY_ROLES)


def helps(actor: Actor, body: Body) -> bool:
    """Plans at the body, or at an akimat above it, which helps an office of one person.

    `body.territory` must be loaded with what it lies in; one statement at most. Twin of `querysets.of_helped_bodies`.
    """
    if actor.has_any(PLANNING_ROLES, body):
        return True
    if body.territory is None:
        return False
    above = [place.pk for place in body.territory.above]
    akimats = Body.objects.akimats().in_force(actor.on).filter(territory__in=above)
    return akimats.filter(pk__in=actor.bodies(*PLANNING_ROLES)).exists()


def is_approver(actor: Actor) -> bool:
    """Approver at the body that now approves the schedule."""
    return actor.holds(Function.SCHEDULE_APPROVAL, Role.APPROVER)


def _may(actor: Actor, kind: Kind, right: Right, body: Body | int | None = None) -> Verdict:
    """Whether the actor has the right over what is the body's."""
    return ALLOWED if _HOLDS[right.who](actor, kind, body) else right.refusal


#: How each capacity of the kinds is asked of a person.
_HOLDS: dict[Who, Callable[[Actor, Kind, Body | int | None], bool]] = {
    Who.BODY: lambda actor, kind, body: body is not None and actor.has_any(kind.roles, body),
    Who.HEAD: lambda actor, _kind, body: body is not None and actor.has(Role.HEAD, body),
    Who.AUTHORISED: lambda actor, _kind, _body: is_of_authorised_body(actor),
    Who.GOVERNMENT: lambda actor, _kind, _body: is_approver(actor),
    Who.NOBODY: lambda _actor, _kind, _body: False,
}


# -- proposals -------------------------------------------------------------------------------------------------------
def can_see_proposal(actor: Actor, proposal: Proposal) -> Verdict:
    """Twin of `ProposalQuerySet.visible_to`. What cannot be seen is answered with 404, so the reason is never shown."""
    if actor.has_any(proposal.its_kind.roles, proposal.body_id):
        return ALLOWED
    if proposal.state in proposal.its_kind.shown.proposals and sees_all_filed(actor):
        return ALLOWED
    return proposal.its_kind.rights.files.refusal


def can_see_unsent(actor: Actor, proposal: Proposal) -> Verdict:
    """What is typed and was not sent is the body's alone; others see its rows as they were filed (`queries.filed`)."""
    if actor.has_any(proposal.its_kind.roles, proposal.body_id):
        return ALLOWED
    return proposal.its_kind.rights.files.refusal


def can_open_proposal(actor: Actor, body: Body, kind: str = GRAPH.key) -> Verdict:
    """People of a body that plans meetings of this kind."""
    its_kind = kind_of(kind)
    rank = body.territory.kind if its_kind.ranks and body.territory is not None else ""
    files = its_kind.rights.files
    return _may(actor, its_kind, files, body) if its_kind.is_of(body.kind, rank) else files.refusal


def can_edit_proposal(actor: Actor, proposal: Proposal) -> Verdict:
    """Whoever files it; also what filing asks for."""
    return _may(actor, proposal.its_kind, proposal.its_kind.rights.files, proposal.body_id)


def can_review_proposal(actor: Actor, proposal: Proposal) -> Verdict:
    """Whoever reviews this kind, save who filed this very proposal, now or before a return. At most two statements."""
    rights = proposal.its_kind.rights
    verdict = _may(actor, proposal.its_kind, rights.reviews, proposal.body_id)
    if verdict and _filed(actor, proposal, since_acceptance=rights.forgets_filings):
        return rights.own_filing
    return verdict


def can_return_proposal(actor: Actor, proposal: Proposal) -> Verdict:
    """Give back for revision: as reviewing, unless the kind lets who filed it take it back to work."""
    rights = proposal.its_kind.rights
    if rights.filer_may_return:
        return _may(actor, proposal.its_kind, rights.returns, proposal.body_id)
    return can_review_proposal(actor, proposal)


def _filed(actor: Actor, proposal: Proposal, *, since_acceptance: bool) -> bool:
    own = proposal.events.filter(verb=ProposalVerb.SUBMIT, actor=actor.user)
    if since_acceptance:
        accepted = proposal.events.filter(verb=ProposalVerb.ACCEPT).order_by("-pk").values_list("pk", flat=True).first()
        own = own.filter(pk__gt=accepted or 0)
    return own.exists()


def can_see_plan_board(actor: Actor) -> Verdict:
    """How far departmental plans have come: the authorised body, overseers and administrators."""
    return can_see_intake(actor)


def can_see_intake(actor: Actor) -> Verdict:
    """The authorised body, overseers and administrators."""
    return ALLOWED if sees_all_filed(actor) else GRAPH.rights.reviews.refusal


def can_remind(actor: Actor) -> Verdict:
    """The authorised body's people."""
    return _may(actor, GRAPH, GRAPH.rights.reviews)


def can_see_hearing(actor: Actor, hearing: Hearing) -> Verdict:
    """Twin of `HearingQuerySet.visible_to`."""
    if can_edit_proposal(actor, hearing.proposal):
        return ALLOWED
    return can_answer_hearing(actor, hearing)


def can_answer_hearing(actor: Actor, hearing: Hearing) -> Verdict:
    """Speak for the maslikhat: its own people, save who works on the calendar at the akimat, too."""
    if actor.has(Role.MASLIKHAT, hearing.body_id):
        return _OWN_HEARING if can_edit_proposal(actor, hearing.proposal) else ALLOWED
    return denied("other_body", _("Only people of the maslikhat itself answer for it."))


# -- the schedule ----------------------------------------------------------------------------------------------------
def can_see_schedule(actor: Actor, schedule: Schedule) -> Verdict:
    """Twin of `ScheduleQuerySet.visible_to`."""
    if schedule.state in OUT_IN_PUBLIC:
        return ALLOWED
    own = schedule.body_id is not None and actor.has_any(schedule.its_kind.roles, schedule.body_id)
    if own or schedule.state in shown_states(actor, schedule.its_kind):
        return ALLOWED
    return schedule.its_kind.shown.refusal


def can_prepare_schedule(actor: Actor, kind: str = GRAPH.key) -> Verdict:
    """Assemble, open agreement, answer remarks, take back, send: the authorised body's people. Only a common one."""
    return _may(actor, kind_of(kind), kind_of(kind).rights.prepares)


def can_publish_schedule(actor: Actor, schedule: Schedule) -> Verdict:
    """Publish at once or at a set time, or take that back: the authorised body's people; a plan, its ministry's own.

    Asked by the button, the page and the services of both floors: nobody else says who may publish.
    """
    return _may(actor, schedule.its_kind, schedule.its_kind.rights.publishes, schedule.body_id)


def can_amend_schedule(actor: Actor, schedule: Schedule) -> Verdict:
    """Open an amendment of what is in force, or give one up: the authorised body's people; of a plan, its head."""
    return _may(actor, schedule.its_kind, schedule.its_kind.rights.amends, schedule.body_id)


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
    verdict = _may(actor, schedule.its_kind, schedule.its_kind.rights.decides)
    if not verdict:
        return verdict
    if schedule.events.filter(verb__in=_PREPARING, actor=actor.user).exists():
        return _OWN_SENDING
    return ALLOWED


def can_forward_calendars(actor: Actor) -> Verdict:
    """Send all calendars of akims on to the Administration: the Government's approvers."""
    if is_approver(actor):
        return ALLOWED
    return denied("not_approver", _("Only people of the Government forward the calendars of akims."))


def can_log_announcement(actor: Actor, kind: str, body: Body | None) -> Verdict:
    """Where people were told of it: the authorised body's people for the schedule, the ministry's for its own plan."""
    return _may(actor, kind_of(kind), kind_of(kind).rights.announces, body)
