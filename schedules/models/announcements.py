"""Where and when people were told of a published schedule."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.bodies.models import Body
from portal.files.models import StoredFile
from portal.kit.texts import ShortText
from schedules import querysets
from schedules.choices import AnnouncementChannel
from schedules.kinds import GRAPH
from schedules.models.planned import YEAR


class ScheduleAnnouncement(models.Model):
    """One line of the log: a channel, a day, and a link or a photo that proves it.

    It belongs to the schedule of the year whatever its version. A mistake is not rewritten: the line is taken back
    with a reason and stays readable, and a right one may stand in its place (`corrects`).
    """

    kind = models.CharField(max_length=20, default=GRAPH.key)
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="plan_announcements")
    period_key = models.CharField(_("year"), max_length=4, validators=[RegexValidator(YEAR)])
    channel = models.CharField(_("channel"), max_length=12, choices=AnnouncementChannel)
    link = models.CharField(_("link"), max_length=500, blank=True, validators=[URLValidator(["http", "https"])])
    photo = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("photo")
    )
    announced_on = models.DateField(_("day of the announcement"))
    note = ShortText(max_length=300, blank=True)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="corrected_by")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_on = models.DateField(_("recorded on"))
    withdrawn_on = models.DateField(_("taken back on"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_reason = ShortText(max_length=300, blank=True)

    objects: ClassVar[querysets.AnnouncementManager[ScheduleAnnouncement]] = querysets.AnnouncementManager()
    if TYPE_CHECKING:
        _default_manager: ClassVar[querysets.AnnouncementManager[ScheduleAnnouncement]]
        note_kk = note_ru = note_en = ""
        withdrawn_reason_kk = withdrawn_reason_ru = withdrawn_reason_en = ""

    class Meta:
        verbose_name = _("announcement of a schedule")
        verbose_name_plural = _("announcements of schedules")
        ordering = ["announced_on", "id"]
        indexes = [models.Index(fields=["kind", "period_key", "announced_on"], name="schedules_announcement_log")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=GRAPH.key, body__isnull=True) | (~Q(kind=GRAPH.key) & Q(body__isnull=False)),
                name="schedules_announcement_whose",
            ),
            models.CheckConstraint(
                condition=~Q(link="") | Q(photo__isnull=False),
                name="schedules_announcement_proof",
                violation_error_message=_("An announcement is proved by a link or a photo."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_by__isnull=True, withdrawn_reason_ru="")
                | (
                    Q(withdrawn_on__isnull=False, withdrawn_by__isnull=False)
                    & ~Q(withdrawn_reason_kk="")
                    & ~Q(withdrawn_reason_ru="")
                ),
                name="schedules_announcement_withdrawn",
                violation_error_message=_("A line that is taken back says when, by whom and why."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.period_key}: {self.channel}, {self.announced_on}"

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_on is not None
