"""How far the demonstration is loaded, told by whoever loads and shown by every page until it is done."""

from __future__ import annotations

from django.core.cache import cache

_KEY = "demo:progress"
#: Nobody has told for so long: nobody loads.
_SECONDS = 60


def tell(done: int, total: int) -> None:
    """So many of all steps are done."""
    if done >= total:
        cache.delete(_KEY)
    else:
        cache.set(_KEY, done * 100 // total, _SECONDS)


def per_cent() -> int | None:
    """None: nothing is being loaded."""
    return cache.get(_KEY)
