"""Ways on from a list of issues that found nothing: what stood in the way, and what does find something."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from django.utils.translation import pgettext

from issues.queries.lines import IssueLine, lines_of
from issues.queries.listing import MOST, IssueFilter, chosen
from issues.queries.spelling import spelled_alike as alike_in
from meetings.querysets import SEARCH_WORDS
from portal.kit import formats

_EMPTY: dict[str, Any] = {field.name: field.default for field in fields(IssueFilter)}
#: Parts that narrow, with what they are called.
_PARTS: dict[str, Callable[[], str]] = {
    "q": lambda: pgettext("filter", "Keywords"),
    "place": lambda: pgettext("filter", "Place"),
    "body": lambda: pgettext("filter", "Body"),
    "topic": lambda: pgettext("filter", "Topic"),
    "state": lambda: pgettext("filter", "State"),
    "year": lambda: pgettext("filter", "Year of registration"),
}
#: Issues shown whose words are only spelled alike.
ALIKE = 5


@dataclass(frozen=True)
class Way:
    """A change of the filter that finds something: the value of one part, None when the part is given up."""

    label: str
    part: str
    value: str | None


def spelled_alike(asked: IssueFilter, on: date) -> list[IssueLine]:
    """The first with words nearly those typed, when some were typed. Three statements at most."""
    if not asked.q:
        return []
    found = alike_in(chosen(replace(asked, q=""), on), asked.q)
    return lines_of(found.for_lines()[:ALIKE], on)


def ways_on(asked: IssueFilter, on: date) -> list[Way]:
    """Without one part of the filter, or with one word alone. A statement a part and a word, twelve at most."""

    def number(instead: IssueFilter) -> str:
        count = chosen(instead, on).order_by()[: MOST + 1].count()
        if not count:
            return ""
        return formats.number(count) if count <= MOST else f"{formats.number(MOST)}+"

    narrowing = [name for name in _PARTS if getattr(asked, name)]
    ways = []
    for name in narrowing if len(narrowing) > 1 else ():
        if count := number(replace(asked, **{name: _EMPTY[name]})):
            words = {"part": _PARTS[name](), "number": count}
            label = pgettext("way on from an empty list", "Without the filter “%(part)s”: %(number)s") % words
            ways.append(Way(label, name, None))
    typed = list(dict.fromkeys(asked.q.split()))[:SEARCH_WORDS]
    for word in typed if len(typed) > 1 else ():
        if count := number(replace(asked, q=word)):
            label = pgettext("way on from an empty list", "Only “%(word)s”: %(number)s")
            ways.append(Way(label % {"word": word, "number": count}, "q", word))
    return ways
