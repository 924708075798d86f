"""Signals become a flag that is looked at in known places, so that nothing started is ever forgotten."""

from __future__ import annotations

import signal
import time
from types import FrameType

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(Exception):
    """Somebody asked the whole to end."""

    def __init__(self, number: int) -> None:
        super().__init__(signal.Signals(number).name)
        self.number = number


class Interrupts:
    """Remembers the first ending signal; later ones change nothing, the orderly end is already under way."""

    def __init__(self) -> None:
        self.received: int | None = None

    def install(self) -> None:
        """Set handlers explicitly: a shell starts background commands with SIGINT ignored.

        An ignored SIGHUP stays ignored: that is what `nohup ./run` asks for.
        """
        for number in ENDING:
            if number == signal.SIGHUP and signal.getsignal(number) == signal.SIG_IGN:
                continue
            signal.signal(number, self._remember)

    def _remember(self, number: int, frame: FrameType | None) -> None:
        if self.received is None:
            self.received = number

    def check(self) -> None:
        """Raises Stopped once a signal has come."""
        if self.received is not None:
            raise Stopped(self.received)

    def pause(self, seconds: float) -> None:
        """Sleep that a signal cuts short with Stopped."""
        until = time.monotonic() + seconds
        while True:
            self.check()
            left = until - time.monotonic()
            if left <= 0:
                return
            time.sleep(min(left, 0.1))
