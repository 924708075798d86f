"""What was sent to another body, and its answer."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.bodies.models import Body
from portal.deadlines import querysets
from portal.deadlines.models.evidence import Evidence
from portal.deadlines.models.obligation import Obligation

_USER = settings.AUTH_USER_MODEL


class Transmittal(models.Model):
    """An evidence sent to the body that is to receive it: it acknowledges receipt, or returns it with a reason.

    What was returned leaves its duty open again, until it is replaced: what is corrected is sent as another evidence.
    """

    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="transmittals")
    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="transmittals")
    receiver = models.ForeignKey(Body, models.PROTECT, related_name="received", verbose_name=_("receiver"))
    sent_on = models.DateField(_("sent"))
    acknowledged_on = models.DateField(_("received"), null=True, blank=True)
    returned_on = models.DateField(_("returned"), null=True, blank=True)
    return_reason = models.TextField(_("reason for returning"), blank=True)
    answered_by = models.ForeignKey(_USER, models.PROTECT, null=True, blank=True, related_name="+")

    objects = querysets.TransmittalQuerySet.as_manager()

    class Meta:
        verbose_name = _("sent document")
        verbose_name_plural = _("sent documents")
        ordering = ["-sent_on", "-pk"]
        indexes = [
            models.Index(
                fields=["receiver", "-sent_on"],
                condition=Q(acknowledged_on__isnull=True, returned_on__isnull=True),
                name="deadlines_sent_unanswered",
            ),
            models.Index(fields=["receiver", "-sent_on", "-id"], name="deadlines_sent_to"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["evidence", "receiver"], name="deadlines_sent_once"),
            models.CheckConstraint(
                condition=Q(returned_on__isnull=True, return_reason="")
                | (Q(returned_on__isnull=False, acknowledged_on__isnull=True) & ~Q(return_reason="")),
                name="deadlines_sent_returned",
                violation_error_message=_("Returning needs a reason."),
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_on__isnull=True, returned_on__isnull=True, answered_by__isnull=True)
                | ((Q(acknowledged_on__isnull=False) | Q(returned_on__isnull=False)) & Q(answered_by__isnull=False)),
                name="deadlines_sent_answered",
            ),
        ]

    def get_absolute_url(self) -> str:
        """The page on which the receiver answers."""
        return reverse("deadlines:received_document", args=[self.pk])

    @property
    def is_answered(self) -> bool:
        return self.acknowledged_on is not None or self.returned_on is not None
