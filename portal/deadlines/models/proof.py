"""Proof that something owed was done."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.bodies.models import Body
from portal.deadlines import querysets
from portal.deadlines.choices import EvidenceKind
from portal.deadlines.models.owed import Obligation
from portal.files.models import StoredFile

_USER = settings.AUTH_USER_MODEL
_SHA256 = RegexValidator(r"\A[0-9a-f]{64}\Z")


class Evidence(models.Model):
    """Proof that a duty was done. Never edited: a correction is another row, and what was withdrawn stays visible."""

    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="evidence")
    kind = models.CharField(_("kind"), max_length=4, choices=EvidenceKind)
    address = models.CharField(_("address"), max_length=500, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True, validators=[_SHA256])
    # What kind of document it is, in the words of the acts, and where it appeared when a newspaper printed it.
    genre = models.CharField(_("kind of document"), max_length=16, blank=True)
    outlet = models.CharField(_("newspaper"), max_length=200, blank=True)
    title = models.CharField(_("title"), max_length=250)
    number = models.CharField(_("number"), max_length=60, blank=True)
    signed_on = models.DateField(_("signed or published"))
    signer = models.CharField(_("signed by"), max_length=200, blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    recorded_by = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    recorded_on = models.DateField(_("recorded"))
    recorded_at = models.DateTimeField(auto_now_add=True)
    withdrawn_on = models.DateField(_("withdrawn"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(_USER, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_reason = models.TextField(blank=True)

    objects = querysets.EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=EvidenceKind.FILE, file__isnull=False)
                | (~Q(kind=EvidenceKind.FILE) & Q(file__isnull=True) & ~Q(address="")),
                name="deadlines_evidence_thing",
                violation_error_message=_("Evidence is a file, or an address."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_by__isnull=True, withdrawn_reason="")
                | (Q(withdrawn_on__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason="")),
                name="deadlines_evidence_withdrawn",
                violation_error_message=_("Withdrawing needs a day, a person and a reason."),
            ),
        ]

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_on is not None


class Transmittal(models.Model):
    """An evidence sent to the body that is to receive it: it acknowledges receipt, or returns it with a reason.

    A return undoes nothing: the duty stays met on its day, and what is corrected is sent again as another evidence.
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
