"""Issues like one that is being registered, in whichever of the two languages either is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet

from issues.choices import State
from issues.models import Issue
from issues.querysets import IssueQuerySet
from issues.rules.alike import Marks, alike, marks
from portal.bodies.models import Territory
from portal.bodies.permissions import Actor
from portal.questions.choices import Topic

#: Of the place, and of the region and the topic, the newest so many are compared: whatever the table has.
NEWEST: Final = 200
SHOWN: Final = 5
#: Less alike are issues that only share their topic; what is so alike was raised before.
LEAST: Final = 0.3
REPEATED: Final = 0.5
_LANGUAGES: Final = ("kk", "ru", "en")


@dataclass(frozen=True)
class Alike:
    issue: Issue
    likeness: float

    @property
    def percent(self) -> int:
        return round(self.likeness * 100)

    @property
    def is_repeated(self) -> bool:
        """The same was raised before."""
        return self.likeness >= REPEATED


@dataclass(frozen=True)
class Known:
    """An issue and what its texts are compared by."""

    issue: Issue
    marks: tuple[Marks, ...]


def known(*, topics: Iterable[str], place: Territory, actor: Actor) -> list[Known]:
    """What a question of these topics (`questions.choices.Topic`) raised there is compared with. One statement.

    Of what is not public only what the actor reads. Of the topic "other", which says nothing, all topics of the region.
    """
    readable = (Issue.objects.public() | Issue.objects.read_by(actor)).exclude(state=State.DUPLICATE)
    # Nothing is shown of one whose texts were taken away for a person's sake: what was said of it, least of all.
    readable = readable.filter(hidden_on__isnull=True)
    asked = set(topics)
    near = readable.filter(region=place.region)
    if Topic.OTHER not in asked:
        near = near.filter(topic__topic__in=asked)
    found = Issue.objects.filter(pk__in=_newest(near)) | Issue.objects.filter(
        pk__in=_newest(readable.filter(territory=place))
    )
    rows = found.with_names().defer("search_text", "search_words")
    return [Known(issue, tuple(marks_of(issue))) for issue in rows]


def similar(texts: Iterable[Marks], among: Iterable[Known], *, without: Issue | None = None) -> list[Alike]:
    """The likest first."""
    own, skipped = list(texts), without.pk if without is not None else 0
    rows = [Alike(each.issue, alike(own, each.marks)) for each in among if each.issue.pk != skipped]
    found = [row for row in rows if row.likeness >= LEAST]
    return sorted(found, key=lambda row: (-row.likeness, -row.issue.pk))[:SHOWN]


def marks_of(issue: Issue) -> list[Marks]:
    """Of its texts in each language; of what was said when it has none."""
    said = [f"{getattr(issue, f'title_{each}')}. {getattr(issue, f'text_{each}')}" for each in _LANGUAGES]
    return [marks(text) for text in said if text.strip(". ")] or [marks(issue.internal)]


def _newest(rows: IssueQuerySet) -> QuerySet[Issue, Any]:
    return rows.by_news().values("pk")[:NEWEST]
