"""Ways on from a list of the calendar that found nothing: what stood in the way, and what does find something."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any

from django.utils.translation import pgettext

from meetings.queries.calendar_filter import CalendarFilter, chosen
from meetings.queries.rows import MeetingRow, meeting_rows
from meetings.querysets import SEARCH_WORDS, MeetingQuerySet
from portal.kit import formats

_EMPTY: dict[str, Any] = {field.name: field.default for field in fields(CalendarFilter)}


@dataclass(frozen=True)
class Way:
    """A change of the filter that finds something: the value of one part, None when the part is given up."""

    label: str
    part: str
    value: str | None


#: Meetings shown whose words are only spelled alike.
ALIKE = 5


def spelled_alike(asked: CalendarFilter, at_the_time: Callable[[MeetingQuerySet], MeetingQuerySet]) -> list[MeetingRow]:
    """The first meetings with words nearly those typed, when some were typed. A statement at most."""
    if not asked.q:
        return []
    found = at_the_time(chosen(replace(asked, q=""))).nearly_matching(asked.q)
    return meeting_rows(found.with_names().in_order()[:ALIKE])


def ways_on(asked: CalendarFilter, at_the_time: Callable[[MeetingQuerySet], MeetingQuerySet]) -> list[Way]:
    """Without one part of the filter, or with one word alone. A statement a part and a word, ten at most.

    `at_the_time` narrows to the days the empty list was asked for.
    """

    def number(instead: CalendarFilter) -> int:
        return at_the_time(chosen(instead)).count()

    narrowing = [name for name, part in asked.parts().items() if part.lasts and getattr(asked, name)]
    ways = []
    for name in narrowing if len(narrowing) > 1 else ():
        if count := number(replace(asked, **{name: _EMPTY[name]})):
            words = {"part": asked.parts()[name].label, "number": formats.number(count)}
            label = pgettext("way on from an empty list", "Without the filter “%(part)s”: %(number)s") % words
            ways.append(Way(label, name, None))
    typed = list(dict.fromkeys(asked.q.split()))[:SEARCH_WORDS]
    for word in typed if len(typed) > 1 else ():
        if count := number(replace(asked, q=word)):
            words = {"word": word, "number": formats.number(count)}
            label = pgettext("way on from an empty list", "Only “%(word)s”: %(number)s") % words
            ways.append(Way(label, "q", word))
    return ways
