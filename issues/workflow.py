"""State table of an issue. Who may do what: `permissions`."""

from __future__ import annotations

from issues.errors import MOVED_ON, SAY_WHY
from portal.kernel.workflow import Comment, Machine, Transition

_OPEN = frozenset({"registered", "work", "planned", "control"})
_CLOSED = frozenset({"explained", "outside", "needs", "refused"})
#: Why it is closed without a solution is said to everybody, in Kazakh and in Russian.
_WHY = Comment(SAY_WHY, field="reason_kk")

ISSUES = Machine(
    MOVED_ON,
    [
        # Responsible body and term are set: somebody works on it.
        Transition("assign", frozenset({"registered"}), "work"),
        Transition("work", frozenset({"registered", "planned", "control"}), "work"),
        # Also from itself: another year, another level.
        Transition("plan", _OPEN, "planned"),
        Transition("control", _OPEN, "control"),
        # A claim with proof, which people confirm or dispute; silence leaves it a claim.
        Transition("claim", _OPEN, "claimed"),
        Transition("unclaim", frozenset({"claimed"}), "work"),
        Transition("confirm", frozenset({"claimed"}), "confirmed"),
        Transition("dispute", frozenset({"claimed", "confirmed"}), "work"),
        # Closed without a solution, each with a reason everybody reads.
        Transition("explain", _OPEN, "explained", _WHY),
        Transition("outside", _OPEN, "outside", _WHY),
        Transition("need", _OPEN, "needs", _WHY),
        Transition("refuse", _OPEN, "refused", _WHY),
        Transition("join", _OPEN | {"claimed"} | _CLOSED, "duplicate"),
        Transition("reopen", _CLOSED | {"claimed", "confirmed", "duplicate"}, "work"),
    ],
)
