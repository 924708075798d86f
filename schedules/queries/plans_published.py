"""Departmental plans that everyone may read."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from schedules.kinds import PLAN, Kind
from schedules.models import Schedule, ScheduleEntry, ScheduleVersion
from schedules.queries.published import entries_counted


def published_plans(kind: Kind = PLAN) -> QuerySet[Schedule]:
    """Latest year first, then by body, with `entry_count`. One statement."""
    plans = Schedule.objects.published().of_kind(kind).select_related("body").annotate(entry_count=entries_counted())
    return plans.order_by("-period_key", "body__slug")


@dataclass(frozen=True)
class PublishedPlan:
    """A departmental plan as the public page shows it."""

    schedule: Schedule
    version: ScheduleVersion
    entries: list[ScheduleEntry]

    @property
    def region_count(self) -> int:
        return len({entry.territory.tile for entry in self.entries})


def published_plan(kind: Kind, slug: str, period_key: str) -> PublishedPlan:
    """Three statements. Raises Schedule.DoesNotExist when no published plan of the body is for the year."""
    found = Schedule.objects.published().of_kind(kind).filter(body__slug=slug, period_key=period_key)
    schedule = found.select_related("body").get()
    version = schedule.versions.defer("content").latest("number")
    return PublishedPlan(schedule, version, list(schedule.entries.in_order().with_places()))
