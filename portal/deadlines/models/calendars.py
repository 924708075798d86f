"""Addresses at which calendars of due days are read without signing in."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.bodies.models import Body


class CalendarAddress(models.Model):
    """A signed address of somebody's calendar of due days: own duties, or those of one body. Revoked, never reused.

    The address itself is not kept: only its SHA-256, so that nobody who reads the table can read the calendar.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_addresses")
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("body"))
    key_sha256 = models.CharField(max_length=64, unique=True, validators=[RegexValidator(r"\A[0-9a-f]{64}\Z")])
    made_on = models.DateField(_("made"))
    read_on = models.DateField(_("last read"), null=True, blank=True)
    revoked_on = models.DateField(_("revoked"), null=True, blank=True)

    class Meta:
        verbose_name = _("address of a calendar")
        verbose_name_plural = _("addresses of calendars")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "body"],
                condition=Q(revoked_on__isnull=True),
                nulls_distinct=False,
                name="deadlines_calendar_one_live",
            ),
        ]
