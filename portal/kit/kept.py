"""Answers kept in the cache: each kind in places of its own, of which there are so many and no more.

Whoever asks for ever new things writes over what others asked for, and fills nothing. A cache that is full, hung or
gone makes an answer slower and never an error: it is made anew, and for some seconds the cache is not asked at all.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.core.cache import cache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

Value = TypeVar("Value")

#: How long a cache that did not answer is left alone, in seconds.
LEFT_ALONE = 5.0
_trouble = {"until": 0.0}


def kept(name: str, key: Iterable[object], make: Callable[[], Value], *, seconds: int, places: int) -> Value:
    """What `make` makes, kept under `name` for so many seconds in one of so many places.

    `key` names everything the answer depends on, in values that were understood: an address as it was typed is no key.
    """
    digest = hashlib.sha256("\n".join(map(str, key)).encode()).hexdigest()
    held = f"{name}:{int(digest[:12], 16) % places}"
    found = _asked(lambda: cache.get(held))
    if isinstance(found, tuple) and found[0] == digest:
        value: Value = found[1]
        return value
    made = make()
    _asked(lambda: cache.set(held, (digest, made), seconds))
    return made


def _asked(ask: Callable[[], Any]) -> Any:
    """The answer of the cache, or nothing."""
    if time.monotonic() < _trouble["until"]:
        return None
    try:
        return ask()
    except (RedisError, OSError) as trouble:
        _trouble["until"] = time.monotonic() + LEFT_ALONE
        logger.warning("the cache does not answer: %s", type(trouble).__name__)
        return None
