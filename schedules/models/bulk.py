"""What was done to many rows of a proposal at once, with the rows as they were, until it is taken back or forgotten."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from schedules.choices import BulkVerb
from schedules.models.proposals import Proposal


class BulkAct(models.Model):
    """One act. `before` has, for each row, its `pk`, its `version` after the act (0: taken out), and the `row` before.

    A row that the act added has no `row`. Only the latest acts of a proposal are kept.
    """

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="bulk_acts")
    verb = models.CharField(max_length=10, choices=BulkVerb)
    before: models.JSONField[Any, Any] = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    count = models.PositiveIntegerField(_("rows"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    on = models.DateField(_("day"))
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("change of many rows")
        verbose_name_plural = _("changes of many rows")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.proposal}: {self.verb} {self.count}"
