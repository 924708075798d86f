"""Letters to who asked, written down by keys alone in the transaction of what happened. Claims: `claim_letters`."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Final

from django.db.models import Case, SmallIntegerField, When

from issues.choices import Verb
from issues.models import Asker, Issue, IssueEvent
from portal.kernel import clock
from portal.questions.choices import MailKind
from portal.questions.models import Person
from portal.questions.services.letters import write_letters

#: What was done in a day is told the next morning, in one letter.
MORNING: Final = time(8)
#: A claim has a letter of its own; a hand-over that waits, or a place in the ranking, changes nothing for who asked.
_UNTOLD: Final = frozenset(
    {
        *(Verb.CLAIM, Verb.HAND, Verb.RETURN, Verb.RECALL, Verb.RANK, Verb.HIDE, Verb.PUBLISH),
        *(Verb.EDIT, Verb.GATHER, Verb.PART),
    }
)


def tell_step(event: IssueEvent, *, now: datetime) -> int:
    """Who asked hears of a line everybody reads: one letter the next morning with all of a day, however many."""
    if not event.is_public or event.verb in _UNTOLD:
        return 0
    return tell_askers(issue=event.issue, now=now)


def tell_askers(*, issue: Issue, now: datetime) -> int:
    """What this day brings to the issue is told to who asked, also of issues joined with it. Two statements."""
    day = clock.civil_date(now)
    # Of somebody who asked both, the row of this very issue: it stood before the other was joined, and stays.
    is_own = Case(When(issue=issue, then=0), default=1, output_field=SmallIntegerField())
    people: dict[str, Person] = {}
    for row in Asker.objects.standing().of_issue(issue).select_related("person").order_by(is_own, "pk"):
        if row.person is not None:
            people.setdefault(row.mailbox, row.person)
    morning = clock.at(day + timedelta(days=1), MORNING.hour)
    key = step_key(issue, day.isoformat())
    return write_letters([(person, key) for person in people.values()], kind=MailKind.STEP, now=morning)


def step_key(issue: Issue, day: str) -> str:
    """Of the letter with what happened to the issue on a civil day."""
    return f"step:{issue.number}:{day}"
