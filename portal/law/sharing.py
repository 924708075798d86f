"""How the time of a meeting is shared: the talk takes at most a quarter, the rest is for questions and answers.

Source: clause 1.3 of Decree No. 863, clause 3.3 of Decree No. 826.
"""

from __future__ import annotations

#: The talk takes at most one part of so many.
PARTS_OF_TIME = 4


def is_talk_in_measure(*, talk_minutes: int, questions_minutes: int) -> bool:
    """Whether the talk took at most its part of the whole time; a meeting of no time at all has no measure."""
    whole = talk_minutes + questions_minutes
    return whole > 0 and talk_minutes * PARTS_OF_TIME <= whole
