"""What became of a question, for whoever has its number, and step by step for its author."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meetings.models import Meeting
from portal.questions.choices import State, Way
from portal.questions.models import AskedQuestion
from portal.questions.queries.taking import is_over
from portal.questions.rules.reasons import told

#: What a step looks like: done, where it stands, still to come, ended otherwise.
DONE, NOW, NEXT, BAD = "ok", "now", "next", "bad"


@dataclass(frozen=True)
class Step:
    """`at` is a moment or a day; `note` says more in words."""

    kind: str
    icon: str
    title: str
    at: datetime | date | None = None
    note: str = ""


@dataclass(frozen=True)
class Fate:
    question: AskedQuestion
    steps: list[Step]
    #: Where the question stands that this one was joined with, if anybody may read that.
    joined_to: AskedQuestion | None

    @property
    def takes_voices(self) -> bool:
        return self.question.takes_voices


def question_called(number: str) -> AskedQuestion:
    """Of a meeting everybody sees, in whatever state. One statement. Raises AskedQuestion.DoesNotExist."""
    rows = AskedQuestion.objects.filter(meeting__in=Meeting.objects.public().values("pk"))
    return rows.with_names().with_voices().select_related("joined_to", "person", "picture").get(number=number)


def fate_of(question: AskedQuestion, today: date) -> Fate:
    """The question comes from `question_called`. No statement, but one for what it was joined with."""
    joined = question.joined_to if question.state == State.JOINED else None
    if joined is not None and not AskedQuestion.objects.public().filter(pk=joined.pk).exists():
        joined = None
    return Fate(question, _steps(question, today), joined)


def _steps(question: AskedQuestion, today: date) -> list[Step]:
    is_entered = question.way != Way.PORTAL
    sent = Step(
        DONE, "send", _("Entered by the office") if is_entered else _("The question was sent"), question.sent_at
    )
    return [sent, *_confirmed(question), *_judged(question), *_met(question, today), *_ended(question)]


def _confirmed(question: AskedQuestion) -> list[Step]:
    if _lapsed(question):
        return [Step(BAD, "mail", _("Its author did not confirm it in time, and it was deleted"))]
    if question.state == State.SENT:
        return [Step(NOW, "mail", _("Its author confirms it by the letter"))]
    if question.way != Way.PORTAL:
        return []
    return (
        [Step(DONE, "mail", _("Its author has confirmed it"), question.confirmed_at)] if question.confirmed_at else []
    )


def _judged(question: AskedQuestion) -> list[Step]:
    title = _("A moderator looks at it")
    match question.state:
        case State.SENT if _lapsed(question):
            return []
        case State.SENT:
            return [Step(NEXT, "eye", title, None, _("within one working day"))]
        case State.WAITING:
            return [Step(NOW, "eye", title, None, _("within one working day"))]
        case State.REFUSED:
            return [Step(BAD, "eye", _("It is not published"), question.judged_at, _told(question))]
        case State.JOINED:
            return [Step(DONE, "sync", _("It was joined with another question"), question.judged_at)]
        case State.WITHDRAWN | State.REMOVED:
            return []
    return [Step(DONE, "eye", _("It is on the agenda of the meeting"), question.judged_at)]


def _lapsed(question: AskedQuestion) -> bool:
    """Nobody confirmed it in time, and everything of it was deleted."""
    return question.state == State.SENT and question.person_id is None


def _told(question: AskedQuestion) -> str:
    return told(question.refusal).get(get_language() or "")


_GONE = (State.REFUSED, State.JOINED, State.WITHDRAWN, State.REMOVED)


def _met(question: AskedQuestion, today: date) -> list[Step]:
    if question.state in _GONE or _lapsed(question):
        return []
    meeting = question.meeting
    title = _("It is asked at the meeting")
    if meeting.is_off:
        return [Step(BAD, "people", title, meeting.on, str(meeting.get_state_display()))]
    if question.state in (State.SENT, State.WAITING):
        return [Step(NEXT, "people", title, meeting.on)]
    if question.state == State.AGENDA and not is_over(meeting, today):
        return [Step(NOW, "people", title, meeting.on)]
    return [Step(DONE, "people", _("The meeting was on this day"), meeting.on)]


def _ended(question: AskedQuestion) -> list[Step]:
    said = str(question.get_state_display()).capitalize()
    match question.state:
        case State.ANSWERED | State.TAKEN:
            minute = question.answered_minute
            note = _("minute %(minute)d of the meeting") % {"minute": minute} if minute is not None else ""
            if question.issue:
                note = ". ".join(
                    filter(None, (note, _("Number in the results: %(number)s") % {"number": question.issue}))
                )
            return [Step(DONE, "check", said, question.settled_on, note)]
        case State.OUTSIDE | State.PASSED | State.WITHDRAWN | State.REMOVED:
            return [Step(BAD, "cancelled", said, question.settled_on, str(question.note))]
        case State.SENT if _lapsed(question):
            return []
        case State.REFUSED | State.JOINED:
            return []
    return [Step(NEXT, "document", _("The answer appears here"))]
