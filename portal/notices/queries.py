"""Reads of the outbox for the control desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from portal.notices.choices import LetterKind, LetterState
from portal.notices.models import Letter

#: A letter that waits longer was held up by something.
_HELD_UP = timedelta(days=1)
#: More than a desk shows at once.
_SHOWN = 200


@dataclass(frozen=True)
class Undelivered:
    """A letter that did not arrive. `last_error` names the failure without any text of the host, or is empty."""

    letter_id: int
    person: str
    kind: str
    on: date
    state: str
    attempts: int
    last_error: str

    @property
    def is_refused(self) -> bool:
        return self.state == LetterState.FAILED


def undelivered(now: datetime, *, limit: int = _SHOWN) -> list[Undelivered]:
    """Letters given up, and those that wait longer than a day; the newest first. One statement."""
    letters = Letter.objects.undelivered(now - _HELD_UP).select_related("user").order_by("-pk")[:limit]
    return [
        Undelivered(
            letter_id=letter.pk,
            person=letter.user.full_name,
            kind=str(LetterKind(letter.kind).label),
            on=letter.on,
            state=letter.state,
            attempts=letter.attempts,
            last_error=letter.last_error,
        )
        for letter in letters
    ]
