"""The state tables, written out: a change of a transition has to be made here too."""

from __future__ import annotations

from portal.kernel.workflow import Machine
from schedules.choices import HearingState, ProposalState, ScheduleState, SlotState
from schedules.workflow import HEARING, PROPOSAL, SCHEDULE, SLOT


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


def test_hearing_transitions() -> None:
    assert table(HEARING) == {
        "agree": ("asked", "agreed"),
        "refuse": ("asked", "refused"),
        "fall_silent": ("asked", "silent"),
        "remark": ("told", "told"),
        "receive": ("told", "told"),
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
        "send_up": ("published", "published"),
        "open_amendment": ("published", "published"),
        "supersede": ("published", "superseded"),
        "abandon": ("draft", "abandoned"),
    }


def test_verbs_that_ask_for_a_comment() -> None:
    asked = {
        (number, step.name): (step.comment.field, str(step.comment.sentence))
        for number, machine in enumerate((PROPOSAL, SLOT, SCHEDULE, HEARING))
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
        (3, "refuse"): ("remarks", "Say why the calendar is not agreed to."),
        (3, "remark"): ("remarks", "Write your remarks."),
    }


def test_every_state_named_in_a_table_is_a_state_of_its_model() -> None:
    of_models = ((PROPOSAL, ProposalState), (SLOT, SlotState), (SCHEDULE, ScheduleState), (HEARING, HearingState))
    for machine, states in of_models:
        named = {state for step in machine.transitions for state in (*step.sources, step.target)}
        assert named <= set(states.values)
