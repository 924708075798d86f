"""What a region cannot solve alone goes up: systemic problems, half-yearly packages with their answers, acts above."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from issues import querysets
from issues.choices import Fate, HighKind, PackageState
from issues.models.issues import LONGEST_TITLE, Issue
from issues.models.topics import IssueTopic
from meetings.models import Meeting
from portal.bodies.models import Body, Territory
from portal.kernel.periods import Period
from portal.kit.texts import LongText, ShortText

_USER = settings.AUTH_USER_MODEL
_SHA256 = [RegexValidator(r"\A[0-9a-f]{64}\Z")]
LONGEST_PROBLEM = 2000


class SystemicProblem(models.Model):
    """What several issues have in common, and which central body, holding or company could solve it, and how.

    The issues stay with the bodies that answer for them: gathered here they are counted nowhere a second time.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("stated by"))
    addressee = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("who can solve it"))
    region = models.ForeignKey(
        Territory, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("region")
    )
    topic = models.ForeignKey(IssueTopic, models.PROTECT, related_name="+", verbose_name=_("topic"))
    title = ShortText(max_length=LONGEST_TITLE)
    text = LongText(max_length=LONGEST_PROBLEM, blank=True)
    proposal = LongText(max_length=LONGEST_PROBLEM, blank=True)
    stated_on = models.DateField(_("stated on"))
    stated_by = models.ForeignKey(_USER, models.PROTECT, related_name="+", verbose_name=_("who stated it"))
    closed_on = models.DateField(_("not systemic any more since"), null=True, blank=True)
    version = models.PositiveIntegerField(_("number of the change"), default=1)
    issues: ClassVar[Any] = models.ManyToManyField(Issue, through="Gathered", related_name="problems")

    objects: ClassVar[querysets.ProblemManager[SystemicProblem]] = querysets.ProblemManager()
    if TYPE_CHECKING:
        _default_manager: ClassVar[querysets.ProblemManager[SystemicProblem]]
        title_kk = title_ru = title_en = text_kk = text_ru = text_en = ""
        proposal_kk = proposal_ru = proposal_en = ""

    class Meta:
        verbose_name = _("systemic problem")
        verbose_name_plural = _("systemic problems")
        ordering = ["-stated_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title_kk="") & ~Q(title_ru=""),
                name="issues_problem_titled",
                violation_error_message=_("Write it in both languages."),
            ),
            models.CheckConstraint(condition=~Q(body=F("addressee")), name="issues_problem_of_another"),
        ]

    def __str__(self) -> str:
        return str(self.title)


class Gathered(models.Model):
    problem = models.ForeignKey(SystemicProblem, models.CASCADE, related_name="gathered", db_index=False)
    issue = models.ForeignKey(Issue, models.PROTECT, related_name="gathered_in")

    class Meta:
        verbose_name = _("issue of a systemic problem")
        verbose_name_plural = _("issues of systemic problems")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["problem", "issue"], name="issues_gathered_once")]

    def __str__(self) -> str:
        return f"{self.problem_id}: {self.issue_id}"


class Package(models.Model):
    """Systemic problems of a region for one receiver and half-year. Sent, `content` is what everybody reads of them for
    good, `sha256` that of its canonical JSON. The receiver registers it, and answers each problem by `answer_by`.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("from"), db_index=False)
    to_body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("to"))
    period_key = models.CharField(_("half-year"), max_length=7)
    state = models.CharField(_("state"), max_length=10, choices=PackageState, default=PackageState.DRAFT)
    number = models.CharField(_("number of the letter"), max_length=60, blank=True)
    content: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64, blank=True, validators=_SHA256)
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    sent_by = models.ForeignKey(
        _USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("sent by")
    )
    answer_by = models.DateField(_("answered by"), null=True, blank=True)
    registered_on = models.DateField(_("registered on"), null=True, blank=True)
    registered_number = models.CharField(_("number of registration"), max_length=60, blank=True)
    registered_by = models.ForeignKey(
        _USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("who registered it")
    )
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answered_by = models.ForeignKey(
        _USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("who answered")
    )
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("visit that takes it up")
    )
    version = models.PositiveIntegerField(_("number of the change"), default=1)

    objects: ClassVar[querysets.PackageManager[Package]] = querysets.PackageManager()
    if TYPE_CHECKING:
        _default_manager: ClassVar[querysets.PackageManager[Package]]

    class Meta:
        verbose_name = _("package of systemic problems")
        verbose_name_plural = _("packages of systemic problems")
        ordering = ["-period_key", "id"]
        indexes = [
            models.Index(fields=["answer_by"], condition=Q(state__in=["sent", "registered"]), name="issues_package_due")
        ]
        constraints = [
            models.UniqueConstraint(fields=["body", "to_body", "period_key"], name="issues_package_once"),
            models.CheckConstraint(
                condition=Q(state=PackageState.DRAFT, sent_on__isnull=True)
                | (~Q(state=PackageState.DRAFT) & Q(sent_on__isnull=False, answer_by__isnull=False) & ~Q(sha256="")),
                name="issues_package_sent",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[PackageState.REGISTERED, PackageState.ANSWERED])
                | (Q(registered_on__isnull=False) & ~Q(registered_number="")),
                name="issues_package_registered",
            ),
            models.CheckConstraint(
                condition=~Q(state=PackageState.ANSWERED) | Q(answered_on__isnull=False),
                name="issues_package_answered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body_id}-{self.to_body_id} {self.period_key}"

    def get_absolute_url(self) -> str:
        return reverse("issues:package", args=[self.pk])

    @property
    def period(self) -> Period:
        return Period.parse(self.period_key)


class PackageItem(models.Model):
    """A problem in a package, and what the receiver says of it.

    `sent_issues`: keys of what stood under it when it was sent, public or not; the answer comes to them. Not printed.
    """

    package = models.ForeignKey(Package, models.CASCADE, related_name="items", db_index=False)
    problem = models.ForeignKey(SystemicProblem, models.PROTECT, related_name="sent_in")
    sent_issues: ArrayField[list[int], list[int]] = ArrayField(
        models.BigIntegerField(), blank=True, default=list, editable=False
    )
    fate = models.CharField(_("decision"), max_length=8, choices=Fate, blank=True)
    answer = LongText(max_length=LONGEST_PROBLEM, blank=True)

    if TYPE_CHECKING:
        answer_kk = answer_ru = answer_en = ""

    class Meta:
        verbose_name = _("problem of a package")
        verbose_name_plural = _("problems of packages")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["package", "problem"], name="issues_package_item_once"),
            models.CheckConstraint(
                condition=Q(fate="") | (~Q(answer_kk="") & ~Q(answer_ru="")), name="issues_package_item_answered"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.package_id}: {self.problem_id}"


class HighAct(models.Model):
    """What is done above the regions for a half-year or a year: issues collected, information, review, measures,
    evaluation. `content` is what the portal knew that day, frozen; it is a proof of the duty where one is owed.
    """

    kind = models.CharField(_("kind"), max_length=11, choices=HighKind)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("body"))
    period_key = models.CharField(_("period"), max_length=7)
    on = models.DateField(_("day of the document"))
    number = models.CharField(_("number"), max_length=60, blank=True)
    text = LongText(max_length=LONGEST_PROBLEM, blank=True)
    content: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64, validators=_SHA256)
    made_by = models.ForeignKey(_USER, models.PROTECT, related_name="+", verbose_name=_("who recorded it"))
    made_on = models.DateField(_("made on"))
    replaced_by = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaces", verbose_name=_("replaced by")
    )

    objects: ClassVar[querysets.HighActManager[HighAct]] = querysets.HighActManager()
    if TYPE_CHECKING:
        _default_manager: ClassVar[querysets.HighActManager[HighAct]]
        text_kk = text_ru = text_en = ""

    class Meta:
        verbose_name = _("act above the regions")
        verbose_name_plural = _("acts above the regions")
        ordering = ["-on", "-id"]
        indexes = [models.Index(fields=["kind", "body", "period_key"], name="issues_high_of")]

    def __str__(self) -> str:
        return f"{self.kind} {self.period_key}"

    def get_absolute_url(self) -> str:
        return reverse("issues:high_act", args=[self.pk])

    @property
    def period(self) -> Period:
        return Period.parse(self.period_key)
