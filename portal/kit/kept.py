"""Answers kept in the cache: each kind in places of its own, of which there are so many and no more.

Whoever asks for ever new things writes over what others asked for, and fills nothing. A cache that is full, hung or
gone makes an answer slower and never an error: it is made anew, and for some seconds the cache is not asked at all.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable, Iterable
from typing import Any, TypeVar, cast

from django.core.cache import cache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

Value = TypeVar("Value")

#: How long a cache that did not answer is left alone, in seconds.
LEFT_ALONE = 5.0
_LOOK_EVERY = 0.1
_trouble = {"until": 0.0}


def kept(
    name: str, key: Iterable[object], make: Callable[[], Value], *, seconds: int, places: int, making: int = 0
) -> Value:
    """What `make` makes, kept under `name` for so many seconds in one of so many places.

    `key` names everything the answer depends on, in values that were understood: an address as it was typed is no key.
    What takes long is made by one: the others wait for it, for `making` seconds at most, and then make it themselves.
    Nothing is lost when the cache is emptied or a maker killed.
    """
    place = _Place(name, key, places)
    found = place.found()
    if found is not None:
        return cast(Value, found[0])
    is_maker = bool(making) and _asked(lambda: cache.add(place.making, 1, making)) is True
    if making and not is_maker:
        found = place.awaited(making)
        if found is not None:
            return cast(Value, found[0])
    try:
        made = make()
        place.keep(made, seconds)
    finally:
        if is_maker:
            _asked(lambda: cache.delete(place.making))
    return made


class _Place:
    """Where an answer is kept; another key's may stand there."""

    def __init__(self, name: str, key: Iterable[object], places: int) -> None:
        self._digest = hashlib.sha256("\n".join(map(str, key)).encode()).hexdigest()
        self._held = f"{name}:{int(self._digest[:12], 16) % places}"
        self.making = f"{name}-making:{self._digest}"

    def found(self) -> tuple[Any] | None:
        found = _asked(lambda: cache.get(self._held))
        return (found[1],) if isinstance(found, tuple) and found[0] == self._digest else None

    def awaited(self, seconds: int) -> tuple[Any] | None:
        """While somebody else is making it."""
        for _look in range(round(seconds / _LOOK_EVERY)):
            if _asked(lambda: cache.get(self.making)) is None:
                break
            time.sleep(_LOOK_EVERY)
            found = self.found()
            if found is not None:
                return found
        return self.found()

    def keep(self, made: Any, seconds: int) -> None:
        _asked(lambda: cache.set(self._held, (self._digest, made), seconds))


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
