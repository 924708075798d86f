"""State table of a risk signal. Who may do what: `permissions`."""

from __future__ import annotations

from portal.calendars.errors import NO_RISK_REASON, RISK_MOVED_ON
from portal.kernel.workflow import Comment, Machine, Transition

_OPEN = frozenset({"open"})

RISK = Machine(
    RISK_MOVED_ON,
    [
        # Told to everybody by the body that entered it. What it was about may be over by then.
        Transition("publish", frozenset({"open", "met"}), "open"),
        Transition("withdraw", _OPEN, "withdrawn", Comment(NO_RISK_REASON, "reason")),
        Transition("take_up", _OPEN, "open"),
        Transition("set_meeting", _OPEN, "open"),
        # The meeting it led to was held: said by the floor of meetings.
        Transition("meet", _OPEN, "met"),
        # And taken back there, as a mistake.
        Transition("not_met", frozenset({"met"}), "open"),
    ],
)
