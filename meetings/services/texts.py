"""Texts of single meetings: events of calendars, JSON of the API, rows of lists.

Each is kept with the mark of what it was made of: the version of the row and of all names, both read in the statement
that read the meeting, and the release that wrote it. It is printed only while the meeting has that mark, so whoever
writes a meeting or a name, and how, need not know of it; and it is asked for through `found`, so it shows nothing that
`found` does not. What depends on the day or on who asks has no place in it: that nobody recorded a meeting in time is
read beside it, in the same statement, and put into the text by whoever prints it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from meetings.choices import TextKind
from meetings.models import Meeting, MeetingText
from meetings.models.naming import is_unrecorded
from meetings.querysets import MeetingQuerySet
from portal.kit.prepared import Among, prepared
from portal.kit.release import release

Writer = Callable[[Meeting], str]


@dataclass(frozen=True)
class Text:
    """`on` is the first day of its meeting, if it has one; `state` and `span_end` are as its row has them."""

    meeting: int
    on: date | None
    text: str
    state: str
    span_end: date

    def is_unrecorded(self, today: date) -> bool:
        return is_unrecorded(self.state, self.span_end, today)


def with_kept(found: MeetingQuerySet, kind: TextKind, language: str) -> QuerySet[Any, Any]:
    """Key, first day, kept text, if there is a good one, state and the day after the last, of each."""
    good = MeetingText.objects.filter(meeting=OuterRef("pk"), kind=kind, language=language)
    # A look-up for each row, whatever is reckoned of a table that grows by what is read.
    kept: Any = Subquery(good.filter(mark=OuterRef("mark")).values("text"))
    marked: Any = found.with_mark(release())
    # None of the three is a name in a language: looking for one takes as long as all the rest of a row.
    rows: QuerySet[Any, Any] = (
        marked.annotate(kept=kept).rewrite(False).values_list("pk", "on", "kept", "state", "span_end")
    )
    return rows


@dataclass(frozen=True)
class Texts:
    """Texts of meetings as a list that a paginator cuts: a part costs one statement, and two more for what is new.

    `write` makes the text in `language`, the active one; it is given meetings with their names, region and schedule.
    """

    found: MeetingQuerySet
    kind: TextKind
    language: str
    write: Writer
    #: How many there are, where somebody knows; else they are counted.
    number: int | None = None
    ordered = True

    def count(self) -> int:
        return self.found.count() if self.number is None else self.number

    def __getitem__(self, part: slice) -> list[Text]:
        rows = with_kept(self.found[part], self.kind, self.language)
        return completed(rows, lambda: self.found, self.kind, self.language, self.write)


def completed(
    rows: Iterable[Any], found: Callable[[], MeetingQuerySet], kind: TextKind, language: str, write: Writer
) -> list[Text]:
    """Of rows of `with_kept`; `found` are meetings among which they are, asked for when a text is wanting."""
    rows = list(rows)
    wanting = [row[0] for row in rows if row[2] is None]
    written = _written(found().order_by("pk").filter(pk__in=wanting), kind, language, write) if wanting else {}
    # What was hidden between two statements is in neither.
    return [
        Text(pk, on, written.get(pk, text), state, span_end)
        for pk, on, text, state, span_end in rows
        if text is not None or pk in written
    ]


def _written(found: MeetingQuerySet, kind: TextKind, language: str, write: Writer) -> dict[int, str]:
    meetings: list[Any] = list(found.with_names().select_related("region", "schedule").with_mark(release()))
    texts = [
        MeetingText(meeting=meeting, kind=kind, language=language, mark=meeting.mark, text=write(meeting))
        for meeting in meetings
    ]
    # In the order of keys: two who write the same texts at once do not wait for each other in a circle.
    MeetingText.objects.bulk_create(
        texts,
        update_conflicts=True,
        unique_fields=["meeting", "kind", "language"],
        update_fields=["mark", "text"],
    )
    return {text.meeting_id: text.text for text in texts}


def texts_of(keys: list[int], kind: TextKind, language: str, write: Writer) -> dict[int, str]:
    """Of these meetings, as far as they are public. Statements as for a part of `Texts`; none when there are none."""
    rows = _kept_of(keys, kind=kind, language=language) if keys else []
    return {text.meeting: text.text for text in completed(rows, Meeting.objects.public, kind, language, write)}


@prepared
def _kept_of(keys: list[int], *, kind: TextKind, language: str) -> QuerySet[Meeting, Any]:
    return with_kept(Meeting.objects.public().filter(Among("pk", keys)).order_by(), kind, language)
