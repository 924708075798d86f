"""Questions of people that a ministry of the demonstration judges."""

from __future__ import annotations

from meetings.models import Meeting
from portal.accounts.models import User
from portal.bodies.permissions import actor_for
from portal.kernel import clock
from portal.questions.models import AskedQuestion
from portal.questions.services.reading import read_person
from tests.factories.questions import AskedQuestionFactory, PersonFactory

_SLUG = "water"
_TEXT = "Неге кешке су жоқ? Айгүл Сейітқызы, 8 701 555 66 77."


def _meeting() -> Meeting:
    return Meeting.objects.public().filter(body__slug=_SLUG).awaited().upcoming(clock.today()).in_order()[0]


def meeting() -> tuple[str]:
    """To come, of the ministry."""
    return (_meeting().number,)


def waiting() -> tuple[str]:
    """Confirmed by its author, with what must not become public; somebody has looked at who asked."""
    meeting = _meeting()
    row = AskedQuestion.objects.filter(meeting=meeting, own_text=_TEXT).first()
    if row is None:
        now = clock.now()
        facts = {"meeting": meeting, "sent_at": now, "confirmed_at": now}
        row = AskedQuestionFactory(
            number="S-2026-910001", own_text=_TEXT, person=PersonFactory(confirmed=True, name="Айгүл"), **facts
        )
        user = User.objects.get(email="preparer@kezdesu.example")
        AskedQuestionFactory(number="S-2026-910002", public=True, judged_by=user, **facts)
        read_person(sent=row, reason="answer", actor=actor_for(user, clock.today()), now=now)
    return (row.number,)


def published() -> tuple[str]:
    """On the agenda of the same meeting."""
    waiting()
    return ("S-2026-910002",)
