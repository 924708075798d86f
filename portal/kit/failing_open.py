"""The cache of the portal: on a server of its own, and in the memory of the process while that does not answer.

Nobody who asks it has to know: what was kept is made anew, and what is counted (tries, limits by address) is counted in
this process alone, each of which then allows as much as all of them did. Nothing is kept here that a page or a right
needs: sessions, lockouts and used codes are rows of the database.
"""

from __future__ import annotations

from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from portal.kit.breaker import Breaker, Silent

#: A question to the cache takes a millisecond; longer than this it is not worth waiting for.
QUICKLY = {"socket_connect_timeout": 0.3, "socket_timeout": 0.5, "retry": Retry(NoBackoff(), 0)}
#: What a process remembers at most while the server is silent: counts and marks, no pages.
ENTRIES = 5_000
LARGEST_BYTES = 2_000

_breakers: dict[str, Breaker] = {}


class FailingOpenCache(RedisCache):
    """Its errors are Django's own (a counter that is not there), never those of the server or of the way to it."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        options = QUICKLY | params.get("OPTIONS", {})
        super().__init__(server, params | {"OPTIONS": options})
        self._memory = _Memory(str(server), params | {"OPTIONS": {"MAX_ENTRIES": ENTRIES}})
        self.breaker = _breakers.setdefault(str(server), Breaker("cache", RedisError, OSError))

    def answers(self) -> bool:
        """Whether the server itself takes something and gives it back."""
        try:
            self.breaker.ask(lambda: RedisCache.set(self, "answers", "1", 10), found_again=self._memory.clear)
            return self.breaker.ask(lambda: RedisCache.get(self, "answers")) == "1"
        except Silent:
            return False

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Looks first: a hung server does what it was sent when it wakes, and a lock taken then would be nobody's."""
        return not self.has_key(key, version) and bool(self._ask("add", key, value, timeout, version))

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return self._ask("get", key, default, version)

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        self._ask("set", key, value, timeout, version)

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return bool(self._ask("touch", key, timeout, version))

    def delete(self, key: Any, version: int | None = None) -> bool:
        return bool(self._ask("delete", key, version))

    def get_many(self, keys: Any, version: int | None = None) -> dict[Any, Any]:
        found: dict[Any, Any] = self._ask("get_many", list(keys), version)
        return found

    def has_key(self, key: Any, version: int | None = None) -> bool:
        return bool(self._ask("has_key", key, version))

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        return int(self._ask("incr", key, delta, version))

    def set_many(self, data: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> list[Any]:
        return list(self._ask("set_many", data, timeout, version))

    def delete_many(self, keys: Any, version: int | None = None) -> None:
        self._ask("delete_many", list(keys), version)

    def clear(self) -> None:
        self._memory.clear()
        self._ask("clear")

    def _ask(self, name: str, *arguments: Any) -> Any:
        ask = getattr(RedisCache, name)
        try:
            # What was remembered meanwhile is old as soon as the server is there again.
            return self.breaker.ask(lambda: ask(self, *arguments), found_again=self._memory.clear)
        except Silent:
            return getattr(self._memory, name)(*arguments)


class _Memory(LocMemCache):
    """Shared by the threads of one process; takes the keys that the server takes."""

    def validate_key(self, key: str) -> None:
        """Long keys and those with spaces are no trouble here."""

    def _set(self, key: str, value: bytes, timeout: Any = DEFAULT_TIMEOUT) -> None:
        if len(value) <= LARGEST_BYTES:
            super()._set(key, value, timeout)  # type: ignore[misc]
        elif not self._has_expired(key):  # type: ignore[attr-defined]
            self._delete(key)  # type: ignore[attr-defined]
