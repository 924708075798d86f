"""Whoever asked, demanded or supported hears each fate once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice

from django.db.models import QuerySet

from portal.questions.choices import FATES, MailKind, State
from portal.questions.models import AskedQuestion, Demand, Person, Voice
from portal.questions.services.letters import write_letter, write_letters

#: Letters of one statement: a question may have thousands who support it.
_AT_ONCE = 1_000


def tell_fate(sent: AskedQuestion | Demand, *, now: datetime, anew: str = "") -> int:
    """Put letters about the state it is in now in line; says how many. One to a mailbox, however it follows.

    Told are its author, whose mailbox is confirmed, those who support it, and the same of whatever was joined with it.
    `anew` tells the same state once more, with what is new in it: the number of another meeting.
    """
    written, people = 0, _each_once(sent)
    key = _key(sent, anew)
    while some := list(islice(people, _AT_ONCE)):
        written += write_letters([(person, key) for person in some], kind=MailKind.FATE, now=now)
    return written


def tell_late_comer(question: AskedQuestion, *, now: datetime) -> bool:
    """The state it is in now, told to its author, who has confirmed the address after the others were told; of one that
    was joined, what the other has become. Nothing of one that nobody has judged.
    """
    person, about = question.person, question
    for other in joined_above(question):
        about = other if other.state in FATES else about
    if person is None or about.state in (State.SENT, State.WAITING):
        return False
    return write_letter(person=person, kind=MailKind.FATE, key=_key(about), now=now)


def _key(sent: AskedQuestion | Demand, anew: str = "") -> str:
    return ":".join(filter(None, ("fate", sent.number, sent.state, anew)))


def _each_once(sent: AskedQuestion | Demand) -> Iterator[Person]:
    told = set()
    for person in people_behind(sent):
        if person.mailbox not in told:
            told.add(person.mailbox)
            yield person


def people_behind(sent: AskedQuestion | Demand) -> Iterator[Person]:
    """Whoever asked and supports it, and the same of what was joined with it: those whose mailbox is confirmed."""
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


def joined_above(question: AskedQuestion) -> list[AskedQuestion]:
    """What it was joined with, and that with, in this order. A statement a step."""
    found: list[AskedQuestion] = []
    row = question
    while row.state == State.JOINED and row.joined_to is not None and row.joined_to not in (question, *found):
        row = row.joined_to
        found.append(row)
    return found
