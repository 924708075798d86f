"""The page of one issue: what stands, its life line by line, what is now, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Exists, OuterRef

from issues.choices import Verb
from issues.models import Issue, IssueEvent
from issues.queries.tags import Tag, days_late, tag_of
from meetings.models import Meeting

#: What a step of a life looks like: done, solved, bad news, where it stands, still to come.
DONE, OK, BAD, NOW, NEXT = "", "ok", "bad", "now", "next"
_LOOKS = {
    Verb.ASSIGN: (DONE, "person"),
    Verb.TERM: (DONE, "clock"),
    Verb.EDIT: (DONE, "edit"),
    Verb.WORK: (DONE, "clock"),
    Verb.PLAN: (DONE, "calendar"),
    Verb.CONTROL: (DONE, "eye"),
    Verb.HAND: (DONE, "send"),
    Verb.ACCEPT: (DONE, "check"),
    Verb.RETURN: (DONE, "undo"),
    Verb.RECALL: (DONE, "undo"),
    Verb.NOTHING: (DONE, "dash"),
    Verb.LAID: (DONE, "law"),
    Verb.CLAIM: (DONE, "flag"),
    Verb.UNCLAIM: (DONE, "undo"),
    Verb.CONFIRM: (OK, "check"),
    Verb.DISPUTE: (BAD, "warning"),
    Verb.SILENCE: (DONE, "dash"),
    Verb.JOIN: (DONE, "sync"),
    Verb.GATHER: (DONE, "sync"),
    Verb.REOPEN: (BAD, "undo"),
    Verb.HIDE: (DONE, "lock"),
}
#: Of any other verb.
_PLAIN = (DONE, "document")


@dataclass(frozen=True)
class Step:
    """`at` is a day or a moment. `event` is the line it tells of; steps before and after the lines have none."""

    kind: str
    icon: str
    title: str
    at: date | datetime | None = None
    event: IssueEvent | None = None


@dataclass(frozen=True)
class IssuePage:
    issue: Issue
    tag: Tag
    days_late: int
    steps: list[Step] = field(default_factory=list)


def issue_page(number: str, today: date) -> IssuePage:
    """A public issue. Raises Issue.DoesNotExist."""
    issue = _found(number)
    lines = IssueEvent.objects.public().filter(issue=issue).exclude(verb=Verb.RANK).order_by("id")
    events = list(lines.select_related("body", "holder", "other", "about"))
    return IssuePage(issue, tag_of(issue, today), days_late(issue, today), [_step(event) for event in events])


def _found(number: str) -> Issue:
    meetings = Meeting.objects.public().filter(pk=OuterRef("meeting"))
    rows = Issue.objects.public().select_related(
        "holder", "territory__parent__parent__parent", "topic__parent", "registered_by", "joined_to"
    )
    rows = rows.select_related("meeting__official", "meeting__territory__parent", "asked_question")
    rows = rows.annotate(shows_meeting=Exists(meetings))
    return rows.defer("internal", "search_text", "search_words", "meeting__search_text", "meeting__search_words").get(
        number=number
    )


def _step(event: IssueEvent) -> Step:
    kind, icon = _LOOKS.get(Verb(event.verb), _PLAIN)
    return Step(kind, icon, str(event.get_verb_display()), event.on, event)
