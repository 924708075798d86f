"""The balance of a body's quarter: what was open, what came, how it left, what is open. `docs/recount.md` says it too.

An issue is *in hand* of a body while the body holds it and it is open. It stands in the quarter when it was in hand at
its beginning or came in hand inside it, and counts once: by whence it came first, and by how it stands at the end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

#: Values of `choices.Came` and `choices.Left`; "" of the latter is open at the end.
CAME: Final = ("opening", "registered", "received", "reopened")
LEFT: Final = ("handed", "claimed", "confirmed", "closed")
_OPEN: Final = frozenset({"registered", "work", "planned", "control"})


@dataclass(frozen=True)
class Standing:
    """Who holds an issue and in which state, after a line of its life."""

    holder: int
    state: str

    def is_in_hand(self, body: int) -> bool:
        return self.holder == body and self.state in _OPEN


@dataclass(frozen=True)
class Course:
    """The way of one issue through the quarter of one body; `end` is where it stands when the quarter is over."""

    came: str
    left: str
    end: Standing


def course(body: int, before: Standing | None, lines: Sequence[Standing]) -> Course | None:
    """Of an issue that stood at `before` when the quarter began (None: it was not registered), by its lines inside it.

    None when it does not stand in the quarter of this body.
    """
    came, last = "", before
    if before is not None and before.is_in_hand(body):
        came = "opening"
    for line in lines:
        if not came and line.is_in_hand(body):
            if last is None:
                came = "registered"
            else:
                came = "reopened" if last.holder == body else "received"
        last = line
    if not came or last is None:
        return None
    if last.is_in_hand(body):
        left = ""
    elif last.holder != body:
        left = "handed"
    else:
        left = last.state if last.state in ("claimed", "confirmed") else "closed"
    return Course(came, left, last)


@dataclass(frozen=True)
class Balance:
    """opening + registered + received + reopened - handed - claimed - confirmed - closed = closing."""

    opening: int
    registered: int
    received: int
    reopened: int
    handed: int
    claimed: int
    confirmed: int
    closed: int
    closing: int

    @property
    def is_even(self) -> bool:
        came = self.opening + self.registered + self.received + self.reopened
        return came - self.handed - self.claimed - self.confirmed - self.closed == self.closing


def balance(courses: Iterable[Course]) -> Balance:
    came: Counter[str] = Counter()
    left: Counter[str] = Counter()
    for each in courses:
        came[each.came] += 1
        left[each.left] += 1
    named: Mapping[str, int] = {**{name: came[name] for name in CAME}, **{name: left[name] for name in LEFT}}
    return Balance(**named, closing=left[""])
