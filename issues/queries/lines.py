"""One issue as a line of a list, the same wherever it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from issues.choices import CLOSED, Outcome, State
from issues.models import Issue
from issues.queries.showing import title_of
from portal.kit import formats
from portal.questions.choices import Topic

#: Of the page everybody reads.
PUBLIC_PAGE = "issues:issue"


@dataclass(frozen=True)
class Tag:
    """The state in two words, as `components/tag.html` prints it."""

    kind: str
    icon: str
    text: str


@dataclass(frozen=True)
class IssueLine:
    """What `issues/_line.html` prints: plain values. Title, place and body know their language."""

    number: str
    url: str
    title: str
    place: str
    topic: str
    body: str
    tag: Tag
    #: What stands under the tag: the term, until when people answer, when it was solved or closed.
    notes: tuple[str, ...]
    #: Days after its term; 0 of one that is in time, solved or closed.
    days_late: int = 0


def line_of(issue: Issue, on: date, *, page: str = PUBLIC_PAGE) -> IssueLine:
    """`issue` comes from `with_names()`; `page` is the name of the address its title leads to."""
    return IssueLine(
        number=issue.number,
        url=reverse(page, args=[issue.number]),
        title=title_of(issue),
        place=issue.territory.name,
        topic=topic_name(issue),
        body=issue.holder.plain,
        tag=state_tag(issue, on),
        notes=tuple(_notes(issue, on)),
        days_late=_days_late(issue, on),
    )


def lines_of(issues: Iterable[Issue], on: date, *, page: str = PUBLIC_PAGE) -> list[IssueLine]:
    return [line_of(issue, on, page=page) for issue in issues]


def topic_name(issue: Issue) -> str:
    topic = issue.topic
    return topic.name if topic.parent_id else str(Topic(topic.topic).label)


def state_tag(issue: Issue, on: date) -> Tag:
    """`issue` comes from `with_names()`. A dispute is said before a lateness, which the notes tell beside it."""
    if issue.is_disputed:
        return Tag("danger", "warning", pgettext("tag of an issue", "disputed by residents"))
    if issue.is_late(on):
        return Tag("danger", "warning", pgettext("tag of an issue", "late"))
    if issue.state == State.CLAIMED and _claim_until(issue) is None:
        return Tag("warn", "clock", str(Outcome.SILENT.label))
    if issue.state == State.PLANNED:
        words = pgettext("tag of an issue", "in the plan of %(year)s") % {"year": issue.plan_year}
        return Tag("info", "calendar", words)
    kind, icon = _LOOKS.get(State(issue.state), ("info", "clock"))
    return Tag(kind, icon, str(State(issue.state).label))


_LOOKS = {
    State.REGISTERED: ("", "document"),
    State.CONTROL: ("info", "eye"),
    State.CLAIMED: ("warn", "clock"),
    State.CONFIRMED: ("ok", "check"),
    **dict.fromkeys(CLOSED, ("", "dash")),
}


def _notes(issue: Issue, on: date) -> Iterable[str]:
    if issue.is_open:
        if issue.disputed_on is not None:
            yield _("Disputed on: %(day)s") % {"day": formats.day(issue.disputed_on)}
        if issue.level:
            yield _("Level that can solve it: %(level)s") % {"level": issue.get_level_display()}
        yield _term(issue, on)
    elif issue.state == State.CLAIMED and (until := _claim_until(issue)) is not None:
        yield _("People answer until: %(day)s") % {"day": formats.day(until)}
    elif issue.state == State.CLAIMED and issue.closed_on is not None:
        yield _("Claimed on: %(day)s") % {"day": formats.day(issue.closed_on)}
    elif issue.state in CLOSED:
        if issue.state == State.DUPLICATE and (number := vars(issue)["joined_number"]):
            yield _("Joined with: %(number)s") % {"number": number}
        if issue.closed_on is not None:
            yield _("Closed on: %(day)s") % {"day": formats.day(issue.closed_on)}
    elif issue.closed_on is not None:
        days = (issue.closed_on - issue.registered_on).days
        yield ngettext("Solved in %(days)s day", "Solved in %(days)s days", days) % {"days": formats.number(days)}


def _term(issue: Issue, on: date) -> str:
    if issue.due_on is None:
        return _("No term is set yet")
    day, days = formats.day(issue.due_on), _days_late(issue, on)
    if not days:
        return _("Term: %(day)s") % {"day": day}
    sentence = ngettext("Term: %(day)s, %(days)s day late", "Term: %(day)s, %(days)s days late", days)
    return sentence % {"day": day, "days": formats.number(days)}


def _days_late(issue: Issue, on: date) -> int:
    return (on - issue.due_on).days if issue.is_late(on) and issue.due_on is not None else 0


def _claim_until(issue: Issue) -> date | None:
    until: date | None = vars(issue)["claim_until"]
    return until
