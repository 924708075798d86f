"""Issues of the country, a place or a body, for its page: how many, those that are open, and what was solved last."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from issues.choices import CLOSED, OPEN, Grain, State
from issues.models import Issue, IssueTotal, QuarterVersion
from issues.queries.lines import IssueLine, lines_of
from issues.querysets import IssueQuerySet, IssueTotalQuerySet
from portal.bodies.models import Body, Territory

#: Lines of each kind on the page; the list has all of them.
SHOWN: Final = 5
#: What is late is counted so far, and no further.
MOST: Final = 10_000


@dataclass(frozen=True)
class Part:
    """Of a bar: where it begins and how wide it is, in hundredths."""

    css: str
    x: str
    width: str


@dataclass(frozen=True)
class IssuesHere:
    """Numbers of each kind apart: what is claimed is not confirmed, and what is explained is not solved."""

    open: int
    late: int
    claimed: int
    confirmed: int
    closed: int
    #: Open and claimed, those with the latest news first.
    standing: list[IssueLine]
    #: Confirmed by residents, the latest first.
    solved: list[IssueLine]
    #: Of a body, the last version of the last quarter that was published of it.
    quarter: QuarterVersion | None = None

    @property
    def in_all(self) -> int:
        return self.open + self.claimed + self.confirmed + self.closed

    @property
    def in_time(self) -> int:
        return max(0, self.open - self.late)

    @property
    def bar(self) -> list[Part]:
        """Parts of a whole, side by side; the numbers stand beside it as text."""
        numbers = {
            "sb-ok": self.confirmed,
            "sb-claim": self.claimed,
            "sb-work": self.in_time,
            "sb-late": self.late,
            "sb-none": self.closed,
        }
        whole, x, parts = sum(numbers.values()), 0.0, []
        for css, number in numbers.items():
            width = number * 100 / whole if whole else 0.0
            if width:
                parts.append(Part(css, f"{x:.2f}", f"{width:.2f}"))
            x += width
        return parts

    @property
    def has_more_late(self) -> bool:
        return self.late > MOST


def issues_of_country(today: date) -> IssuesHere:
    """Of all. Four statements, one when there is nothing."""
    return _here(IssueTotal.objects.of_country().by(Grain.ALONE), Issue.objects.public(), today)


def issues_of_place(place: Territory, today: date) -> IssuesHere:
    """Of the place and of all that lies in it. Four statements, one when there is nothing."""
    totals = IssueTotal.objects.in_place(place).by(Grain.ALONE)
    return _here(totals, Issue.objects.public().in_place(place), today)


def issues_of_body(body: Body, today: date) -> IssuesHere:
    """For which it answers now, and its last published quarter. Five statements, two when there is nothing."""
    totals = IssueTotal.objects.of_country().by(Grain.BODY).filter(holder=body)
    found = _here(totals, Issue.objects.public().filter(holder=body), today)
    last = QuarterVersion.objects.filter(body=body).select_related("body").order_by("-period_key", "-number").first()
    return replace(found, quarter=last)


def _here(totals: IssueTotalQuerySet, rows: IssueQuerySet, today: date) -> IssuesHere:
    known: Counter[str] = Counter(dict(totals.summed_by("state").values_list("state", "number_of")))
    if not known:
        return IssuesHere(0, 0, 0, 0, 0, [], [])
    open_now = sum(known[state] for state in OPEN)
    standing = rows.filter(state__in=[*OPEN, State.CLAIMED])
    return IssuesHere(
        open=open_now,
        late=len(rows.late(today).order_by().values_list("pk")[: MOST + 1]) if open_now else 0,
        claimed=known[State.CLAIMED],
        confirmed=known[State.CONFIRMED],
        closed=sum(known[state] for state in CLOSED),
        standing=lines_of(standing.with_names().by_news()[:SHOWN], today),
        solved=lines_of(rows.filter(state=State.CONFIRMED).with_names().order_by("-closed_on", "-id")[:SHOWN], today)
        if known[State.CONFIRMED]
        else [],
    )
