"""State table of a meeting. Who may do what: `permissions`."""

from __future__ import annotations

from meetings.errors import MEETING_MOVED_ON
from portal.kernel.workflow import Comment, Machine, Transition
from schedules.errors import NO_REASON

#: "announced" as a target is "planned" of one whose day is not set, see `services.making.stand_at`.
_AWAITED = frozenset({"planned", "announced"})
_REASON = Comment(NO_REASON, "change_reason")

MEETING = Machine(
    MEETING_MOVED_ON,
    [
        # The body's own people, inside the approved month, quarter or half-year.
        Transition("fix_day", _AWAITED, "announced"),
        # Its body at once, before its day; or an amendment when it is published, with the reason of the changed row.
        Transition("move", _AWAITED, "announced", _REASON),
        Transition("change", _AWAITED, "announced", _REASON),
        Transition("cancel", _AWAITED, "cancelled", _REASON),
        # Before its day its body takes the cancellation back, or an amendment gives it another time.
        Transition("restore", frozenset({"cancelled"}), "announced", _REASON),
        # Its body, or the akimat above one that has nobody here, records it; a mistake is taken back with a reason.
        Transition("hold", _AWAITED, "held"),
        Transition("not_held", frozenset({"held"}), "announced", _REASON),
        # The same people, from its day on.
        Transition("fall_through", _AWAITED, "not_taken_place", _REASON),
        Transition("not_fall_through", frozenset({"not_taken_place"}), "announced", _REASON),
        # The floor above: results are published, then nothing is left to do.
        Transition("report", frozenset({"held"}), "reported"),
        Transition("unreport", frozenset({"reported"}), "held", _REASON),
        Transition("close", frozenset({"reported"}), "closed"),
        Transition("reopen", frozenset({"closed"}), "reported", _REASON),
    ],
)
