"""How urgent an issue is, from 0 to 100: a sum everybody can do again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MOST: Final = 100
#: So many people touched give so many points; the highest step that is reached counts.
AFFECTED: Final = ((10, 5), (50, 12), (200, 20), (1000, 30), (5000, 40))
#: Each time somebody else raised it, up to a ceiling.
A_REPEAT, MOST_REPEATS = 5, 25
RISK: Final = {"": 0, "property": 8, "health": 16, "life": 20}
#: Marks beside the number, from the highest.
BANDS: Final = (80, 60, 40, 20)
#: Each whole month it has been open, up to a ceiling.
A_MONTH, MOST_MONTHS, _MONTH_DAYS = 2, 15, 30


@dataclass(frozen=True)
class Score:
    """Addends and their sum; `by_hand` stands in place of the sum when somebody has set it, with a reason."""

    affected: int
    repeats: int
    risk: int
    waiting: int
    by_hand: int | None = None

    @property
    def band(self) -> int:
        """Of what height the mark beside the number is drawn."""
        return next((least for least in BANDS if self.total >= least), 0)

    @property
    def total(self) -> int:
        if self.by_hand is not None:
            return self.by_hand
        return min(MOST, self.affected + self.repeats + self.risk + self.waiting)


def score(*, affected: int | None, repeats: int, risk: str, days_open: int, by_hand: int | None = None) -> Score:
    """`repeats`: how often it was raised beside the first time. `risk`: a value of `choices.Risk`."""
    reached = [points for least, points in AFFECTED if (affected or 0) >= least]
    return Score(
        affected=reached[-1] if reached else 0,
        repeats=min(MOST_REPEATS, repeats * A_REPEAT),
        risk=RISK[risk],
        waiting=min(MOST_MONTHS, max(0, days_open) // _MONTH_DAYS * A_MONTH),
        by_hand=by_hand,
    )
