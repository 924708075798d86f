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
        "take_back": ("submitted", "draft"),
        "take_back_revision": ("submitted", "returned"),
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
        "remind": ("agreement", "agreement"),
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


def test_verbs_that_ask_for_a_comment() -> None:
    asked = {
        (number, step.name): (step.comment.field, str(step.comment.sentence))
        for number, machine in enumerate((PROPOSAL, SLOT, SCHEDULE))
        for step in machine.transitions
        if step.comment
    }
    assert asked == {
        (0, "return"): ("comment", "Say what has to be revised."),
        (0, "amend"): ("reason", "Say why the meetings have to change."),
        (1, "object"): ("remarks", "Write your remarks."),
        (2, "answer"): ("answer", "Write the answer."),
        (2, "reopen"): ("comment", "Say why the schedule is taken back."),
        (2, "return"): ("comment", "Say what has to be revised."),
        (2, "abandon"): ("comment", "Say why the amendment is withdrawn."),
    }


def test_every_state_named_in_a_table_is_a_state_of_its_model() -> None:
    for machine, states in ((PROPOSAL, ProposalState), (SLOT, SlotState), (SCHEDULE, ScheduleState)):
        named = {state for step in machine.transitions for state in (*step.sources, step.target)}
        assert named <= set(states.values)
