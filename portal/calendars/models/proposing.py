"""Days the portal has proposed: for which norm, and why that day."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from schedules.models import ProposalRow


class ProposedDay(models.Model):
    """Why a row has its day. `row_version`: that of the row as it was left; another means that a person changed it."""

    row = models.OneToOneField(ProposalRow, models.CASCADE, related_name="proposed_day")
    row_version = models.PositiveIntegerField()
    norm = models.CharField(max_length=16)
    edition = models.CharField(max_length=8)
    period_key = models.CharField(max_length=8)
    why = models.CharField(max_length=8)
    #: Which of the akim's meetings in the period it is.
    place = models.PositiveIntegerField()
    out_of = models.PositiveIntegerField()
    #: The day of that place in the even row.
    aimed = models.DateField()

    class Meta:
        verbose_name = _("proposed day")
        verbose_name_plural = _("proposed days")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.norm} {self.period_key}: {self.row_id}"
