"""What the maslikhat of a region was sent of a calendar, what it said, and links for one that has no people here."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.bodies.models import Body
from schedules import querysets
from schedules.choices import HearingState, Manner
from schedules.models.proposals import Proposal

_USER = settings.AUTH_USER_MODEL


class Hearing(models.Model):
    """The calendar sent to the maslikhat as it was submitted: to be agreed to, or as a notice.

    `proposal_version` is what was sent: once the rows change, the maslikhat is to be heard anew. Who answered by a link
    is kept with the link, and shown to the region alone.
    """

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="hearings")
    body = models.ForeignKey(Body, models.PROTECT, related_name="hearings", verbose_name=_("maslikhat"))
    manner = models.CharField(_("how it is heard"), max_length=10, choices=Manner)
    state = models.CharField(_("state"), max_length=8, choices=HearingState)
    proposal_version = models.PositiveIntegerField()
    sent_on = models.DateField(_("sent on"))
    sent_by = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    due_on = models.DateField(_("last day to answer"), null=True, blank=True)
    remarks = models.TextField(_("remarks"), blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answered_by = models.ForeignKey(
        _USER,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Empty when it was answered by a link, and for silence."),
    )

    objects = querysets.HearingQuerySet.as_manager()

    class Meta:
        verbose_name = _("hearing of a maslikhat")
        verbose_name_plural = _("hearings of maslikhats")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["due_on"], name="schedules_hearing_asked", condition=Q(state=HearingState.ASKED)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "proposal_version"],
                condition=~Q(state=HearingState.REFUSED),
                name="schedules_hearing_once",
                violation_error_message=_("The maslikhat was sent this very calendar already."),
            ),
            models.CheckConstraint(
                condition=Q(manner=Manner.AGREEMENT, due_on__isnull=False) & ~Q(state=HearingState.TOLD)
                | Q(manner=Manner.NOTICE, due_on__isnull=True, state=HearingState.TOLD),
                name="schedules_hearing_manner",
                violation_error_message=_("A notice is told; agreement has a last day to answer."),
            ),
            models.CheckConstraint(
                condition=~Q(state=HearingState.REFUSED) | ~Q(remarks=""),
                name="schedules_hearing_refusal",
                violation_error_message=_("A refusal needs words."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[HearingState.AGREED, HearingState.REFUSED, HearingState.SILENT])
                | Q(answered_on__isnull=False),
                name="schedules_hearing_answered",
                violation_error_message=_("An answer says when it was given."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.state}"

    def get_absolute_url(self) -> str:
        """The page on which the maslikhat answers."""
        return reverse("schedules:hearing", args=[self.pk])

    @property
    def asks_agreement(self) -> bool:
        return self.manner == Manner.AGREEMENT


class HearingLink(models.Model):
    """A link by which somebody of a maslikhat without people here answers once. Of its key only a hash is kept.

    The name and post typed there stay in this table: the region reads them, no history, log or public page does.
    """

    hearing = models.ForeignKey(Hearing, models.PROTECT, related_name="links")
    key_sha256 = models.CharField(max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made"))
    expires_at = models.DateTimeField(_("can be used until"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    used_at = models.DateTimeField(_("used"), null=True, blank=True)
    signer_name = models.CharField(_("full name"), max_length=200, blank=True)
    signer_post = models.CharField(_("post"), max_length=200, blank=True)

    objects = querysets.HearingLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link for a maslikhat")
        verbose_name_plural = _("links for maslikhats")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(used_at__isnull=True, signer_name="", signer_post="")
                | (Q(used_at__isnull=False) & ~Q(signer_name="") & ~Q(signer_post="")),
                name="schedules_link_signed",
                violation_error_message=_("Whoever answers by a link says name and post."),
            ),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(revoked_at__isnull=True),
                name="schedules_link_once",
                violation_error_message=_("A link that was used cannot be revoked."),
            ),
            models.UniqueConstraint(
                fields=["hearing"],
                condition=Q(used_at__isnull=True, revoked_at__isnull=True),
                name="schedules_link_one_open",
                violation_error_message=_("Another link is open already: revoke it first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hearing_id}: {self.made_at}"
