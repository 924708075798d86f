"""How a meeting was held, and where people were told of it before. Lines are added; a mistake is taken back aloud."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meetings import querysets
from meetings.models.meeting import Meeting
from portal.bodies.models import Body, Official
from portal.files.models import StoredFile
from portal.kit.texts import LongText, ShortText
from schedules.choices import AnnouncementChannel

_USER = settings.AUTH_USER_MODEL
#: More people than any hall or square holds: a slip of the finger.
MOST_PEOPLE = 100_000
_STANDS = Q(withdrawn_on__isnull=True, withdrawn_by__isnull=True, withdrawn_reason_kk="", withdrawn_reason_ru="")
_TAKEN_BACK = _STANDS | (
    Q(withdrawn_on__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason_kk="") & ~Q(withdrawn_reason_ru="")
)


class MeetingHeld(models.Model):
    """That a meeting was held: when, by whom, before how many. One stands; `services.held` alone writes it.

    `held_by` is empty when somebody else spoke for the official. `announced` and `announced_days` are when it stood
    before, `moved_from` what it was moved from then: taken back, the meeting stands there again. `told_report`: that it
    was the report to the population was said with this record, and announced nowhere. `recorded_for` is the
    body whose people recorded it: that of the meeting, or the akimat above a body that has nobody here.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="holdings", verbose_name=_("meeting"))
    held_on = models.DateField(_("day it was held"))
    start_time = models.TimeField(_("beginning"))
    end_time = models.TimeField(_("end"))
    held_by = models.ForeignKey(
        Official, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("who held it")
    )
    attendance = models.PositiveIntegerField(
        _("people who came"), validators=[MinValueValidator(1), MaxValueValidator(MOST_PEOPLE)]
    )
    note = LongText(max_length=500, blank=True)
    announced = models.CharField(_("announced for"), max_length=10)
    announced_days: ArrayField[list[date], list[date]] = ArrayField(
        models.DateField(), blank=True, default=list, verbose_name=_("announced days")
    )
    moved_from = models.CharField(_("moved from"), max_length=10, blank=True, default="")
    told_report = models.BooleanField(_("said to be the report when it was recorded"), default=False)
    recorded_for = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("recorded by the body"))
    recorded_by = models.ForeignKey(_USER, models.PROTECT, related_name="+", verbose_name=_("recorded by"))
    recorded_on = models.DateField(_("recorded on"))
    withdrawn_on = models.DateField(_("taken back on"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        _USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("taken back by")
    )
    withdrawn_reason = ShortText(max_length=300, blank=True)

    objects: ClassVar[querysets.HeldManager[MeetingHeld]] = querysets.HeldManager()
    if TYPE_CHECKING:
        _default_manager: ClassVar[querysets.HeldManager[MeetingHeld]]
        note_kk = note_ru = note_en = ""
        withdrawn_reason_kk = withdrawn_reason_ru = withdrawn_reason_en = ""

    class Meta:
        verbose_name = _("held meeting")
        verbose_name_plural = _("held meetings")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(withdrawn_on__isnull=True),
                name="meetings_held_once",
                violation_error_message=_("This meeting is recorded as held already."),
            ),
            models.CheckConstraint(
                condition=Q(end_time__gt=F("start_time")),
                name="meetings_held_hours",
                violation_error_message=_("A meeting ends after its beginning."),
            ),
            models.CheckConstraint(
                condition=Q(attendance__gte=1, attendance__lte=MOST_PEOPLE),
                name="meetings_held_people",
                violation_error_message=_("Say how many people came."),
            ),
            models.CheckConstraint(condition=Q(recorded_on__gte=F("held_on")), name="meetings_held_before_recorded"),
            models.CheckConstraint(
                condition=_TAKEN_BACK,
                name="meetings_held_taken_back",
                violation_error_message=_("What is taken back says when, by whom and why."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.held_on}"

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_on is not None


class MeetingAnnouncement(models.Model):
    """Where and when people were told of a meeting beside this portal, as its body says, or an akimat that helps.

    `issue` is the number of a newspaper. `picture` is a small copy of a photo of a board, without metadata; everybody
    sees it once a second person said that nobody can be recognised in it. `is_help`: recorded by an akimat of the place
    as its own help (clause 2 of Resolution 12), which meets nothing that the body of the meeting owes.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="announcements", verbose_name=_("meeting"))
    channel = models.CharField(_("channel"), max_length=12, choices=AnnouncementChannel)
    where = ShortText(max_length=300)
    issue = models.CharField(_("number of the issue"), max_length=60, blank=True, default="")
    link = models.CharField(_("link"), max_length=500, blank=True, validators=[URLValidator(["http", "https"])])
    picture = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("photo of the board")
    )
    picture_approved_by = models.ForeignKey(
        _USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("photo approved by")
    )
    #: Days before the meeting, once `queries.held` has counted them.
    ahead = 0
    is_help = models.BooleanField(_("recorded by an akimat that helps"), default=False)
    announced_on = models.DateField(_("day of the announcement"))
    recorded_for = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("recorded by the body"))
    recorded_by = models.ForeignKey(_USER, models.PROTECT, related_name="+", verbose_name=_("recorded by"))
    recorded_on = models.DateField(_("recorded on"))
    withdrawn_on = models.DateField(_("taken back on"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        _USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("taken back by")
    )
    withdrawn_reason = ShortText(max_length=300, blank=True)

    objects: ClassVar[querysets.HeldManager[MeetingAnnouncement]] = querysets.HeldManager()
    if TYPE_CHECKING:
        _default_manager: ClassVar[querysets.HeldManager[MeetingAnnouncement]]
        where_kk = where_ru = where_en = ""
        withdrawn_reason_kk = withdrawn_reason_ru = withdrawn_reason_en = ""

    class Meta:
        verbose_name = _("announcement of a meeting")
        verbose_name_plural = _("announcements of meetings")
        ordering = ["announced_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(recorded_on__gte=F("announced_on")), name="meetings_announced_before_recorded"
            ),
            models.CheckConstraint(
                condition=Q(picture_approved_by__isnull=True)
                | (Q(picture__isnull=False) & ~Q(picture_approved_by=F("recorded_by"))),
                name="meetings_announcement_picture",
                violation_error_message=_("A photo is approved by a second person."),
            ),
            models.CheckConstraint(
                condition=_TAKEN_BACK,
                name="meetings_announcement_taken_back",
                violation_error_message=_("What is taken back says when, by whom and why."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.channel}, {self.announced_on}"

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_on is not None

    @property
    def shows_picture(self) -> bool:
        """To everybody."""
        return self.picture_id is not None and self.picture_approved_by_id is not None and not self.is_withdrawn

    @property
    def digest(self) -> str:
        """In the public address of its photo: nobody finds photos by counting."""
        assert self.picture is not None
        return self.picture.sha256[:12]
