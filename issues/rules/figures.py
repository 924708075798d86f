"""Figures of issues: how those that were registered in a period stand, each state apart, with the base beside a share.

Whoever counts them, from columns or line by line, adds up these.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final


@dataclass(frozen=True)
class Share:
    """So many of so many. Without a base there is no share, which is another thing than none of them."""

    part: int
    base: int

    @property
    def percent(self) -> int | None:
        """Rounded half up, in whole per cents."""
        return (200 * self.part + self.base) // (2 * self.base) if self.base else None


@dataclass(frozen=True)
class Figures:
    """Of a body, a region, a topic or all: issues registered in a period, as they stand on a day.

    `answering` and `silent` are both claimed and nothing else; `disputed` and `late` are some of the open ones. Of a
    body, `handed` are those it answered for and does not any more, and `handed_confirmed` those of them whose solution
    by the later body people confirmed; they stand in no other figure of it, so that bodies add up to all.
    """

    open: int = 0
    disputed: int = 0
    late: int = 0
    answering: int = 0
    silent: int = 0
    confirmed: int = 0
    explained: int = 0
    outside: int = 0
    needs: int = 0
    refused: int = 0
    duplicate: int = 0
    handed: int = 0
    handed_confirmed: int = 0

    @property
    def claimed(self) -> int:
        """Said to be solved by the body alone: people are answering, or nobody did."""
        return self.answering + self.silent

    @property
    def solved(self) -> int:
        return self.claimed + self.confirmed

    @property
    def closed(self) -> int:
        """Without a solution. Explained is one of them."""
        return self.explained + self.outside + self.needs + self.refused + self.duplicate

    @property
    def registered(self) -> int:
        return self.open + self.solved + self.closed

    @property
    def confirmed_share(self) -> Share:
        """Of everything registered, whatever became of it and whoever answers now.

        No act of a body makes the base smaller: neither a hand-over, nor a reason, nor joining it with another.
        """
        return Share(self.confirmed + self.handed_confirmed, self.registered + self.handed)

    def __add__(self, other: Figures) -> Figures:
        return Figures(*(getattr(self, name) + getattr(other, name) for name in NAMES))


NAMES: Final = tuple(field.name for field in fields(Figures))
NONE: Final = Figures()
#: Where an issue of a state is counted; a claimed one by whether people are still answering.
OF_STATE: Final = {
    "registered": "open",
    "work": "open",
    "planned": "open",
    "control": "open",
    "confirmed": "confirmed",
    "explained": "explained",
    "outside": "outside",
    "needs": "needs",
    "refused": "refused",
    "duplicate": "duplicate",
}


def one(state: str, *, is_disputed: bool, is_late: bool, is_answering: bool, count: int = 1) -> Figures:
    """Figures of so many issues that stand alike."""
    if state == "claimed":
        return Figures(answering=count) if is_answering else Figures(silent=count)
    where = OF_STATE[state]
    marks = {"disputed": count * is_disputed, "late": count * is_late} if where == "open" else {}
    return Figures(**{where: count}, **marks)


def handed(*, is_confirmed: bool, count: int = 1) -> Figures:
    """Figures of issues that a body answered for and gave away."""
    return Figures(handed=count, handed_confirmed=count * is_confirmed)
