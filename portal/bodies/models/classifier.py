"""The classifier of administrative-territorial objects (КАТО), whole, in dated editions."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.bodies import querysets
from portal.bodies.models.ranges import span
from portal.kit.translated import Translated


class Edition(models.Model):
    """A file of the classifier that was read here: waiting for a decision, or applied on a day.

    While it waits, `content` holds its rows; once applied they are entries and `content` is emptied.
    """

    edition_on = models.DateField()
    source = models.CharField(max_length=150)
    sha256 = models.CharField(max_length=64, validators=[RegexValidator(r"\A[0-9a-f]{64}\Z")])
    rows = models.PositiveIntegerField()
    report = models.JSONField(default=dict)
    content = models.JSONField(null=True, blank=True)
    accepts_closures = models.BooleanField(default=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    read_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("edition of the classifier")
        verbose_name_plural = _("editions of the classifier")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(applied_at__isnull=False, content__isnull=True)
                | Q(applied_at__isnull=True, content__isnull=False),
                name="bodies_edition_waits_or_is_applied",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_on.isoformat()}, {self.source}"

    def get_absolute_url(self) -> str:
        return reverse("bodies:edition", args=[self.pk])


class ClassifierEntry(models.Model):
    """A row of the classifier from one edition to another. Names stand exactly as the edition writes them."""

    code = models.CharField(_("code"), max_length=9, validators=[RegexValidator(r"\A[0-9]{9}\Z")])
    #: The first two digits of the code.
    region = models.CharField(_("region"), max_length=2)
    #: 0 region, 1 district, 2 what lies in a district, 3 place: by the filled parts of the code alone.
    level = models.PositiveSmallIntegerField()
    #: Column k of the classifier: what kind of locality; empty where a file has no such column.
    type_code = models.PositiveSmallIntegerField(null=True, blank=True)
    #: The nearest row above that exists in the same edition; empty for a region.
    parent_code = models.CharField(_("inside"), max_length=9, blank=True)
    name_kk = models.CharField(max_length=120)
    name_ru = models.CharField(max_length=120)
    #: Both names as a search compares them.
    folded = models.CharField(max_length=260, editable=False)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="entries")
    starts_on = models.DateField(_("since"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = querysets.ClassifierEntryQuerySet.as_manager()

    name = Translated("name")

    class Meta:
        verbose_name = _("row of the classifier")
        verbose_name_plural = _("rows of the classifier")
        ordering = ["code", "starts_on", "pk"]
        indexes = [
            models.Index(fields=["code"], condition=Q(ends_on__isnull=True), name="bodies_entry_current"),
            models.Index(fields=["parent_code"], condition=Q(ends_on__isnull=True), name="bodies_entry_parent"),
            GinIndex(fields=["folded"], opclasses=["gin_trgm_ops"], name="bodies_entry_folded"),
        ]
        constraints = [
            # A row may end on the day it began: a corrected file of the same edition took it back.
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="bodies_entry_dates"
            ),
            models.CheckConstraint(
                condition=Q(level=0, parent_code="") | (Q(level__gt=0, level__lte=3) & ~Q(parent_code="")),
                name="bodies_entry_parent_known",
            ),
            ExclusionConstraint(
                name="bodies_entry_one_a_code",
                expressions=[("code", RangeOperators.EQUAL), (span(), RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name_ru}"
