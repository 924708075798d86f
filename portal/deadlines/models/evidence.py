"""Proof that something owed was done."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.deadlines import querysets
from portal.deadlines.choices import EvidenceKind
from portal.deadlines.models.obligation import Obligation
from portal.files.models import StoredFile

_USER = settings.AUTH_USER_MODEL
_SHA256 = RegexValidator(r"\A[0-9a-f]{64}\Z")


class Evidence(models.Model):
    """Proof that a duty was done. Never edited: a correction is another row, and what was withdrawn stays visible.

    Not `is_filed` while it is only attached to an open duty, for the head to close it by.
    """

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
    is_filed = models.BooleanField(_("on record"), default=True)
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
