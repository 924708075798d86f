"""Ends what a supervisor started when the supervisor itself can no longer do so (`kill -9`).

A process of its own, in its own session. It reads on standard input what was started and what has gone; the end of the
input means that the supervisor is dead or has finished, and then everything still on the list is ended: first with its
own signal, after its time of grace with SIGKILL; and folders of this run alone are removed. It may hold the lock of the
data folder meanwhile, so that the next start waits for the last one's end.

Run by path, so it imports nothing of the package.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Watched:
    pid: int
    stop_signal: int
    grace: float
    whole_group: bool

    def send(self, number: int) -> bool:
        """Whether there was still somebody to get it; 0 only asks."""
        try:
            if self.whole_group:
                os.killpg(self.pid, number)
            else:
                os.kill(self.pid, number)
        except ProcessLookupError:
            return False
        except PermissionError:
            return True
        return True

    def is_alive(self) -> bool:
        if _is_zombie(self.pid):
            # A container without an init keeps dead children for ever: do not wait, but leave none of its group behind.
            self.send(signal.SIGKILL)
            return False
        return self.send(0)


def _is_zombie(pid: int) -> bool:
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        return status.rpartition(")")[2].split()[0] == "Z"
    except (OSError, IndexError):
        return False


def listen(lines: Iterable[str]) -> tuple[list[Watched], list[str]]:
    """What still runs when the input ends, in the order of starting, and the folders to remove then."""
    watched: dict[int, Watched] = {}
    folders: list[str] = []
    for line in lines:
        word, _, rest = line.rstrip("\n").partition(" ")
        values = rest.split()
        if word == "add" and len(values) == 4:
            watched[int(values[0])] = Watched(int(values[0]), int(values[1]), float(values[2]), values[3] == "1")
        elif word == "gone" and len(values) == 1:
            watched.pop(int(values[0]), None)
        elif word == "remove" and rest.startswith("/"):
            folders.append(rest)
    return list(watched.values()), folders


def end(watched: list[Watched]) -> None:
    """Ask all at once, then insist."""
    for each in watched:
        each.send(each.stop_signal)
    began = time.monotonic()
    while watched:
        time.sleep(0.05)
        watched = [each for each in watched if each.is_alive()]
        for each in watched:
            if time.monotonic() - began > each.grace:
                each.send(signal.SIGKILL)
        if time.monotonic() - began > 60:
            return


def main() -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
        signal.signal(number, signal.SIG_IGN)
    watched, folders = listen(sys.stdin)
    end(watched)
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
