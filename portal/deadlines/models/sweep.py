"""When the sweep ran, and what it found whole."""

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


class RuleMark(models.Model):
    """That every obligation of a duty for a period exists which is to exist by the days of `[good_from, good_before)`.

    `facts` is the fingerprint of all it was asked of: the rule, and the bodies and units it may speak of. Whoever
    deletes obligations takes the marks of their rules away: a trigger does it. So does a migration that changes whose
    they are.
    """

    duty = models.CharField(_("duty"), max_length=16)
    period_key = models.CharField(_("period"), max_length=8)
    facts = models.CharField(max_length=32)
    good_from = models.DateField()
    good_before = models.DateField(null=True)

    class Meta:
        verbose_name = _("mark of the sweep")
        verbose_name_plural = _("marks of the sweep")
        constraints = [models.UniqueConstraint(fields=["duty", "period_key"], name="deadlines_mark_once")]
