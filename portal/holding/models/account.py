"""The account of a held meeting: what its log said, what was filled in since, and what happened to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.choices import Attendee
from meetings.models import MOST_PEOPLE, Meeting
from portal.files.models import StoredFile
from portal.holding import querysets
from portal.holding.choices import AccountVerb, Obtained, VisitPart
from portal.kit.texts import LongText, ShortText

_USER = settings.AUTH_USER_MODEL
#: Minutes of a day: nothing in one day lasts longer.
DAY_MINUTES = 24 * 60
_MINUTES = [MaxValueValidator(DAY_MINUTES)]
_PEOPLE = [MinValueValidator(0), MaxValueValidator(MOST_PEOPLE)]


class Programme(models.Model):
    """How the time is to be shared, as announced before the day: minutes of talk, and of questions and answers."""

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="programme", verbose_name=_("meeting"))
    talk_minutes = models.PositiveSmallIntegerField(_("minutes of talk"), validators=_MINUTES)
    questions_minutes = models.PositiveSmallIntegerField(_("minutes of questions and answers"), validators=_MINUTES)
    set_on = models.DateField(_("set on"))
    set_by = models.ForeignKey(_USER, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("programme of a meeting")
        verbose_name_plural = _("programmes of meetings")
        ordering = ["meeting_id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(questions_minutes__gt=0),
                name="holding_programme_questions",
                violation_error_message=_("Leave time for questions and answers."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.talk_minutes} + {self.questions_minutes}"


class Account(models.Model):
    """One a meeting. Numbers and roles are public with the record that it was held; texts with the results.

    It stays when the record is taken back, and is seen again when the meeting is recorded anew. `internal_note` is read
    by people of the body alone, for ever. `version` grows with every change: who saves over somebody else is told.
    """

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="account", verbose_name=_("meeting"))
    talk_minutes = models.PositiveSmallIntegerField(_("minutes of talk"), null=True, blank=True, validators=_MINUTES)
    questions_minutes = models.PositiveSmallIntegerField(
        _("minutes of questions and answers"), null=True, blank=True, validators=_MINUTES
    )
    obtained = models.CharField(_("how the minutes are known"), max_length=8, choices=Obtained, blank=True)
    split_note = LongText(max_length=500, blank=True)
    attendees: ArrayField[list[str], list[str]] = ArrayField(
        models.CharField(max_length=16, choices=Attendee), blank=True, default=list, verbose_name=_("who took part")
    )
    venue = ShortText(max_length=250, blank=True)
    viewers = models.PositiveIntegerField(_("people who watched online"), null=True, blank=True, validators=_PEOPLE)
    asked_in_all = models.PositiveSmallIntegerField(_("questions asked in all"), null=True, blank=True)
    stream_link = models.CharField(
        _("link to the broadcast"), max_length=500, blank=True, validators=[URLValidator(["http", "https"])]
    )
    stream_none = ShortText(max_length=300, blank=True)
    comments_open = models.BooleanField(_("people could write beside the broadcast"), null=True, blank=True)
    summary = LongText(max_length=2000, blank=True)
    report = LongText(max_length=20000, blank=True)
    internal_note = models.TextField(_("note for the body alone"), blank=True)
    protocol_number = models.CharField(_("number of the protocol"), max_length=40, blank=True)
    secretary = ShortText(max_length=200, blank=True)
    signed_copy = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("signed protocol")
    )
    signed_on = models.DateField(_("protocol signed on"), null=True, blank=True)
    published_at = models.DateTimeField(_("results published"), null=True, blank=True)
    published_by = models.ForeignKey(
        _USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("published by")
    )
    logged_on = models.DateField(_("logged on"))
    logged_by = models.ForeignKey(_USER, models.PROTECT, related_name="+", verbose_name=_("logged by"))
    changed_at = models.DateTimeField(_("changed"))
    version = models.PositiveIntegerField(_("number of the change"), default=1)

    objects: ClassVar[querysets.AccountManager[Account]] = querysets.AccountManager()
    if TYPE_CHECKING:
        _default_manager: ClassVar[querysets.AccountManager[Account]]
        split_note_kk = split_note_ru = split_note_en = ""
        venue_kk = venue_ru = venue_en = ""
        stream_none_kk = stream_none_ru = stream_none_en = ""
        summary_kk = summary_ru = summary_en = ""
        report_kk = report_ru = report_en = ""
        secretary_kk = secretary_ru = secretary_en = ""

    class Meta:
        verbose_name = _("account of a meeting")
        verbose_name_plural = _("accounts of meetings")
        ordering = ["meeting_id"]
        indexes = [models.Index(fields=["published_at"], name="holding_account_published")]
        constraints = [
            models.CheckConstraint(
                condition=Q(obtained="", talk_minutes__isnull=True, questions_minutes__isnull=True)
                | (~Q(obtained="") & Q(talk_minutes__isnull=False, questions_minutes__isnull=False)),
                name="holding_account_minutes",
                violation_error_message=_("Give the minutes of talk and of questions, and say how they are known."),
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, published_by__isnull=True)
                | (Q(published_at__isnull=False, published_by__isnull=False) & ~Q(summary_kk="") & ~Q(summary_ru="")),
                name="holding_account_published",
                violation_error_message=_("Published results have a summary in Kazakh and in Russian."),
            ),
            models.CheckConstraint(
                condition=Q(signed_on__isnull=True, signed_copy__isnull=True)
                | Q(signed_on__isnull=False, signed_copy__isnull=False),
                name="holding_account_signed",
                violation_error_message=_("A signed protocol has its day and its copy."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.meeting)

    @property
    def absent(self) -> list[str]:
        """Roles that were to take part and are not among those who did; none while nobody has said who did."""
        return [role for role in self.meeting.required if role not in self.attendees] if self.attendees else []

    @property
    def absent_roles(self) -> list[str]:
        """In words, in the active language."""
        return [str(Attendee(role).label) for role in self.absent]

    @property
    def is_published(self) -> bool:
        return self.published_at is not None


class Part(models.Model):
    """What belonged to the visit beside the meeting: held on a day, or not, and why."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="parts")
    kind = models.CharField(_("part of the visit"), max_length=10, choices=VisitPart)
    held_on = models.DateField(_("day"), null=True, blank=True)
    people = models.PositiveIntegerField(_("people"), null=True, blank=True, validators=_PEOPLE)
    link = models.CharField(_("link"), max_length=500, blank=True, validators=[URLValidator(["http", "https"])])
    note = LongText(max_length=500, blank=True)
    missed_reason = ShortText(max_length=300, blank=True)
    recorded_on = models.DateField(_("recorded on"))
    recorded_by = models.ForeignKey(_USER, models.PROTECT, related_name="+")

    if TYPE_CHECKING:
        note_kk = note_ru = note_en = ""
        missed_reason_kk = missed_reason_ru = missed_reason_en = ""

    class Meta:
        verbose_name = _("part of a visit")
        verbose_name_plural = _("parts of visits")
        ordering = ["account_id", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["account", "kind"], name="holding_part_once"),
            models.CheckConstraint(
                condition=Q(held_on__isnull=False, missed_reason_kk="", missed_reason_ru="")
                | (Q(held_on__isnull=True, people__isnull=True) & ~Q(missed_reason_kk="") & ~Q(missed_reason_ru="")),
                name="holding_part_held_or_not",
                violation_error_message=_("Give the day, or say in Kazakh and in Russian why it did not take place."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id}: {self.kind}"


class AccountEvent(models.Model):
    """What happened to an account, in order; rows are added and never changed. A correction says what it corrects."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="events")
    verb = models.CharField(max_length=10, choices=AccountVerb)
    actor = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    on = models.DateField()
    note = LongText(max_length=500, blank=True)

    if TYPE_CHECKING:
        note_kk = note_ru = note_en = ""

    class Meta:
        verbose_name = _("event of an account")
        verbose_name_plural = _("history of accounts")
        ordering = ["account_id", "id"]

    def __str__(self) -> str:
        return f"{self.account_id}: {self.verb}"
