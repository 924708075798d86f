"""A page of the rows of a long plan, and what it is narrowed to. Long plans are never read whole for a page."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page
from django.db.models import Count, Q
from django.db.models import Window as Over

from portal.bodies.models import Territory
from portal.bodies.rules import codes
from portal.deadlines.queries import days_off
from portal.kernel.periods import Period, WrongPeriod
from schedules.choices import Look
from schedules.models import Proposal, ProposalRow
from schedules.querysets import PlannedQuerySet

_ENDS = (2, 4, 6, 9)
_MOST_DIGITS = 9


@dataclass(frozen=True)
class RowFilter:
    """Rows of the akims of a district and below it, of one official, of a month, and those that deserve a look.

    What is empty does not narrow.
    """

    district: str = ""
    official: int | None = None
    month: str = ""
    look: str = ""

    @classmethod
    def asked(cls, given: Mapping[str, str]) -> RowFilter:
        """What is no such thing does not narrow."""
        district, official, month, look = (given.get(name, "") for name in ("district", "akim", "month", "look"))
        is_number = official.isascii() and official.isdecimal() and len(official) <= _MOST_DIGITS
        return cls(
            district if codes.is_code(district) else "",
            int(official) if is_number else None,
            month if _is_month(month) else "",
            look if look in Look.values else "",
        )

    def __bool__(self) -> bool:
        return bool(self.district or self.official or self.month or self.look)

    @property
    def query(self) -> str:
        """As a part of an address."""
        said = {"district": self.district, "akim": self.official, "month": self.month, "look": self.look}
        return urlencode({name: value for name, value in said.items() if value})

    def of(self, rows: PlannedQuerySet) -> PlannedQuerySet:
        if self.district:
            within = self.district[: _ENDS[codes.level(self.district)]]
            whole = Q(official__body__territory__kato=self.district)
            # A region is named for its own akim: all of it is no narrowing.
            below = Q(official__body__territory__kato__startswith=within) if codes.level(self.district) else whole
            rows = rows.filter(below)
        if self.official:
            rows = rows.filter(official=self.official)
        if self.month:
            month = Period.parse(self.month)
            rows = rows.filter(span_start__gte=month.start, span_start__lt=month.end)
        return rows


def _is_month(key: str) -> bool:
    try:
        return Period.parse(key).kind == "month"
    except WrongPeriod:
        return False


def looked_for(rows: PlannedQuerySet, look: str, off: Collection[date]) -> PlannedQuerySet:
    """Of the rows those that deserve this look; `off`: days off of the year. A withdrawn row deserves none."""
    rows = rows.standing()
    if look == Look.DAY_OFF:
        return rows.filter(Q(day__in=off) | Q(more_days__overlap=sorted(off)))
    if look == Look.UNDATED:
        return rows.filter(day__isnull=True)
    same = rows.filter(day__isnull=False).order_by()
    return same.annotate(on_the_day=Over(Count("pk"), partition_by=["official", "day"])).filter(on_the_day__gt=1)


@dataclass(frozen=True)
class Window:
    """Rows of one page, the number of the first, how many there are in all; `beside` share a day and an official."""

    rows: list[ProposalRow]
    first: int
    count: int
    beside: list[ProposalRow] = field(default_factory=list)


def rows_in(proposal: Proposal, bodies: Collection[int] | None = None) -> PlannedQuerySet:
    """All rows; with `bodies`, those of a part, the rows of their officials alone."""
    rows = ProposalRow.objects.filter(proposal=proposal)
    return rows if bodies is None else rows.filter(official__body__in=bodies)


def narrowed(proposal: Proposal, asked: RowFilter, bodies: Collection[int] | None = None) -> PlannedQuerySet:
    """In order. No statement, one where days off are asked for."""
    rows = rows_in(proposal, bodies)
    if asked.look:
        period = proposal.period
        off = frozenset(days_off(period.start, period.last_day)) if asked.look == Look.DAY_OFF else frozenset()
        rows = looked_for(rows, asked.look, off)
    return asked.of(rows).in_order().with_places()


def window_of(proposal: Proposal, page: Page[ProposalRow], bodies: Collection[int] | None = None) -> Window:
    """Three statements beyond those of the page."""
    rows = list(page)
    days = {day for row in rows for day in row.days}
    beside = ProposalRow.objects.filter(
        Q(day__in=days) | Q(more_days__overlap=sorted(days)),
        proposal=proposal,
        official__in={row.official_id for row in rows},
        is_withdrawn=False,
    ).exclude(pk__in=[row.pk for row in rows])
    return Window(
        rows,
        page.start_index(),
        rows_in(proposal, bodies).count(),
        list(beside.select_related("official", "territory__parent__parent__parent")) if days else [],
    )


@dataclass(frozen=True)
class Choices:
    """What the rows can be narrowed to: districts with those of the region first, and months of the year."""

    districts: list[Territory]
    months: list[Period]

    @property
    def looks(self) -> list[tuple[str, Any]]:
        return Look.choices


def choices(proposal: Proposal, on: date, bodies: Collection[int] | None = None) -> Choices:
    """Of a part, whose `bodies` are given, its units. One statement."""
    region = proposal.body.territory_id
    if bodies is not None:
        units = Territory.objects.in_force(on).filter(bodies__in=bodies).with_akim().distinct().order_by("kato")
        return Choices(list(units), list(proposal.period.parts("month")))
    upper = Territory.objects.in_force(on).filter(Q(pk=region) | Q(parent=region)).with_akim().order_by("kato")
    return Choices(list(upper), list(proposal.period.parts("month")))
