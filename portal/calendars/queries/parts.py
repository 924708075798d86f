"""Parts of a calendar: whose they are, how far they have come, and their rows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count

from portal.bodies.models import Body, Official, Territory
from portal.bodies.permissions import Actor
from portal.calendars.models import Delegation, Part
from portal.deadlines.queries import days_off
from schedules.models import Proposal, ProposalRow
from schedules.queries.terms import own_due_on
from schedules.querysets import PlannedQuerySet

#: How long before its own last day a region is offered to have the parts ready.
_BEFORE = timedelta(days=7)


def given_bodies(actor: Actor, proposal: Proposal) -> frozenset[int]:
    """Akimats whose rows the actor may write: of each open part of its own, it and all below. Two statements."""
    parts = Part.objects.of(actor).open().filter(delegation__proposal=proposal)
    found: set[int] = set()
    for territory in parts.values_list("body__territory", flat=True):
        found |= set(Body.objects.akimats_within(territory).values_list("pk", flat=True))
    return frozenset(found)


def bodies_of_part(part: Part) -> list[int]:
    """The akimat and those below. One statement."""
    assert part.body.territory_id is not None
    return list(Body.objects.akimats_within(part.body.territory_id).values_list("pk", flat=True))


def rows_of_part(part: Part) -> PlannedQuerySet:
    """Meetings of its akims, as a calendar runs."""
    rows = ProposalRow.objects.filter(proposal=part.delegation.proposal_id, official__body__in=bodies_of_part(part))
    return rows.standing().in_order().with_places()


def akims_of_part(part: Part, on: date) -> list[Official]:
    """Who may be named in a new row. Two statements."""
    found = Official.objects.in_force(on).filter(body__in=bodies_of_part(part), post="first_head")
    return list(found.select_related("body__territory").order_by("body__territory__kato"))


def places_of_part(part: Part, on: date) -> list[Territory]:
    """Units where they may come: its own and everything in it. One statement."""
    own = part.body.territory_id
    assert own is not None
    inside = Territory.objects.in_force(on)
    found = inside.filter(pk=own) | inside.filter(parent=own) | inside.filter(parent__parent=own)
    return list(found.order_by("kato"))


def own_parts(actor: Actor) -> list[Part]:
    """Parts given to the actor\'s akimats, the latest year first. One statement."""
    found = Part.objects.of(actor).select_related("delegation__proposal__body", "body__territory")
    return list(found.order_by("-delegation__proposal__period_key", "body__slug"))


@dataclass
class Line:
    """One akimat right below the region, with what lies below it."""

    part: Part
    rows: int = 0
    below: int = 0
    below_ready: int = 0
    unready: list[Part] = field(default_factory=list)

    @property
    def is_ready(self) -> bool:
        return self.part.ready_on is not None


@dataclass(frozen=True)
class Progress:
    """How far a region\'s calendar has come, by district."""

    delegation: Delegation
    lines: list[Line]
    #: Meetings of the akim of the region.
    own_rows: int
    today: date

    @property
    def rows(self) -> int:
        return self.own_rows + sum(line.rows for line in self.lines)

    @property
    def ready(self) -> int:
        return sum(line.is_ready for line in self.lines)

    @property
    def is_over(self) -> bool:
        return self.today > self.delegation.due_on

    @property
    def days_left(self) -> int:
        return max((self.delegation.due_on - self.today).days, 0)

    @property
    def not_ready(self) -> list[Line]:
        return [line for line in self.lines if not line.is_ready]


def progress(delegation: Delegation, today: date) -> Progress:
    """Three statements, however many akimats."""
    region = delegation.proposal.body.territory_id
    counted = (
        ProposalRow.objects.filter(proposal=delegation.proposal_id)
        .standing()
        .order_by()
        .values_list("official__body")
        .annotate(Count("pk"))
    )
    rows: dict[int, int] = defaultdict(int, dict(counted))
    parts = list(delegation.parts.select_related("body__territory__parent").order_by("body__territory__kato"))
    lines: dict[int, Line] = {}
    for part in parts:
        territory = part.body.territory
        assert territory is not None
        if territory.parent_id == region:
            lines[territory.pk] = Line(part, rows[part.body_id])
    for part in parts:
        territory = part.body.territory
        assert territory is not None
        # A district of a city of the region lies two ranks below it, as rural districts do.
        line = lines.get(territory.parent_id or 0)
        if territory.parent_id == region or line is None:
            continue
        line.rows += rows[part.body_id]
        line.below += 1
        if part.ready_on is None:
            line.unready.append(part)
        else:
            line.below_ready += 1
    return Progress(delegation, list(lines.values()), rows[delegation.proposal.body_id], today)


def inner_day(proposal: Proposal, today: date) -> date | None:
    """What is offered as the inner deadline: a working day a week before the region's own last day, if it is ahead."""
    last = own_due_on(proposal, today)
    if last is None:
        return None
    day = last - _BEFORE
    off = days_off(day - _BEFORE, day)
    while day in off:
        day -= timedelta(days=1)
    return day if day > today else None
