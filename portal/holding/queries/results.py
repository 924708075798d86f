"""What everybody reads of a held meeting on its page: figures at once, texts with the published results."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import get_language

from meetings.choices import Attendee
from meetings.models import Meeting
from portal.holding.choices import AccountVerb, Fate, Obtained, VisitPart
from portal.holding.models import Account, AccountEvent, Attachment, Part, Programme, Question
from portal.holding.queries.raised import issues_of
from portal.law.sharing import PARTS_OF_TIME
from portal.questions.queries.raised import RaisedLine

#: Questions printed on a page; the file has all of them.
SHOWN = 120


@dataclass(frozen=True)
class Split:
    """Minutes of talk and of questions; `share` is that of the talk in hundredths, `over` minutes beyond a quarter."""

    talk: int
    questions: int

    @property
    def share(self) -> float:
        whole = self.talk + self.questions
        return round(self.talk * 100 / whole, 1) if whole else 0.0

    @property
    def rest(self) -> float:
        return round(100 - self.share, 1)

    @property
    def over(self) -> int:
        """Whole minutes, the last begun one counted."""
        return -(-(self.talk * PARTS_OF_TIME - self.talk - self.questions) // PARTS_OF_TIME)


@dataclass(frozen=True)
class PartLine:
    """A part of the visit: held on a day, missed with a reason, or not recorded."""

    name: str
    part: Part | None


@dataclass(frozen=True)
class Taken:
    """A question that was taken, and the public issue that was made of it."""

    question: Question
    issue: RaisedLine | None


@dataclass(frozen=True)
class Results:
    meeting: Meeting
    account: Account | None
    planned: Split | None
    is_published: bool = False
    actual: Split | None = None
    obtained: str = ""
    attendees: tuple[str, ...] = ()
    parts: tuple[PartLine, ...] = ()
    taken: tuple[Taken, ...] = ()
    others: tuple[Question, ...] = ()
    taken_in_all: int = 0
    others_in_all: int = 0
    asked: int | None = None
    files: tuple[Attachment, ...] = ()
    corrections: tuple[AccountEvent, ...] = ()

    @property
    def more(self) -> int:
        """Questions that are not printed here."""
        return self.taken_in_all + self.others_in_all - len(self.taken) - len(self.others)

    @property
    def has_forms(self) -> bool:
        """Official forms are in Kazakh and in Russian."""
        return (get_language() or "")[:2] in {"kk", "ru"}


def results_panel(meeting: Meeting) -> Results | None:
    """Of a public meeting; one statement when nothing is told of it, seven at most with published results."""
    # Both at once: the page of every meeting asks it.
    rows = Meeting.objects.public().select_related("programme", "account").defer("search_text", "search_words")
    found = rows.get(pk=meeting.pk)
    programme: Programme | None = getattr(found, "programme", None)
    account: Account | None = getattr(found, "account", None) if meeting.attendance is not None else None
    planned = None if programme is None else Split(programme.talk_minutes, programme.questions_minutes)
    if account is None:
        return None if planned is None else Results(meeting, None, planned)
    account.meeting = meeting
    return _told(account, planned, is_public=account.is_published)


def preview(account: Account) -> Results:
    """The same as it will be once the results are published."""
    programme = Programme.objects.filter(meeting=account.meeting_id).first()
    planned = None if programme is None else Split(programme.talk_minutes, programme.questions_minutes)
    return _told(account, planned, is_public=True)


def _told(account: Account, planned: Split | None, *, is_public: bool) -> Results:
    stand = {part.kind: part for part in account.parts.all()}
    found = _published(account) if is_public else {}
    actual = None
    if account.talk_minutes is not None and account.questions_minutes is not None:
        actual = Split(account.talk_minutes, account.questions_minutes)
    return Results(
        meeting=account.meeting,
        account=account,
        planned=planned,
        is_published=is_public,
        actual=actual,
        obtained=str(Obtained(account.obtained).label) if account.obtained else "",
        attendees=tuple(str(Attendee(role).label) for role in account.attendees),
        parts=tuple(PartLine(str(kind.label), stand.get(kind)) for kind in VisitPart),
        asked=account.asked_in_all,
        **found,
    )


def _published(account: Account) -> dict[str, Any]:
    # Before they are published also those are shown that still lack their text: they hold the publication up.
    standing = Question.objects.standing().filter(account=account)
    asked = Question.objects.of_account(account) if account.is_published else standing
    rows = list(asked.select_related("body", "territory").order_by("number"))
    for row in rows:
        row.account = account
    taken = [row for row in rows if row.fate == Fate.TAKEN]
    issues = issues_of([row.pk for row in taken[:SHOWN]]) if account.is_published else {}
    return {
        "taken": tuple(Taken(row, issues.get(row.pk)) for row in taken[:SHOWN]),
        "others": tuple(row for row in rows if row.fate != Fate.TAKEN)[:SHOWN],
        "taken_in_all": len(taken),
        "others_in_all": len(rows) - len(taken),
        "files": tuple(account.attachments.filter(is_public=True).select_related("file")),
        "corrections": tuple(_corrections(account)),
    }


def _corrections(account: Account) -> QuerySet[AccountEvent]:
    """What was changed after publication. A signed copy may also be taken off before, which is nobody's business."""
    said = Q(verb=AccountVerb.CORRECT)
    if account.published_at is not None:
        published = account.events.filter(verb=AccountVerb.PUBLISH).order_by("-id").values("id")[:1]
        said |= Q(verb=AccountVerb.UNSIGN, id__gt=published)
    return account.events.filter(said).exclude(note_kk="").order_by("-id")


def public_account(number: str) -> Account | None:
    """What machines read of it: with its meeting, its programme and `questions_taken`, by one statement."""
    taken = Count("questions", filter=Q(questions__fate=Fate.TAKEN, questions__withdrawn_on=None))
    rows = Account.objects.of_public_meetings().filter(meeting__number=number)
    return rows.select_related("meeting__programme").annotate(questions_taken=taken).first()


_TEXTS = ("text", "answer", "responsible", "measure")
#: Columns of the file, by the names the API has.
COLUMNS = (
    *("number", "fate", "topic", "kato", "place_kk", "place_ru", "text_kk", "text_ru", "answer_kk", "answer_ru"),
    *("body", "body_kk", "body_ru", "responsible_kk", "responsible_ru", "measure_kk", "measure_ru", "due_on"),
)


def question_lines(meeting: Meeting) -> Iterator[dict[str, object]]:
    """Public questions of the meeting as plain values, read as they are sent."""
    rows = Question.objects.public().filter(account__meeting=meeting).select_related("body", "territory")
    for row in rows.order_by("number").iterator(chunk_size=200):
        place, body = row.territory or meeting.territory, row.body
        yield {
            "number": f"{meeting.number}/{row.number}",
            "fate": row.fate,
            "topic": row.topic,
            "kato": place.kato,
            "place_kk": place.name_kk,
            "place_ru": place.name_ru,
            **{f"{name}_{lang}": getattr(row, f"{name}_{lang}") for name in _TEXTS for lang in ("kk", "ru")},
            "body": body.slug if body else "",
            "body_kk": body.name_kk if body else "",
            "body_ru": body.name_ru if body else "",
            "due_on": row.due_on.isoformat() if row.due_on else "",
        }
