"""State table of a meeting. Who may do what: `permissions`."""

from __future__ import annotations

from meetings.errors import MEETING_MOVED_ON
from portal.kernel.workflow import Comment, Machine, Transition
from schedules.errors import NO_REASON

_REASON = Comment(NO_REASON, "change_reason")

MEETING = Machine(
    MEETING_MOVED_ON,
    [
        # The body's own people, inside the approved month, quarter or half-year.
        Transition("fix_day", frozenset({"planned"}), "planned"),
        # An amendment of the schedule, when it is published. The reason is the one given for the changed row.
        Transition("move", frozenset({"planned"}), "planned", _REASON),
        Transition("change", frozenset({"planned"}), "planned", _REASON),
        # Its body, or the akimat above one that has nobody here, records it; a mistake is taken back with a reason.
        Transition("hold", frozenset({"planned"}), "held"),
        Transition("not_held", frozenset({"held"}), "planned", _REASON),
        Transition("cancel", frozenset({"planned"}), "cancelled", _REASON),
    ],
)
