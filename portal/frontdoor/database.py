"""Bringing the database and the message catalogues up to date, and knowing when there is nothing to do."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping
from pathlib import Path

from .children import Child, Children
from .places import Places, Refusal
from .progress import Progress, last_lines
from .services import Services


def migrations_stamp(root: Path, cluster: str) -> str:
    """Changes with any migration, ours or (through the lock file) of a library, and with the cluster itself."""
    digest = hashlib.sha256(cluster.encode())
    digest.update((root / "requirements.lock").read_bytes())
    for top in ("portal", "meetings", "schedules", "issues"):
        for path in sorted((root / top).glob("**/migrations/*.py")):
            digest.update(str(path.relative_to(root)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def stale_catalogues(root: Path) -> bool:
    """Whether a text catalogue is newer than its compiled form, or was never compiled."""
    for source in root.glob("**/locale/*/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            return True
    return False


def bring_up_to_date(
    places: Places, children: Children, services: Services, environ: Mapping[str, str], say: Progress
) -> None:
    """Migrate and compile what changed since the last time. Raises Refusal."""
    # A server from outside may have been restored or emptied by others: only our own cluster's state is known.
    cluster = services.postgres.system_identifier() if services.postgres else ""
    stamp = migrations_stamp(places.root, cluster)
    kept = places.var / "migrated"
    started: list[Child] = []
    migrating = not cluster or not kept.exists() or kept.read_text(encoding="ascii") != stamp
    if migrating:
        started.append(_manage(places, children, environ, "migrate", "--no-input", "--verbosity=1"))
    if stale_catalogues(places.root):
        started.append(_manage(places, children, environ, "catalogue", "compile"))
    for child in started:
        finish(children, child)
    if migrating:
        kept.write_text(stamp, encoding="ascii")
        say("database migrated")


def _manage(places: Places, children: Children, environ: Mapping[str, str], *command: str) -> Child:
    return children.spawn(
        f"manage {command[0]}",
        [sys.executable, places.root / "manage.py", *command],
        environ=environ,
        cwd=places.root,
        log=places.logs / f"{command[0]}.log",
        lasting=False,
    )


def finish(children: Children, child: Child, *, seconds: float = 600) -> None:
    """Wait for a command that must succeed. Raises Refusal with the end of its log."""
    if children.wait(child, seconds=seconds) != 0:
        end = last_lines(child.log) if child.log else ""
        raise Refusal(f"{child.name} failed. The end of {child.log}:\n{end}")
