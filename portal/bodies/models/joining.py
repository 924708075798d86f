"""How people come to a body and leave it: invitations and handovers."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Language
from portal.bodies import querysets
from portal.bodies.choices import InvitationState, Role
from portal.bodies.models.institutions import Body
from portal.bodies.models.people import RoleGrant


class Invitation(models.Model):
    """A role offered to whoever reads the mail of an address. The role is given when the person accepts."""

    # What the inviter wrote stays here: the list says the same whether the portal knew the address or not.
    email = models.EmailField(_("e-mail"))
    full_name = models.CharField(_("full name"), max_length=200)
    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.KAZAKH)
    body = models.ForeignKey(Body, models.PROTECT, related_name="invitations")
    role = models.CharField(_("role"), max_length=16, choices=Role)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="invitations")
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # Raised by sending again: the key of an earlier letter is dead from then on.
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    nonce = models.CharField(max_length=64, editable=False)
    # Of the key in the letter, which itself is stored nowhere; empty until the letter is written.
    key_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(_("sent"))
    expires_at = models.DateTimeField(_("can be accepted until"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    grant = models.OneToOneField(RoleGrant, models.PROTECT, null=True, blank=True, related_name="invitation")

    objects = querysets.InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-id"]
        indexes = [models.Index(fields=["body", "-id"], name="bodies_invitation_body")]
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="bodies_invitation_email_lower"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("sent_at")), name="bodies_invitation_dates"),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, grant__isnull=True)
                | Q(accepted_at__isnull=False, grant__isnull=False, withdrawn_at__isnull=True),
                name="bodies_invitation_end",
                violation_error_message=_("An accepted invitation has given a role and cannot be withdrawn."),
            ),
            models.UniqueConstraint(
                fields=["email", "body", "role"],
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="bodies_invitation_one_open",
                violation_error_message=_("The person is invited to this role already."),
            ),
            models.UniqueConstraint(fields=["key_sha256"], condition=~Q(key_sha256=""), name="bodies_invitation_key"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.body}"

    @property
    def matter(self) -> str:
        """Name of this version for its letter."""
        return f"{self.pk}.{self.version}"

    def state(self, now: datetime) -> InvitationState:
        if self.accepted_at is not None:
            return InvitationState.ACCEPTED
        if self.withdrawn_at is not None:
            return InvitationState.WITHDRAWN
        return InvitationState.WAITING if now < self.expires_at else InvitationState.EXPIRED


class Handover(models.Model):
    """Somebody leaves a body: from which day, and who takes over. Carried out once, on that day or later."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="handovers")
    body = models.ForeignKey(Body, models.PROTECT, related_name="handovers")
    successor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="taken_over"
    )
    on = models.DateField(_("first day without the person"))
    note = models.TextField(_("what the successor should know"), blank=True)
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    named_at = models.DateTimeField(auto_now_add=True)
    completed_at = models.DateTimeField(_("carried out"), null=True, blank=True)
    passed_notices = models.PositiveIntegerField(_("notices passed on"), default=0)
    passed_invitations = models.PositiveIntegerField(_("invitations passed on"), default=0)

    class Meta:
        verbose_name = _("handover")
        verbose_name_plural = _("handovers")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | ~Q(successor=F("person")),
                name="bodies_handover_to_another",
                violation_error_message=_("Nobody can take over from themselves."),
            ),
            models.UniqueConstraint(
                fields=["person", "body"],
                condition=Q(completed_at__isnull=True),
                name="bodies_handover_one_open",
                violation_error_message=_("The person is leaving this body already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.on.isoformat()}"
