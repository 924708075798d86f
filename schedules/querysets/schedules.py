"""Schedules, their entries and numbers, agreement on them, where they were told of, facts of regions beside them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import models
from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Coalesce, Concat, TruncMonth, TruncQuarter

from portal.bodies.choices import Function, Role
from portal.kernel.when import When
from schedules.choices import CLOSED, OUT_IN_PUBLIC, ScheduleState, SlotState
from schedules.kinds import GRAPH, KINDS, Kind
from schedules.querysets.people import MINISTRY_ROLES, of_own_bodies, sees_all_filed, shown_states

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from portal.bodies.models import Body
    from portal.bodies.permissions import Actor
    from schedules.models import (
        AgreementSlot,
        EntryTotal,
        RegionFacts,
        Schedule,
        ScheduleAnnouncement,
        ScheduleEntry,
    )


#: The region of a place: a village lies three steps below it.
_REGION = Coalesce(*("__".join(["territory", *["parent"] * steps]) for steps in (3, 2, 1, 0)))


class ScheduleQuerySet(models.QuerySet["Schedule"]):
    def for_period(self, period_key: str) -> ScheduleQuerySet:
        """The schedule of first heads of the year: a working copy first, then the one in force; no replaced ones."""
        return self.in_chain(GRAPH.key, None, period_key).standing()

    def of_kind(self, kind: Kind) -> ScheduleQuerySet:
        return self.filter(kind=kind.key)

    def graphs(self) -> ScheduleQuerySet:
        """Schedules of first heads."""
        return self.of_kind(GRAPH)

    def in_chain(self, kind: str, body: Body | int | None, period_key: str) -> ScheduleQuerySet:
        """Everything there ever was of one schedule and year: the first one and its amendments, latest first."""
        return self.filter(kind=kind, body=body, period_key=period_key).order_by("-pk")

    def standing(self) -> ScheduleQuerySet:
        """Neither replaced by an amendment nor given up."""
        return self.exclude(state__in=[ScheduleState.SUPERSEDED, ScheduleState.ABANDONED])

    def published(self) -> ScheduleQuerySet:
        """The only door to public data of schedules."""
        return self.filter(state=ScheduleState.PUBLISHED)

    def due_for_publication(self, at: datetime) -> ScheduleQuerySet:
        """Approved, with a planned instant of publication that has come."""
        return self.filter(state=ScheduleState.APPROVED, publish_at__lte=at)

    def unfinished(self) -> ScheduleQuerySet:
        """On the way: not published yet."""
        return self.exclude(state__in=CLOSED)

    def before_the_government(self) -> ScheduleQuerySet:
        return self.filter(state=ScheduleState.GOVERNMENT)

    def visible_to(self, actor: Actor) -> ScheduleQuerySet:
        """Twin of `can_see_schedule`.

        What is published everybody sees, and a plan of one body that body. Before, its kind says in which states who
        does: those who watch over all, people of ministries, the Government's approvers.
        """
        visible = Q(state__in=OUT_IN_PUBLIC) | of_own_bodies(actor)
        for kind in KINDS.values():
            visible |= Q(kind=kind.key, state__in=shown_states(actor, kind))
        return self.filter(visible)


class Tally(NamedTuple):
    """How many entries of a body begin in a month."""

    body: int
    month: date
    entries: int


class Time(NamedTuple):
    """How many entries of a body are at times that are the same to a quarter of the year."""

    body: int
    when: When
    entries: int


class Whereabouts(NamedTuple):
    """A body is in a region on days."""

    body: int
    region: int
    days: tuple[date, ...]


class EntryQuerySet(models.QuerySet["ScheduleEntry"]):
    def published(self) -> EntryQuerySet:
        return self.filter(schedule__state=ScheduleState.PUBLISHED)

    def with_sources(self) -> EntryQuerySet:
        return self.select_related("source")

    def of_body(self, body: Body | int) -> EntryQuerySet:
        return self.filter(body=body)

    def in_order(self) -> EntryQuerySet:
        """As a calendar runs; a whole month, quarter, then half-year stand after their first day."""
        return self.order_by(
            "span_start", F("day").asc(nulls_last=True), "quarter_key", "half_key", "body_id", "position", "pk"
        )

    def with_places(self) -> EntryQuerySet:
        """A village lies three steps below its region, which entries ask for."""
        return self.select_related("body", "official", "territory__parent__parent__parent")

    def region_count(self) -> int:
        """In how many regions they are held. One statement."""
        found: int = self.order_by().aggregate(found=Count(_REGION, distinct=True))["found"]
        return found

    def whereabouts(self) -> Iterator[Whereabouts]:
        """Of entries that have a day. One statement."""
        found = self.filter(day__isnull=False).order_by().values_list("body", _REGION, "day", "more_days")
        return (Whereabouts(body, region, (day, *more)) for body, region, day, more in found)

    def tallied(self) -> Iterator[Tally]:
        """Entries by body and month, counted. One statement."""
        found = self.order_by().values_list("body", TruncMonth("span_start")).annotate(Count("pk"))
        return (Tally(*row) for row in found)

    def times(self) -> Iterator[Time]:
        """Entries by body and time, counted; a day stands for its whole quarter. One statement."""
        keys = Concat("month_key", "quarter_key", "half_key", output_field=models.CharField())
        found = self.order_by().values_list("body", TruncQuarter("day"), "more_days", keys).annotate(Count("pk"))
        return (Time(body, When.of(day, more, key), number) for body, day, more, key, number in found)


class EntryTotalQuerySet(models.QuerySet["EntryTotal"]):
    """The sentences of entries, over their numbers: each has a statement over no more rows than bodies and places."""

    def tallied(self) -> Iterator[Tally]:
        """The twin of `EntryQuerySet.tallied`."""
        found = self.filter(body__isnull=False).order_by().values_list("body", "month")
        return (Tally(*row) for row in found.annotate(Sum("number")).filter(number__sum__gt=0))

    def bodies(self) -> models.QuerySet[Any, Any]:
        """Each body that has an entry, once."""
        found = self.filter(body__isnull=False).order_by().values("body")
        return found.annotate(found=Sum("number")).filter(found__gt=0).values("body")

    def regions(self) -> models.QuerySet[Any, Any]:
        """Each region with an entry in it, once."""
        regions = self.filter(territory__isnull=False).annotate(region=_REGION)
        found = regions.order_by().values("region").annotate(found=Sum("number"))
        return found.filter(found__gt=0).values("region")


class SlotQuerySet(models.QuerySet["AgreementSlot"]):
    def visible_to(self, actor: Actor) -> SlotQuerySet:
        """Own answers of a ministry; all of them to the authorised body, overseers and the Government's approver.

        Twin of `can_see_slot`.
        """
        if sees_all_filed(actor) or actor.holds(Function.SCHEDULE_APPROVAL, Role.APPROVER):
            return self
        return self.filter(body__in=actor.bodies(*MINISTRY_ROLES))

    def pending(self) -> SlotQuerySet:
        return self.filter(state=SlotState.PENDING)

    def open(self) -> SlotQuerySet:
        """Awaited while the schedule is under agreement."""
        return self.pending().filter(schedule__state=ScheduleState.AGREEMENT)

    def silent_by(self, on: date) -> SlotQuerySet:
        """Awaited although the last day to answer has passed."""
        return self.open().filter(due_on__lt=on)

    def unanswered(self) -> SlotQuerySet:
        """Remarks the authorised body has not answered."""
        return self.filter(state=SlotState.REMARKS, answer="")


class RegionFactsQuerySet(models.QuerySet["RegionFacts"]):
    def known_on(self, on: date) -> RegionFactsQuerySet:
        """The latest facts of each place that were known on that day."""
        return self.filter(as_of__lte=on).order_by("territory_id", "-as_of").distinct("territory_id")

    def of_places(self, places: Iterable[int]) -> RegionFactsQuerySet:
        return self.filter(territory__in=list(places))


class AnnouncementQuerySet(models.QuerySet["ScheduleAnnouncement"]):
    def in_chain(self, kind: str, body: Body | int | None, period_key: str) -> AnnouncementQuerySet:
        """The log of one schedule and year, oldest first; what was taken back stays in it."""
        return self.filter(kind=kind, body=body, period_key=period_key).select_related("photo", "corrects")


ScheduleManager = models.Manager.from_queryset(ScheduleQuerySet)
EntryManager = models.Manager.from_queryset(EntryQuerySet)
AnnouncementManager = models.Manager.from_queryset(AnnouncementQuerySet)
