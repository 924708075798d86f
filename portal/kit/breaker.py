"""Asking a server that may be gone, full or hung: whoever finds that out leaves it alone for some seconds."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from threading import Lock
from typing import TypeVar

logger = logging.getLogger(__name__)

Answer = TypeVar("Answer")

#: How long a server that did not answer is left alone, in seconds.
LEFT_ALONE = 5.0


class Silent(Exception):
    """The server did not answer, or was not asked because it did not answer a moment ago."""


class Breaker:
    """One a server and process. While it is open nobody asks; then one asks, and the others wait for what he finds.

    A question must end by itself within a second: bounded here is how many are asked in vain, not how long one takes.
    """

    def __init__(self, name: str, *faults: type[Exception]) -> None:
        self.name = name
        self._faults = faults
        self._lock = Lock()
        #: When the next may ask; none while the server answers.
        self._until: float | None = None

    @property
    def is_open(self) -> bool:
        return self._until is not None

    def ask(self, question: Callable[[], Answer], *, found_again: Callable[[], None] | None = None) -> Answer:
        """The answer. `found_again` is called first when the server was silent before. Raises Silent."""
        with self._lock:
            was_open = self._until is not None
            if self._until is not None:
                if time.monotonic() < self._until:
                    raise Silent(self.name)
                self._until = time.monotonic() + LEFT_ALONE
        try:
            answer = question()
        except self._faults as fault:
            with self._lock:
                self._until = time.monotonic() + LEFT_ALONE
            logger.warning("the %s does not answer: %s", self.name, type(fault).__name__)
            raise Silent(self.name) from fault
        if was_open:
            self.reset()
            logger.warning("the %s answers again", self.name)
            if found_again is not None:
                found_again()
        return answer

    def reset(self) -> None:
        with self._lock:
            self._until = None
