"""A workbook on its way into a proposal: what was read of it, what was mended, what became of each row."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.bodies.models import Official, Territory
from portal.files.models import StoredFile
from portal.kernel.wording import LANGUAGES
from schedules import querysets
from schedules.choices import ImportState, MeetingFormat
from schedules.models.proposals import Proposal, ProposalRow

#: In the place of a field: a problem of the row itself, which a person settles by a word.
WHOLE_ROW = "row"


class Import(models.Model):
    """One workbook given to one proposal. Nothing reaches the proposal before it is applied."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="imports")
    file = models.ForeignKey(StoredFile, models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(_("file name"), max_length=150)
    sha256 = models.CharField(max_length=64, blank=True, help_text=_("Of the file as it was given."))
    state = models.CharField(_("state"), max_length=9, choices=ImportState, default=ImportState.READING)
    skipped: models.JSONField[Any, Any] = models.JSONField(
        default=list, help_text=_("Rows and sheets that are no meetings, each with the reason.")
    )
    version = models.PositiveIntegerField(default=1, help_text=_("Grows with every correction."))
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    started_on = models.DateField(_("given on"))
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    applied_on = models.DateField(_("taken into the proposal on"), null=True, blank=True)

    objects = querysets.ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import of a workbook")
        verbose_name_plural = _("imports of workbooks")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["proposal", "-id"], name="schedules_import_of")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ImportState.APPLIED, applied_on__isnull=False)
                | (~Q(state=ImportState.APPLIED) & Q(applied_on__isnull=True)),
                name="schedules_import_applied",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("schedules:import", args=[self.proposal_id, self.pk])


class ImportRow(models.Model):
    """One meeting as read from a row of the workbook and as mended since.

    `cells` maps a field to its cell's address, `written` to what stands there; `problems` are what is still not
    understood, each with `field`, `cell`, `code`, `written` and `choices`; of the field "row" they are what must be
    confirmed first: a hidden row, a comment, another body in the title. A row without problems can become a meeting;
    `made` is the row it became. `column` is told of a table that stands beside another.
    """

    of = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    sheet = models.CharField(max_length=31)
    number = models.PositiveIntegerField(_("row of the sheet"))
    column = models.CharField(max_length=3, blank=True)
    official = models.ForeignKey(Official, models.PROTECT, null=True, blank=True, related_name="+")
    territory = models.ForeignKey(Territory, models.PROTECT, null=True, blank=True, related_name="+")
    days: models.JSONField[Any, Any] = models.JSONField(default=list, help_text=_("ISO dates, in order."))
    period_when = models.CharField(max_length=7, blank=True)
    start_time = models.TimeField(null=True, blank=True)
    format = models.CharField(max_length=8, choices=MeetingFormat, blank=True)
    texts: models.JSONField[Any, Any] = models.JSONField(default=dict)
    note = models.TextField(blank=True)
    cells: models.JSONField[Any, Any] = models.JSONField(default=dict)
    written: models.JSONField[Any, Any] = models.JSONField(default=dict)
    unused: models.JSONField[Any, Any] = models.JSONField(default=dict)
    problems: models.JSONField[Any, Any] = models.JSONField(default=list)
    is_left_out = models.BooleanField(default=False)
    made = models.ForeignKey(ProposalRow, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = querysets.ImportRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("row of an imported workbook")
        verbose_name_plural = _("rows of imported workbooks")
        ordering = ["of_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["of", "sheet", "number", "column"], name="schedules_importrow_once"),
        ]

    def __str__(self) -> str:
        return f"{self.sheet} {self.number}"

    @property
    def dates(self) -> list[date]:
        return [date.fromisoformat(day) for day in self.days]

    @property
    def shown_texts(self) -> list[tuple[str, str]]:
        """Texts with their language, in the order of the form."""
        return [
            (language, self.texts[f"{name}_{language}"])
            for name in ("subject", "venue", "ground")
            for language in LANGUAGES
            if self.texts.get(f"{name}_{language}")
        ]

    @property
    def notes(self) -> list[dict[str, Any]]:
        """What must be confirmed before the row is taken over."""
        return [problem for problem in self.problems if problem["field"] == WHOLE_ROW]

    @property
    def is_understood(self) -> bool:
        return not self.problems
