"""Locks of the data folder. The kernel lets go of them with the last process that holds them, however it ended."""

from __future__ import annotations

import fcntl
import json
import os
import time
from pathlib import Path
from typing import Any

from .interrupts import Interrupts


class FileLock:
    """An advisory lock on a file, with a note in it about the holder."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.descriptor: int | None = None

    def take(self, *, shared: bool = False, note: dict[str, Any] | None = None) -> bool:
        """Whether the lock is ours now; never waits."""
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return False
        self.descriptor = descriptor
        if note is not None:
            self.note(note)
        return True

    def note(self, note: dict[str, Any]) -> None:
        """Write down who holds it; only for the holder."""
        assert self.descriptor is not None
        os.ftruncate(self.descriptor, 0)
        os.pwrite(self.descriptor, json.dumps(note).encode(), 0)

    def wait(self, interrupts: Interrupts, *, seconds: float, shared: bool = False) -> bool:
        """Whether the lock became ours in that time. Raises Stopped."""
        until = time.monotonic() + seconds
        while not self.take(shared=shared):
            if time.monotonic() > until:
                return False
            interrupts.pause(0.1)
        return True

    def holder(self) -> dict[str, Any]:
        """The note of whoever holds it; empty when it cannot be read (yet)."""
        try:
            note = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return note if isinstance(note, dict) else {}

    def release(self) -> None:
        if self.descriptor is not None:
            os.close(self.descriptor)
            self.descriptor = None


def process_is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
