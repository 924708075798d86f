"""Meetings that are over and of which nobody has said what became: for those above their bodies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from meetings.models import Meeting
from meetings.querysets import MeetingQuerySet
from portal.bodies.models import Body, Territory
from portal.bodies.permissions import Actor
from portal.kit import formats

#: Bodies told of by their numbers; those with the most come first.
BODIES = 50


@dataclass(frozen=True)
class Counted:
    """A region or a body with how many of its meetings nobody recorded. `key` asks for them."""

    name: str
    key: str
    number: int


def unrecorded(actor: Actor, *, region: Territory | None = None, body: Body | None = None) -> MeetingQuerySet:
    """Those the actor looks after, the last days first."""
    found = Meeting.objects.public().overseen_by(actor).unrecorded(actor.on)
    if region is not None:
        found = found.filter(region=region)
    if body is not None:
        found = found.for_body(body)
    return found.with_names().order_by("-span_end", "number")


def by_region(found: MeetingQuerySet) -> list[Counted]:
    """One statement."""
    return _counted(found, "region", f"region__name_{formats.language()}", "region__kato")


def by_body(found: MeetingQuerySet) -> list[Counted]:
    """One statement."""
    return _counted(found, "body", f"body__name_{formats.language()}", "body__slug")[:BODIES]


def _counted(found: MeetingQuerySet, *columns: str) -> list[Counted]:
    rows: Any = found.order_by().values(*columns).annotate(number_of=Count("pk")).order_by("-number_of", columns[1])
    return [Counted(name, key, number) for _pk, name, key, number in rows.values_list(*columns, "number_of")]


def days_since(meeting: Meeting, on: date) -> int:
    """Since its last day, or the last of the time in which its day was to be set."""
    return (on - meeting.span_end).days + 1
