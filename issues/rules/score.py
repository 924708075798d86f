"""How urgent an issue is, from 0 to 100: a sum everybody can do again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MOST: Final = 100
#: So many people touched give so many points; the highest step that is reached counts.
_AFFECTED: Final = ((10, 5), (50, 12), (200, 20), (1000, 30), (5000, 40))
#: Each time somebody else raised it, up to a ceiling.
_A_REPEAT, _MOST_REPEATS = 5, 25
_RISK: Final = {"": 0, "property": 8, "health": 16, "life": 20}
#: Each whole month it has been open, up to a ceiling.
_A_MONTH, _MOST_MONTHS, _MONTH_DAYS = 2, 15, 30


@dataclass(frozen=True)
class Score:
    """Addends and their sum; `by_hand` stands in place of the sum when somebody has set it, with a reason."""

    affected: int
    repeats: int
    risk: int
    waiting: int
    by_hand: int | None = None

    @property
    def total(self) -> int:
        if self.by_hand is not None:
            return self.by_hand
        return min(MOST, self.affected + self.repeats + self.risk + self.waiting)


def score(*, affected: int | None, repeats: int, risk: str, days_open: int, by_hand: int | None = None) -> Score:
    """`repeats`: how often it was raised beside the first time. `risk`: a value of `choices.Risk`."""
    reached = [points for least, points in _AFFECTED if (affected or 0) >= least]
    return Score(
        affected=reached[-1] if reached else 0,
        repeats=min(_MOST_REPEATS, repeats * _A_REPEAT),
        risk=_RISK[risk],
        waiting=min(_MOST_MONTHS, max(0, days_open) // _MONTH_DAYS * _A_MONTH),
        by_hand=by_hand,
    )
