"""A mail host that keeps everything it accepted, falls silent in the middle of a letter, or is down."""

from __future__ import annotations

import email
import socketserver
import threading
from collections import Counter
from email.policy import default as policy
from typing import Any

#: Longer than any test waits: a stalled answer ends with the connection.
STALL_SECONDS = 30


class _Conversation(socketserver.StreamRequestHandler):
    """SMTP as far as a client that only sends needs it."""

    server: PostOffice

    def handle(self) -> None:
        try:
            self._talk()
        except OSError:
            # Whoever is killed does not say goodbye.
            return

    def _talk(self) -> None:
        if self.server.is_down:
            self._say("421 down")
            return
        self._say("220 rig")
        while line := self.rfile.readline():
            command = line.strip().upper()
            if command.startswith((b"EHLO", b"HELO")):
                self._say("250 rig")
            elif command.startswith(b"MAIL") and self.server.is_down:
                self._say("421 down")
                return
            elif command == b"DATA":
                self._say("354 go on")
                if not self._take():
                    return
            elif command == b"QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _take(self) -> bool:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return False
            lines.append(line[1:] if line.startswith(b"..") else line)
        self.server.keep(b"".join(lines))
        if self.server.stalls():
            # Accepted, and the sender will never know.
            return False
        self._say("250 kept")
        return True

    def _say(self, answer: str) -> None:
        self.wfile.write(f"{answer}\r\n".encode())


class PostOffice(socketserver.ThreadingTCPServer):
    """Listens on a free port; `copies` counts what was accepted by Message-ID."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.is_down = False
        self.copies: Counter[str] = Counter()
        self.texts: dict[str, list[str]] = {}
        self.stalled = threading.Event()
        self.stalled_ids: list[str] = []
        self._stall_next = threading.Event()
        self._released = threading.Event()
        self._lock = threading.Lock()
        self._last = ""
        self._thread = threading.Thread(target=self.serve_forever, name="post", daemon=True)

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def open(self) -> PostOffice:
        self._thread.start()
        return self

    def close(self) -> None:
        self._released.set()
        self.shutdown()
        self.server_close()
        self._thread.join(10)

    def keep(self, data: bytes) -> None:
        letter = email.message_from_bytes(data, policy=policy)
        name = str(letter["Message-ID"])
        body: Any = letter.get_body()
        with self._lock:
            self.copies[name] += 1
            self.texts.setdefault(name, []).append(body.get_content() if body else "")
            self._last = name

    def stall_next(self) -> None:
        """The next letter is accepted and not answered, until `release`."""
        self.stalled.clear()
        self._released.clear()
        self._stall_next.set()

    def stalls(self) -> bool:
        with self._lock:
            if not self._stall_next.is_set():
                return False
            self._stall_next.clear()
            self.stalled_ids.append(self._last)
        self.stalled.set()
        self._released.wait(STALL_SECONDS)
        return True

    def release(self) -> None:
        self._stall_next.clear()
        self._released.set()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever is killed does not say goodbye."""
