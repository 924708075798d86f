"""Answers kept in the cache: each kind in places of its own, of which there are so many and no more.

Whoever asks for ever new things writes over what others asked for, and fills nothing. A cache that is full, hung or
gone makes an answer slower and never an error (`kit.failing_open`): it is made anew.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable
from typing import Any, TypeVar, cast

from django.core.cache import cache

Value = TypeVar("Value")

_LOOK_EVERY = 0.1


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
    is_maker = bool(making) and cache.add(place.making, 1, making)
    if making and not is_maker:
        found = place.awaited(making)
        if found is not None:
            return cast(Value, found[0])
    try:
        made = make()
        place.keep(made, seconds)
    finally:
        if is_maker:
            cache.delete(place.making)
    return made


def find(*, name: str, key: Iterable[object], places: int) -> tuple[Any] | None:
    """What is kept under `name` and `key`, alone in a tuple; None when nothing is."""
    return _Place(name, key, places).found()


def keep(*, name: str, key: Iterable[object], places: int, made: Any, seconds: int) -> None:
    """For those who look before they know how to make it; everybody else calls `kept`."""
    _Place(name, key, places).keep(made, seconds)


class _Place:
    """Where an answer is kept; another key's may stand there."""

    def __init__(self, name: str, key: Iterable[object], places: int) -> None:
        self._digest = hashlib.sha256("\n".join(map(str, key)).encode()).hexdigest()
        self._held = f"{name}:{int(self._digest[:12], 16) % places}"
        self.making = f"{name}-making:{self._digest}"

    def found(self) -> tuple[Any] | None:
        found = cache.get(self._held)
        return (found[1],) if isinstance(found, tuple) and found[0] == self._digest else None

    def awaited(self, seconds: int) -> tuple[Any] | None:
        """While somebody else is making it."""
        for _look in range(round(seconds / _LOOK_EVERY)):
            if cache.get(self.making) is None:
                break
            time.sleep(_LOOK_EVERY)
            found = self.found()
            if found is not None:
                return found
        return self.found()

    def keep(self, made: Any, seconds: int) -> None:
        cache.set(self._held, (self._digest, made), seconds)
