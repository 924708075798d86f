"""Questions to a meeting of the demonstration that is to come, in the states a reader meets."""

from __future__ import annotations

from meetings.models import Meeting
from portal.accounts.models import User
from portal.kernel import clock
from portal.questions.choices import State
from portal.questions.models import AskedQuestion, PersonLetter
from portal.questions.services.keys import key_of
from tests.factories.questions import AskedQuestionFactory, PersonFactory

_NUMBERS = {"public": "S-2026-900001", "answered": "S-2026-900002", "refused": "S-2026-900003", "sent": "S-2026-900004"}


def meeting() -> tuple[str]:
    """The next one that takes questions."""
    rows = Meeting.objects.public().awaited().filter(on__gt=clock.today()).in_order()
    return (rows[1].number,)


def public() -> tuple[str]:
    return (_question("public", public=True).number,)


def answered() -> tuple[str]:
    told = {"answer_kk": "Сорғы 15 сәуірде ауыстырылады.", "answer_ru": "Насос заменят 15 апреля."}
    return (_question("answered", public=True, state=State.ANSWERED, answered_minute=34, **told).number,)


def refused() -> tuple[str]:
    return (_question("refused", state=State.REFUSED, refusal="private").number,)


def own() -> tuple[str]:
    """The page behind a letter of confirmation that was just written."""
    now = clock.now()
    question = _question("sent", state=State.SENT, confirmed_at=None)
    person = question.person
    assert person is not None
    told = {"kind": "confirm", "next_try_at": now, "created_at": now, "message_id": f"<{person.pk}@asked.example>"}
    PersonLetter.objects.get_or_create(person=person, key="confirm", defaults=told)
    return (key_of(person),)


def _question(name: str, **facts: object) -> AskedQuestion:
    found = AskedQuestion.objects.select_related("person").filter(number=_NUMBERS[name]).first()
    if found is not None:
        return found
    of = Meeting.objects.get(number=meeting()[0])
    person = PersonFactory(email=f"{name}@asked.example", sent_at=clock.now())
    by = User.objects.get(email="preparer@kezdesu.example")
    made = AskedQuestionFactory(
        number=_NUMBERS[name], meeting=of, person=person, sent_at=clock.now(), judged_by=by, **facts
    )
    # A row that is new changes no page that is kept; one that an office said yes to does.
    made.save()
    return made
