"""What lists and feeds print of meetings, kept."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.choices import TextKind
from meetings.models.meeting import Meeting


class MeetingText(models.Model):
    """What lists and feeds print of a meeting, made once and kept until it or a name in it changes.

    Made anew whenever it is wanting: the table has no journal, and no lock of a meeting waits for it.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="texts", db_constraint=False, db_index=False)
    kind = models.CharField(max_length=6, choices=TextKind)
    language = models.CharField(max_length=2)
    # What it was made of: good while the meeting still has this mark.
    mark = models.TextField()
    text = models.TextField()

    class Meta:
        verbose_name = _("text of a meeting")
        verbose_name_plural = _("texts of meetings")
        constraints = [models.UniqueConstraint(fields=["meeting", "kind", "language"], name="meetings_text_once")]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.kind}"
