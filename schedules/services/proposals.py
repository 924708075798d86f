"""What happens to a ministry's proposal, one function a verb. Reminding stands in `intake`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.kernel.errors import IllegalTransition, Invalid
from portal.notices.services import tell_many
from schedules import notices
from schedules.choices import ProposalState, ProposalVerb, ScheduleState
from schedules.errors import PROPOSAL_MOVED_ON, RowConflict, StaleProposal
from schedules.models import Proposal, ProposalEvent, ProposalRow, Schedule
from schedules.permissions import can_edit_proposal, can_open_proposal, can_review_proposal
from schedules.queries.proposals import row_texts
from schedules.queries.terms import filing_due_on
from schedules.rules import days_late, plannable_years, text_gaps
from schedules.services import duties
from schedules.services.row_data import RowData, check_row
from schedules.workflow import PROPOSAL


@transaction.atomic
def open_proposal(*, body: Body, period_key: str, actor: Actor, today: date) -> Proposal:
    """The body's proposal for the year, made when there is none: opening twice gives the same one."""
    can_open_proposal(actor, body).require()
    if period_key not in plannable_years(today):
        raise Invalid(_("Proposals are opened for the next year or the running one."), code="year")
    proposal, is_new = Proposal.objects.get_or_create(body=body, period_key=period_key)
    if is_new:
        _note(proposal, ProposalVerb.OPEN, "", actor, today)
    return proposal


@transaction.atomic
def save_row(
    *,
    proposal: Proposal,
    row: ProposalRow | None,
    data: RowData,
    expected_version: int | None,
    actor: Actor,
    today: date,
) -> ProposalRow:
    """Add a row (`row` is None), or change one. `expected_version` is the version of the row that the person read.

    Raises RowConflict, with the row as it is now, when somebody else has changed it since; Invalid with the fields at
    fault. Missing texts are allowed until filing.
    """
    proposal = _locked(proposal)
    can_edit_proposal(actor, proposal).require()
    _require_open(proposal)
    if row is None:
        row = ProposalRow(proposal=proposal, position=proposal.rows.count() + 1)
    else:
        row = ProposalRow.objects.get(pk=row.pk, proposal=proposal)
        if expected_version != row.version:
            raise RowConflict(row)
        row.version += 1
    check_row(data, body=proposal.body, period=proposal.period)
    data.write_to(row)
    row.save()
    _grow(proposal)
    return row


@transaction.atomic
def delete_row(*, proposal: Proposal, row: ProposalRow, expected_version: int, actor: Actor, today: date) -> None:
    """Take a row out. Raises RowConflict when it was changed since it was read; gone already is gone."""
    proposal = _locked(proposal)
    can_edit_proposal(actor, proposal).require()
    _require_open(proposal)
    present = ProposalRow.objects.filter(pk=row.pk, proposal=proposal).first()
    if present is None:
        return
    if expected_version != present.version:
        raise RowConflict(present)
    present.delete()
    _grow(proposal)


@transaction.atomic
def submit_proposal(
    *, proposal: Proposal, actor: Actor, today: date, late_reason: str = "", expected_version: int | None = None
) -> Proposal:
    """File the proposal with the authorised body.

    The **first** filing meets the duty and is what lateness is measured by: the duty is to send proposals by the day,
    and a ministry that sent them in time is not made late by the authorised body's asking for changes. A return
    therefore withdraws nothing, and filing again neither improves nor spoils the record; how long the revision took is
    seen in the history. Raises Invalid for no rows, missing texts, or a late filing without a reason.
    """
    proposal = _locked(proposal)
    can_edit_proposal(actor, proposal).require()
    before, after = proposal.state, PROPOSAL.apply("submit", proposal.state)
    _require_read(proposal, expected_version)
    _check_complete(proposal)
    if proposal.submitted_on is None:
        due_on = filing_due_on(proposal.body, proposal.period_key, today)
        proposal.submitted_on = today
        proposal.days_late = days_late(today, due_on) if due_on else 0
        proposal.late_reason = late_reason.strip() if proposal.days_late else ""
        if proposal.days_late and not proposal.late_reason:
            sentence = _("The proposal is late: say why.")
            raise Invalid(sentence, errors={"late_reason": [sentence]}, code="late_reason")
    else:
        proposal.refiled_on = today
    proposal.state = after
    proposal.submitted_by = actor.user
    proposal.save()
    event = _note(proposal, ProposalVerb.SUBMIT, before, actor, today, comment=proposal.late_reason)
    # Also when filed again: it changes nothing, unless the head of the ministry has withdrawn the first filing.
    duties.proposal_filed(proposal, actor=actor, today=today)
    tell_many(notices.proposal_submitted(proposal, event))
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
    proposal = _locked(proposal)
    can_review_proposal(actor, proposal).require()
    before, after = proposal.state, PROPOSAL.apply("return", proposal.state)
    _require_read(proposal, expected_version)
    if before == ProposalState.ACCEPTED:
        _require_draft_schedule(proposal)
    if not comment.strip():
        sentence = _("Say what has to be revised.")
        raise Invalid(sentence, errors={"comment": [sentence]}, code="comment")
    proposal.state = after
    proposal.return_comment = comment.strip()
    proposal.accepted_by = None
    proposal.accepted_on = None
    proposal.save()
    for row in proposal.rows.all():
        row.comment = (row_comments or {}).get(row.pk, "").strip()
        row.save(update_fields=["comment"])
    event = _note(proposal, ProposalVerb.RETURN, before, actor, today, comment=proposal.return_comment)
    tell_many(notices.proposal_returned(proposal, event))
    return proposal


@transaction.atomic
def accept_proposal(*, proposal: Proposal, actor: Actor, today: date, expected_version: int | None = None) -> Proposal:
    """Take the proposal into the schedule to be assembled. Remarks of an earlier return are settled by it."""
    proposal = _locked(proposal)
    can_review_proposal(actor, proposal).require()
    before, after = proposal.state, PROPOSAL.apply("accept", proposal.state)
    _require_read(proposal, expected_version)
    proposal.state = after
    proposal.return_comment = ""
    proposal.accepted_by = actor.user
    proposal.accepted_on = today
    proposal.save()
    proposal.rows.exclude(comment="").update(comment="")
    event = _note(proposal, ProposalVerb.ACCEPT, before, actor, today)
    tell_many(notices.proposal_accepted(proposal, event))
    return proposal


# -- steps ---------------------------------------------------------------------------------------------------------
def _locked(proposal: Proposal) -> Proposal:
    """The proposal as it is now. The lock also covers its rows: they change only under it."""
    return Proposal.objects.select_related("body").select_for_update(of=("self",)).get(pk=proposal.pk)


def _require_open(proposal: Proposal) -> None:
    """Rows change exactly while the proposal may be filed."""
    PROPOSAL.apply("submit", proposal.state)


def _require_read(proposal: Proposal, expected_version: int | None) -> None:
    """What is filed or judged is what the person has read. A script that reads nothing passes None."""
    if expected_version is not None and expected_version != proposal.version:
        raise StaleProposal


def _check_complete(proposal: Proposal) -> None:
    rows = list(proposal.rows.in_order())
    if not rows:
        raise Invalid(_("The proposal has no meetings yet."), code="no_rows")
    if any(text_gaps(row_texts(row)) for row in rows):
        raise Invalid(_("Some meetings lack their text in Kazakh or in Russian."), code="texts")


def _require_draft_schedule(proposal: Proposal) -> None:
    """While agreement or approval is under way the schedule's content must stand still.

    The schedule is locked, so that agreement cannot be opened between this look and the return.
    """
    schedule = Schedule.objects.for_period(proposal.period_key).select_for_update(of=("self",)).first()
    if schedule is not None and schedule.state != ScheduleState.DRAFT:
        raise IllegalTransition(PROPOSAL_MOVED_ON, params={"schedule": schedule.state})


def _grow(proposal: Proposal) -> None:
    proposal.version += 1
    proposal.save(update_fields=["version"])


def _note(proposal: Proposal, verb: str, before: str, actor: Actor, today: date, *, comment: str = "") -> ProposalEvent:
    return ProposalEvent.objects.create(
        proposal=proposal,
        verb=verb,
        from_state=before,
        to_state=proposal.state,
        actor=actor.user,
        on=today,
        comment=comment,
    )
