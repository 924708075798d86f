"""What everyone may read of schedules. Every read starts from `Schedule.objects.published()`."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.db.models.functions import Coalesce

from portal.bodies.models import Body
from schedules.models import Schedule, ScheduleEntry, ScheduleVersion
from schedules.queries.matrix import Matrix, year_matrix
from schedules.queries.tags import Tag, schedule_tag
from schedules.queries.terms import language_order


def published_graphs() -> QuerySet[Schedule]:
    """Latest year first, with `entry_count`, `body_count` and `region_count`. One statement."""
    return (
        Schedule.objects.published()
        .graphs()
        .annotate(
            entry_count=Count("entries"),
            body_count=Count("entries__body", distinct=True),
            region_count=Count(Coalesce("entries__territory__parent", "entries__territory"), distinct=True),
        )
        .order_by("-period_key")
    )


@dataclass(frozen=True)
class PublishedGraph:
    """The schedule of a year as the public page shows it."""

    schedule: Schedule
    version: ScheduleVersion
    entries: list[ScheduleEntry]
    matrix: Matrix

    @property
    def tag(self) -> Tag:
        return schedule_tag(self.schedule)

    @property
    def entry_count(self) -> int:
        return len(self.entries)

    @property
    def body_count(self) -> int:
        return len(self.matrix.rows)

    @property
    def region_count(self) -> int:
        return len({entry.territory.region.pk for entry in self.entries})


def published_graph(period_key: str) -> PublishedGraph:
    """Four statements. Raises Schedule.DoesNotExist when no published schedule is for the year."""
    schedule = Schedule.objects.published().for_period(period_key).get()
    version = schedule.versions.latest("number")
    entries = list(schedule.entries.in_order().with_places())
    return PublishedGraph(schedule, version, entries, _matrix(schedule, entries))


def published_matrix(period_key: str) -> Matrix:
    """Only the matrix. Three statements. Raises Schedule.DoesNotExist."""
    schedule = Schedule.objects.published().for_period(period_key).get()
    return _matrix(schedule, list(schedule.entries.in_order().with_places()))


def _matrix(schedule: Schedule, entries: list[ScheduleEntry]) -> Matrix:
    """Bodies that have a meeting. An empty quarter of a published schedule has its written reason: no gap here."""
    bodies = language_order(Body.objects.filter(pk__in={entry.body_id for entry in entries}))
    return year_matrix(schedule.period, bodies, entries)
