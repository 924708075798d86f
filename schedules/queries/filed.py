"""What others see of a proposal: its rows as they were sent. What its body types after a return is the body's alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.core import serializers
from django.db.models import Q

from portal.bodies.models import Official, Territory
from schedules.choices import ProposalState
from schedules.models import Proposal, ProposalRow
from schedules.querysets import ProposalQuerySet


def rows_of(proposal: Proposal, *, as_filed: bool) -> list[ProposalRow]:
    """In order, the withdrawn ones included. One statement; two for rows that were sent and are being revised."""
    if as_filed and proposal.state == ProposalState.RETURNED:
        return _kept([proposal])
    return list(proposal.rows.in_order().with_places())


def filed_rows(proposals: ProposalQuerySet, days: Collection[date] | None = None) -> list[ProposalRow]:
    """Standing rows of everything that was filed, as it was sent, in order; of some days alone when they are given.

    Two statements; four while some are being revised.
    """
    filed = proposals.filed().select_related("body")
    sent = ProposalRow.objects.filter(proposal__in=filed.exclude(state=ProposalState.RETURNED)).standing()
    if days is not None:
        sent = sent.filter(Q(day__in=days) | Q(more_days__overlap=sorted(days)))
    rows = list(sent.in_order().with_places().select_related("proposal__body"))
    kept = _kept(filed.filter(state=ProposalState.RETURNED), days)
    return sorted([*rows, *(row for row in kept if not row.is_withdrawn)], key=_place)


def content_to_keep(proposal: Proposal) -> list[dict[str, Any]]:
    """Rows as they are now, in order, for `Proposal.filed_rows`. One statement."""
    return list(serializers.serialize("python", proposal.rows.in_order()))


def _kept(proposals: Iterable[Proposal], days: Collection[date] | None = None) -> list[ProposalRow]:
    """Rows that were kept when the proposals went back. They are in no table: nobody may save them."""
    rows = [row for proposal in proposals for row in _thawed(proposal, days)]
    if not rows:
        return []
    officials = Official.objects.in_bulk({row.official_id for row in rows})
    places = Territory.objects.select_related("parent").in_bulk({row.territory_id for row in rows})
    for row in rows:
        row.official, row.territory = officials[row.official_id], places[row.territory_id]
    return rows


def _thawed(proposal: Proposal, days: Collection[date] | None) -> list[ProposalRow]:
    kept = proposal.filed_rows or []
    if days is not None:
        texts = [day.isoformat() for day in days]
        kept = [each for each in kept if _names(each["fields"], texts)]
    rows: list[Any] = [each.object for each in serializers.deserialize("python", kept, ignorenonexistent=True)]
    for row in rows:
        row.proposal = proposal
    return rows


def _names(fields: Mapping[str, Any], days: Iterable[str]) -> bool:
    """Asked of the text: making a row of each costs more than the rest of the page."""
    said = f"{fields['day']} {fields['more_days']}"
    return any(day in said for day in days)


def _place(row: ProposalRow) -> tuple[Any, ...]:
    """As `PlannedQuerySet.in_order`."""
    return (row.span_start, row.day or date.max, row.quarter_key, row.half_key, row.position, row.pk)
