"""A mailbox that asked or follows stands once at what its issue was joined with, too: parted again it hears of both."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from issues.models import Asker, Follow, Issue
from issues.queries.joined import joined_above
from issues.services.steps import locked_all
from portal.questions.models import Person
from portal.questions.services.keys import new_nonce

_COPIED: Final = (
    "purpose", "email", "mailbox", "name", "phone", "language", "sent_at", "confirmed_at", "consented_at", "erase_on"
)  # fmt: skip


def locked_above(issue: Issue) -> list[Issue]:
    """What it was joined with, and that with, locked together with it."""
    locked_all(lambda: {issue.pk, *(each.pk for each in joined_above(issue))})
    return joined_above(issue)


def bring_askers(rows: Iterable[Asker], to: Issue) -> None:
    """A copy of each with a day of its own; their people are loaded. The issue is locked."""
    known = {each.mailbox: each for each in to.askers.exclude(mailbox="").select_related("person")}
    asked: set[int | None] = set(to.askers.values_list("asked_question", flat=True))
    for asker in rows:
        there = known.get(asker.mailbox)
        if there is not None:
            confirm_as(there, asker.confirmed_at)
        elif asker.person is not None:
            question = asker.asked_question_id if asker.asked_question_id not in asked else None
            asked |= {question}
            made = Asker.objects.create(
                issue=to,
                asked_question_id=question,
                person=_copy(asker.person),
                mailbox=asker.mailbox,
                confirmed_at=asker.confirmed_at,
            )
            known |= {made.mailbox: made} if made.mailbox else {}


def bring_followers(rows: Iterable[Follow], to: Issue) -> int:
    """The same of who follows, once they have confirmed. Says how many follow it who did not before."""
    standing = {each.mailbox: each for each in to.follows.select_related("person")}
    new = 0
    for row in rows:
        there = standing.get(row.mailbox)
        if there is None:
            Follow.objects.create(
                issue=to,
                person=_copy(row.person),
                mailbox=row.mailbox,
                told_until=row.told_until,
                told_on=row.told_on,
            )
            new += 1
        else:
            new += follows_as(there, row.person.confirmed_at, row.told_until)
    return new


def confirm_as(row: Asker, confirmed_at: datetime | None) -> None:
    """The owner of this mailbox has confirmed it by another letter. Of one that is confirmed nothing changes."""
    if row.confirmed_at is None and confirmed_at is not None and row.person is not None:
        row.confirmed_at = row.person.confirmed_at = confirmed_at
        row.save(update_fields=["confirmed_at"])
        row.person.save(update_fields=["confirmed_at"])


def follows_as(row: Follow, confirmed_at: datetime | None, told_until: datetime) -> bool:
    """The same of a subscription. Whether it stands only now."""
    if row.person.is_confirmed or confirmed_at is None:
        return False
    row.person.confirmed_at, row.person.erase_on, row.told_until = confirmed_at, None, told_until
    row.person.save(update_fields=["confirmed_at", "erase_on"])
    row.save(update_fields=["told_until"])
    return True


def _copy(person: Person) -> Person:
    return Person.objects.create(nonce=new_nonce(), **{name: getattr(person, name) for name in _COPIED})
