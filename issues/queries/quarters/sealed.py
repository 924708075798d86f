"""Whether a published quarter is still what was published: its hashes computed again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import Any, Final

from issues.models import QuarterVersion
from issues.rules.sealing import root_hash, row_hash

FIGURES: Final = (
    *("opening", "registered", "received", "reopened", "handed", "claimed", "confirmed", "closed", "closing"),
    *("late", "silent", "unprinted"),
)


def head_of(version: QuarterVersion) -> dict[str, Any]:
    """What the hash of a version covers beside the hashes of its rows."""
    return {
        "body": version.body.slug,
        "quarter": version.period_key,
        "version": version.number,
        "by_portal": version.by_portal,
        "late": version.is_late,
        "as_of": version.as_of.astimezone(UTC).isoformat(),
        **{f"count_{name}": getattr(version, name) for name in FIGURES},
    }


@dataclass(frozen=True)
class Seal:
    """`broken`: positions of rows that are not what was hashed. `taken`: rows whose texts were taken away, whose hash
    alone is left.
    """

    is_whole: bool
    broken: tuple[int, ...]
    taken: int

    @property
    def holds(self) -> bool:
        return self.is_whole and not self.broken


def seal_of(version: QuarterVersion) -> Seal:
    """One statement; `version.body` loaded."""
    hashes, broken, taken = [], [], 0
    rows = version.rows.order_by("position").values_list("position", "salt", "content", "sha256")
    for position, salt, content, sha256 in rows.iterator(chunk_size=500):
        hashes.append(sha256)
        if not salt:
            taken += 1
        elif row_hash(salt, content) != sha256:
            broken.append(position)
    return Seal(root_hash(head_of(version), hashes) == version.sha256, tuple(broken), taken)
