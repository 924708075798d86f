"""How far a change of what is in force has come: whom it waits for, and what is accepted already."""

from __future__ import annotations

from dataclasses import dataclass

from schedules.choices import ProposalState, ScheduleState
from schedules.models import Proposal, Schedule
from schedules.queries.amendment import Change, accepted_changes
from schedules.queries.tags import Tag, proposal_tag


@dataclass(frozen=True)
class Waited:
    """A ministry whose change is not accepted yet."""

    proposal: Proposal

    @property
    def tag(self) -> Tag:
        return proposal_tag(self.proposal)

    @property
    def is_to_judge(self) -> bool:
        """It has filed: now it waits for whoever judges it."""
        return self.proposal.state == ProposalState.SUBMITTED


@dataclass(frozen=True)
class AmendmentProgress:
    """`accepted`: changes that are not in force yet, by proposal; they go into the version assembled next."""

    waited: list[Waited]
    accepted: dict[Proposal, list[Change]]

    @property
    def is_idle(self) -> bool:
        return not self.waited and not self.accepted

    @property
    def meetings(self) -> int:
        """Meetings that would change."""
        return sum(len(changes) for changes in self.accepted.values())


def amendment_progress(schedule: Schedule) -> AmendmentProgress | None:
    """Of a schedule in force, or of an amendment that is still a draft; of nothing else. Four statements.

    A proposal nobody has filed is the ministry's own affair until an amendment is under way.
    """
    is_copy = schedule.amends_id is not None and schedule.state == ScheduleState.DRAFT
    if schedule.state != ScheduleState.PUBLISHED and not is_copy:
        return None
    proposals = Proposal.objects.for_schedule(schedule).filter(is_amending=True)
    states = [ProposalState.RETURNED, ProposalState.SUBMITTED, *([ProposalState.DRAFT] if is_copy else [])]
    waited = proposals.filter(state__in=states).select_related("body").order_by("state", "body__slug")
    return AmendmentProgress([Waited(proposal) for proposal in waited], accepted_changes(schedule))
