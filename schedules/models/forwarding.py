"""All calendars of akims of a year, sent on by the Government at once."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from schedules.models.planned import YEAR


class Forwarding(models.Model):
    """Which calendars went on to the Administration, and of which regions none had come. Written once."""

    period_key = models.CharField(_("year"), max_length=4, validators=[RegexValidator(YEAR)])
    on = models.DateField(_("day"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    content: models.JSONField[Any, Any] = models.JSONField(
        _("content"), help_text=_("Calendars by region with version and hash, and the regions that are missing.")
    )
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("forwarding of calendars")
        verbose_name_plural = _("forwardings of calendars")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["period_key", "sha256"],
                name="schedules_forwarding_once",
                violation_error_message=_("These very calendars were forwarded already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.period_key}: {self.on}"
