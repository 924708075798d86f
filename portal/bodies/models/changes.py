"""The history of an office: what became of its name, type, predecessor and end, when and why."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.bodies.choices import ChangeKind
from portal.bodies.models.institutions import Body


class BodyChange(models.Model):
    """One change. Without `user` it follows an edition of the classifier; a person always gives a reason."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=12, choices=ChangeKind)
    #: First day on which it is so.
    on = models.DateField()
    before = models.CharField(max_length=250, blank=True)
    after = models.CharField(max_length=250, blank=True)
    predecessor = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=500, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("change of an office")
        verbose_name_plural = _("changes of offices")
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=True) | ~Q(reason=""),
                name="bodies_change_reason",
                violation_error_message=_("Say why."),
            ),
            models.CheckConstraint(
                condition=Q(kind=ChangeKind.SUCCESSION, predecessor__isnull=False)
                | (~Q(kind=ChangeKind.SUCCESSION) & Q(predecessor__isnull=True)),
                name="bodies_change_predecessor",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.on.isoformat()}: {self.body}"
