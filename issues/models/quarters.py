"""The quarter of a body: what it says of its issues, and what was published of them, frozen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from issues import querysets
from issues.choices import Came, Left, NoteKind, State
from issues.models.issues import LONGEST_MEASURE, LONGEST_TITLE, Issue
from portal.bodies.models import Body
from portal.kernel.periods import Period
from portal.kit.texts import LongText, ShortText

_USER = settings.AUTH_USER_MODEL
_SHA256 = RegexValidator(r"\A[0-9a-f]{64}\Z")
LONGEST_NOTE = 600
LONGEST_OUTLET, LONGEST_TAKEN_WHY = 200, 300


class QuarterVersion(models.Model):
    """The progress of a body's issues in a quarter, published once and never changed; what is supplied later is the
    next version. Positions are those at the end of the quarter, from the lines known before `as_of`.

    `by_portal`: the body had published nothing by the midnight that ended its last day, and the portal did. `is_late`:
    published by the body after that midnight. `sha256` is of the figures and of the hashes of all rows.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("body"), db_index=False)
    period_key = models.CharField(_("quarter"), max_length=7)
    number = models.PositiveSmallIntegerField(_("version"))
    by_portal = models.BooleanField(_("published by the portal"), default=False)
    is_late = models.BooleanField(_("published late"), default=False)
    as_of = models.DateTimeField(_("as things stood at"))
    published_at = models.DateTimeField(_("published at"))
    published_on = models.DateField(_("published on"))
    by = models.ForeignKey(_USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by whom"))

    # opening + registered + received + reopened - handed - claimed - confirmed - closed = closing
    opening = models.PositiveIntegerField(_("open at the beginning"))
    registered = models.PositiveIntegerField(_("new"))
    received = models.PositiveIntegerField(_("taken over from others"))
    reopened = models.PositiveIntegerField(_("opened again"))
    handed = models.PositiveIntegerField(_("handed over to others"))
    claimed = models.PositiveIntegerField(_("claimed as solved"))
    confirmed = models.PositiveIntegerField(_("confirmed by residents"))
    closed = models.PositiveIntegerField(_("closed without a solution"))
    closing = models.PositiveIntegerField(_("open at the end"))
    late = models.PositiveIntegerField(_("past their term"))
    silent = models.PositiveIntegerField(_("without information"))
    unprinted = models.PositiveIntegerField(_("counted and not printed"))
    sha256 = models.CharField(max_length=64, validators=[_SHA256])

    objects = querysets.QuarterVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("published quarter")
        verbose_name_plural = _("published quarters")
        ordering = ["-period_key", "body_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["body", "period_key", "number"], name="issues_quarter_version_once"),
            models.UniqueConstraint(
                fields=["body", "period_key"], condition=Q(by_portal=True), name="issues_quarter_one_silence"
            ),
            models.CheckConstraint(
                condition=Q(
                    closing=F("opening")
                    + F("registered")
                    + F("received")
                    + F("reopened")
                    - F("handed")
                    - F("claimed")
                    - F("confirmed")
                    - F("closed")
                ),
                name="issues_quarter_balance",
            ),
            models.CheckConstraint(
                condition=Q(by_portal=True, by__isnull=True, is_late=False) | Q(by_portal=False, by__isnull=False),
                name="issues_quarter_by_whom",
            ),
        ]
        indexes = [models.Index(fields=["period_key", "published_on"], name="issues_quarter_period")]

    def __str__(self) -> str:
        return f"{self.body_id} {self.period_key}/{self.number}"

    def get_absolute_url(self) -> str:
        return reverse("issues:quarter", args=[self.body.slug, self.period_key])

    @property
    def period(self) -> Period:
        return Period.parse(self.period_key)

    @property
    def solved(self) -> int:
        """What the balance takes off; on pages the two always stand apart."""
        return self.claimed + self.confirmed


class QuarterRow(models.Model):
    """One issue in a published quarter: whence it came into the balance, how it left it, and its texts, frozen.

    `content` is plain data with texts in three languages; `sha256` that of `salt` and its canonical JSON. Texts taken
    away for a person's sake (`taken_on`) are gone with the salt, so that nobody can guess them; the hash stays, and the
    version stays valid. An issue without a public text (not `is_printed`) is counted, and its number is not told.
    """

    version = models.ForeignKey(QuarterVersion, models.PROTECT, related_name="rows", db_index=False)
    issue = models.ForeignKey(Issue, models.PROTECT, related_name="quarter_rows")
    position = models.PositiveIntegerField()
    came = models.CharField(max_length=10, choices=Came)
    left = models.CharField(max_length=10, choices=Left, blank=True)
    state = models.CharField(max_length=10, choices=State)
    is_late = models.BooleanField(default=False)
    is_silent = models.BooleanField(default=False)
    is_printed = models.BooleanField(default=True)
    content: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    salt = models.CharField(max_length=64, blank=True)
    sha256 = models.CharField(max_length=64, validators=[_SHA256])
    taken_on = models.DateField(null=True, blank=True)

    objects = querysets.QuarterRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("row of a published quarter")
        verbose_name_plural = _("rows of published quarters")
        ordering = ["version_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="issues_quarter_row_place"),
            models.UniqueConstraint(fields=["version", "issue"], name="issues_quarter_row_once"),
        ]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.position}"


class QuarterNote(models.Model):
    """What a body is going to say of an issue for a quarter: progress, or that there is nothing new and why.

    It is the body's own until the quarter is published; then it becomes a line of the issue's life, which tells of this
    quarter whatever day it bears, and goes.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_index=False)
    period_key = models.CharField(max_length=7)
    issue = models.ForeignKey(Issue, models.PROTECT, related_name="quarter_notes")
    kind = models.CharField(max_length=8, choices=NoteKind)
    text = LongText(max_length=LONGEST_NOTE, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    objects: ClassVar[querysets.QuarterNoteManager[QuarterNote]] = querysets.QuarterNoteManager()
    if TYPE_CHECKING:
        _default_manager: ClassVar[querysets.QuarterNoteManager[QuarterNote]]
        text_kk = text_ru = text_en = ""

    class Meta:
        verbose_name = _("note for a quarter")
        verbose_name_plural = _("notes for quarters")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["body", "period_key", "issue"], name="issues_quarter_note_once"),
        ]

    def __str__(self) -> str:
        return f"{self.body_id} {self.period_key}: {self.issue_id}"

    @property
    def is_whole(self) -> bool:
        """Said in both languages; only such a note is published."""
        return bool(self.text_kk.strip() and self.text_ru.strip())


class QuarterTimer(models.Model):
    """A body has its quarter published by the portal at a set time. While it stands, what is said is not changed.

    `tried_at`: when the time had come and the portal first tried.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_index=False)
    period_key = models.CharField(max_length=7)
    publish_at = models.DateTimeField(_("published at"))
    set_by = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("set time of a quarter")
        verbose_name_plural = _("set times of quarters")
        ordering = ["publish_at", "id"]
        constraints = [models.UniqueConstraint(fields=["body", "period_key"], name="issues_quarter_timer_once")]

    def __str__(self) -> str:
        return f"{self.body_id} {self.period_key}: {self.publish_at:%Y-%m-%dT%H:%MZ}"


class QuarterPrint(models.Model):
    """A newspaper printed a published quarter: how an office without a site of its own tells its people.

    What was entered by mistake is taken back with a reason, and stays on record.
    """

    version = models.ForeignKey(QuarterVersion, models.PROTECT, related_name="prints", verbose_name=_("version"))
    outlet = models.CharField(_("newspaper"), max_length=LONGEST_OUTLET)
    number = models.CharField(pgettext_lazy("of a newspaper", "number"), max_length=40)
    printed_on = models.DateField(_("printed on"))
    by = models.ForeignKey(_USER, models.PROTECT, related_name="+", verbose_name=_("by whom"))
    recorded_on = models.DateField(_("recorded on"))
    taken_on = models.DateField(_("taken back on"), null=True, blank=True)
    taken_by = models.ForeignKey(
        _USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("taken back by")
    )
    taken_why = models.CharField(_("why"), max_length=LONGEST_TAKEN_WHY, blank=True)

    objects = querysets.QuarterPrintQuerySet.as_manager()

    class Meta:
        verbose_name = _("quarter in a newspaper")
        verbose_name_plural = _("quarters in newspapers")
        ordering = ["printed_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "outlet", "number", "printed_on"],
                condition=Q(taken_on__isnull=True),
                name="issues_quarter_print_once",
            ),
            models.CheckConstraint(
                condition=Q(taken_on__isnull=True, taken_by__isnull=True, taken_why="")
                | Q(taken_on__isnull=False, taken_by__isnull=False) & ~Q(taken_why=""),
                name="issues_quarter_print_taken",
                violation_error_message=_("Say why."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.outlet} {self.number}"


class PastText(models.Model):
    """Public texts of an issue as they read until they were corrected: what was published as of a past moment says
    what stood then.
    """

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="past_texts", db_index=False)
    until = models.DateTimeField()
    title = ShortText(max_length=LONGEST_TITLE, blank=True)
    measure = LongText(max_length=LONGEST_MEASURE, blank=True)
    position = ShortText(max_length=200, blank=True)

    if TYPE_CHECKING:
        title_kk = title_ru = title_en = measure_kk = measure_ru = measure_en = ""
        position_kk = position_ru = position_en = ""

    class Meta:
        verbose_name = _("earlier text of an issue")
        verbose_name_plural = _("earlier texts of issues")
        ordering = ["issue_id", "until", "id"]
        indexes = [models.Index(fields=["issue", "until"], name="issues_past_text")]

    def __str__(self) -> str:
        return f"{self.issue_id}: {self.until:%Y-%m-%d}"
