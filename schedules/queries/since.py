"""What became of the meetings of an approved version since, beside its entries: told from above at the start."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from schedules.models import ScheduleVersion
from schedules.queries.version_entries import FrozenEntry


@dataclass(frozen=True)
class Since:
    """A tag; when it stands now, where that is otherwise than approved; and the page of the meeting."""

    url: str
    kind: str
    icon: str
    text: str
    now: str = ""


#: By the keys of the entries.
Find = Callable[[ScheduleVersion, Sequence[FrozenEntry]], Mapping[str, Since]]
_FINDS: list[Find] = []


def since_told_by(find: Find) -> None:
    """The floor of meetings says so when the portal starts."""
    if find not in _FINDS:
        _FINDS.append(find)


def with_since(version: ScheduleVersion, entries: Sequence[FrozenEntry]) -> list[tuple[FrozenEntry, Since | None]]:
    """Each entry with what became of it, if anything did."""
    told = {key: since for find in _FINDS for key, since in find(version, entries).items()}
    return [(entry, told.get(entry.key)) for entry in entries]
