"""A log that is being written: what was typed, as typed, until it is recorded."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.models import Meeting
from portal.bodies.models import Body
from portal.holding import querysets
from portal.holding.models.account import Account

_USER = settings.AUTH_USER_MODEL


class LogDraft(models.Model):
    """One a meeting, shared by the people of its body; without a meeting while it is one that was never announced.

    `typed` is read by people of the body alone; it is emptied when the log is recorded, and the row then says only
    what became of it: the same log sent twice finds its account. `key` is made by the page that opened it, `saved_in`
    names the open page that saved last: another one of the same person is no less another text.
    """

    key = models.UUIDField(unique=True)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("body"))
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="drafts")
    typed: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    account = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="drafts")
    started_by = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    saved_by = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(_("saved"))
    saved_in = models.UUIDField(null=True, blank=True, editable=False)

    objects = querysets.LogDraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft of a log")
        verbose_name_plural = _("drafts of logs")
        ordering = ["-saved_at"]
        indexes = [models.Index(fields=["body", "-saved_at"], name="holding_draft_body")]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(account__isnull=True), name="holding_draft_of_meeting"
            ),
            models.CheckConstraint(condition=Q(account__isnull=True) | Q(typed={}), name="holding_draft_emptied"),
        ]

    def __str__(self) -> str:
        return str(self.key)
