"""How many meetings there are, by what pages count by."""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings import querysets
from portal.bodies.models import Territory
from schedules.models import Schedule


class MeetingTotal(models.Model):
    """How many more meetings are alike in all that pages count by; triggers add rows, the beat gathers them.

    Of a place and of the whole country (no place), by the days of a meeting or, `by_month`, by the month in which it is
    over alone. What there is is the sum of `number`: nobody who writes a meeting waits for anybody.
    """

    schedule = models.ForeignKey(Schedule, models.DO_NOTHING, null=True, related_name="+", db_constraint=False)
    # The index below begins with it: one of its own was chosen for a week of the whole country, and read ten years.
    place = models.ForeignKey(
        Territory, models.DO_NOTHING, null=True, related_name="+", db_constraint=False, db_index=False
    )
    by_month = models.BooleanField()
    is_announced = models.BooleanField()
    is_cancelled = models.BooleanField()
    on = models.DateField(null=True)
    more_days: ArrayField[list[date], list[date]] = ArrayField(models.DateField())
    span_start = models.DateField()
    span_end = models.DateField()
    number = models.IntegerField()
    is_gathered = models.BooleanField()

    objects = querysets.MeetingTotalQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("numbers of meetings")
        indexes = [
            # With all that is asked of a total beside it: a region's rows are scattered over hundreds of pages.
            models.Index(
                fields=["place", "by_month", "span_end"],
                include=["span_start", "on", "number", "schedule", "is_announced", "is_cancelled"],
                name="meetings_totals",
            ),
            models.Index(
                fields=["schedule"],
                include=["number"],
                condition=models.Q(place__isnull=True, by_month=True),
                name="meetings_made",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place_id} {self.span_end}: {self.number}"
