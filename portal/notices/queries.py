"""Reads of the outbox: for the control desk, and who was told of a matter."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from portal.notices.choices import LetterKind, LetterState
from portal.notices.models import Letter, Notice

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


def people_told(*, keys_from: Collection[str] = (), threads: Collection[str] = ()) -> set[tuple[int, str]]:
    """Who was told, and in which of these: a beginning of keys, or a thread, copies left out. By key of the person.

    A notice counts whether or not it was sent. One statement for each of the two, by indexes of both.
    """
    found = (
        set(Notice.objects.filter(thread__in=threads, is_copy=False).values_list("user", "thread"))
        if threads
        else set()
    )
    if keys_from:
        begun = Q()
        for beginning in keys_from:
            begun |= Q(key__startswith=beginning)
        for user, key in Notice.objects.filter(begun).values_list("user", "key"):
            found |= {(user, beginning) for beginning in keys_from if key.startswith(beginning)}
    return found
