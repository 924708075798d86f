"""Letters to people who have no login, written down by keys alone in the transaction of what happened."""

from __future__ import annotations

import uuid
from datetime import datetime

from portal.kit.waking import wake_after_commit
from portal.notices.services.writing import message_id
from portal.questions.choices import MailKind
from portal.questions.models import Person, PersonLetter


def write_letter(*, person: Person, kind: MailKind, key: str, now: datetime) -> bool:
    """Put a letter in line; False when it was there already, or the person gave no address.

    `key` says what is told: "confirm", "confirm:2" when it is asked for again, "fate:S-2027-000731:answered",
    "digest:2027-03-18". One person is told it once, however often this is called.
    """
    if not person.email:
        return False
    letter = PersonLetter(
        person=person,
        kind=kind,
        key=key,
        message_id=message_id(f"to-{uuid.uuid4()}"),
        next_try_at=now,
        created_at=now,
    )
    if PersonLetter.objects.bulk_create([letter], ignore_conflicts=True) and _is_written(letter):
        wake_after_commit("portal.questions.tasks.post_letters")
        return True
    return False


def _is_written(letter: PersonLetter) -> bool:
    """A doubled one was passed over by the database: what stands there bears another Message-ID."""
    return PersonLetter.objects.filter(message_id=letter.message_id).exists()
