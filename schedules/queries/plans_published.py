"""Departmental plans that everyone may read."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from schedules.kinds import PLAN, Kind
from schedules.models import Schedule, ScheduleVersion
from schedules.queries.published import entries_counted
from schedules.querysets import EntryQuerySet


def published_plans(kind: Kind = PLAN) -> QuerySet[Schedule]:
    """Latest year first, then by body, with `entry_count`. One statement."""
    plans = Schedule.objects.published().of_kind(kind).select_related("body").annotate(entry_count=entries_counted())
    return plans.order_by("-period_key", "body__slug")


@dataclass(frozen=True)
class PublishedPlan:
    """A departmental plan as the public page shows it."""

    schedule: Schedule
    version: ScheduleVersion
    #: To be paged, not fetched: a calendar of akims has 1,500.
    entries: EntryQuerySet
    entry_count: int
    region_count: int


def published_plan(kind: Kind, slug: str, period_key: str) -> PublishedPlan:
    """Four statements, without the rows. Raises Schedule.DoesNotExist: the body has none published for the year."""
    found = Schedule.objects.published().of_kind(kind).filter(body__slug=slug, period_key=period_key)
    schedule = found.select_related("body__territory").get()
    version = schedule.versions.defer("content").latest("number")
    return PublishedPlan(
        schedule,
        version,
        schedule.entries.in_order().with_places(),
        entry_count=sum(tally.entries for tally in schedule.totals.tallied()),
        region_count=schedule.totals.regions().count(),
    )
