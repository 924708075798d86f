"""How often a job is tried and how long it is kept."""

from __future__ import annotations

import re
from datetime import timedelta

#: A job whose worker was killed is begun anew until it was begun so often.
ATTEMPTS_LIMIT = 3
#: A waiting job nobody woke, or a running one without a sign of life for so long, is offered to the workers again.
SILENCE = timedelta(seconds=45)
#: Ended jobs and the files they made are kept so long.
KEPT = timedelta(days=30)
#: Progress is written down at most so often, in seconds.
STEP_SECONDS = 0.5

_LANGUAGE = re.compile(r"\A/(?:kk|ru|en)(?=/)")


def plain_path(path: str) -> str:
    """`path` of a page without its language; empty stays empty."""
    if path and not path.startswith("/"):
        raise ValueError(f"a job leads to a page of the portal: {path!r}")
    return _LANGUAGE.sub("", path)


def per_cent(done: int, total: int) -> int | None:
    """Whole per cents done, or None while the end is not known."""
    if total <= 0:
        return None
    return min(100, max(0, done * 100 // total))
