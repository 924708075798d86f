"""Sentences over numbers of meetings, and over what was recorded about them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import OuterRef, Q, Sum, Value
from django.db.models.functions import Coalesce

from portal.bodies.models import Territory
from portal.kernel.periods import Period
from schedules.models import Schedule

if TYPE_CHECKING:
    from meetings.models import MeetingTotal


class MeetingTotalQuerySet(models.QuerySet["MeetingTotal"]):
    """The sentences of meetings, over their numbers. Each begins with `public` and says whose: `of_country`, `of`."""

    def public(self) -> MeetingTotalQuerySet:
        """The twin of `MeetingQuerySet.public`."""
        return self.filter(Q(schedule__in=Schedule.objects.published()) | Q(schedule__isnull=True, is_announced=True))

    def of_country(self) -> MeetingTotalQuerySet:
        return self.filter(place__isnull=True)

    def of(self, places: Iterable[int]) -> MeetingTotalQuerySet:
        """Of each of the places: a region with all that lies inside it."""
        return self.filter(place__in=list(places))

    def inside(self, within: str, *place: int) -> MeetingTotalQuerySet:
        """The twin of `MeetingQuerySet.inside`. A region has a total of its own, a district those of all inside it."""
        if within == "territory":
            return self.filter(place__in=Territory.objects.lying_in(place[0]).values("pk"))
        return self.filter(place=place[0]) if within else self.of_country()

    def of_each(self, place: OuterRef) -> MeetingTotalQuerySet:
        """The same, beside a place that is asked for in the statement."""
        return self.filter(place=place)

    def standing(self) -> MeetingTotalQuerySet:
        """The twin of `MeetingQuerySet.standing`: the mark is of meetings that are off."""
        return self.filter(is_cancelled=False)

    def between(self, start: date, end: date) -> MeetingTotalQuerySet:
        return self.filter(by_month=False, span_start__lt=end, span_end__gt=start)

    def upcoming(self, on: date) -> MeetingTotalQuerySet:
        """By days to the end of the month and by whole months after it: a few rows of each place."""
        return self.coming(on, Period.containing("month", on).end)

    def coming(self, on: date, later: date) -> MeetingTotalQuerySet:
        """The same, told where the next month begins."""
        return self.filter(
            Q(by_month=False, span_end__gt=on, span_end__lt=later) | Q(by_month=True, span_end__gte=later)
        )

    def of_schedule(self, schedule: OuterRef) -> MeetingTotalQuerySet:
        """All it made, wherever and whenever: each counted once."""
        return self.of_country().filter(by_month=True, schedule=schedule)

    def summed_up(self) -> models.QuerySet[Any, Any]:
        """How many, as the only row."""
        whole = self.order_by().annotate(whole=Value(1)).values("whole")
        return whole.annotate(number_of=Coalesce(Sum("number"), 0)).values_list("number_of", flat=True)

    def summed_by(self, *names: str) -> models.QuerySet[Any, Any]:
        """How many of each, as `number_of`; what was and is no more is left out."""
        return self.order_by().values(*names).annotate(number_of=Sum("number")).filter(number_of__gt=0)


class HeldQuerySet(models.QuerySet[Any]):
    """Of what was recorded about meetings: what was held, where people were told."""

    def standing(self) -> HeldQuerySet:
        return self.filter(withdrawn_on__isnull=True)


class ChannelQuerySet(models.QuerySet[Any]):
    def left_open(self) -> ChannelQuerySet:
        """Nobody has said that people will not be told there; whether they were, `queries.changing` looks up."""
        return self.filter(said_on__isnull=True)


ChannelManager = models.Manager.from_queryset(ChannelQuerySet)
HeldManager = models.Manager.from_queryset(HeldQuerySet)
