"""State table of an issue. Who may do what: `permissions`."""

from __future__ import annotations

from issues.errors import MOVED_ON
from portal.kernel.workflow import Machine, Transition

_OPEN = frozenset({"registered", "work", "planned", "control"})
_CLOSED = frozenset({"explained", "outside", "needs", "refused"})

ISSUES = Machine(
    MOVED_ON,
    [
        # Responsible body and term are set: somebody works on it.
        Transition("assign", frozenset({"registered"}), "work"),
        Transition("work", frozenset({"registered", "planned", "control"}), "work"),
        Transition("plan", _OPEN - {"planned"}, "planned"),
        Transition("control", _OPEN - {"control"}, "control"),
        # A claim with proof, which people confirm or dispute; silence leaves it a claim.
        Transition("claim", _OPEN, "claimed"),
        Transition("unclaim", frozenset({"claimed"}), "work"),
        Transition("confirm", frozenset({"claimed"}), "confirmed"),
        Transition("dispute", frozenset({"claimed", "confirmed"}), "work"),
        # Closed without a solution, each with a reason everybody reads.
        Transition("explain", _OPEN, "explained"),
        Transition("outside", _OPEN, "outside"),
        Transition("need", _OPEN, "needs"),
        Transition("refuse", _OPEN, "refused"),
        Transition("join", _OPEN | {"claimed"} | _CLOSED, "duplicate"),
        Transition("reopen", _CLOSED | {"claimed", "confirmed", "duplicate"}, "work"),
    ],
)
