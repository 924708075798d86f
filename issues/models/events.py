"""The life of an issue, line by line; rows are added and never changed. Every figure can be counted from them again."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from issues import querysets
from issues.choices import State, Verb
from issues.models.claims import Claim
from issues.models.issues import Issue
from portal.bodies.models import Body, Territory
from portal.kit.texts import LongText

_USER = settings.AUTH_USER_MODEL


class IssueEvent(models.Model):
    """One line. `holder` and `to_state` are as they stand after it: the last line of a day tells how the day ended.

    `note` is for everybody when `is_public`; `internal` for offices alone. `actor` is empty of what people or the
    portal itself did. `other` is the body a hand-over goes to, or the issue's former holder on acceptance; `about`
    another issue that was joined. `was_due_on` and `due_on` stand in lines that change the term, `was_place` and
    `place` in lines that correct the place. `of_quarter` is the quarter of which a line tells that was written when it
    was over. `written_at` stands where the portal came to a set time, which `at` is, later than that.
    """

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="events", db_index=False)
    verb = models.CharField(max_length=10, choices=Verb)
    from_state = models.CharField(max_length=10, choices=State, blank=True)
    to_state = models.CharField(max_length=10, choices=State)
    holder = models.ForeignKey(Body, models.PROTECT, related_name="+", db_index=False)
    other = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    about = models.ForeignKey(Issue, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    claim = models.ForeignKey(Claim, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    actor = models.ForeignKey(_USER, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    at = models.DateTimeField()
    on = models.DateField()
    written_at = models.DateTimeField(null=True, blank=True)
    is_public = models.BooleanField(default=True)
    note = LongText(max_length=1000, blank=True)
    internal = models.TextField(blank=True)
    was_due_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    was_place = models.ForeignKey(
        Territory,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("place before"),
    )
    place = models.ForeignKey(
        Territory, models.PROTECT, null=True, blank=True, related_name="+", db_index=False, verbose_name=_("place")
    )
    of_quarter = models.CharField(max_length=7, blank=True)

    objects: ClassVar[querysets.EventManager[IssueEvent]] = querysets.EventManager()
    if TYPE_CHECKING:
        _default_manager: ClassVar[querysets.EventManager[IssueEvent]]
        note_kk = note_ru = note_en = ""

    class Meta:
        verbose_name = _("line of the life of an issue")
        verbose_name_plural = _("life of issues")
        ordering = ["issue_id", "id"]
        indexes = [
            models.Index(fields=["issue", "id"], name="issues_event_issue"),
            models.Index(fields=["at"], condition=Q(is_public=True), name="issues_event_at"),
            models.Index(fields=["at"], condition=Q(verb=Verb.PUBLISH), name="issues_event_published"),
            models.Index(fields=["written_at"], condition=Q(written_at__isnull=False), name="issues_event_written"),
            models.Index(fields=["holder", "on"], name="issues_event_holder"),
        ]

    def __str__(self) -> str:
        return f"{self.issue_id}: {self.verb}"


class Aside(models.Model):
    """A question of a meeting that triage leaves for later, or makes no issue of, with the reason."""

    question = models.OneToOneField("holding.Question", models.PROTECT, related_name="aside")
    reason = LongText(max_length=500, blank=True)
    until = models.DateField(_("looked at again on"), null=True, blank=True)
    by = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    if TYPE_CHECKING:
        reason_kk = reason_ru = reason_en = ""

    class Meta:
        verbose_name = _("question left aside")
        verbose_name_plural = _("questions left aside")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.question_id}"
