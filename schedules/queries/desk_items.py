"""One line of my desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class DeskItem:
    """In the active language. `due_on` is the last day in time, `since` when it came."""

    kind: str
    title: str
    note: str
    url: str
    action: str
    since: date | None = None
    due_on: date | None = None
