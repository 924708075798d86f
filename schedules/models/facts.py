"""What is known of a region on a day: the ground on which somebody chooses where to go."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.bodies.models import Territory
from schedules import querysets


class RegionFacts(models.Model):
    """Counts of a region as of a day, noted by the floors that know them. A later day is another row."""

    territory = models.ForeignKey(Territory, models.PROTECT, related_name="+", verbose_name=_("region"))
    as_of = models.DateField(_("as of"))
    open = models.PositiveIntegerField(_("open questions"))
    late = models.PositiveIntegerField(_("open questions past their term"))
    repeated = models.PositiveIntegerField(_("questions asked repeatedly"))
    last_visit_on = models.DateField(_("last visit"), null=True, blank=True)
    rank = models.PositiveIntegerField(_("rank"), help_text=_("1 is the region where a visit is needed most."))

    objects = querysets.RegionFactsQuerySet.as_manager()

    class Meta:
        verbose_name = _("facts of a region")
        verbose_name_plural = _("facts of regions")
        ordering = ["as_of", "rank", "territory_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["territory", "as_of"],
                name="schedules_facts_once",
                violation_error_message=_("The facts of this region are noted for this day already."),
            ),
            models.CheckConstraint(
                condition=Q(late__lte=models.F("open")),
                name="schedules_facts_late",
                violation_error_message=_("Late questions are some of the open ones."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.territory}, {self.as_of}"
