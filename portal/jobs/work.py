"""What a job and its handler say to each other.

A handler is `handler(*, args: dict, user: User, today: date, progress: Progress) -> Result`, named in
`settings.KEZDESU_JOBS`. It runs inside one transaction with the end of its job: what it writes is there when the job is
done and only then. A killed worker's job is begun anew, so a handler changes nothing outside the database but files
kept through `portal.files`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.kernel.wording import Lines

if TYPE_CHECKING:
    from portal.files.models import StoredFile


class Cancelled(Exception):
    """Somebody asked for the job to stop: let it through, the transaction takes everything back."""


class Progress:
    """Told how far the work is. This one tells nobody: for commands and tests that call a handler directly."""

    def step(self, done: int, total: int) -> None:
        """So much of so much is done; cheap, so call it for every row. Raises Cancelled."""


@dataclass(frozen=True)
class Result:
    """What came of it: a sentence or two, perhaps a file to fetch and a page to go to (without its language)."""

    summary: Lines
    file: StoredFile | None = None
    path: str = ""


Handler = Callable[..., Result]
