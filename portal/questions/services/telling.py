"""Whoever asked, demanded or supported hears each fate once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice

from django.db.models import QuerySet

from portal.questions.choices import MailKind, State
from portal.questions.models import AskedQuestion, Demand, Person, Voice
from portal.questions.services.letters import write_letters

#: Letters of one statement: a question may have thousands who support it.
_AT_ONCE = 1_000


def tell_fate(sent: AskedQuestion | Demand, *, now: datetime, anew: str = "") -> int:
    """Put letters about the state it is in now in line; says how many. One to a mailbox, however it follows.

    Told are its author, whose mailbox is confirmed, those who support it, and the same of whatever was joined with it.
    `anew` tells the same state once more, with what is new in it: the number of another meeting.
    """
    written, people = 0, _each_once(sent)
    key = ":".join(filter(None, ("fate", sent.number, sent.state, anew)))
    while some := list(islice(people, _AT_ONCE)):
        written += write_letters([(person, key) for person in some], kind=MailKind.FATE, now=now)
    return written


def _each_once(sent: AskedQuestion | Demand) -> Iterator[Person]:
    told = set()
    for person in _followers(sent):
        if person.mailbox not in told:
            told.add(person.mailbox)
            yield person


def _followers(sent: AskedQuestion | Demand) -> Iterator[Person]:
    if isinstance(sent, Demand):
        yield from _authors([sent.person])
        yield from _supporters(Voice.objects.counted().filter(demand=sent))
        return
    questions = [sent.pk, *joined_with(sent)]
    own = AskedQuestion.objects.filter(pk__in=questions).select_related("person").order_by("pk")
    yield from _authors(question.person for question in own)
    yield from _supporters(Voice.objects.counted().filter(question__in=questions))


def _authors(people: Iterable[Person | None]) -> Iterator[Person]:
    return (person for person in people if person is not None and person.email and person.is_confirmed)


def _supporters(voices: QuerySet[Voice]) -> Iterator[Person]:
    return Person.objects.filter(voice__in=voices).exclude(email="").order_by("pk").iterator()


def joined_with(question: AskedQuestion) -> list[int]:
    """Keys of what was joined with it, and with that. A statement a step; few questions have more than one."""
    found: list[int] = []
    last = [question.pk]
    while last:
        rows = AskedQuestion.objects.filter(joined_to__in=last, state=State.JOINED).exclude(
            pk__in=[*found, question.pk]
        )
        last = list(rows.order_by("pk").values_list("pk", flat=True))
        found += last
    return found
