"""Changing what is in force: who opens it, what becomes of the rows, and how it is given up."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.kernel.errors import Conflict, IllegalTransition, Invalid
from portal.notices.services import tell_many
from schedules import notices
from schedules.choices import ProposalState, ProposalVerb, ScheduleState, ScheduleVerb
from schedules.errors import PROPOSAL_MOVED_ON
from schedules.models import Proposal, ProposalEvent, ProposalRow, Schedule
from schedules.permissions import can_amend_schedule, can_edit_proposal
from schedules.queries.amendment import (
    Change,
    accepted_changes,
    approved_entries,
    in_force,
    proposal_chain,
    proposal_changes,
)
from schedules.services import duties
from schedules.services.amendment_rows import restore
from schedules.services.proposals import opened
from schedules.services.steps import keep_filed, locked_proposal, locked_schedule, note_proposal, note_schedule
from schedules.workflow import PROPOSAL, SCHEDULE


@transaction.atomic
def open_amendment(
    *,
    schedule: Schedule,
    bodies: Collection[Body] | None,
    reason_kk: str,
    reason_ru: str,
    actor: Actor,
    today: date,
    reason_en: str = "",
    scope_key: str = "",
) -> Schedule:
    """Begin an amendment of the schedule in force; its working copy, still empty.

    Accepted proposals of `bodies` are opened again; None means of every body, as the revision of a half-year
    (`scope_key`, resolution 12) asks all. A body that has none yet gets one, to come into the schedule. A change that
    is accepted already stays accepted: the amendment takes it up by itself. Raises Conflict when an amendment is under
    way already, Invalid with fields.
    """
    # Proposals are locked before schedules everywhere: two people who come from both ends do not wait for each other.
    proposals = _locked_proposals(schedule, bodies)
    schedule = locked_schedule(schedule)
    can_amend_schedule(actor, schedule).require()
    SCHEDULE.apply("open_amendment", schedule.state)
    reasons = {"reason_kk": reason_kk.strip(), "reason_ru": reason_ru.strip(), "reason_en": reason_en.strip()}
    waiting = accepted_changes(schedule)
    _check_opening(schedule, reasons, bodies, scope_key, waiting)
    chain = Schedule.objects.in_chain(schedule.kind, schedule.body_id, schedule.period_key)
    if chain.unfinished().exists():
        raise Conflict(_("An amendment of this schedule is under way already."), code="amendment_under_way")
    copy = Schedule.objects.create(
        kind=schedule.kind,
        body=schedule.body,
        period_key=schedule.period_key,
        amends=schedule,
        scope_key=scope_key,
        created_by=actor.user,
        **{f"amendment_{name}": text for name, text in reasons.items()},
    )
    comment = "\n".join(filter(None, [reasons["reason_kk"], reasons["reason_ru"]]))
    event = note_schedule(copy, ScheduleVerb.OPEN_AMENDMENT, "", actor=actor, today=today, comment=comment)
    asked = [proposal for proposal in proposals if _is_asked(proposal, waiting)]
    for proposal in asked:
        if proposal.state == ProposalState.ACCEPTED:
            _reopen(proposal, actor=actor, today=today, comment=comment, asked=True)
        else:
            proposal.is_amending = True
            proposal.save()
    known = {proposal.body_id for proposal in proposals}
    asked += [
        opened(body, schedule.period_key, schedule.kind, actor=actor, today=today)
        for body in bodies or ()
        if body.pk not in known
    ]
    tell_many(notices.amendment_opened(copy, event, [proposal.body for proposal in asked]))
    return copy


@transaction.atomic
def propose_change(*, proposal: Proposal, reason: str, actor: Actor, today: date) -> Proposal:
    """A ministry opens its own accepted proposal again, to change meetings that are in force.

    Raises Conflict when nothing of the year is published yet, IllegalTransition while agreement or approval of an
    amendment is under way.
    """
    proposal = locked_proposal(proposal)
    can_edit_proposal(actor, proposal).require()
    PROPOSAL.apply("amend", proposal.state, comment=reason)
    kind, body, year = proposal_chain(proposal)
    copy = Schedule.objects.in_chain(kind, body, year).unfinished().select_for_update(of=("self",)).first()
    if copy is not None and copy.state != ScheduleState.DRAFT:
        raise IllegalTransition(PROPOSAL_MOVED_ON, params={"schedule": copy.state})
    if in_force(kind, body, year) is None:
        raise Conflict(
            _("Nothing is published for this year yet: ask the authorised body to return the proposal."),
            code="not_in_force",
        )
    event = _reopen(proposal, actor=actor, today=today, comment=reason.strip(), asked=False)
    tell_many(notices.change_proposed(proposal, event))
    return proposal


@transaction.atomic
def drop_change(*, proposal: Proposal, actor: Actor, today: date) -> Proposal:
    """Leave everything as it was approved: rows say again what is in force, added ones go.

    Raises Conflict for a proposal that was never part of what is in force.
    """
    proposal = locked_proposal(proposal)
    can_edit_proposal(actor, proposal).require()
    before, after = proposal.state, PROPOSAL.apply("drop_change", proposal.state)
    accepted = proposal.events.filter(verb=ProposalVerb.ACCEPT).last()
    filed = proposal.events.filter(verb=ProposalVerb.SUBMIT, pk__lt=accepted.pk).last() if accepted else None
    if not proposal.is_amending or accepted is None:
        raise Conflict(_("Nothing of this proposal is in force: there is nothing to go back to."), code="not_in_force")
    approved = approved_entries(proposal)
    for row in proposal.rows.all():
        was = approved.get(row.pk)
        if was is not None:
            row.version += 1
            restore(row, was)
        elif not row.is_withdrawn:
            row.delete()
    proposal.state = after
    proposal.return_comment = ""
    proposal.accepted_by = accepted.actor
    proposal.accepted_on = accepted.on
    if filed is not None and filed.actor is not None:
        proposal.submitted_by = filed.actor
    proposal.is_amending = False
    proposal.filed_rows = None
    proposal.version += 1
    proposal.save()
    note_proposal(proposal, ProposalVerb.DROP_CHANGE, before, actor=actor, today=today)
    duties.correction_dropped(proposal, actor=actor, today=today)
    return proposal


@transaction.atomic
def abandon_amendment(*, schedule: Schedule, comment: str, actor: Actor, today: date) -> Schedule:
    """Give an amendment up while it is a draft. Proposals that were opened stay with their ministries."""
    schedule = locked_schedule(schedule)
    can_amend_schedule(actor, schedule).require()
    before = schedule.state
    if schedule.amends_id is None:
        raise IllegalTransition(SCHEDULE.refusal, params={"transition": "abandon", "state": before})
    schedule.state = SCHEDULE.apply("abandon", before, comment=comment)
    schedule.save()
    note_schedule(schedule, ScheduleVerb.ABANDON, before, actor=actor, today=today, comment=comment.strip())
    return schedule


# -- steps ---------------------------------------------------------------------------------------------------------
def _locked_proposals(schedule: Schedule, bodies: Collection[Body] | None) -> list[Proposal]:
    found = Proposal.objects.for_schedule(schedule)
    found = found.accepted() if bodies is None else found.filter(body__in=bodies)
    return list(found.select_related("body").select_for_update(of=("self",)).order_by("pk"))


def _is_asked(proposal: Proposal, waiting: Mapping[Proposal, list[Change]]) -> bool:
    """What is filed waits for its judgement, and what is accepted with a change has answered already."""
    return proposal.state != ProposalState.SUBMITTED and proposal not in waiting


def _check_opening(
    schedule: Schedule,
    reasons: dict[str, str],
    bodies: Collection[Body] | None,
    scope_key: str,
    waiting: Mapping[Proposal, list[Change]],
) -> None:
    errors: dict[str, list[object]] = {}
    for name in ("reason_kk", "reason_ru"):
        if not reasons[name]:
            errors[name] = [_("Say why the schedule is amended, in Kazakh and in Russian.")]
    if bodies is not None and not bodies and not waiting:
        errors["bodies"] = [_("Choose at least one ministry.")]
    halves = {half.key: half for half in schedule.period.parts("half")}
    if scope_key and scope_key not in halves:
        errors["scope"] = [_("Choose a half-year of this schedule.")]
    elif scope_key:
        outside = [
            str(proposal.body.plain)
            for proposal, changes in waiting.items()
            if not all(change.is_inside(halves[scope_key]) for change in changes)
        ]
        if outside:
            said = _("Accepted changes of other months wait: amend the meetings of these ministries first: %(bodies)s.")
            errors["scope"] = [said % {"bodies": "; ".join(outside)}]
    if errors:
        raise Invalid(_("The amendment cannot be opened like this."), errors=errors, code=next(iter(errors)))


def _reopen(proposal: Proposal, *, actor: Actor, today: date, comment: str, asked: bool) -> ProposalEvent:
    """Back to the ministry. A change that is not in force yet keeps its reasons.

    Those of what is in force by now are cleared: they would pass for reasons of a new change.
    """
    before, proposal.state = proposal.state, PROPOSAL.apply("amend", proposal.state, comment=comment)
    proposal.is_amending = True
    proposal.accepted_by = None
    proposal.accepted_on = None
    proposal.return_comment = comment if asked else ""
    keep_filed(proposal)
    proposal.save()
    changed = {change.row.pk for change in proposal_changes(proposal) if change.row is not None}
    blank = {"change_reason_kk": "", "change_reason_ru": "", "change_reason_en": ""}
    proposal.rows.standing().exclude(pk__in=changed).update(**blank)
    event = note_proposal(proposal, ProposalVerb.AMEND, before, actor=actor, today=today, comment=comment)
    duties.correction_begun(event, actor=actor, today=today)
    return event


def settle_proposals(schedule: Schedule) -> None:
    """When a schedule is published: what went into it whole is settled, everything else would change it.

    Called by `publication.mark_published` inside its transaction. A proposal accepted while agreement was under way
    is not in the schedule yet: it stays open for an amendment.
    """
    proposals = Proposal.objects.for_schedule(schedule)
    included = dict(schedule.entries.exclude(source=None).values_list("source_id", "source_version"))
    pending = {
        row.proposal_id
        for row in ProposalRow.objects.filter(proposal__in=proposals)
        if (row.pk in included if row.is_withdrawn else included.get(row.pk) != row.version)
    }
    settled = proposals.filter(state=ProposalState.ACCEPTED).exclude(pk__in=pending)
    proposals.exclude(pk__in=settled.values("pk")).update(is_amending=True)
    settled.update(is_amending=False)
