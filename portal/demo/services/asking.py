"""What people of the demonstration ask before meetings that are to come, and what the offices made of it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial
from typing import TypedDict
from uuid import UUID, uuid5

from django.db.models import Q

from meetings.models import Meeting
from portal.bodies.permissions import Actor
from portal.demo.content import voices as words
from portal.demo.content.asked import Asking, Both
from portal.demo.people import DOMAIN, HOST
from portal.demo.services.crew import Crew
from portal.demo.services.telling import Step
from portal.kernel import clock
from portal.kernel.wording import Lines
from portal.questions.choices import MailState, Refusal, Topic, Way
from portal.questions.models import AskedQuestion, PersonLetter, Voice
from portal.questions.queries.taking import taking
from portal.questions.services.asking import ask
from portal.questions.services.confirming import confirm_question, withdraw_question
from portal.questions.services.entering import Caller, enter_question
from portal.questions.services.moderating import Public, join_question, publish_text, refuse_text
from portal.questions.services.origin import Origin
from portal.questions.services.supporting import confirm_voice, support

#: Whose meetings are asked about: those of the printed logins.
_ASKED = ("akimat-434835000", "akimat-434800000", "akimat-430000000", "water")
#: So many days before today people asked, and so far ahead a meeting is that is asked about.
_AGO, _AHEAD = timedelta(days=3), timedelta(days=60)
_KEYS = UUID("5f5f3a9c-3e0e-4f4c-9a4b-1d6c8f0b2e11")
#: Somebody took time to write; and somebody sent it at once.
_SECONDS, _HASTY = 140, 2


def bring_asked(today: date) -> list[Step]:
    """Of each of those bodies the next meeting that takes questions, if it has none yet. Two statements."""
    until = clock.at(today, 12)
    rows = Meeting.objects.public().awaited().filter(body__slug__in=_ASKED, on__gt=today, on__lte=today + _AHEAD)
    rows = rows.select_related("body__territory", "territory__parent__parent__parent", "official").in_order()
    nearest: dict[str, Meeting] = {}
    for meeting in rows:
        if meeting.on is not None and meeting.on > today + _AGO and taking(meeting, until).is_open:
            nearest.setdefault(meeting.body.slug, meeting)
    known = AskedQuestion.objects.filter(meeting__body__slug__in=_ASKED, meeting__on__gt=today)
    asked = set(known.values_list("meeting__body__slug", flat=True))
    return [partial(_ask, meeting=meeting, today=today) for slug, meeting in nearest.items() if slug not in asked]


def _ask(crew: Crew, *, meeting: Meeting, today: date) -> None:
    day = today - _AGO
    hand = Hand(crew.speaker(meeting.body, day), meeting, day)
    first = hand.on_agenda(words.COMING)
    for asked in words.WAITING:
        hand.confirmed(asked)
    doubled = hand.confirmed(words.DOUBLED)
    if first:
        join_question(question=doubled, to=first[0].number, **hand.does)
        hand.voices(first[0], 5)
    personal = hand.confirmed(words.PERSONAL)
    why = Lines(words.PERSONAL_NOTE.kk, words.PERSONAL_NOTE.ru, words.PERSONAL_NOTE.en)
    refuse_text(sent=personal, refusal=Refusal.PERSONAL, note=why, **hand.does)
    hand.sent(words.HASTY, seconds=_HASTY)
    withdraw_question(question=hand.confirmed(words.WITHDRAWN), today=day, now=hand.now)
    hand.entered(words.BY_PHONE)
    settle_letters(today)


def ask_before(crew: Crew, meeting: Meeting, day: date) -> dict[AskedQuestion, Asking]:
    """What stood on the agenda of a meeting before its day, with what was said of each; to one nobody came."""
    hand = Hand(crew.speaker(meeting.body, day), meeting, day)
    asked = hand.on_agenda(tuple(past.asked for past in words.PAST))
    hand.on_agenda((words.UNANSWERED,))
    hand.voices(asked[0], 3)
    return {
        question: Asking(Topic(past.asked.topic), past.fate, _both(past.asked.text), _both(past.then), past.minute)
        for question, past in zip(asked, words.PAST, strict=True)
    }


def _both(lines: Lines) -> Both:
    return Both(lines.kk, lines.ru)


class _Does(TypedDict):
    """Who does it, on which day and when."""

    actor: Actor
    today: date
    now: datetime


class Hand:
    """One office on one day, and the people who write to it."""

    def __init__(self, actor: Actor, meeting: Meeting, day: date) -> None:
        self.actor, self.meeting, self.day = actor, meeting, day
        self._number = 0

    @property
    def now(self) -> datetime:
        return clock.at(self.day, 11)

    @property
    def does(self) -> _Does:
        return {"actor": self.actor, "today": self.day, "now": self.now}

    def sent(self, asked: words.Asked, *, seconds: int = _SECONDS) -> AskedQuestion:
        """Each from an address and a mailbox of its own."""
        number = ask(
            meeting=self.meeting,
            text=getattr(asked.text, asked.language),
            territory=self.meeting.territory,
            topic=asked.topic,
            email=self._mailbox(),
            language=asked.language,
            origin=self._origin(seconds),
            today=self.day,
            now=clock.at(self.day, 9),
        )
        return AskedQuestion.objects.get(number=number)

    def confirmed(self, asked: words.Asked) -> AskedQuestion:
        question = self.sent(asked)
        confirm_question(question=question, today=self.day, now=clock.at(self.day, 10))
        question.refresh_from_db()
        return question

    def on_agenda(self, asked: tuple[words.Asked, ...]) -> list[AskedQuestion]:
        return [
            publish_text(sent=self.confirmed(each), public=Public(each.text.kk, each.text.ru, each.topic), **self.does)
            for each in asked
        ]

    def entered(self, asked: words.Asked) -> AskedQuestion:
        return enter_question(
            meeting=self.meeting,
            text=getattr(asked.text, asked.language),
            territory=self.meeting.territory,
            topic=asked.topic,
            way=Way.PHONE,
            language=asked.language,
            caller=Caller(),
            key=uuid5(_KEYS, self.meeting.number),
            **self.does,
        )

    def voices(self, question: AskedQuestion, count: int) -> None:
        for _each in range(count):
            email = self._mailbox()
            support(
                about=question,
                email=email,
                language="kk",
                origin=self._origin(_SECONDS),
                today=self.day,
                now=clock.at(self.day, 12),
            )
            voice = Voice.objects.get(question=question, person__email=email)
            confirm_voice(voice=voice, today=self.day, now=clock.at(self.day, 13))

    def _mailbox(self) -> str:
        self._number += 1
        return f"tyrgyn.{self.meeting.number}.{self._number}@{HOST}"

    def _origin(self, seconds: int) -> Origin:
        # Addresses that belong to nobody (RFC 5737).
        return Origin(f"203.0.113.{self._number % 250 + 1}", None, seconds)


def settle_letters(today: date) -> None:
    """What was told on past days is not mailed any more: it would have been, had it been told then."""
    waiting = PersonLetter.objects.filter(state=MailState.PENDING, created_at__lt=clock.at(today, 0))
    invented = Q(person__email__endswith=f"@{DOMAIN}") | Q(person__email__endswith=f"@{HOST}")
    waiting.filter(invented).update(state=MailState.SENT, sent_at=clock.at(today, 0), attempts=1)
