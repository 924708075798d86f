"""Ladders of reminders as administrators set them, and the copies people gave up."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Ladder(models.Model):
    """The reminders of one duty as administrators set them; without a row: as the duty itself has them.

    `rungs` are days before the last day, negative after it: [30, 14, 7, 3, 1, 0, -1, -3, -7].
    """

    duty = models.CharField(_("duty"), max_length=16, unique=True)
    rungs = models.JSONField(_("reminders"), default=list)
    changed_on = models.DateField(_("changed"))
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("reminders of a duty")
        verbose_name_plural = _("reminders of duties")


class CopyChoice(models.Model):
    """A person who asked not to be sent copies about one duty, or about any when `duty` is empty."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    duty = models.CharField(_("duty"), max_length=16, blank=True)
    since = models.DateField(_("since"))

    class Meta:
        verbose_name = _("copies not wanted")
        verbose_name_plural = _("copies not wanted")
        constraints = [models.UniqueConstraint(fields=["user", "duty"], name="deadlines_copies_once")]
