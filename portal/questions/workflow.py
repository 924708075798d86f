"""State tables of a question and of a demand. Who may do what: `permissions`."""

from __future__ import annotations

from portal.kernel.workflow import Machine, Transition
from portal.questions.errors import MOVED_ON

_PUBLISHED = frozenset({"agenda", "answered", "taken", "outside", "passed"})
_BEFORE = frozenset({"sent", "waiting"})

QUESTIONS = Machine(
    MOVED_ON,
    [
        # Its author, by a button behind the link of the letter; one the office entered waits at once.
        Transition("confirm", frozenset({"sent"}), "waiting"),
        # A moderator, with both public texts.
        Transition("publish", frozenset({"waiting", "refused"}), "agenda"),
        Transition("refuse", frozenset({"waiting"}), "refused"),
        Transition("join", frozenset({"waiting", "agenda"}), "joined"),
        # The floor above, when the results of the meeting are published; and back, when they are taken back.
        Transition("answer", frozenset({"agenda"}), "answered"),
        Transition("take", frozenset({"agenda"}), "taken"),
        Transition("outside", frozenset({"agenda"}), "outside"),
        Transition("pass", frozenset({"agenda"}), "passed"),
        Transition("unsettle", frozenset({"answered", "taken", "outside", "passed"}), "agenda"),
        # Its author at any time; two people of the body together.
        Transition("withdraw", _BEFORE | _PUBLISHED | {"refused", "joined"}, "withdrawn"),
        Transition("remove", _PUBLISHED, "removed"),
    ],
)

_DEMANDED = frozenset({"open", "reached", "appointed", "joined", "declined", "lapsed"})
_ASKED = frozenset({"open", "reached"})

DEMANDS = Machine(
    MOVED_ON,
    [
        Transition("confirm", frozenset({"sent"}), "waiting"),
        Transition("publish", frozenset({"waiting", "refused"}), "open"),
        Transition("refuse", frozenset({"waiting"}), "refused"),
        # Voices that were confirmed; the akimat may answer before.
        Transition("reach", frozenset({"open"}), "reached"),
        Transition("appoint", _ASKED, "appointed"),
        Transition("join", _ASKED, "joined"),
        Transition("decline", _ASKED, "declined"),
        Transition("lapse", frozenset({"open"}), "lapsed"),
        Transition("withdraw", _BEFORE | {"refused", "open"}, "withdrawn"),
        Transition("remove", _DEMANDED, "removed"),
    ],
)
