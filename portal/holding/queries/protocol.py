"""What the protocol of a meeting and its action plan say, as plain values: printers ask nothing further."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from django.db.models import Prefetch, QuerySet

from meetings.models import Meeting, MeetingHeld
from portal.bodies.models import Territory
from portal.bodies.permissions import Actor
from portal.holding.choices import Fate
from portal.holding.models import Account, Part, Question
from portal.kernel import clock
from portal.kernel.wording import LANGUAGES, Lines

_NOTHING = Lines("", "", "")


@dataclass(frozen=True)
class QuestionLine:
    """A question as it is printed: of one that was taken with what is done, by whom, until when."""

    number: int
    text: Lines
    place: Lines
    topic: str
    fate: str
    answer: Lines
    measure: Lines
    body: Lines
    responsible: Lines
    due_on: date | None


@dataclass(frozen=True)
class PartLine:
    kind: str
    held_on: date | None
    people: int | None
    note: Lines
    missed_reason: Lines


@dataclass(frozen=True)
class ProtocolSheet:
    """A held meeting. `is_draft`: its results are not published, and what is printed may still change."""

    number: str
    protocol_number: str
    is_draft: bool
    body: Lines
    official: Lines
    person: Lines
    place: Lines
    venue: Lines
    format: str
    held_on: date
    start_time: time
    end_time: time
    attendance: int
    viewers: int | None
    talk_minutes: int | None
    questions_minutes: int | None
    obtained: str
    split_note: Lines
    attendees: tuple[str, ...]
    secretary: Lines
    summary: Lines
    asked_in_all: int | None
    questions: tuple[QuestionLine, ...]
    parts: tuple[PartLine, ...]
    signed_on: date | None
    made_on: date
    version: int

    @property
    def taken(self) -> tuple[QuestionLine, ...]:
        return tuple(line for line in self.questions if line.fate == Fate.TAKEN)


def public_sheet(number: str) -> ProtocolSheet:
    """Of published results. Six statements. Raises Account.DoesNotExist."""
    return _sheet(_accounts().get(pk__in=Account.objects.public().filter(meeting__number=number).values("pk")))


def working_sheet(actor: Actor, number: str) -> ProtocolSheet:
    """For people who work on it: a draft says of each question what was typed until it has a public text."""
    return _sheet(
        _accounts().get(pk__in=Account.objects.worked_on_by(actor).filter(meeting__number=number).values("pk"))
    )


def _accounts() -> QuerySet[Account]:
    held = MeetingHeld.objects.filter(withdrawn_on__isnull=True).select_related("held_by")
    asked = Question.objects.standing().select_related("territory__parent", "body").order_by("number")
    rows = Account.objects.select_related("meeting__official", "meeting__body", "meeting__territory__parent")
    return rows.prefetch_related(
        Prefetch("questions", queryset=asked),
        Prefetch("parts", queryset=Part.objects.order_by("pk")),
        Prefetch("meeting__holdings", queryset=held),
    )


def _sheet(account: Account) -> ProtocolSheet:
    meeting, is_draft = account.meeting, not account.is_published
    held = next(iter(meeting.holdings.all()), None)
    if held is None:
        raise Account.DoesNotExist
    holder = held.held_by or meeting.official
    venue = _lines(account, "venue")
    return ProtocolSheet(
        number=meeting.number,
        protocol_number=account.protocol_number,
        is_draft=is_draft,
        body=_lines(meeting.body, "plain"),
        official=_lines(holder, "title"),
        person=_lines(holder, "full_name"),
        place=_place(meeting.territory),
        venue=venue if venue != _NOTHING else _lines(meeting, "venue"),
        format=meeting.format,
        held_on=held.held_on,
        start_time=held.start_time,
        end_time=held.end_time,
        attendance=held.attendance,
        viewers=account.viewers,
        talk_minutes=account.talk_minutes,
        questions_minutes=account.questions_minutes,
        obtained=account.obtained,
        split_note=_lines(account, "split_note"),
        attendees=tuple(account.attendees),
        secretary=_lines(account, "secretary"),
        summary=_lines(account, "summary"),
        asked_in_all=account.asked_in_all,
        questions=tuple(_question(row, meeting, is_draft=is_draft) for row in account.questions.all()),
        parts=tuple(
            PartLine(row.kind, row.held_on, row.people, _lines(row, "note"), _lines(row, "missed_reason"))
            for row in account.parts.all()
        ),
        signed_on=account.signed_on,
        made_on=clock.civil_date(account.published_at or account.changed_at),
        version=account.version,
    )


def _question(row: Question, meeting: Meeting, *, is_draft: bool) -> QuestionLine:
    text = _lines(row, "text")
    if is_draft and text == _NOTHING:
        text = Lines(row.asked, row.asked, row.asked)
    return QuestionLine(
        number=row.number,
        text=text,
        place=_lines(row.territory or meeting.territory, "name"),
        topic=row.topic,
        fate=row.fate,
        answer=_lines(row, "answer"),
        measure=_lines(row, "measure"),
        body=_lines(row.body, "plain") if row.body is not None else _NOTHING,
        responsible=_lines(row, "responsible"),
        due_on=row.due_on,
    )


def _place(place: Territory) -> Lines:
    """A unit stands behind the one it lies in: its name alone may belong to several."""
    own = _lines(place, "name")
    if place.parent is None:
        return own
    around = _lines(place.parent, "name")
    return Lines.written(lambda language: f"{around.get(language)}, {own.get(language)}")


def _lines(thing: object, name: str) -> Lines:
    return Lines(*(getattr(thing, f"{name}_{language}") for language in LANGUAGES))
