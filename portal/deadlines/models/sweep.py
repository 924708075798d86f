"""When the sweep ran."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.deadlines import querysets


class SweepRun(models.Model):
    """One sweep. Without a finish it was killed, and the next one did its work."""

    on = models.DateField(_("civil day"))
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=dict)

    objects = querysets.SweepRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("sweep")
        verbose_name_plural = _("sweeps")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["-finished_at"], name="deadlines_sweep_finished")]
