"""Totals of the record, kept so that a page of it need not count millions of rows."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.bodies.models import Body, Territory
from portal.deadlines import querysets


class Total(models.Model):
    """How the obligations of one body under one duty for one period stand.

    `body` empty: the sum over all bodies of one `level` in one `region` (empty region: central bodies). Public and
    internal obligations are summed apart, and those whose text is not confirmed apart from both. Every number is the
    count of obligations; `days_late` is the sum of days of those done late.
    """

    body = models.ForeignKey(Body, models.CASCADE, null=True, blank=True, related_name="+")
    region = models.ForeignKey(Territory, models.CASCADE, null=True, blank=True, related_name="+")
    level = models.CharField(_("level"), max_length=20)
    duty = models.CharField(_("duty"), max_length=16)
    period_key = models.CharField(_("period"), max_length=8)
    year = models.PositiveSmallIntegerField(_("year"))
    is_public = models.BooleanField(_("public"))
    is_apart = models.BooleanField(_("counted apart"), default=False)
    in_time = models.PositiveIntegerField(default=0)
    confirmed = models.PositiveIntegerField(default=0)
    late = models.PositiveIntegerField(default=0)
    claimed = models.PositiveIntegerField(default=0)
    days_late = models.PositiveIntegerField(default=0)
    missing = models.PositiveIntegerField(default=0)
    returned = models.PositiveIntegerField(default=0)
    soon = models.PositiveIntegerField(default=0)
    not_due = models.PositiveIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0)
    standing = models.PositiveIntegerField(default=0)
    exempt = models.PositiveIntegerField(default=0)
    waived = models.PositiveIntegerField(default=0)
    gone = models.PositiveIntegerField(default=0)
    first_due_on = models.DateField(null=True, blank=True)
    last_due_on = models.DateField(null=True, blank=True)
    # The day the states were counted on, and when that was done.
    on = models.DateField(_("day"))
    counted_at = models.DateTimeField(_("counted"))

    objects = querysets.TotalQuerySet.as_manager()

    class Meta:
        verbose_name = _("total of the record")
        verbose_name_plural = _("totals of the record")
        constraints = [
            models.UniqueConstraint(
                fields=["body", "region", "level", "duty", "period_key", "is_public", "is_apart"],
                nulls_distinct=False,
                name="deadlines_total_once",
            ),
        ]
        indexes = [
            models.Index(fields=["year", "duty"], condition=Q(body__isnull=True), name="deadlines_total_sums"),
            models.Index(fields=["body", "year"], condition=Q(body__isnull=False), name="deadlines_total_body"),
            models.Index(
                fields=["year", "region", "level"], condition=Q(body__isnull=False), name="deadlines_total_region"
            ),
        ]


class StaleTotal(models.Model):
    """A total to be counted again. Written by the database itself with each change of an obligation; no key is unique,
    so that writers never wait for each other.
    """

    body = models.ForeignKey(Body, models.CASCADE, related_name="+", db_index=False, db_constraint=False)
    duty = models.CharField(max_length=16)
    period_key = models.CharField(max_length=8)

    class Meta:
        verbose_name = _("total to be counted")
        verbose_name_plural = _("totals to be counted")
