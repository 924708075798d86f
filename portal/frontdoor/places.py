"""Where things lie: the checkout, the data folder, the short folder of sockets; and what must be true of them."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import shutil
import socket
import stat
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

#: Below this a start is refused: PostgreSQL that meets a full disk stops in the middle of a write.
LEAST_FREE_MEGABYTES = 500
#: A socket's path may have 107 bytes; the longest name put into the folder is `pg/.s.PGSQL.5432.lock`.
LONGEST_SOCKET_FOLDER = 80


class Refusal(Exception):
    """Why nothing was started, as the lines a person should read; shown without a traceback."""

    def __init__(self, text: str, *, code: int = 1) -> None:
        super().__init__(text)
        self.code = code


@dataclass(frozen=True)
class Places:
    """Folders of one installation."""

    root: Path
    var: Path

    @classmethod
    def of(cls, root: Path, environ: Mapping[str, str]) -> Places:
        """The data folder is `KEZDESU_VAR`, relative to where the command was given, else `var` in the checkout."""
        named = environ.get("KEZDESU_VAR", "")
        return cls(root=root, var=Path(named).expanduser().resolve() if named else root / "var")

    @property
    def logs(self) -> Path:
        return self.var / "log"

    @property
    def sockets(self) -> Path:
        """Short whatever the data folder is called, and different for every data folder and user."""
        mark = hashlib.sha256(os.fsencode(self.var)).hexdigest()[:12]
        name = f"kezdesu-{mark}-{os.geteuid()}"
        folder = Path("/tmp") / name
        return folder if folder.parent.is_dir() else Path(tempfile.gettempdir()) / name

    def prepare(self) -> None:
        """Make the data folder and prove that it can be written and has room. Raises Refusal."""
        writable_folder(self.var)
        require_space(self.var, LEAST_FREE_MEGABYTES)
        self.logs.mkdir(exist_ok=True)


def writable_folder(folder: Path) -> None:
    """Make `folder` and prove that a file can be written in it. Raises Refusal."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"kezdesu")
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise Refusal(disk_full(folder)) from error
        raise Refusal(
            f"The data folder {folder} cannot be written ({error.strerror}). "
            "Name another one: KEZDESU_VAR=/some/folder ./run"
        ) from error


def disk_full(folder: Path) -> str:
    return (
        f"The disk of {folder} is full: free at least {LEAST_FREE_MEGABYTES} MB, "
        "or name another data folder in KEZDESU_VAR."
    )


def require_space(folder: Path, megabytes: int) -> None:
    """Raises Refusal when the disk of `folder` has less room than that."""
    free = shutil.disk_usage(folder).free // 1_000_000
    if free < megabytes:
        raise Refusal(
            f"The disk of {folder} has only {free} MB free, {megabytes} MB are needed: "
            "free some room, or name another data folder in KEZDESU_VAR."
        )


def private_folder(folder: Path, mode: int = 0o700) -> Path:
    """A folder under a shared one, ours alone: a link or somebody else's folder of that name is refused."""
    if len(os.fsencode(folder)) > LONGEST_SOCKET_FOLDER:
        raise Refusal(f"The path {folder} is too long for sockets: set TMPDIR to a shorter folder.")
    try:
        folder.mkdir(mode=mode)
    except FileExistsError:
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
            raise Refusal(f"{folder} belongs to somebody else: remove it, then start again.") from None
    folder.chmod(mode)
    return folder


def listening_address(environ: Mapping[str, str]) -> tuple[str, int]:
    """Host and port asked for by `HOST` and `PORT`. Raises Refusal when the port is no port."""
    text = environ.get("PORT") or "8000"
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise Refusal(f"PORT={text} is not a port: give a number from 1 to 65535.")
    return environ.get("HOST") or "127.0.0.1", int(text)


def require_free_port(host: str, port: int) -> None:
    """Raises Refusal unless this process could listen there now."""
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise Refusal(f"HOST={host} is not an address of this machine ({error.strerror}).") from error
    with socket.socket(family, kind, protocol) as probe:
        # As the web server will do: a closed connection still in its last minute is no reason to refuse.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
            probe.listen(1)
        except PermissionError as error:
            raise Refusal(f"Port {port} may be used only by root: choose one above 1023: PORT=8001 ./run") from error
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise Refusal(
                    f"Port {port} on {host} is busy: stop what listens there, "
                    f"or choose another: PORT={port % 65535 + 1} ./run"
                ) from error
            raise Refusal(f"Cannot listen on {host}:{port} ({error.strerror}).") from error


def web_address(host: str, port: int) -> str:
    """The address to open in a browser on this machine."""
    if host in ("0.0.0.0", ""):
        host = "127.0.0.1"
    elif host == "::":
        host = "::1"
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def secret_key(var: Path) -> str:
    """The key of this data folder; made once, readable by its owner only."""
    path = var / "secret_key"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        key = path.read_text(encoding="ascii").strip()
        if len(key) >= 50:
            return key
        # An earlier start was killed between making and filling it: nothing was signed with it yet.
        path.unlink()
        return secret_key(var)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48) + "\n")
    return path.read_text(encoding="ascii").strip()
