"""The state table of a meeting: a change of a transition has to be made here too."""

from __future__ import annotations

from meetings.choices import AWAITED, HAPPENED, OFF, MeetingState
from meetings.workflow import MEETING


def test_meeting_transitions() -> None:
    table = {step.name: ("|".join(sorted(step.sources)), step.target) for step in MEETING.transitions}
    assert table == {
        "fix_day": ("announced|planned", "announced"),
        "move": ("announced|planned", "announced"),
        "change": ("announced|planned", "announced"),
        "cancel": ("announced|planned", "cancelled"),
        "restore": ("cancelled", "announced"),
        "hold": ("announced|planned", "held"),
        "not_held": ("held", "announced"),
        "fall_through": ("announced|planned", "not_taken_place"),
        "not_fall_through": ("not_taken_place", "announced"),
        "report": ("held", "reported"),
        "unreport": ("reported", "held"),
        "close": ("reported", "closed"),
        "reopen": ("closed", "reported"),
    }
    known = {state for sources, target in table.values() for state in (*sources.split("|"), target)}
    assert known == set(MeetingState.values)


def test_every_state_is_awaited_off_or_happened_and_only_one_of_them() -> None:
    assert sorted((*AWAITED, *OFF, *HAPPENED)) == sorted(MeetingState)


def test_what_changes_a_meeting_asks_for_a_reason() -> None:
    asked = [
        "move",
        "change",
        "cancel",
        "restore",
        "not_held",
        "fall_through",
        "not_fall_through",
        "unreport",
        "reopen",
    ]
    assert [step.name for step in MEETING.transitions if step.comment] == asked
