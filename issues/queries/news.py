"""What happened to issues, for those who follow one of them, a body or a topic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from issues.choices import Verb
from issues.models import Follow, IssueEvent
from issues.queries.showing import called, shown
from issues.querysets import EventQuerySet

#: No more are printed in a letter; the rest stands on the pages.
MOST: Final = 20


@dataclass(frozen=True)
class NewsLine:
    """A line of a letter in the active language, and where it leads."""

    said: str
    named: str
    note: str
    path: str


@dataclass(frozen=True)
class News:
    lines: list[NewsLine]
    left_out: int


@dataclass(frozen=True)
class Touched:
    """Issues, bodies and topics of which something is to be told, each with the latest moment of it."""

    issues: dict[int, datetime] = field(default_factory=dict)
    bodies: dict[int, datetime] = field(default_factory=dict)
    topics: dict[int, datetime] = field(default_factory=dict)

    def latest(self, row: Follow) -> datetime | None:
        if row.issue_id is not None:
            return self.issues.get(row.issue_id)
        return self.bodies.get(row.body_id) if row.body_id is not None else self.topics.get(row.topic_id or 0)


def news(row: Follow, since: datetime, until: datetime) -> News:
    """After `since` and not after `until`, of what everybody sees, the latest first. One statement."""
    if row.issue_id is not None:
        about = Q(issue=row.issue_id)
    elif row.body_id is not None:
        about = Q(holder=row.body_id)
    else:
        about = Q(issue__topic=row.topic_id) | Q(issue__topic__parent=row.topic_id)
    events = _told(since, until).filter(about).select_related("issue")
    found = list(_come_once(events.order_by("-at", "-pk")[: MOST * 10]))
    lines = [
        NewsLine(
            str(Verb.REGISTER.label if event.verb == Verb.PUBLISH else event.get_verb_display()),
            called(event.issue),
            str(shown(event.issue, "note", of=event)),
            event.issue.get_absolute_url(),
        )
        for event in found[:MOST]
    ]
    return News(lines, len(found[MOST:]))


def touched(since: datetime, until: datetime) -> Touched:
    """One statement, whatever there is. Of a topic what holds it is touched too."""
    found = Touched()
    rows = _told(since, until).order_by()
    for issue, body, topic, above, at in rows.values_list(
        "issue", "holder", "issue__topic", "issue__topic__parent", Coalesce("written_at", "at")
    ).iterator():
        for of, key in ((found.issues, issue), (found.bodies, body), (found.topics, topic), (found.topics, above)):
            if key is not None:
                of[key] = max(of.get(key, at), at)
    return found


def _told(since: datetime, until: datetime) -> EventQuerySet:
    """Lines everybody reads, and those with which an issue became public after its registration: it is new to readers.

    Of one that is public already the same verb says that its texts are shown again, on another day than that.
    """
    within = Q(at__gt=since, at__lte=until)
    # The moments stand beside each condition, whose index has them.
    told = (within & Q(is_public=True, written_at__isnull=True)) | (
        within & Q(verb=Verb.PUBLISH, on=F("issue__published_on"))
    )
    # What bears an earlier moment is told after it was written.
    told |= Q(is_public=True, written_at__gt=since, written_at__lte=until)
    return IssueEvent.objects.filter(told, issue__published_on__isnull=False)


def _come_once(lines: Iterable[IssueEvent]) -> Iterator[IssueEvent]:
    """Without a second line that says of an issue that it is there."""
    come: set[int] = set()
    for line in lines:
        if line.verb not in (Verb.REGISTER, Verb.PUBLISH):
            yield line
        elif line.issue_id not in come:
            come.add(line.issue_id)
            yield line
