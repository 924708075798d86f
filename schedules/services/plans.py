"""A plan of one body: its head approves by an order what the body's people have submitted."""

from __future__ import annotations

from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.bodies.permissions import Actor
from portal.kernel.errors import Conflict, IllegalTransition, Invalid
from portal.notices.services import tell_many
from schedules import notices
from schedules.choices import ScheduleVerb
from schedules.errors import PROPOSAL_MOVED_ON
from schedules.kinds import Kind, own_words
from schedules.models import Proposal, ProposalRow, Schedule
from schedules.permissions import can_review_proposal
from schedules.queries.amendment import draft_changes
from schedules.queries.plans import late_days
from schedules.services import amendment_checks, duties
from schedules.services.approval import lateness_explained, sealed
from schedules.services.assembly import copy_rows, working_copy_of
from schedules.services.chain import chain_approval
from schedules.services.hearings import require_heard
from schedules.services.proposals import check_complete, settle_accepted
from schedules.services.steps import locked_proposal, locked_schedule, note_schedule
from schedules.workflow import SCHEDULE


@transaction.atomic
def approve_plan(
    *,
    proposal: Proposal,
    act_number: str,
    act_on: date,
    actor: Actor,
    today: date,
    late_reason: str = "",
    act_scan: UploadedFile | None = None,
    act_precedes_filing: bool = False,
    expected_version: int | None = None,
) -> Schedule:
    """Approve the submitted plan by the order `act_number` of `act_on`; what is approved is frozen as a version.

    The plan becomes the body's approved schedule of its kind, or an amendment of the published one; it is
    public only once it is published. The first approval of a year meets the duty on the day of the order, and is known
    from `today`: past the due day it needs `late_reason`. An order dated before the submission is refused unless
    `act_precedes_filing` confirms it. Raises NotAllowed (not the head, or the same person submitted it),
    StaleProposal, Conflict (the maslikhat was not heard as the law of the year asks, too), Invalid with fields.
    """
    proposal = locked_proposal(proposal)
    _require_own(proposal)
    can_review_proposal(actor, proposal).require()
    sent_by, sent_on = proposal.submitted_by, proposal.refiled_on or proposal.submitted_on
    hearing = require_heard(proposal)
    settle_accepted(proposal, expected_version=expected_version, actor=actor, today=today)
    check_complete(proposal)
    schedule = locked_schedule(working_copy_of(proposal.kind, proposal.body, proposal.period_key, actor))
    before, schedule.state = schedule.state, SCHEDULE.apply("approve_plan", schedule.state)
    schedule.sent_by, schedule.sent_on = sent_by, sent_on
    _check_order(proposal.its_kind, act_number, act_on, sent_on, today, confirmed=act_precedes_filing)
    _copy(schedule, proposal)
    late = late_days(proposal, today) if schedule.amends_id is None else 0
    said = lateness_explained(late, late_reason)
    version = sealed(schedule, act_number=act_number, act_on=act_on, act_scan=act_scan, actor=actor, today=today)
    event = note_schedule(schedule, ScheduleVerb.APPROVE, before, actor=actor, today=today, comment=said)
    if schedule.amends_id is None:
        duties.approved(schedule, version, actor=actor, today=today, late_reason=said, hearing=hearing)
    else:
        duties.corrected(schedule, version, proposal, actor=actor, today=today, hearing=hearing)
    tell_many(notices.schedule_approved(schedule, event))
    chain_approval(version, user=actor.user)
    return schedule


def _require_own(proposal: Proposal) -> None:
    if proposal.its_kind.is_common:
        raise IllegalTransition(PROPOSAL_MOVED_ON, params={"kind": proposal.kind})


def _copy(schedule: Schedule, proposal: Proposal) -> None:
    """Entries as the rows stand. An amendment that changes nothing, or without its reasons, is refused."""
    rows = ProposalRow.objects.filter(proposal=proposal).standing().with_owners().in_order()
    copy_rows(schedule, list(rows))
    if schedule.amends_id is None:
        return
    changes = draft_changes(schedule)
    if not changes:
        raise Conflict(own_words(schedule.its_kind).nothing_differs, code="nothing_changed")
    amendment_checks.check_changes(changes, scope=schedule.scope, today=None)


def _check_order(kind: Kind, number: str, on: date, sent_on: date | None, today: date, *, confirmed: bool) -> None:
    words = own_words(kind)
    errors: dict[str, list[object]] = {}
    codes = []
    if not number.strip():
        codes.append("act_number")
        errors["act_number"] = [words.no_number]
    if on > today:
        codes.append("act_in_future")
        errors["act_on"] = [_("The date of the order is in the future.")]
    elif sent_on is not None and on < sent_on and not confirmed:
        codes.append("act_before_filing")
        errors["act_on"] = [words.too_early]
    if errors:
        raise Invalid(words.cannot_approve, errors=errors, code=codes[0])
