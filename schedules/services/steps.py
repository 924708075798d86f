"""What the use cases of this floor do in the same way: lock, look whether it may be written, count, note."""

from __future__ import annotations

from datetime import date

from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from schedules.models import Import, Proposal, ProposalEvent, Schedule, ScheduleEvent
from schedules.permissions import can_edit_proposal
from schedules.queries.filed import content_to_keep
from schedules.workflow import PROPOSAL


# -- locks -----------------------------------------------------------------------------------------------------------
def locked_proposal(proposal: Proposal) -> Proposal:
    """The proposal as it is now. The lock also covers its rows: they change only under it."""
    return Proposal.objects.select_related("body").select_for_update(of=("self",)).get(pk=proposal.pk)


def locked_schedule(schedule: Schedule) -> Schedule:
    """The schedule as it is now, held until the transaction ends: entries and slots change only under this lock."""
    return Schedule.objects.select_for_update(of=("self",)).get(pk=schedule.pk)


def locked_import(imported: Import) -> Import:
    """The import as it is now; its rows are mended only under this lock."""
    return Import.objects.select_related("proposal__body").select_for_update(of=("self",)).get(pk=imported.pk)


# -- rows of a proposal ----------------------------------------------------------------------------------------------
def writable(proposal: Proposal, actor: Actor | None) -> Proposal:
    """The proposal, locked, if `actor` may change its rows now. No actor means the operator at the console.

    Raises NotAllowed; IllegalTransition when it is not with the ministry any more.
    """
    proposal = locked_proposal(proposal)
    if actor is not None:
        can_edit_proposal(actor, proposal).require()
    require_open(proposal)
    return proposal


def require_open(proposal: Proposal) -> None:
    """Rows change exactly while the proposal may be filed."""
    PROPOSAL.apply("submit", proposal.state)


def grow(proposal: Proposal) -> None:
    """Whoever read the proposal before has not read what it says now."""
    proposal.version += 1
    proposal.save(update_fields=["version"])


def keep_filed(proposal: Proposal) -> None:
    """Before the body may write again: others go on seeing what was sent. The caller saves."""
    proposal.filed_rows = content_to_keep(proposal)


# -- history ---------------------------------------------------------------------------------------------------------
def note_proposal(
    proposal: Proposal, verb: str, before: str, *, actor: Actor | None, today: date, comment: str = ""
) -> ProposalEvent:
    """One line of history; no actor means the portal itself."""
    return ProposalEvent.objects.create(
        proposal=proposal,
        verb=verb,
        from_state=before,
        to_state=proposal.state,
        actor=actor.user if actor else None,
        on=today,
        comment=comment,
    )


def note_schedule(
    schedule: Schedule,
    verb: str,
    before: str,
    *,
    actor: Actor | None,
    today: date,
    body: Body | None = None,
    comment: str = "",
) -> ScheduleEvent:
    """One line of history, of one ministry's part in it when `body` is given; no actor means the portal itself."""
    return ScheduleEvent.objects.create(
        schedule=schedule,
        verb=verb,
        from_state=before,
        to_state=schedule.state,
        actor=actor.user if actor else None,
        on=today,
        body=body,
        comment=comment,
    )
