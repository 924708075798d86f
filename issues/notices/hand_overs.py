"""Hand-overs, told to people of the bodies: numbers, bodies and days alone, no text of anybody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from typing import Final

from django.utils import translation
from django.utils.translation import gettext, gettext_noop

from issues.choices import HandOverState
from issues.models import HandOver, Issue
from issues.queries.above import body_above, people_of
from portal.accounts.models import User
from portal.kernel.wording import Lines
from portal.notices.services import Draft

HAND_OVER: Final = "issues.hand_over"

_ASKED = gettext_noop("An issue is handed over to you: accept it, or return it with a reason. Issue: %(number)s")
_LATE = gettext_noop("The receiver has not answered the hand-over of an issue in time. Issue: %(number)s")
_ANSWERED: Final = {
    HandOverState.ACCEPTED: gettext_noop("The hand-over is accepted: another body answers now. Issue: %(number)s"),
    HandOverState.RETURNED: gettext_noop("The hand-over is returned with a reason: you answer on. Issue: %(number)s"),
    HandOverState.RECALLED: gettext_noop("The hand-over to you is taken back. Issue: %(number)s"),
}


def hand_over_asked(hand_over: HandOver, *, today: date) -> Iterator[Draft]:
    """To people of the receiver, with its last day."""
    return _drafts(
        hand_over.issue,
        people_of([hand_over.to_body], today),
        sentence=_ASKED,
        thread=f"issues:hand-over:{hand_over.pk}",
        step="asked",
        today=today,
        due_on=hand_over.answer_by,
    )


def hand_over_answered(hand_over: HandOver, *, today: date) -> Iterator[Draft]:
    """To people of the holder and to who asked; one that is taken back to people of the receiver."""
    is_recalled = hand_over.state == HandOverState.RECALLED
    people = {user.pk: user for user in people_of([hand_over.to_body if is_recalled else hand_over.from_body], today)}
    if not is_recalled and hand_over.asked_by.is_active:
        people[hand_over.asked_by_id] = hand_over.asked_by
    return _drafts(
        hand_over.issue,
        people.values(),
        sentence=_ANSWERED[HandOverState(hand_over.state)],
        thread=f"issues:hand-over:{hand_over.pk}",
        step=hand_over.state,
        today=today,
    )


def hand_over_late(hand_over: HandOver, *, today: date) -> Iterator[Draft]:
    """Once to people of receiver, holder and the body above the holder."""
    bodies = [hand_over.to_body, hand_over.from_body, body_above(hand_over.from_body, today)]
    return _drafts(
        hand_over.issue,
        people_of(bodies, today),
        sentence=_LATE,
        thread=f"issues:hand-over:{hand_over.pk}",
        step="late",
        today=today,
    )


def _drafts(
    issue: Issue,
    people: Iterable[User],
    *,
    sentence: str,
    thread: str,
    step: str,
    today: date,
    due_on: date | None = None,
) -> Iterator[Draft]:
    lines = Lines.written(partial(_said, sentence=sentence, number=issue.number))
    for person in people:
        yield Draft(
            user=person,
            key=f"{thread}:{step}:{person.pk}",
            kind=HAND_OVER,
            lines=lines,
            path=f"/work/issues/{issue.number}/",
            thread=thread,
            due_on=due_on,
            created_for=today,
        )


def _said(language: str, *, sentence: str, number: str) -> str:
    with translation.override(language):
        return gettext(sentence) % {"number": number}
