"""States as pages show them: kind of the tag, its icon, its words; and the road of a schedule."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import pgettext

from schedules.choices import OUT_IN_PUBLIC, ProposalState, ScheduleState, SlotState
from schedules.models import AgreementSlot, Proposal, Schedule


@dataclass(frozen=True)
class Tag:
    """Never colour alone: an icon and a word go with it."""

    kind: str
    icon: str
    text: str | Promise


_PROPOSAL = {
    ProposalState.DRAFT: ("", "edit"),
    ProposalState.SUBMITTED: ("info", "document"),
    ProposalState.RETURNED: ("warn", "sync"),
    ProposalState.ACCEPTED: ("ok", "check"),
}
_SLOT = {
    SlotState.PENDING: ("", "clock"),
    SlotState.AGREED: ("ok", "check"),
    SlotState.REMARKS: ("warn", "warning"),
    SlotState.SILENT: ("ok", "dash"),
}
_SCHEDULE = {
    ScheduleState.DRAFT: ("", "edit"),
    ScheduleState.AGREEMENT: ("info", "people"),
    ScheduleState.GOVERNMENT: ("info", "law"),
    ScheduleState.APPROVED: ("ok", "check"),
    ScheduleState.PUBLISHED: ("ok", "eye"),
    ScheduleState.SUPERSEDED: ("", "sync"),
    ScheduleState.ABANDONED: ("", "cancelled"),
}


def proposal_tag(proposal: Proposal) -> Tag:
    state = ProposalState(proposal.state)
    return Tag(*_PROPOSAL[state], state.label)


def slot_tag(slot: AgreementSlot) -> Tag:
    state = SlotState(slot.state)
    return Tag(*_SLOT[state], state.label)


def schedule_tag(schedule: Schedule) -> Tag:
    state = ScheduleState(schedule.state)
    return Tag(*_SCHEDULE[state], state.label)


@dataclass(frozen=True)
class Step:
    """One stop on the road of a schedule."""

    number: int
    text: str | Promise
    is_done: bool
    is_now: bool
    #: What is known of it: its day, or what is left.
    note: str = ""
    icon: str = ""


def schedule_steps(schedule: Schedule | None) -> list[Step]:
    """From draft to published; nothing is begun while there is no schedule. A replaced one has gone all the way."""
    aside = (ScheduleState.SUPERSEDED, ScheduleState.ABANDONED)
    states: list[ScheduleState] = [state for state in ScheduleState if state not in aside]
    state = ScheduleState(schedule.state) if schedule else None
    reached = ScheduleState.PUBLISHED if state in OUT_IN_PUBLIC else state
    at = states.index(reached) if reached in states else -1
    last = len(states) - 1
    return [
        Step(place + 1, state.label, is_done=place < at or at == last, is_now=place == at and at != last)
        for place, state in enumerate(states)
    ]


def difference_tag(kind: str, *, is_moved: bool) -> tuple[str, Tag]:
    """Class and tag of a meeting that is not as it was approved."""
    if is_moved:
        return "chg", Tag("warn", "moved", pgettext("difference", "Moved"))
    return {
        "added": ("add", Tag("ok", "plus", pgettext("difference", "Added"))),
        "withdrawn": ("cut", Tag("danger", "cancelled", pgettext("difference", "Cancelled"))),
        "changed": ("chg", Tag("warn", "edit", pgettext("difference", "Changed"))),
    }[kind]
