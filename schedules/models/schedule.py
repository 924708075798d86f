"""The schedule, its entries, the agreement on it, its history and versions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.bodies.models import Body
from portal.files.models import StoredFile
from portal.kernel.periods import Period
from portal.kit.texts import LongText
from schedules import querysets
from schedules.choices import (
    APPROVED_ONCE,
    CLOSED,
    IN_FORCE,
    OUT_IN_PUBLIC,
    ScheduleState,
    ScheduleVerb,
    SlotState,
)
from schedules.kinds import GRAPH, Kind, Page, kind_of
from schedules.models.planned import YEAR, Happened, Planned
from schedules.models.proposals import ProposalRow


class Schedule(models.Model):
    """The schedule (graph) of a period, or a ministry's departmental plan: a working copy, then the one in force.

    An amendment is a working copy of its own (`amends`); published, it takes the place of the one it amends, which
    stays as superseded. `scope_key` narrows an amendment to a half-year (the June revision).
    """

    kind = models.CharField(_("kind"), max_length=20, default=GRAPH.key)
    body = models.ForeignKey(
        Body,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="plans",
        verbose_name=_("body"),
        help_text=_("Whose plan or calendar it is; empty for the schedule of first heads."),
    )
    period_key = models.CharField(_("year"), max_length=4, validators=[RegexValidator(YEAR)])
    amends = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="amendments")
    scope_key = models.CharField(_("half-year of the revision"), max_length=7, blank=True, default="")
    amendment_reason = LongText(_("why it is amended"), max_length=1000, blank=True, default="")
    state = models.CharField(_("state"), max_length=12, choices=ScheduleState, default=ScheduleState.DRAFT)
    act_number = models.CharField(_("number of the act"), max_length=40, blank=True)
    act_on = models.DateField(_("date of the act"), null=True, blank=True)
    act_file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("scan of the act")
    )
    quarter_reason = models.TextField(_("why sent with a quarter missing"), blank=True)
    return_comment = models.TextField(_("why returned by the Government"), blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    sent_on = models.DateField(_("sent to the Government on"), null=True, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    approved_on = models.DateField(_("approved on the portal on"), null=True, blank=True)
    publish_at = models.DateTimeField(_("publication planned for"), null=True, blank=True)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects: ClassVar[querysets.ScheduleManager[Schedule]] = querysets.ScheduleManager()
    if TYPE_CHECKING:
        _default_manager: ClassVar[querysets.ScheduleManager[Schedule]]
        amendment_reason_kk = amendment_reason_ru = amendment_reason_en = ""

    class Meta:
        verbose_name = pgettext_lazy("plan of meetings", "schedule")
        verbose_name_plural = pgettext_lazy("plans of meetings", "schedules")
        ordering = ["-period_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "body", "period_key"],
                condition=~Q(state__in=CLOSED),
                nulls_distinct=False,
                name="schedules_schedule_one_copy",
                violation_error_message=_("There is a working copy for this year already."),
            ),
            models.UniqueConstraint(
                fields=["kind", "body", "period_key"],
                condition=Q(state=ScheduleState.PUBLISHED),
                nulls_distinct=False,
                name="schedules_schedule_one_published",
                violation_error_message=_("There is a published schedule for this year already."),
            ),
            models.CheckConstraint(
                condition=Q(kind=GRAPH.key, body__isnull=True) | (~Q(kind=GRAPH.key) & Q(body__isnull=False)),
                name="schedules_schedule_whose",
                violation_error_message=_("A plan or calendar is of one body; the schedule of first heads is of none."),
            ),
            models.UniqueConstraint(
                fields=["amends"],
                condition=~Q(state=ScheduleState.ABANDONED),
                name="schedules_schedule_amended_once",
                violation_error_message=_("This schedule has an amendment already."),
            ),
            models.CheckConstraint(
                condition=~Q(state=ScheduleState.ABANDONED) | Q(amends__isnull=False),
                name="schedules_schedule_abandoned",
                violation_error_message=_("Only an amendment can be withdrawn."),
            ),
            models.CheckConstraint(
                condition=Q(scope_key="") | Q(amends__isnull=False),
                name="schedules_schedule_scope",
                violation_error_message=_("Only an amendment is narrowed to a half-year."),
            ),
            models.CheckConstraint(condition=Q(period_key__regex=YEAR), name="schedules_schedule_year"),
            models.CheckConstraint(
                condition=(
                    Q(
                        state__in=APPROVED_ONCE,
                        act_on__isnull=False,
                        approved_on__isnull=False,
                        approved_by__isnull=False,
                    )
                    & ~Q(act_number="")
                )
                | (~Q(state__in=APPROVED_ONCE) & Q(act_number="", act_on__isnull=True, approved_on__isnull=True)),
                name="schedules_schedule_act",
                violation_error_message=_("A schedule is approved by an act with a number and a date, and only then."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=OUT_IN_PUBLIC, published_at__isnull=False)
                | (~Q(state__in=OUT_IN_PUBLIC) & Q(published_at__isnull=True)),
                name="schedules_schedule_published",
                violation_error_message=_("A published schedule says since when."),
            ),
            models.CheckConstraint(
                condition=Q(publish_at__isnull=True) | Q(state__in=IN_FORCE),
                name="schedules_schedule_planned",
                violation_error_message=_("Publication can be planned only for an approved schedule."),
            ),
            models.CheckConstraint(
                condition=~Q(approved_by=F("sent_by")),
                name="schedules_schedule_two_people",
                violation_error_message=_("Whoever sent a schedule to the Government may not approve it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.period_key}"

    def get_absolute_url(self) -> str:
        """The public page; it answers only once the schedule is published. Of a plan, `body` should be loaded."""
        return self.url_of(self.its_kind.pages.public)

    def get_work_url(self) -> str:
        return self.url_of(self.its_kind.pages.work)

    def url_of(self, page: Page, **more: object) -> str:
        """One of the pages of its kind; of a plan of one body, `body` should be loaded."""
        return page.url(year=self.period_key, slug=self.slug, **more)

    @property
    def slug(self) -> str:
        """Of the body whose plan it is; empty when it is of all."""
        return self.body.slug if self.body is not None else ""

    @property
    def its_kind(self) -> Kind:
        return kind_of(self.kind)

    @property
    def period(self) -> Period:
        return Period.parse(self.period_key)

    @property
    def scope(self) -> Period | None:
        """The half-year to which an amendment is narrowed."""
        return Period.parse(self.scope_key) if self.scope_key else None

    @property
    def is_in_force(self) -> bool:
        return self.state in IN_FORCE


class ScheduleEntry(Planned):
    """One meeting of the schedule, copied from a proposal's row.

    `key` names the plan row for good: it stays when the schedule is assembled again and in later versions.
    """

    schedule = models.ForeignKey(Schedule, models.CASCADE, related_name="entries")
    body = models.ForeignKey(Body, models.PROTECT, related_name="entries", verbose_name=_("body"))
    source = models.ForeignKey(ProposalRow, models.SET_NULL, null=True, blank=True, related_name="entries")
    source_version = models.PositiveIntegerField(
        default=0, help_text=_("Version of the row that was copied; tells whether the schedule is up to date.")
    )
    key = models.CharField(max_length=12)

    objects: ClassVar[querysets.EntryManager[ScheduleEntry]] = querysets.EntryManager()
    if TYPE_CHECKING:
        _default_manager: ClassVar[querysets.EntryManager[ScheduleEntry]]

    class Meta(Planned.Meta):
        verbose_name = _("entry of a schedule")
        verbose_name_plural = _("entries of schedules")
        ordering = ["schedule_id", "span_start", "body_id", "position", "id"]
        indexes = [models.Index(fields=["schedule", "span_start"], name="schedules_entry_order")]
        constraints = [
            *Planned.Meta.constraints,
            models.UniqueConstraint(fields=["schedule", "key"], name="schedules_entry_key"),
        ]

    def __str__(self) -> str:
        return f"{self.official}, {self.territory}, {self.when}"


class AgreementSlot(models.Model):
    """What one ministry said to the draft: nothing yet, agreed, remarks, or silence that counts as agreement."""

    schedule = models.ForeignKey(Schedule, models.CASCADE, related_name="slots")
    body = models.ForeignKey(Body, models.PROTECT, related_name="agreement_slots", verbose_name=_("body"))
    state = models.CharField(_("state"), max_length=8, choices=SlotState, default=SlotState.PENDING)
    due_on = models.DateField(_("last day to answer"))
    remarks = models.TextField(_("remarks"), blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField(_("answered on"), null=True, blank=True)
    answer = models.TextField(_("answer of the authorised body"), blank=True)
    answered_on = models.DateField(_("remarks answered on"), null=True, blank=True)

    objects = querysets.SlotQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreement of a ministry")
        verbose_name_plural = _("agreement of ministries")
        ordering = ["schedule_id", "body_id"]
        indexes = [
            models.Index(fields=["due_on"], name="schedules_slot_pending", condition=Q(state=SlotState.PENDING)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["schedule", "body"], name="schedules_slot_once"),
            models.CheckConstraint(
                condition=Q(state=SlotState.PENDING, decided_on__isnull=True)
                | (~Q(state=SlotState.PENDING) & Q(decided_on__isnull=False)),
                name="schedules_slot_decided",
                violation_error_message=_("An answer says when it was given."),
            ),
            models.CheckConstraint(
                condition=(Q(state=SlotState.REMARKS) & ~Q(remarks="")) | (~Q(state=SlotState.REMARKS) & Q(remarks="")),
                name="schedules_slot_remarks",
                violation_error_message=_("Remarks need words."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.state}"


class ScheduleEvent(Happened):
    """History of the schedule; `body` names the ministry whose agreement the line tells of."""

    schedule = models.ForeignKey(Schedule, models.PROTECT, related_name="events")
    verb = models.CharField(max_length=20, choices=ScheduleVerb)
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(Happened.Meta):
        verbose_name = _("history of a schedule")
        verbose_name_plural = _("history of schedules")


class ScheduleVersion(models.Model):
    """What was approved, word for word. Shares nothing with the working copy; only `published_at` is written later."""

    schedule = models.ForeignKey(Schedule, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    content: models.JSONField[Any, Any] = models.JSONField(_("content"))
    sha256 = models.CharField(max_length=64, help_text=_("Of the content as canonical JSON in UTF-8."))
    act_number = models.CharField(_("number of the act"), max_length=40)
    act_on = models.DateField(_("date of the act"))
    approved_on = models.DateField(_("approved on the portal on"))
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)

    class Meta:
        verbose_name = _("version of a schedule")
        verbose_name_plural = _("versions of schedules")
        ordering = ["schedule_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["schedule", "number"], name="schedules_version_number"),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="schedules_version_hash"),
        ]

    def __str__(self) -> str:
        return f"{self.schedule} v{self.number}"
