"""Whether a published quarter is still what was published: its hashes computed again, and its entry in the chain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from issues.models import QuarterRow, QuarterVersion
from issues.rules.sealing import root_hash, row_hash
from portal.audit.choices import Kind
from portal.audit.models import Link

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


def subject_of(version: QuarterVersion) -> str:
    """What the chain calls it."""
    return f"quarter:{version.pk}"


def link_of(version: QuarterVersion) -> Link | None:
    """Its entry in the chain of records. One statement."""
    return Link.objects.filter(kind=Kind.PUBLICATION, subject=subject_of(version)).first()


def is_linked(version: QuarterVersion, link: Link | None) -> bool:
    """The entry is whole in itself and of this very content; whether it follows the one before `verify_chain` says."""
    return link is not None and link.digest == version.sha256 and link.hash == link.computed


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


_Row = tuple[int, str, Mapping[str, Any], str]
_COLUMNS: Final = ("position", "salt", "content", "sha256")
_CHUNK: Final = 500


def seal_of(version: QuarterVersion) -> Seal:
    """One statement; `version.body` loaded."""
    rows = version.rows.order_by("position").values_list(*_COLUMNS)
    return _seal(version, rows.iterator(chunk_size=_CHUNK))


def seals() -> Iterator[tuple[QuarterVersion, Seal]]:
    """Of every version there is. Two statements, read side by side; a version without rows is one, too."""
    versions = QuarterVersion.objects.select_related("body").order_by("pk").iterator(chunk_size=_CHUNK)
    every = QuarterRow.objects.order_by("version_id", "position").values_list("version_id", *_COLUMNS)
    grouped = groupby(every.iterator(chunk_size=_CHUNK), key=itemgetter(0))
    waiting = next(grouped, None)
    for version in versions:
        rows: Iterable[_Row] = ()
        # What was published between the two statements is looked at the next time.
        while waiting is not None and waiting[0] < version.pk:
            waiting = next(grouped, None)
        if waiting is not None and waiting[0] == version.pk:
            rows = [row[1:] for row in waiting[1]]
            waiting = next(grouped, None)
        yield version, _seal(version, rows)


def _seal(version: QuarterVersion, rows: Iterable[_Row]) -> Seal:
    hashes, broken, taken = [], [], 0
    for position, salt, content, sha256 in rows:
        hashes.append(sha256)
        if not salt:
            taken += 1
        elif row_hash(salt, content) != sha256:
            broken.append(position)
    return Seal(root_hash(head_of(version), hashes) == version.sha256, tuple(broken), taken)
