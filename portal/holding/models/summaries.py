"""Summaries of held meetings, frozen when they are made."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.bodies.models import Body
from portal.holding import querysets
from portal.holding.choices import SummaryKind
from portal.kernel.periods import Period

_USER = settings.AUTH_USER_MODEL


class Summary(models.Model):
    """What a body reports of its held meetings for a period, as it stood when it was made.

    `content` is plain data with texts in three languages, `sha256` that of its canonical JSON. Sent, it is the proof of
    its duty; made anew, it replaces the earlier one, which stays readable.
    """

    kind = models.CharField(_("kind"), max_length=8, choices=SummaryKind)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("body"))
    period_key = models.CharField(_("period"), max_length=7)
    content: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    sha256 = models.CharField(max_length=64, validators=[RegexValidator(r"\A[0-9a-f]{64}\Z")])
    made_by = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    made_on = models.DateField(_("made on"))
    made_at = models.DateTimeField()
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    sent_by = models.ForeignKey(_USER, models.PROTECT, null=True, blank=True, related_name="+")
    replaced_by = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaces")

    objects = querysets.SummaryQuerySet.as_manager()

    class Meta:
        verbose_name = _("summary of meetings")
        verbose_name_plural = _("summaries of meetings")
        ordering = ["-period_key", "-id"]
        indexes = [models.Index(fields=["body", "kind", "period_key"], name="holding_summary_of")]

    def __str__(self) -> str:
        return f"{self.kind} {self.body_id} {self.period_key}"

    @property
    def period(self) -> Period:
        return Period.parse(self.period_key)
