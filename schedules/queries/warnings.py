"""What deserves a look while a proposal is being written: across its rows, and beside what others plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils.translation import gettext as _

from portal.bodies.models import Body, Territory
from portal.bodies.rules import codes
from schedules.choices import ScheduleState
from schedules.kinds import KINDS
from schedules.models import Proposal, ProposalRow, ScheduleEntry
from schedules.queries.filed import filed_rows
from schedules.queries.proposals import ProposalView

#: States in which every ministry sees the schedule: what stands in it may be named.
_SEEN_BY_ALL = (
    ScheduleState.AGREEMENT,
    ScheduleState.GOVERNMENT,
    ScheduleState.APPROVED,
    ScheduleState.PUBLISHED,
)


@dataclass(frozen=True)
class Remark:
    """One thing worth a look, with the numbers and ids of the rows it is about."""

    text: str
    rows: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Warnings:
    """`by_row` maps a row's id to sentences; `remarks` gathers the same sentences once each, in order.

    `unknown` counts meetings in regions of which nothing was known when they were chosen, though of others it was.
    """

    by_row: dict[int, tuple[str, ...]]
    remarks: list[Remark]
    unknown: int


def proposal_warnings(view: ProposalView, *, for_reviewer: bool = False) -> Warnings:
    """Four statements beyond those of `view`, however many rows; none for a proposal without days.

    Whoever reviews what is filed sees all of it, and so is told who else goes there.
    """
    beside = _beside(view, for_reviewer)
    by_row: dict[int, tuple[str, ...]] = {}
    gathered: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for each in view.rows:
        said = tuple(map(str, (*each.concerns, *beside.get(each.row.pk, ()))))
        if said:
            by_row[each.row.pk] = said
        for text in said:
            gathered[text].append((each.number, each.row.pk))
    return Warnings(
        by_row=by_row,
        remarks=[Remark(text, tuple(rows)) for text, rows in gathered.items()],
        unknown=_unknown([each.row for each in view.rows if not each.row.is_withdrawn]),
    )


def _unknown(rows: list[ProposalRow]) -> int:
    """Meetings in regions of which nothing was known; where nothing is known of any there is nothing to warn of."""
    blank = sum(row.facts is None for row in rows)
    return blank if blank < len(rows) else 0


def _beside(view: ProposalView, for_reviewer: bool) -> dict[int, list[str]]:
    """Meetings of other bodies in the same region on the same day, by row."""
    rows = [each.row for each in view.rows if each.row.day and not each.row.is_withdrawn]
    days = {day for row in rows for day in row.days}
    if not days:
        return {}
    others = _others(view.proposal, days, {row.territory.region for row in rows}, for_reviewer)
    said: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        met: dict[int, Body | None] = {}
        for day in row.days:
            met |= others.get((day, row.territory.region.pk), {})
        for body in met.values():
            said[row.pk].append(
                _("Another body is in this region on this day: %(body)s.") % {"body": body.plain}
                if body
                else _("Another ministry has filed a meeting in this region on this day.")
            )
    return {pk: list(dict.fromkeys(texts)) for pk, texts in said.items()}


def _others(
    proposal: Proposal, days: set[date], regions: Collection[Territory], for_reviewer: bool
) -> dict[tuple[date, int], dict[int, Body | None]]:
    """Who else is where on those days. What a ministry has only filed is told without its name, save to reviewers."""
    on_days = Q(day__in=days) | Q(more_days__overlap=sorted(days))
    prefixes = {codes.region(region.kato) for region in regions}
    within = reduce(or_, (Q(territory__kato__startswith=prefix) for prefix in sorted(prefixes)))
    # Akims meet people in every region on every day: they are told of ministries, and ministries not of them.
    kinds = [key for key, kind in KINDS.items() if not kind.rows.of_bodies_below]
    entries = (
        ScheduleEntry.objects.filter(
            on_days,
            within,
            schedule__kind__in=kinds,
            schedule__period_key=proposal.period_key,
            schedule__state__in=_SEEN_BY_ALL,
        )
        .exclude(body=proposal.body_id)
        .whereabouts()
    )
    others = Proposal.objects.for_year(proposal.period_key).filter(kind__in=kinds).exclude(body=proposal.body_id)
    found: dict[tuple[date, int], dict[int, Body | None]] = defaultdict(dict)
    for row in filed_rows(others, days):
        for day in days.intersection(row.days):
            named = row.proposal.body if for_reviewer else None
            found[day, row.territory.region.pk][row.proposal.body_id] = named
    # A body whose entry stands in a schedule that all see is named, whatever else it has filed.
    standing = list(entries)
    bodies = Body.objects.in_bulk({one.body for one in standing})
    for one in standing:
        for day in days.intersection(one.days):
            found[day, one.region][one.body] = bodies[one.body]
    return found
