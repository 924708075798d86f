"""What an akimat says of a place against the classifier: whether akims owe meetings there, and which of them comes."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.bodies.models.places import Territory


class UnitCorrection(models.Model):
    """From a day on a place is a unit, or is none. Append-only: of a place the later row counts, by day and entry."""

    place = models.ForeignKey(Territory, models.PROTECT, related_name="unit_corrections", verbose_name=_("place"))
    #: First day on which it is so.
    on = models.DateField(_("in force from"))
    is_unit = models.BooleanField(_("meetings are owed there"))
    #: The unit whose akim comes; empty for the one the place lies in.
    visitor = models.ForeignKey(
        Territory, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("visited by the akim of")
    )
    reason = models.CharField(_("ground"), max_length=500)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("correction of a unit")
        verbose_name_plural = _("corrections of units")
        ordering = ["place_id", "on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""), name="bodies_unit_reason", violation_error_message=_("Say why.")
            ),
            models.CheckConstraint(
                condition=Q(visitor__isnull=True) | (Q(is_unit=True) & ~Q(visitor=F("place"))),
                name="bodies_unit_visitor",
                violation_error_message=_("Another akim visits only a place that is a unit."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on.isoformat()}: {self.place}"
