"""What the proposer is asked, what it would fill a year with, and what a calendar holds. Nothing is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from portal.bodies.models import Territory
from portal.bodies.rules import codes
from portal.calendars.queries.units import ground, units_on
from portal.calendars.queries.wants import wants
from portal.calendars.rules.proposing import Have, Proposed, Want, Wish, proposed
from portal.deadlines.queries.law import Law, law
from portal.deadlines.queries.words import in_words
from portal.law import registry
from portal.law.counting.calendar import WorkingCalendar
from portal.law.coverage import first_day
from schedules.models import Proposal, ProposalRow


@dataclass(frozen=True)
class Sketch:
    """A region's year as it would be proposed, and what was asked for."""

    wants: list[Want]
    proposed: Proposed


def known_law() -> Law:
    """Decisions and the working calendar, asked once for all regions. Two statements."""
    return law(with_calendar=True)


def sketch(territory: Territory, year: int, *, on: date, known: Law, edition: str = "") -> Sketch:
    """The year of the akims of a territory and of all below it. Six statements."""
    asked = ground(territory, year, on=on, edition=edition)
    within = [each for each in units_on(asked) if codes.is_within(each.akim.place.kato, territory.kato)]
    found = wants(asked, within)
    wish = Wish(not_before=first_day(year, known.orders, known.calendar))
    return Sketch(found, proposed(found, (), known.calendar, wish))


@dataclass(frozen=True)
class NormLine:
    """One norm of the region's year: how many meetings it asks for, how many the calendar holds."""

    key: str
    title: str
    asked: int
    planned: int

    @property
    def wanting(self) -> int:
        return self.asked - self.planned


@dataclass(frozen=True)
class ProposingPage:
    lines: list[NormLine]

    @property
    def wanting(self) -> int:
        return sum(line.wanting for line in self.lines)


def proposing_page(proposal: Proposal, on: date) -> ProposingPage:
    """What the norms ask for, and what the rows hold of it. Eight statements."""
    territory = proposal.body.territory
    assert territory is not None
    asked = ground(territory, proposal.period.start.year, on=max(on, proposal.period.start))
    found = wants(asked, units_on(asked))
    # No day is free, so that what is there is counted and nothing is proposed.
    nothing_free = Wish(not_before=proposal.period.end)
    there = proposed(found, haves(rows_of_calendar(proposal), {}), WorkingCalendar(), nothing_free).by_norm()
    total: Counter[str] = Counter()
    for want in found:
        total[want.norm] += want.meetings
    return ProposingPage(
        [NormLine(key, in_words(registry.duty(key).title), total[key], there.get(key, 0)) for key in sorted(total)]
    )


def rows_of_calendar(proposal: Proposal) -> QuerySet[ProposalRow]:
    """Rows that stand, with whose they are and where. One statement."""
    rows = proposal.rows.filter(is_withdrawn=False)
    return rows.select_related("official__body__territory", "territory__parent__parent__parent")


def haves(rows: Iterable[ProposalRow], ours: Mapping[int, int]) -> list[Have]:
    """Rows as the proposer sees them; `ours`: versions of those it wrote. A row is ours while it is as it was."""
    return [
        Have(
            key=row.pk,
            akim=row.official.body.territory.kato,
            unit=row.territory.kato,
            starts_on=row.when.start,
            ends_on=row.when.end,
            days=tuple(row.days),
            is_ours=ours.get(row.pk) == row.version,
        )
        for row in rows
        if row.official.body.territory is not None
    ]
