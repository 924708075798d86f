"""Date ranges of this app in the database: half-open, the first day and the first day no longer."""

from __future__ import annotations

from django.contrib.postgres.fields import DateRangeField, RangeBoundary
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _


def span() -> Func:
    """`[starts_on, ends_on)` as a range, for exclusion constraints. No class of its own: migrations spell it out."""
    return Func("starts_on", "ends_on", RangeBoundary(), function="DATERANGE", output_field=DateRangeField())


def dates_in_order(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
        name=name,
        violation_error_message=_("The end must be later than the beginning."),
    )
