"""How the record of the running year stands, by levels: the same kept totals as the public record."""

from __future__ import annotations

from dataclasses import dataclass

from portal.deadlines.choices import Level
from portal.deadlines.queries.record.totals import Counted, Sum, added, counted, sums
from portal.overview.queries.control.scope import Scope


@dataclass(frozen=True)
class YearLine:
    level: Level
    sum: Sum


@dataclass(frozen=True)
class YearNumbers:
    """Public duties for the periods of `year`; `age` says when the totals were counted."""

    year: int
    total: Sum
    lines: list[YearLine]
    age: Counted | None


def year_numbers(scope: Scope, year: int) -> YearNumbers:
    """Two statements for the whole country, and one more for each further region."""
    found = [
        one
        for region in (scope.regions or (None,))
        for one in sums(year=year, by=("level",), public=True, region=region)
    ]
    by_level = {level: [one for one in found if one.level == level] for level in Level}
    lines = [YearLine(level, added(group)) for level, group in by_level.items() if group]
    return YearNumbers(year, added(found), lines, counted())
