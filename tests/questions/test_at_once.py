"""Two at the very same moment: a form sent twice is one question, a mailbox one voice, numbers differ."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection

from portal.kernel import clock
from portal.questions.models import AskedQuestion, Person, PersonLetter, Voice
from portal.questions.services.asking import ask
from portal.questions.services.confirming import confirm_question
from portal.questions.services.origin import Origin
from portal.questions.services.supporting import support
from tests.factories.meetings import MeetingFactory
from tests.factories.questions import AskedQuestionFactory

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = 4
DAY = date(2027, 3, 10)


def together(act: Callable[[int], object]) -> list[object]:
    barrier = Barrier(AT_ONCE)

    def one(place: int) -> object:
        barrier.wait()
        try:
            return act(place)
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, range(AT_ONCE)))


def test_what_comes_twice_at_the_same_moment_stands_once_and_nothing_is_lost() -> None:
    meeting, today, now, key = MeetingFactory(), DAY, clock.at(DAY, 9), uuid4()

    def send(place: int, key=key, email: str = "aigul@mail.example") -> str:
        return ask(
            meeting=meeting,
            text="Неге кешке су жоқ?",
            territory=meeting.territory,
            email=email,
            language="kk",
            origin=Origin("192.0.2.7", key, 60),
            today=today,
            now=now,
        )

    assert len(set(together(send))) == 1
    assert AskedQuestion.objects.count() == Person.objects.count() == PersonLetter.objects.count() == 1
    others = together(lambda place: send(place, uuid4(), f"m{place}@mail.example"))
    assert len(set(others)) == AskedQuestion.objects.count() - 1 == AT_ONCE
    question = AskedQuestion.objects.get(number=others[0])
    together(lambda place: confirm_question(question=question, today=today, now=now))
    assert question.events.count() == 2
    public = AskedQuestionFactory(public=True, meeting=meeting)
    told = {"email": "marat@mail.example", "language": "kk", "origin": Origin("192.0.2.7", None, 60)}
    together(lambda place: support(about=public, today=today, now=now, **told))
    assert Voice.objects.count() == 1
