"""Which akimat fills in which part of a region's calendar, by which day, and whether it says that it is done."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.bodies.models import Body
from portal.calendars import querysets
from schedules.models import Proposal, ProposalEvent

_USER = settings.AUTH_USER_MODEL


class Delegation(models.Model):
    """The region has given its calendar out to the akimats below, until an inner day. Nothing waits for them.

    `change` is the opening of the correction it was given out for; empty for the calendar itself. Another correction is
    given out anew.
    """

    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="delegation")
    change = models.ForeignKey(ProposalEvent, models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(_("inner deadline"))
    opened_by = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    opened_on = models.DateField(_("given out on"))
    closed_by = models.ForeignKey(_USER, models.PROTECT, null=True, blank=True, related_name="+")
    closed_on = models.DateField(_("the region went on on"), null=True, blank=True)
    closed_reason = models.TextField(_("why the region went on"), blank=True)

    class Meta:
        verbose_name = _("delegation of a calendar")
        verbose_name_plural = _("delegations of calendars")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, closed_by__isnull=True, closed_reason="")
                | Q(closed_on__isnull=False, closed_by__isnull=False),
                name="calendars_delegation_closed",
                violation_error_message=_("A region that went on says when and who."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.proposal}: {self.due_on}"


class Part(models.Model):
    """One akimat's part: its own akim's meetings and those of all akims below."""

    delegation = models.ForeignKey(Delegation, models.CASCADE, related_name="parts")
    body = models.ForeignKey(Body, models.PROTECT, related_name="calendar_parts", verbose_name=_("akimat"))
    ready_on = models.DateField(_("ready on"), null=True, blank=True)
    ready_by = models.ForeignKey(_USER, models.PROTECT, null=True, blank=True, related_name="+")

    objects = querysets.PartQuerySet.as_manager()

    class Meta:
        verbose_name = _("part of a calendar")
        verbose_name_plural = _("parts of calendars")
        ordering = ["delegation_id", "body_id"]
        constraints = [
            models.UniqueConstraint(fields=["delegation", "body"], name="calendars_part_once"),
            models.CheckConstraint(
                condition=Q(ready_on__isnull=True, ready_by__isnull=True)
                | Q(ready_on__isnull=False, ready_by__isnull=False),
                name="calendars_part_ready",
                violation_error_message=_("A part that is ready says since when."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.ready_on or '-'}"
