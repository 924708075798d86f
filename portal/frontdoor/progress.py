"""Lines for whoever waits: seconds since the start, then what happened."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TextIO


class Progress:
    """Prints to `stream`; `manage` gives standard error, so that standard output is the command's alone."""

    def __init__(self, stream: TextIO | None = None, *, started_at: float | None = None) -> None:
        self.stream = stream or sys.stdout
        self.started_at = time.time() if started_at is None else started_at

    def __call__(self, text: str) -> None:
        self.plain(f"[{time.time() - self.started_at:5.1f} s] {text}")

    def plain(self, text: str) -> None:
        print(text, file=self.stream, flush=True)


def last_lines(path: Path, count: int = 15) -> str:
    """End of a log, indented, for a message about what wrote it."""
    try:
        with path.open("rb") as log:
            log.seek(max(0, os.fstat(log.fileno()).st_size - 16_384))
            lines = log.read().decode("utf-8", "replace").splitlines()
    except OSError:
        lines = []
    return "\n".join(f"    {line}" for line in lines[-count:])
