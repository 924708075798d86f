"""Which words of an issue everybody reads once somebody has found that some of them belong to one person alone."""

from __future__ import annotations

from datetime import date
from typing import Final

#: What people raised, in its own words: goes with the second person's decision, whatever else does.
RAISED: Final = frozenset({"title", "text"})


def may_be_read(text: str, *, hidden_on: date | None, taken_on: date | None) -> bool:
    """`text` names a text of the issue or of what belongs to it: "title", "measure", "note", "claim", "step".

    Hidden by one person, no word of anybody is read until a second one has decided which go for good (`taken_on`).
    From then on all but what people raised: what had to go is gone.
    """
    if hidden_on is None:
        return True
    return taken_on is not None and text not in RAISED
