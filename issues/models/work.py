"""What is done about an issue: hand-overs, who works beside the holder, steps, sessions of a maslikhat, replies."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from issues import querysets
from issues.choices import HandOverState, ReplyKind
from issues.models.issues import Issue
from portal.bodies.models import Body
from portal.kit.texts import LongText, ShortText

_USER = settings.AUTH_USER_MODEL


class HandOver(models.Model):
    """The holder stays answerable until the receiver accepts. `answer_by` is the receiver's last day; the term of the
    issue goes on meanwhile. One at a time waits.
    """

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="hand_overs", verbose_name=_("issue"))
    from_body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("from"))
    to_body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("to"))
    state = models.CharField(_("state"), max_length=8, choices=HandOverState, default=HandOverState.PENDING)
    asked_by = models.ForeignKey(_USER, models.PROTECT, related_name="+", verbose_name=_("who handed it over"))
    asked_on = models.DateField(_("handed over on"))
    answer_by = models.DateField(_("the receiver answers by"))
    why = LongText(max_length=500)
    answered_by = models.ForeignKey(
        _USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("who answered")
    )
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answer = LongText(max_length=500, blank=True)

    objects: ClassVar[querysets.HandOverManager[HandOver]] = querysets.HandOverManager()
    if TYPE_CHECKING:
        _default_manager: ClassVar[querysets.HandOverManager[HandOver]]
        why_kk = why_ru = why_en = answer_kk = answer_ru = answer_en = ""

    class Meta:
        verbose_name = _("hand-over")
        verbose_name_plural = _("hand-overs")
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["to_body", "answer_by"], condition=Q(state=HandOverState.PENDING), name="issues_handover_to"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["issue"], condition=Q(state=HandOverState.PENDING), name="issues_handover_one_pending"
            ),
            models.CheckConstraint(
                condition=Q(state=HandOverState.PENDING, answered_on__isnull=True)
                | (~Q(state=HandOverState.PENDING) & Q(answered_on__isnull=False)),
                name="issues_handover_answered",
            ),
            models.CheckConstraint(condition=~Q(from_body=F("to_body")), name="issues_handover_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.issue_id}: {self.state}"


class CoExecutor(models.Model):
    """A body that works on it beside the holder, who alone answers."""

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="co_executors", verbose_name=_("issue"))
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("body"))

    class Meta:
        verbose_name = _("co-executor")
        verbose_name_plural = _("co-executors")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["issue", "body"], name="issues_co_executor_once")]

    def __str__(self) -> str:
        return f"{self.issue_id}: {self.body_id}"


class Milestone(models.Model):
    """A step towards the solution, with its own day."""

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="milestones", verbose_name=_("issue"))
    text = ShortText(max_length=250)
    due_on = models.DateField(_("term"))
    done_on = models.DateField(_("done on"), null=True, blank=True)

    if TYPE_CHECKING:
        text_kk = text_ru = text_en = ""

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["due_on", "id"]

    def __str__(self) -> str:
        return f"{self.issue_id}: {self.due_on}"


class Laid(models.Model):
    """Laid before a session of a maslikhat, to consider its funding (C-3.5b), and what was decided."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="laid", verbose_name=_("issue"))
    maslikhat = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("maslikhat"))
    session_on = models.DateField(_("session on"))
    decision = LongText(max_length=500, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)

    if TYPE_CHECKING:
        decision_kk = decision_ru = decision_en = ""

    class Meta:
        verbose_name = _("laid before a session")
        verbose_name_plural = _("laid before sessions")
        ordering = ["session_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "maslikhat", "session_on"], name="issues_laid_once"),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True) | (~Q(decision_kk="") & ~Q(decision_ru="")),
                name="issues_laid_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issue_id}: {self.session_on}"


class ReplyTemplate(models.Model):
    """Words prepared for what is often said, in a pair of languages; of one body, or of everybody."""

    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("body"))
    kind = models.CharField(_("what it is for"), max_length=8, choices=ReplyKind)
    title = ShortText(max_length=120)
    text = LongText(max_length=1000)
    closed_on = models.DateField(_("not offered since"), null=True, blank=True)

    if TYPE_CHECKING:
        title_kk = title_ru = title_en = text_kk = text_ru = text_en = ""

    class Meta:
        verbose_name = _("prepared reply")
        verbose_name_plural = _("prepared replies")
        ordering = ["kind", "id"]

    def __str__(self) -> str:
        return str(self.title)
