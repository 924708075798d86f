"""Processes the front door starts, and their certain end.

Three belts: the orderly end in `Children.stop`, the guard process when the supervisor is killed, and on Linux the
kernel's own parent-death signal should the guard be killed as well.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from . import guard
from .interrupts import Interrupts
from .locks import FileLock
from .places import Refusal
from .progress import last_lines

PR_SET_PDEATHSIG = 1
LARGEST_LOG = 5_000_000


class ChildDied(Refusal):
    """A process that should go on for ever has ended."""


@dataclass(frozen=True)
class Identity:
    """As whom a child runs: arguments of Popen, and what it does to itself before it becomes the program."""

    arguments: Mapping[str, Any] = field(default_factory=dict)
    transform: Callable[[], None] | None = None


@dataclass
class Child:
    name: str
    process: subprocess.Popen[bytes]
    stop_signal: signal.Signals = signal.SIGTERM
    grace: float = 10.0
    whole_group: bool = True
    lasting: bool = True
    log: Path | None = None
    #: Where its own part of the log begins.
    log_start: int = 0

    def has_logged(self, words: bytes) -> bool:
        """Whether it has written these words since it was started."""
        return self.log is not None and words in self.log.read_bytes()[self.log_start :]

    def watched(self) -> guard.Watched:
        return guard.Watched(self.process.pid, self.stop_signal, self.grace, self.whole_group)

    def describe_end(self) -> str:
        code = self.process.returncode
        how = f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"
        if self.log is None:
            return f"{self.name} {how}."
        return f"{self.name} {how}. The end of {self.log}:\n{last_lines(self.log)}"


class Children:
    """Everything started and not yet ended."""

    def __init__(self, interrupts: Interrupts) -> None:
        self.interrupts = interrupts
        self.running: list[Child] = []
        self._guard: subprocess.Popen[bytes] | None = None
        self._libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None

    def start_guard(self, lock: FileLock | None = None, *, remove: Sequence[Path] = ()) -> None:
        """Start the guard; it keeps the lock as long as it lives, and removes these folders at the very end."""
        self._guard = subprocess.Popen(
            [sys.executable, "-I", "-S", str(Path(guard.__file__).resolve())],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            pass_fds=() if lock is None or lock.descriptor is None else (lock.descriptor,),
            cwd="/",
        )
        for folder in remove:
            self._tell(f"remove {folder}")

    def spawn(
        self,
        name: str,
        command: Sequence[str | Path],
        *,
        environ: Mapping[str, str],
        cwd: Path | None = None,
        log: Path | None = None,
        stdout: IO[bytes] | int | None = None,
        stdin: IO[bytes] | int = subprocess.DEVNULL,
        stop_signal: signal.Signals = signal.SIGTERM,
        grace: float = 10.0,
        identity: Identity | None = None,
        own_session: bool = True,
        lasting: bool = True,
    ) -> Child:
        """Start a process that ends with this one.

        Output goes to `log` where there is one; `stdout` may take the standard output elsewhere. Without
        `own_session` it stays in the foreground of the terminal, where Ctrl-C reaches it directly. The end of a
        `lasting` child ends the whole; another is waited for with `wait`.
        """
        self.interrupts.check()
        if self._guard is None:
            self.start_guard()
        sink: IO[bytes] | None = _open_log(log) if log else None
        log_start = sink.tell() if sink else 0
        try:
            process = subprocess.Popen(
                [os.fspath(part) for part in command],
                stdin=stdin,
                stdout=stdout if stdout is not None else sink,
                stderr=sink,
                env=dict(environ),
                cwd=cwd,
                start_new_session=own_session,
                preexec_fn=self._before_exec(stop_signal, identity),  # this program has one thread
                **(identity.arguments if identity else {}),
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise Refusal(f"{name} cannot be started: {error}") from error
        finally:
            if sink:
                sink.close()
        child = Child(name, process, stop_signal, grace, own_session, lasting, log, log_start)
        self.running.append(child)
        watched = child.watched()
        self._tell(f"add {watched.pid} {int(stop_signal)} {grace} {int(watched.whole_group)}")
        return child

    def run(self, name: str, command: Sequence[str | Path], *, seconds: float = 600, **how: Any) -> int:
        """Run to the end and give the exit code; a signal to us ends it at once."""
        return self.wait(self.spawn(name, command, lasting=False, **how), seconds=seconds)

    def wait(self, child: Child, *, seconds: float = 600) -> int:
        """Wait for a child that is meant to end, watching those that are not. Raises Refusal when it takes too long."""
        until = time.monotonic() + seconds
        pause = 0.005
        while child.process.poll() is None:
            self.check()
            if time.monotonic() > until:
                raise Refusal(f"{child.name} did not finish within {seconds:.0f} s.")
            time.sleep(pause)
            pause = min(pause * 1.5, 0.1)
        self._forget(child)
        return child.process.returncode

    def until(self, condition: Callable[[], bool], *, seconds: float, what: str, every: float = 0.02) -> None:
        """Wait for a condition. Raises Refusal when it takes too long, ChildDied when somebody dies meanwhile."""
        until = time.monotonic() + seconds
        while not condition():
            self.check()
            if time.monotonic() > until:
                raise Refusal(f"{what} within {seconds:.0f} s.")
            time.sleep(every)

    def check(self) -> None:
        """Raises Stopped after a signal, ChildDied when somebody who should last has ended."""
        self.interrupts.check()
        for child in self.dead():
            raise ChildDied(child.describe_end())

    def dead(self) -> list[Child]:
        """Those who should last and have ended, in the order of starting."""
        return [child for child in self.running if child.lasting and child.process.poll() is not None]

    def stop(self, *children: Child) -> None:
        """End these, or all: the last started first, but all asked at once. Never raises, never waits for ever."""
        leaving = [child for child in self.running if not children or child in children][::-1]
        for child in leaving:
            child.watched().send(child.stop_signal)
        for child in leaving:
            try:
                child.process.wait(timeout=child.grace)
            except subprocess.TimeoutExpired:
                child.watched().send(signal.SIGKILL)
                child.process.wait()
            if child.whole_group:
                # The leader is gone; whoever of its group outlived it has no task any more.
                child.watched().send(signal.SIGKILL)
            self._forget(child)

    def dismiss_guard(self) -> None:
        """Let the guard go: only when nothing runs any more."""
        if self._guard is not None and self._guard.stdin is not None:
            self._guard.stdin.close()
            try:
                self._guard.wait(timeout=30)
            except subprocess.TimeoutExpired:
                self._guard.kill()
                self._guard.wait()
            self._guard = None

    def _forget(self, child: Child) -> None:
        if child in self.running:
            self.running.remove(child)
        self._tell(f"gone {child.process.pid}")

    def _tell(self, line: str) -> None:
        if self._guard is not None and self._guard.stdin is not None:
            try:
                self._guard.stdin.write(line.encode() + b"\n")
                self._guard.stdin.flush()
            except BrokenPipeError:
                # Somebody killed the guard; the parent-death signal is still there.
                pass

    def _before_exec(self, stop_signal: signal.Signals, identity: Identity | None) -> Callable[[], None] | None:
        transform = identity.transform if identity else None
        libc = self._libc
        if libc is None and transform is None:
            return None
        parent = os.getpid()

        def prepare() -> None:
            if transform is not None:
                transform()
            if libc is not None:
                # Last: a change of identity clears it.
                libc.prctl(PR_SET_PDEATHSIG, int(stop_signal), 0, 0, 0)
                if os.getppid() != parent:
                    os._exit(1)

        return prepare


def _open_log(path: Path) -> IO[bytes]:
    """A log to append to; one that has grown large is put aside once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > LARGEST_LOG:
        path.replace(path.with_suffix(".1.log"))
    return path.open("ab")


def clean_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """The caller's environment without what would change how our Pythons find and keep their modules.

    Bytecode is kept even where the caller switched that off: without it every start is seconds slower.
    """
    unwanted = {"PYTHONHOME", "PYTHONSAFEPATH", "PYTHONDONTWRITEBYTECODE", "PYTHONSTARTUP", "__PYVENV_LAUNCHER__"}
    return {name: value for name, value in environ.items() if name not in unwanted}
