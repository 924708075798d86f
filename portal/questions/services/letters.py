"""Letters to people who have no login, written down by keys alone in the transaction of what happened."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime

from portal.kit.waking import wake_after_commit
from portal.notices.services.writing import message_id
from portal.questions.choices import MailKind
from portal.questions.models import Person, PersonLetter


def write_letter(*, person: Person, kind: MailKind, key: str, now: datetime) -> bool:
    """Put a letter in line; False when it was there already, or the person gave no address.

    `key` says what is told: "confirm", "confirm:2" when it is asked for again, "fate:S-2027-000731:answered",
    "digest:<since>|<until>". One person is told it once, however often this is called.
    """
    return write_letters([(person, key)], kind=kind, now=now) == 1


def write_letters(told: Iterable[tuple[Person, str]], *, kind: MailKind, now: datetime) -> int:
    """The same for many: who is told under which key. Says how many letters are new. Two statements."""
    letters = [
        PersonLetter(
            person=person,
            kind=kind,
            key=key,
            message_id=message_id(f"to-{uuid.uuid4()}"),
            next_try_at=now,
            created_at=now,
        )
        for person, key in told
        if person.email
    ]
    if not letters:
        return 0
    PersonLetter.objects.bulk_create(letters, ignore_conflicts=True)
    # What was told before was passed over by the database: what stands there bears another Message-ID.
    new = PersonLetter.objects.filter(message_id__in=[letter.message_id for letter in letters]).count()
    if new:
        wake_after_commit("portal.questions.tasks.post_letters")
    return new
