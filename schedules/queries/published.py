"""What everyone may read of schedules. Every read starts from `Schedule.objects.published()`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Func, IntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from portal.bodies.models import Body
from schedules.models import EntryTotal, Schedule, ScheduleEntry, ScheduleVersion
from schedules.queries.matrix import Matrix, counted_matrix, year_matrix
from schedules.queries.tags import Tag, schedule_tag
from schedules.queries.terms import language_order
from schedules.querysets import EntryQuerySet, Tally


def published_graphs() -> QuerySet[Schedule]:
    """Latest year first, with `entry_count`, `body_count` and `region_count`. One statement."""
    mine = EntryTotal.objects.filter(schedule=OuterRef("pk"))
    return (
        Schedule.objects.published()
        .graphs()
        .annotate(
            entry_count=entries_counted(),
            body_count=_how_many(mine.bodies()),
            region_count=_how_many(mine.regions()),
        )
        .order_by("-period_key")
    )


#: With more meetings the table of the year tells how many there are in a month, and no longer each of them.
MARKS = 400
#: Rows of such a table: twice as many as there are ministries.
ROWS = 50


def entries_counted() -> Coalesce:
    """Of the schedules of a page alone, from their totals."""
    mine = EntryTotal.objects.filter(schedule=OuterRef("pk"), body__isnull=False).order_by().values("schedule")
    return Coalesce(Subquery(mine.annotate(found=Sum("number")).values("found")), 0)


def _how_many(different: QuerySet[Any, Any]) -> Func:
    return Func(ArraySubquery(different), function="cardinality", output_field=IntegerField())


@dataclass(frozen=True)
class PublishedGraph:
    """The schedule of a year as the public page shows it: `entries` are a list to be paged, fetched or not."""

    schedule: Schedule
    version: ScheduleVersion
    entries: Sequence[ScheduleEntry] | EntryQuerySet
    matrix: Matrix
    entry_count: int
    region_count: int
    body_count: int

    @property
    def tag(self) -> Tag:
        return schedule_tag(self.schedule)


def published_graph(period_key: str) -> PublishedGraph:
    """Six statements, without the rows of a long schedule. Raises Schedule.DoesNotExist when none is for the year."""
    schedule = Schedule.objects.published().for_period(period_key).get()
    version = schedule.versions.defer("content").latest("number")
    tallies = list(schedule.totals.tallied())
    count = sum(tally.entries for tally in tallies)
    found = schedule.entries.in_order().with_places()
    entries: Sequence[ScheduleEntry] | EntryQuerySet = found if count > MARKS else list(found)
    return PublishedGraph(
        schedule,
        version,
        entries,
        _matrix(schedule, entries, tallies),
        entry_count=count,
        region_count=schedule.totals.regions().count(),
        body_count=len({tally.body for tally in tallies}),
    )


def published_matrix(period_key: str) -> Matrix:
    """Only the matrix. Three statements. Raises Schedule.DoesNotExist."""
    schedule = Schedule.objects.published().for_period(period_key).get()
    tallies = list(schedule.totals.tallied())
    return _matrix(schedule, list(schedule.entries.in_order().with_places()), tallies)


def _matrix(schedule: Schedule, entries: Sequence[ScheduleEntry] | EntryQuerySet, tallies: Sequence[Tally]) -> Matrix:
    """Bodies that have a meeting. An empty quarter of a published schedule has its written reason: no gap here."""
    counts: Counter[int] = Counter()
    for tally in tallies:
        counts[tally.body] += tally.entries
    if isinstance(entries, EntryQuerySet):
        most = [body for body, _entries in counts.most_common(ROWS)]
        bodies = language_order(Body.objects.filter(pk__in=most))
        return counted_matrix(schedule.period, bodies, tallies, left_out=len(counts) - len(most))
    return year_matrix(schedule.period, language_order(Body.objects.filter(pk__in=counts)), entries)
