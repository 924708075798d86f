"""Channels beside the portal in which people were told of a meeting, once it is otherwise."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings import querysets
from meetings.models.event import MeetingEvent
from meetings.models.held import MeetingAnnouncement
from schedules.choices import AnnouncementChannel


class ChannelToTell(models.Model):
    """People were told in this channel, and `event` changed the meeting: they are told there, or it is said why not.

    A later line of the channel settles it: one recorded after `last_line`, which is of what was. Internal; see
    `services.changing`, `queries.changing`.
    """

    event = models.ForeignKey(MeetingEvent, models.PROTECT, related_name="channels", verbose_name=_("change"))
    channel = models.CharField(_("channel"), max_length=12, choices=AnnouncementChannel)
    last_line = models.ForeignKey(MeetingAnnouncement, models.PROTECT, related_name="+", verbose_name=_("line before"))
    # What is to be said there, as it was shown before the change.
    line_kk = models.TextField()
    line_ru = models.TextField()
    reason = models.CharField(_("why people are not told there"), max_length=300, blank=True)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("said by")
    )
    said_on = models.DateField(_("said on"), null=True, blank=True)

    objects: ClassVar[querysets.ChannelManager[ChannelToTell]] = querysets.ChannelManager()

    class Meta:
        verbose_name = _("channel to tell of a change")
        verbose_name_plural = _("channels to tell of a change")
        ordering = ["event_id", "channel"]
        constraints = [
            models.UniqueConstraint(fields=["event", "channel"], name="meetings_channel_once"),
            models.CheckConstraint(
                condition=Q(reason="", said_by__isnull=True, said_on__isnull=True)
                | (~Q(reason="") & Q(said_by__isnull=False, said_on__isnull=False)),
                name="meetings_channel_left",
                violation_error_message=_("Say why people are not told there."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.channel}"
