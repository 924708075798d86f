"""The state table of a meeting: a change of a transition has to be made here too."""

from __future__ import annotations

from meetings.choices import MeetingState
from meetings.workflow import MEETING


def test_meeting_transitions() -> None:
    table = {step.name: ("|".join(sorted(step.sources)), step.target) for step in MEETING.transitions}
    assert table == {
        "fix_day": ("planned", "planned"),
        "move": ("planned", "planned"),
        "change": ("planned", "planned"),
        "hold": ("planned", "held"),
        "not_held": ("held", "planned"),
        "cancel": ("planned", "cancelled"),
    }
    assert {state for pair in table.values() for state in pair} <= set(MeetingState.values)


def test_what_changes_a_meeting_asks_for_a_reason() -> None:
    assert [step.name for step in MEETING.transitions if step.comment] == ["move", "change", "not_held", "cancel"]
