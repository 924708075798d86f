"""The state tables, written out: a change of a transition has to be made here too."""

from __future__ import annotations

from portal.kernel.workflow import Machine
from schedules.choices import ProposalState, ScheduleState, SlotState
from schedules.workflow import PROPOSAL, SCHEDULE, SLOT


def table(machine: Machine) -> dict[str, tuple[str, str]]:
    return {step.name: ("|".join(sorted(step.sources)), step.target) for step in machine.transitions}


def test_proposal_transitions() -> None:
    assert table(PROPOSAL) == {
        "submit": ("draft|returned", "submitted"),
        "return": ("accepted|submitted", "returned"),
        "accept": ("submitted", "accepted"),
        "amend": ("accepted", "returned"),
        "drop_change": ("returned", "accepted"),
    }


def test_slot_transitions() -> None:
    assert table(SLOT) == {
        "agree": ("pending|remarks", "agreed"),
        "object": ("agreed|pending", "remarks"),
        "fall_silent": ("pending", "silent"),
    }


def test_schedule_transitions() -> None:
    assert table(SCHEDULE) == {
        "assemble": ("draft", "draft"),
        "start_agreement": ("draft", "agreement"),
        "answer": ("agreement", "agreement"),
        "reopen": ("agreement", "draft"),
        "send": ("agreement", "government"),
        "decide_slot": ("agreement", "agreement"),
        "return": ("government", "draft"),
        "approve": ("government", "approved"),
        "approve_plan": ("draft", "approved"),
        "plan_publication": ("approved", "approved"),
        "publish": ("approved", "published"),
        "open_amendment": ("published", "published"),
        "supersede": ("published", "superseded"),
        "abandon": ("draft", "abandoned"),
    }


def test_every_state_named_in_a_table_is_a_state_of_its_model() -> None:
    for machine, states in ((PROPOSAL, ProposalState), (SLOT, SlotState), (SCHEDULE, ScheduleState)):
        named = {state for step in machine.transitions for state in (*step.sources, step.target)}
        assert named <= set(states.values)
