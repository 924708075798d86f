"""What a row of a proposal and an entry of a schedule share, and what two histories share."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.bodies.models import Official, Territory
from portal.kernel import clock
from portal.kernel.periods import Period
from portal.kernel.when import When
from portal.kit.texts import LongText, ShortText
from schedules.choices import MeetingFormat

_MONTH = r"^[0-9]{4}-(0[1-9]|1[0-2])$"
_QUARTER = r"^[0-9]{4}-Q[1-4]$"
_HALF = r"^[0-9]{4}-H[12]$"
YEAR = r"^[0-9]{4}$"


class Planned(models.Model):
    """A meeting somebody plans: who goes where, when, about what. Shared by a proposal's row and a schedule's entry."""

    official = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name=_("official"))
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="+", verbose_name=_("place"))
    day = models.DateField(_("day"), null=True, blank=True)
    more_days: ArrayField[list[date], list[date]] = ArrayField(
        models.DateField(),
        blank=True,
        default=list,
        verbose_name=_("further days"),
        help_text=_("Later days of the same meeting, in order; the first is `day`."),
    )
    month_key = models.CharField(_("month"), max_length=7, blank=True, default="")
    quarter_key = models.CharField(_("quarter"), max_length=7, blank=True, default="")
    half_key = models.CharField(_("half-year"), max_length=7, blank=True, default="")
    span_start = models.DateField(
        editable=False,
        help_text=_("First day of the day, month, quarter or half-year; kept by the services, for sorting."),
    )
    start_time = models.TimeField(_("begins at"), null=True, blank=True)
    format = models.CharField(_("format"), max_length=8, choices=MeetingFormat, default=MeetingFormat.ON_SITE)
    venue = ShortText(max_length=250, blank=True)
    subject = ShortText(max_length=300, blank=True)
    ground = LongText(max_length=2000, blank=True)
    position = models.PositiveIntegerField(_("position"), default=0)
    facts: models.JSONField[Any, Any] = models.JSONField(
        _("facts of the region"),
        null=True,
        blank=True,
        help_text=_("What was known of the region on the day it was chosen; copied then and never refreshed."),
    )
    # Why the row differs from what was approved: asked in an amendment, shown beside the difference.
    change_reason = LongText(max_length=2000, blank=True, default="")

    if TYPE_CHECKING:
        venue_kk = venue_ru = venue_en = ""
        subject_kk = subject_ru = subject_en = ""
        ground_kk = ground_ru = ground_en = ""
        change_reason_kk = change_reason_ru = change_reason_en = ""

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(day__isnull=False, month_key="", quarter_key="", half_key="")
                | Q(day__isnull=True, month_key__regex=_MONTH, quarter_key="", half_key="")
                | Q(day__isnull=True, month_key="", quarter_key__regex=_QUARTER, half_key="")
                | Q(day__isnull=True, month_key="", quarter_key="", half_key__regex=_HALF),
                name="%(app_label)s_%(class)s_when",
                violation_error_message=_("Name a day, or a month, or a quarter, or a half-year."),
            ),
            models.CheckConstraint(
                condition=Q(more_days=[]) | Q(day__isnull=False),
                name="%(app_label)s_%(class)s_more_days",
                violation_error_message=_("Add the first day before further days."),
            ),
            models.CheckConstraint(
                condition=Q(start_time__isnull=True) | Q(day__isnull=False),
                name="%(app_label)s_%(class)s_time_needs_day",
                violation_error_message=_("A time can be set only when the day is known."),
            ),
        ]

    @property
    def when(self) -> When:
        """Its days, or the month, quarter or half-year inside which the day is still to be set."""
        return When.of(self.day, self.more_days, self.month_key or self.quarter_key or self.half_key)

    @property
    def days(self) -> list[date]:
        """Every day of the meeting, in order; none while only a period is named."""
        return [self.day, *self.more_days] if self.day else []

    @property
    def quarter(self) -> Period:
        return Period.containing("quarter", self.span_start)


class Happened(models.Model):
    """A line of history. Never changed or deleted: the database refuses it too."""

    from_state = models.CharField(max_length=10, blank=True)
    to_state = models.CharField(max_length=10)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Empty when the portal itself acted."),
    )
    at = models.DateTimeField(auto_now_add=True)
    on = models.DateField(_("day"))
    comment = models.TextField(blank=True)

    class Meta:
        abstract = True
        ordering = ["id"]

    @property
    def is_timely(self) -> bool:
        """Written down on its own day: only then does the hour of writing tell when it happened."""
        return clock.civil_date(self.at) == self.on
