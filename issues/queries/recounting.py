"""Lives of issues as plain lines, from which every figure is counted again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from issues.choices import Verb
from issues.models import IssueEvent
from issues.queries.figures import Asked, figures_by
from issues.rules.figures import Figures
from issues.rules.recount import Line, recount_bodies, standings
from portal.kernel.periods import Period

_COLUMNS = ("issue_id", "verb", "to_state", "holder_id", "on", "due_on")


def lines(period: Period) -> Iterator[Line]:
    """Of issues registered in the period, each life in its order, one after the other. One statement, read in parts."""
    begun = IssueEvent.objects.filter(verb=Verb.REGISTER, on__gte=period.start, on__lt=period.end)
    rows = IssueEvent.objects.filter(issue__in=begun.values("issue")).order_by("issue_id", "id")
    for values in rows.values_list(*_COLUMNS).iterator(chunk_size=2000):
        yield Line(*values)


@dataclass(frozen=True)
class Recount:
    """By body that answers: from the lines of the lives, and from the columns where the day is today."""

    by_lines: dict[int, Figures]
    by_columns: dict[int, Figures]

    @property
    def differing(self) -> list[int]:
        bodies = self.by_lines.keys() | self.by_columns.keys()
        return sorted(body for body in bodies if self.by_lines.get(body) != self.by_columns.get(body))


def recounted(period: Period, *, on: date) -> dict[int, Figures]:
    """Figures of every body as they stood on that day, from the lines alone. One statement."""
    return recount_bodies(standings(lines(period), on=on), start=period.start, end=period.end, on=on)


def compared(period: Period, *, today: date) -> Recount:
    """Three statements."""
    return Recount(recounted(period, on=today), figures_by("body", Asked(period), on=today))
