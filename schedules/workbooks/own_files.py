"""Workbooks of ours in a layout of its own: a kind of plan that has one is written so, told from above at the start."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import IO

from schedules.models import Proposal

#: Writes the rows of a proposal into a file in a language, as they are on a day.
Writer = Callable[[Proposal, IO[bytes], str, date], None]
_WRITERS: dict[str, Writer] = {}


def written_by(kind: str, write: Writer) -> None:
    """Upper floors say so when the portal starts."""
    _WRITERS[kind] = write


def writer_of(kind: str) -> Writer | None:
    return _WRITERS.get(kind)
