"""Uploaded files: what they are by content, not by name."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.files.choices import Purpose


class StoredFile(models.Model):
    """An upload. Rows with the same content share one file on the disk, named by its SHA-256."""

    sha256 = models.CharField(max_length=64, db_index=True, validators=[RegexValidator(r"\A[0-9a-f]{64}\Z")])
    size = models.PositiveIntegerField(_("size in bytes"))
    content_type = models.CharField(_("content type"), max_length=100)
    name = models.CharField(_("file name"), max_length=150)
    purpose = models.CharField(_("purpose"), max_length=16, choices=Purpose)
    content = models.FileField(max_length=100)
    # Set by the floor that owns the fact the file proves: only it knows when the fact is public.
    is_public = models.BooleanField(_("public"), default=False)
    # Nobody of a picture that somebody without an account sent.
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="uploads")
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="files_storedfile_size"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Public address; for a file that is not public use `portal.files.queries.link`."""
        return reverse("files:download", args=[self.pk, self.sha256[:12]])
