"""What somebody looks for in one box: by its number, or by words in meetings, issues, questions, demands, places and
bodies. Each kind is counted so far and shown in its first lines; its list has all of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db.models import QuerySet
from django.urls import reverse

from issues.models import Issue
from issues.queries.lines import IssueLine, lines_of
from issues.queries.listing import FEW
from issues.queries.spelling import spelled_alike
from issues.querysets import IssueQuerySet
from issues.rules.numbers import parse_issue_number
from meetings.models import Meeting
from meetings.queries import MeetingRow, meeting_rows
from portal.bodies.models import Body
from portal.bodies.queries import FoundPlace, places_called
from portal.questions.models import AskedQuestion, Demand
from portal.questions.rules.numbers import parse_number
from portal.questions.services.numbers import QUESTION

#: Lines of a kind that are shown.
SHOWN: Final = 5
#: So many are counted; of more it is said that they are more.
MOST: Final = 10_000
#: Words that are tried alone when all of them together find nothing.
_ALONE: Final = 3
_MEETING = re.compile(r"(2[0-9]{3})[\-–—]([0-9]{1,6})")


@dataclass(frozen=True)
class Hits:
    """Of one kind: how many, at most `MOST`, and the first of them."""

    number: int = 0
    has_more: bool = False
    rows: list[Any] = field(default_factory=list)


@dataclass(frozen=True)
class Search:
    text: str
    meetings: Hits = Hits()
    issues: Hits = Hits()
    questions: Hits = Hits()
    demands: Hits = Hits()
    places: list[FoundPlace] = field(default_factory=list)
    bodies: list[Body] = field(default_factory=list)
    #: When nothing is found: words that find something alone, and what is spelled nearly so. Then `places` are those
    #: that a single word names.
    is_empty: bool = False
    alone: list[str] = field(default_factory=list)
    issues_alike: list[IssueLine] = field(default_factory=list)
    meetings_alike: list[MeetingRow] = field(default_factory=list)

    @property
    def kinds(self) -> tuple[Hits, ...]:
        return (self.meetings, self.issues, self.questions, self.demands)

    @property
    def number(self) -> int:
        return sum(kind.number for kind in self.kinds) + len(self.places) + len(self.bodies)

    @property
    def has_more(self) -> bool:
        return any(kind.has_more for kind in self.kinds)


def straight(text: str) -> str:
    """The address of what has this number, however it was typed; "" when it is none, or there is nothing public.

    One statement. What was sent before a meeting tells at its own address what can be told.
    """
    if number := parse_issue_number(text):
        issue = Issue.objects.public().filter(number=number).only("number").first()
        return issue.get_absolute_url() if issue else ""
    if number := parse_number(text):
        return reverse("questions:question" if number.startswith(QUESTION) else "questions:demand", args=[number])
    if found := _MEETING.fullmatch(text.strip().lstrip("№# ")):
        called = f"{found.group(1)}-{int(found.group(2)):06d}"
        meeting = Meeting.objects.public().filter(number=called).only("number").first()
        return meeting.get_absolute_url() if meeting else ""
    return ""


def search(text: str, today: date) -> Search:
    """Thirteen statements at most; sixteen more, when nothing is found, for ways on."""
    issues, meetings = Issue.objects.public().matching(text), Meeting.objects.public().matching(text)
    asked, demanded = AskedQuestion.objects.public().saying(text), Demand.objects.public().saying(text)
    found = Search(
        text=text,
        meetings=_hits(meetings, meetings.with_names().order_by("-span_start", "-number"), meeting_rows),
        issues=_issues(issues, today),
        questions=_hits(asked, asked.with_names().with_voices().order_by("-sent_at", "-pk"), list),
        demands=_hits(demanded, demanded.with_names().with_voices().order_by("-opened_on", "-pk"), list),
        places=places_called(text, today),
        bodies=list(Body.objects.in_force(today).matching(text).order_by("slug")[:SHOWN]),
    )
    return found if found.number else _ways_on(text, today)


def _hits(found: QuerySet[Any], rows: QuerySet[Any], shown: Any) -> Hits:
    return _told(_number(found), rows, shown)


def _issues(found: IssueQuerySet, today: date) -> Hits:
    number = _number(found)
    return _told(number, found.with_names().by_news(of_few=number <= FEW), lambda rows: lines_of(rows, today))


def _number(found: QuerySet[Any]) -> int:
    return found.order_by()[: MOST + 1].count()


def _told(number: int, rows: QuerySet[Any], shown: Any) -> Hits:
    return Hits(min(number, MOST), number > MOST, shown(rows[:SHOWN])) if number else Hits()


def _ways_on(text: str, today: date) -> Search:
    typed = list(dict.fromkeys(text.split()))
    alike = Meeting.objects.public().nearly_matching(text).with_names()
    return Search(
        text=text,
        is_empty=True,
        alone=[word for word in typed[:_ALONE] if _finds(word)] if len(typed) > 1 else [],
        places=[place for word in typed[:_ALONE] for place in places_called(word, today)[:2]] if len(typed) > 1 else [],
        issues_alike=lines_of(spelled_alike(Issue.objects.public(), text).with_names()[:SHOWN], today),
        meetings_alike=meeting_rows(alike[:SHOWN]),
    )


def _finds(word: str) -> bool:
    # Counted: to find one of many the database would read whole tables for a word that nothing has.
    return any(_number(rows.public().matching(word)) for rows in (Issue.objects, Meeting.objects))
