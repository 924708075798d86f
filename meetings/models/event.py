"""What happened to meetings, and up to which day duties have heard of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.choices import MeetingState, MeetingVerb
from meetings.models.meeting import Meeting
from portal.kernel.when import When
from portal.kit.texts import LongText
from schedules.models import ScheduleVersion


class MeetingEvent(models.Model):
    """What happened to a meeting, in order; rows are added and never changed."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="events")
    verb = models.CharField(max_length=16, choices=MeetingVerb)
    from_state = models.CharField(max_length=16, blank=True)
    to_state = models.CharField(max_length=16, choices=MeetingState)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    on = models.DateField()
    comment = models.TextField(blank=True)
    # When it stood before and after: a day as 2027-03-18, or the key of a month, quarter or half-year.
    was = models.CharField(max_length=10, blank=True, default="")
    became = models.CharField(max_length=10, blank=True, default="")
    reason = LongText(max_length=300, blank=True, default="")
    version = models.ForeignKey(
        ScheduleVersion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("version of the schedule that ordered it"),
    )

    if TYPE_CHECKING:
        reason_kk = reason_ru = reason_en = ""

    class Meta:
        verbose_name = _("event of a meeting")
        verbose_name_plural = _("history of meetings")
        ordering = ["meeting_id", "id"]
        indexes = [
            # What the front page tells of, which is little beside the announcements of whole schedules.
            models.Index(
                fields=["-at"],
                name="meetings_event_news",
                condition=Q(verb__in=("move", "change_day", "change", "cancel", "restore")),
            ),
            # What happened since yesterday is asked of all verbs, every morning, for whoever subscribed to a place.
            models.Index(fields=["at"], name="meetings_event_at"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.verb}"

    @property
    def was_when(self) -> When | None:
        return When.parse(self.was) if self.was else None

    @property
    def became_when(self) -> When | None:
        return When.parse(self.became) if self.became else None


class MeetingsNoted(models.Model):
    """Up to which day duties have heard of all meetings that are over, under which law and of which bodies. One row."""

    until = models.DateField()
    facts = models.CharField(max_length=32)

    class Meta:
        verbose_name = _("mark of the beat")
        verbose_name_plural = _("marks of the beat")
