"""When a last day may move."""

from __future__ import annotations

from datetime import date


def is_late_backwards(old: date | None, new: date, today: date) -> bool:
    """Whether the move from `old` to `new` would make late, or later, somebody who could not have known.

    A day that is past already helps nobody: it is refused, unless it lies after the present one.
    """
    return new < today and (old is None or new < old)
