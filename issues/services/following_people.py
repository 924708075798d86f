"""Somebody wants to hear of an issue, of all issues of a body or of a topic, confirms it, and leaves.

The answer on the page is the same for every address.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from issues.models import Follow, Issue, IssueTopic
from issues.queries.joined import joined_together
from issues.services.bringing import bring_followers, locked_above
from issues.services.steps import locked_all
from portal.bodies.models import Body
from portal.kernel.errors import Conflict
from portal.questions.choices import Held, MailKind, Purpose
from portal.questions.errors import KEY
from portal.questions.models import Person
from portal.questions.rules.times import UNCONFIRMED_DAYS
from portal.questions.services.confirming import require_fresh, send_again
from portal.questions.services.keys import mailbox_of, new_nonce
from portal.questions.services.letters import write_letter
from portal.questions.services.origin import Origin, note_origin
from portal.questions.services.subscribing import HELD_FOR

#: What somebody follows.
Followed = Issue | Body | IssueTopic
_COLUMNS: Final[dict[type, str]] = {Issue: "issue", Body: "body", IssueTopic: "topic"}


@transaction.atomic
def follow(*, about: Followed, email: str, language: str, origin: Origin, today: date, now: datetime) -> None:
    """Write to the address that somebody wants news sent there. Who does it a second time is written to again while it
    is not confirmed, and is not when it is. A mailbox that got many such letters today gets none.
    """
    mailbox, of = mailbox_of(email), {_COLUMNS[type(about)]: about}
    held = note_origin(kind=Purpose.FOLLOW, about=_marked(about), origin=origin, now=now, mailbox=mailbox)
    if isinstance(about, Issue):
        # Who brings followers of a question or of another issue here holds it, and is waited for.
        locked_all(lambda: {about.pk})
    standing = Follow.objects.select_related("person").filter(**of, mailbox=mailbox).first()
    if standing is not None:
        send_again(person=standing.person, today=today, now=now)
        return
    person = Person.objects.create(
        purpose=Purpose.FOLLOW,
        email=email.strip(),
        mailbox=mailbox,
        language=language,
        nonce=new_nonce(),
        sent_at=now,
        erase_on=today + timedelta(days=UNCONFIRMED_DAYS),
    )
    # Two at once: the second one finds the first, and its person goes again.
    Follow.objects.bulk_create([Follow(**of, person=person, mailbox=mailbox, told_until=now)], ignore_conflicts=True)
    if not Follow.objects.filter(person=person).exists():
        person.delete()
    elif held != Held.MAILBOX:
        late = HELD_FOR if held else timedelta()
        write_letter(person=person, kind=MailKind.CONFIRM, key="confirm", now=now + late)


@transaction.atomic
def confirm_follow(*, person: Person, now: datetime) -> Follow:
    """By the button of the page behind the letter's link; of an issue that was joined with another, of that one too. A
    second time it changes nothing.

    Raises Conflict when the time of the link is over, or somebody left meanwhile.
    """
    about = Issue.objects.filter(follows__person=person).first()
    above = locked_above(about) if about is not None else []
    row = Follow.objects.select_related("person").select_for_update(of=("self",)).filter(person=person).first()
    if row is None:
        raise Conflict(_("This link opens nothing any more"), code=KEY)
    found = row.person
    if found.is_confirmed:
        return row
    require_fresh(found, now)
    found.confirmed_at, found.erase_on = now, None
    found.save(update_fields=["confirmed_at", "erase_on"])
    row.told_until = now
    row.save(update_fields=["told_until"])
    count_follower(row, 1)
    for issue in above:
        _count(issue.pk, bring_followers([row], issue))
    return row


@transaction.atomic
def leave(*, person: Person) -> None:
    """The address, the subscription and its letters go at once, also at issues it was joined with. A second time there
    is nobody.
    """
    first = Follow.objects.select_related("issue").filter(person=person).first()
    if first is None:
        return
    rows = Q(person=person)
    if (about := first.issue) is not None:
        keys = [issue.pk for issue in locked_all(lambda: joined_together(about))]
        rows |= Q(issue__in=keys, mailbox=first.mailbox)
    for row in Follow.objects.select_related("person").select_for_update(of=("self",)).filter(rows).order_by("pk"):
        if row.person.is_confirmed:
            count_follower(row, -1)
        row.person.delete()


def count_follower(row: Follow, by: int) -> None:
    """How many follow an issue stands beside it; of bodies and topics nobody counts."""
    if row.issue_id is not None:
        _count(row.issue_id, by)


def _count(key: int, by: int) -> None:
    Issue.objects.filter(pk=key).update(followers=Greatest(F("followers") + by, 0))


def _marked(about: Any) -> str:
    """For the marks of sending, which are short."""
    return about.number if isinstance(about, Issue) else f"{_COLUMNS[type(about)]}:{about.pk}"
