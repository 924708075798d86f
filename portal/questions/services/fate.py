"""What the meeting made of the questions on its agenda, as the floor above tells it with the results.

The caller has asked for permission: whoever publishes the results of a meeting settles its questions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction

from meetings.choices import AWAITED, OFF, MeetingState
from meetings.models import Meeting
from portal.bodies.permissions import Actor
from portal.kernel.wording import Lines
from portal.questions.choices import FATES, State, Verb
from portal.questions.models import AskedQuestion
from portal.questions.querysets import AskedQuestionQuerySet
from portal.questions.rules.reasons import MEETING_OFF
from portal.questions.services.steps import locked, note_line, step
from portal.questions.services.telling import tell_fate

_VERBS: Final = {
    State.ANSWERED: "answer",
    State.TAKEN: "take",
    State.OUTSIDE: "outside",
    State.PASSED: "pass",
}


@dataclass(frozen=True)
class Settled:
    """What was said of one question in the hall; `issue` is the number under which a taken one is being solved."""

    state: State
    minute: int | None = None
    answer_kk: str = ""
    answer_ru: str = ""
    issue: str = ""


_PASSED = Settled(State.PASSED)


@transaction.atomic
def settle(*, meeting: Meeting, said: Mapping[int, Settled], actor: Actor, today: date, now: datetime) -> int:
    """Every question that is or was on the agenda gets its fate; of those not named nothing was said. Says how many
    have another one now. Whoever asked or supported is told; doing it twice changes nothing and tells nothing.
    """
    keys = AskedQuestion.objects.filter(meeting=meeting, state__in=[State.AGENDA, *FATES]).order_by("pk")
    return sum(_settle(key, said.get(key, _PASSED), actor, today, now) for key in keys.values_list("pk", flat=True))


@transaction.atomic
def unsettle(*, meeting: Meeting, actor: Actor | None, today: date, now: datetime) -> int:
    """The results are taken back: what they said of questions is not so any more. Nobody is told of that."""
    keys = AskedQuestion.objects.filter(meeting=meeting, state__in=FATES).order_by("pk").values_list("pk", flat=True)
    for key in keys:
        _open_again(locked(AskedQuestion(pk=key)), actor, today, now)
    return len(keys)


def pass_off(*, today: date, now: datetime) -> tuple[int, int]:
    """Meetings that are off pass without their questions, with that reason, and who asked is told; a meeting that
    stands again has them again. Late, doubled or killed it ends in the same. Says how many were passed and opened.
    """
    off = AskedQuestion.objects.filter(state=State.AGENDA, meeting__state__in=OFF)
    # Of one that is reported its results have said it.
    again = AskedQuestion.objects.filter(state=State.PASSED, meeting__state__in=[*AWAITED, MeetingState.HELD])
    return _in_turn(off, today, now), _in_turn(again, today, now)


@transaction.atomic
def name_issue(*, question: AskedQuestion, number: str) -> None:
    """Under which number it is being solved, as soon as there is one. Nobody is told of that alone."""
    row = locked(question)
    if row.state == State.TAKEN and row.issue != number:
        row.issue = number
        row.version += 1
        row.save(update_fields=["issue", "version"])


def _in_turn(rows: AskedQuestionQuerySet, today: date, now: datetime) -> int:
    count = 0
    for key in list(rows.order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            count += _follow_meeting(locked(AskedQuestion(pk=key)), today, now)
    return count


def _follow_meeting(row: AskedQuestion, today: date, now: datetime) -> bool:
    """By the meeting as it is now: somebody else may have been here."""
    if row.state == State.AGENDA and row.meeting.state in OFF:
        why: Lines = MEETING_OFF[row.meeting.state]
        row.note_kk, row.note_ru, row.note_en = why.kk, why.ru, why.en
        row.settled_on = today
        note = {"kk": why.kk, "ru": why.ru, "en": why.en}
        step(row, "pass", now=now, today=today, note=note)
        tell_fate(row, now=now)
        return True
    if row.state == State.PASSED and row.meeting.state in (*AWAITED, MeetingState.HELD):
        _open_again(row, None, today, now)
        return True
    return False


def _settle(key: int, fate: Settled, actor: Actor, today: date, now: datetime) -> bool:
    row = locked(AskedQuestion(pk=key))
    if row.state not in (State.AGENDA, *FATES):
        return False
    values = {
        "answered_minute": fate.minute,
        "answer_kk": fate.answer_kk,
        "answer_ru": fate.answer_ru,
        # The number of the issue it has become stays, whatever the results call it.
        "issue": (row.issue or fate.issue) if fate.state == State.TAKEN else "",
    }
    differs = any(getattr(row, name) != value for name, value in values.items())
    if row.state == fate.state:
        if differs:
            _put(row, values, today)
            note_line(row, Verb.EDIT, now=now, today=today, actor=actor)
        return False
    if row.state != State.AGENDA:
        _open_again(row, actor, today, now)
    _put(row, values, today)
    step(row, _VERBS[fate.state], now=now, today=today, actor=actor)
    tell_fate(row, now=now)
    return True


def _put(row: AskedQuestion, values: Mapping[str, object], today: date) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.settled_on = today


def _open_again(row: AskedQuestion, actor: Actor | None, today: date, now: datetime) -> None:
    row.answer_kk = row.answer_ru = row.answer_en = row.note_kk = row.note_ru = row.note_en = row.issue = ""
    row.answered_minute = row.settled_on = None
    step(row, "unsettle", now=now, today=today, actor=actor)
