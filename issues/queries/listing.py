"""The filter of the list of issues: one for its page, its files, its feed and the API."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from issues.models import Issue, IssueTopic
from issues.querysets import OPEN_SET, STATE_SETS, IssueQuerySet
from issues.rules.numbers import parse_issue_number
from portal.bodies.models import Body, Territory

#: In which order a list stands.
NEWS, TERM, FOLLOWERS = "news", "term", "followers"
ORDERS: Final = (NEWS, TERM, FOLLOWERS)
#: A list is turned over, and counted, so far: who looks for more narrows it, or takes the data.
MOST: Final = 10_000
#: So many with certain words are found first and sorted then; of more, the first fifty are soon met in any order.
FEW: Final = 4_000


@dataclass(frozen=True)
class IssueFilter:
    """What a reader asked for; the names are those of addresses. An empty part asks for everything."""

    q: str = ""
    place: Territory | None = None
    body: Body | None = None
    topic: IssueTopic | None = None
    #: One of `querysets.STATE_SETS`.
    state: str = ""
    #: Of registration.
    year: int | None = None
    order: str = NEWS

    @property
    def is_narrowed(self) -> bool:
        return any((self.q, self.place, self.body, self.topic, self.state, self.year))


def chosen(asked: IssueFilter, on: date) -> IssueQuerySet:
    """Public issues under the filter, in no order."""
    found = around(asked)
    if asked.topic is not None:
        found = found.about(asked.topic)
    if asked.year is not None:
        found = found.filter(year=asked.year)
    return found.shown_as(asked.state, on)


def around(asked: IssueFilter) -> IssueQuerySet:
    """Under place, body and words alone: what the numbers beside the other choices are counted of."""
    found = Issue.objects.public()
    if asked.place is not None:
        found = found.in_place(asked.place)
    if asked.body is not None:
        found = found.filter(holder=asked.body)
    return saying(found, asked.q)


def saying(found: IssueQuerySet, typed: str) -> IssueQuerySet:
    """Those with the words, or the one with the number; an empty text asks for all."""
    if number := parse_issue_number(typed):
        return found.filter(number=number)
    return found.matching(typed) if typed else found


def in_order(found: IssueQuerySet, asked: IssueFilter) -> IssueQuerySet:
    if asked.order == TERM:
        return found.by_term()
    return found.by_followers() if asked.order == FOLLOWERS else found.by_news()


def named(keys: Sequence[int]) -> list[Issue]:
    """Public issues by their keys, in the order of these, with what a line of a list prints. One statement."""
    found = Issue.objects.public().for_lines().in_bulk(list(keys))
    return [found[key] for key in keys if key in found]


def is_few(found: IssueQuerySet) -> bool:
    """One statement."""
    return found.order_by()[: FEW + 1].count() <= FEW


def orders_for(asked: IssueFilter) -> tuple[str, ...]:
    """By their term only issues are listed that are open."""
    is_open = not asked.state or set(STATE_SETS[asked.state]) <= set(STATE_SETS[OPEN_SET])
    return ORDERS if is_open else (NEWS, FOLLOWERS)


def public_number(typed: str) -> str:
    """The number of a public issue, when that is what was typed. One statement at most."""
    number = parse_issue_number(typed)
    return number if number and Issue.objects.public().filter(number=number).exists() else ""
