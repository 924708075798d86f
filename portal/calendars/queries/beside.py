"""How a region's calendar comes along: district by district, beside the norms, and what needs a hand."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F

from portal.bodies.models import Territory
from portal.bodies.rules import codes
from portal.calendars.models import Delegation, Part, ProposedDay
from portal.calendars.queries.proposing import ProposingPage, proposing_page
from portal.deadlines.queries import days_off
from schedules.choices import Look
from schedules.models import Proposal
from schedules.queries.window import looked_for


@dataclass(frozen=True)
class District:
    """A district or city of the region with all that lies in it; `ready` of `akimats` have said that they are done."""

    place: Territory
    meetings: int
    akimats: int
    ready: int
    #: Its own akimat has said so for itself and those below.
    is_ready: bool

    @property
    def share(self) -> str:
        """Of the bar, in per cent."""
        return f"{100 * self.ready / self.akimats:.0f}%" if self.akimats else "0%"


@dataclass(frozen=True)
class CalendarBeside:
    proposal: Proposal
    districts: list[District]
    delegation: Delegation | None
    norms: ProposingPage
    #: Meetings that need a hand, by what is to be looked at.
    looks: list[tuple[Look, int]]
    meetings: int
    #: Days as the portal proposed them, touched by nobody since.
    proposed: int
    on: date

    @property
    def ready(self) -> int:
        return sum(each.is_ready for each in self.districts)

    @property
    def is_late(self) -> bool:
        """The inner day has passed, and not everybody is ready."""
        return self.delegation is not None and self.delegation.due_on < self.on and self.ready < len(self.districts)

    @property
    def needs_nothing(self) -> bool:
        return not (self.norms.wanting or self.is_late or any(count for _look, count in self.looks))


def calendar_beside(proposal: Proposal, on: date) -> CalendarBeside:
    """Seventeen statements, however many rows and akimats."""
    rows = proposal.rows.standing()
    off = frozenset(days_off(proposal.period.start, proposal.period.last_day))
    return CalendarBeside(
        proposal=proposal,
        districts=_districts(proposal, on),
        delegation=Delegation.objects.filter(proposal=proposal).first(),
        norms=proposing_page(proposal, on),
        looks=[(look, looked_for(rows, look, off).count()) for look in Look],
        meetings=rows.count(),
        proposed=ProposedDay.objects.filter(row__in=rows, row_version=F("row__version")).count(),
        on=on,
    )


def _districts(proposal: Proposal, on: date) -> list[District]:
    region = proposal.body.territory_id
    found = Territory.objects.in_force(on).filter(parent=region).with_akim().order_by("kato")
    counted: Counter[str] = Counter()
    by_unit = proposal.rows.standing().order_by().values_list("official__body__territory__kato").annotate(Count("pk"))
    for kato, count in by_unit:
        counted[codes.district(kato)] += count
    parts: defaultdict[str, dict[str, date | None]] = defaultdict(dict)
    marks = Part.objects.filter(delegation__proposal=proposal).order_by()
    for kato, ready_on in marks.values_list("body__territory__kato", "ready_on"):
        parts[codes.district(kato)][kato] = ready_on
    districts = []
    for place in found:
        own = parts[codes.district(place.kato)]
        districts.append(
            District(
                place=place,
                meetings=counted[codes.district(place.kato)],
                akimats=len(own),
                ready=sum(ready_on is not None for ready_on in own.values()),
                is_ready=own.get(place.kato) is not None,
            )
        )
    return districts
