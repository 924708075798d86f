"""How many entries a schedule has, by what pages count by."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.bodies.models import Body, Territory
from schedules import querysets
from schedules.models.schedule import Schedule


class EntryTotal(models.Model):
    """How many more entries a schedule has, of a body in a month, and at a place; triggers add rows, the beat gathers.

    What there is is the sum of `number`, as with meetings.
    """

    schedule = models.ForeignKey(Schedule, models.DO_NOTHING, related_name="totals", db_constraint=False)
    body = models.ForeignKey(Body, models.DO_NOTHING, null=True, related_name="+", db_constraint=False, db_index=False)
    territory = models.ForeignKey(
        Territory, models.DO_NOTHING, null=True, related_name="+", db_constraint=False, db_index=False
    )
    month = models.DateField(null=True)
    number = models.IntegerField()
    is_gathered = models.BooleanField()

    objects = querysets.EntryTotalQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("numbers of entries")

    def __str__(self) -> str:
        return f"{self.schedule_id}: {self.number}"
