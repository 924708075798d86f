"""What happens to a ministry's proposal, one function a verb. Reminding stands in `intake`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.kernel.errors import Conflict, IllegalTransition, Invalid
from portal.notices.services import tell_many
from schedules import notices
from schedules.choices import ProposalState, ProposalVerb, ScheduleState
from schedules.errors import PROPOSAL_MOVED_ON, StaleProposal
from schedules.kinds import GRAPH, kind_of
from schedules.models import Proposal, ProposalEvent, Schedule
from schedules.permissions import can_edit_proposal, can_open_proposal, can_return_proposal, can_review_proposal
from schedules.queries.amendment import proposal_chain
from schedules.queries.proposals import row_texts
from schedules.queries.terms import filing_due_on
from schedules.rules import days_late, plannable_years
from schedules.services import amendment_checks, duties
from schedules.services.rows import delete_row, save_row, save_rows
from schedules.services.steps import keep_filed, locked_proposal, note_proposal
from schedules.workflow import PROPOSAL

__all__ = [
    "accept_proposal",
    "delete_row",
    "open_proposal",
    "return_proposal",
    "save_row",
    "save_rows",
    "submit_proposal",
    "take_back",
]


@transaction.atomic
def open_proposal(*, body: Body, period_key: str, actor: Actor, today: date, kind: str = GRAPH.key) -> Proposal:
    """The body's proposal for the year, made when there is none: opening twice gives the same one."""
    can_open_proposal(actor, body, kind).require()
    return opened(body, period_key, kind, actor=actor, today=today)


@transaction.atomic
def submit_proposal(
    *, proposal: Proposal, actor: Actor, today: date, late_reason: str = "", expected_version: int | None = None
) -> Proposal:
    """File the proposal with whoever reviews its kind.

    The **first** filing meets the duty and is what lateness is measured by: the duty is to send proposals by the day,
    and a ministry that sent them in time is not made late by the authorised body's asking for changes. A return
    therefore withdraws nothing, and filing again neither improves nor spoils the record; how long the revision took is
    seen in the history. Raises Invalid for no rows, missing texts, or a late filing without a reason.

    Of a kind whose duty is to approve it, nothing is measured here.
    """
    proposal = locked_proposal(proposal)
    can_edit_proposal(actor, proposal).require()
    before, after = proposal.state, PROPOSAL.apply("submit", proposal.state)
    require_read(proposal, expected_version)
    check_complete(proposal)
    amendment_checks.check_filing(proposal, today=today)
    if proposal.submitted_on is None:
        due_on = filing_due_on(proposal.body, proposal.period_key, today, proposal.its_kind)
        proposal.submitted_on = today
        proposal.days_late = days_late(today, due_on) if due_on else 0
        proposal.late_reason = late_reason.strip() if proposal.days_late else ""
        if proposal.days_late and not proposal.late_reason:
            raise Invalid.at("late_reason", _("The proposal is late: say why."))
    else:
        proposal.refiled_on = today
    proposal.state = after
    proposal.submitted_by = actor.user
    proposal.filed_rows = None
    proposal.save()
    event = note_proposal(proposal, ProposalVerb.SUBMIT, before, actor=actor, today=today, comment=proposal.late_reason)
    # Also when filed again: it changes nothing, unless the head of the ministry has withdrawn the first filing.
    duties.planning_begun(proposal, actor=actor, today=today)
    duties.proposal_filed(proposal, actor=actor, today=today)
    tell_many(notices.proposal_submitted(proposal, event))
    return proposal


@transaction.atomic
def take_back(*, proposal: Proposal, actor: Actor, today: date) -> Proposal:
    """The body takes its own filing back, while nobody has judged it.

    A first filing that is taken back was none: the proposal is a draft again, the duty is owed again, and the next
    filing is the one that counts. What was filed again after a return goes back to being revised, its duty stays met.
    """
    proposal = locked_proposal(proposal)
    can_edit_proposal(actor, proposal).require()
    is_first = proposal.refiled_on is None
    before, after = proposal.state, PROPOSAL.apply("take_back" if is_first else "take_back_revision", proposal.state)
    proposal.state = after
    proposal.refiled_on = None
    if is_first:
        proposal.submitted_on = proposal.submitted_by = None
        proposal.days_late, proposal.late_reason = 0, ""
        duties.filing_taken_back(proposal, actor=actor, today=today)
    else:
        keep_filed(proposal)
    proposal.save()
    event = note_proposal(proposal, ProposalVerb.TAKE_BACK, before, actor=actor, today=today)
    tell_many(notices.proposal_taken_back(proposal, event))
    return proposal


@transaction.atomic
def return_proposal(
    *,
    proposal: Proposal,
    comment: str,
    actor: Actor,
    today: date,
    row_comments: Mapping[int, str] | None = None,
    expected_version: int | None = None,
) -> Proposal:
    """Give the proposal back for revision, with a comment and remarks to single rows (by row id).

    An accepted proposal can go back too, while the schedule it went into is still a draft.
    """
    proposal = locked_proposal(proposal)
    can_return_proposal(actor, proposal).require()
    before, after = proposal.state, PROPOSAL.apply("return", proposal.state, comment=comment)
    require_read(proposal, expected_version)
    if before == ProposalState.ACCEPTED:
        _require_draft_schedule(proposal)
    proposal.state = after
    proposal.return_comment = comment.strip()
    proposal.accepted_by = None
    proposal.accepted_on = None
    for row in proposal.rows.all():
        said = (row_comments or {}).get(row.pk, "").strip()
        # Most of 1,500 rows have no remark and had none.
        if row.comment != said:
            row.comment = said
            row.save(update_fields=["comment"])
    keep_filed(proposal)
    proposal.save()
    event = note_proposal(
        proposal, ProposalVerb.RETURN, before, actor=actor, today=today, comment=proposal.return_comment
    )
    tell_many(notices.proposal_returned(proposal, event))
    return proposal


@transaction.atomic
def accept_proposal(*, proposal: Proposal, actor: Actor, today: date, expected_version: int | None = None) -> Proposal:
    """Take the proposal into the schedule to be assembled. Remarks of an earlier return are settled by it.

    Raises Conflict for a plan that is no part of a common one: it is approved by an order, see `plans.approve_plan`.
    """
    proposal = locked_proposal(proposal)
    can_review_proposal(actor, proposal).require()
    if not proposal.its_kind.is_common:
        raise Conflict(_("A departmental plan is approved with the number and date of the order."), code="plan")
    event = settle_accepted(proposal, expected_version=expected_version, actor=actor, today=today)
    tell_many(notices.proposal_accepted(proposal, event))
    return proposal


# -- steps ---------------------------------------------------------------------------------------------------------
def opened(body: Body, period_key: str, kind: str, *, actor: Actor | None, today: date) -> Proposal:
    """The proposal, made when there is none; what is opened for a published year amends it. Permission is the caller's.

    No actor means the portal itself. Raises KeyError for a kind nobody has described.
    """
    kind_of(kind)
    if period_key not in plannable_years(today):
        raise Invalid(_("Proposals are opened for the next year or the running one."), code="year")
    amends = amendment_checks.amends_what_is_in_force(kind=kind, body=body.pk, period_key=period_key)
    proposal, is_new = Proposal.objects.get_or_create(
        kind=kind, body=body, period_key=period_key, defaults={"is_amending": amends}
    )
    if is_new:
        note_proposal(proposal, ProposalVerb.OPEN, "", actor=actor, today=today)
    duties.planning_begun(proposal, actor=actor, today=today)
    return proposal


def settle_accepted(
    proposal: Proposal, *, expected_version: int | None, actor: Actor, today: date, comment: str = ""
) -> ProposalEvent:
    """A locked proposal becomes accepted; permission is the caller's."""
    before, after = proposal.state, PROPOSAL.apply("accept", proposal.state)
    require_read(proposal, expected_version)
    proposal.state = after
    proposal.return_comment = ""
    proposal.accepted_by = actor.user
    proposal.accepted_on = today
    proposal.save()
    proposal.rows.exclude(comment="").update(comment="")
    # What is accepted is amended, not taken back: taking an import back would take out meetings in force.
    proposal.bulk_acts.all().delete()
    return note_proposal(proposal, ProposalVerb.ACCEPT, before, actor=actor, today=today, comment=comment)


def require_read(proposal: Proposal, expected_version: int | None) -> None:
    """What is filed or judged is what the person has read. A script that reads nothing passes None."""
    if expected_version is not None and expected_version != proposal.version:
        raise StaleProposal


def check_complete(proposal: Proposal) -> None:
    rows = list(proposal.rows.in_order().standing())
    if not rows and not proposal.is_amending:
        raise Invalid(_("The proposal has no meetings yet."), code="no_rows")
    gaps = proposal.its_kind.rows.gaps
    if any(gaps(row_texts(row)) for row in rows):
        raise Invalid(_("Some meetings lack their text in Kazakh or in Russian."), code="texts")


def _require_draft_schedule(proposal: Proposal) -> None:
    """While agreement or approval is under way the schedule's content must stand still.

    The schedule is locked, so that agreement cannot be opened between this look and the return.
    """
    chain = Schedule.objects.in_chain(*proposal_chain(proposal)).standing()
    schedule = chain.select_for_update(of=("self",)).first()
    if schedule is None or schedule.state == ScheduleState.DRAFT:
        return
    if schedule.state == ScheduleState.PUBLISHED and proposal.is_amending:
        # Accepted for an amendment that is not assembled yet.
        return
    raise IllegalTransition(PROPOSAL_MOVED_ON, params={"schedule": schedule.state})
