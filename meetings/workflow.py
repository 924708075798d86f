"""State table of a meeting. Who may do what: `permissions`."""

from __future__ import annotations

from meetings.errors import MEETING_MOVED_ON
from portal.kernel.workflow import Machine, Transition

MEETING = Machine(
    MEETING_MOVED_ON,
    [
        # The body's own people, inside the approved month, quarter or half-year.
        Transition("fix_day", frozenset({"planned"}), "planned"),
        # An amendment of the schedule, when it is published.
        Transition("move", frozenset({"planned"}), "planned", comment_required=True),
        Transition("change", frozenset({"planned"}), "planned", comment_required=True),
        Transition("cancel", frozenset({"planned"}), "cancelled", comment_required=True),
    ],
)
