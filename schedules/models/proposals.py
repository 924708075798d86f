"""What a ministry proposes for a year, and its history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.bodies.models import Body
from portal.kernel.periods import Period
from schedules import querysets
from schedules.choices import ProposalState, ProposalVerb
from schedules.kinds import GRAPH, Kind, kind_of
from schedules.models.planned import YEAR, Happened, Planned


class Proposal(models.Model):
    """What one body plans for a year: meetings of its first head, of its deputies and committee chairs, of its akims.

    Kind `graph` goes to the authorised body and into the schedule of first heads; kind `plan` to the head of the
    ministry, who approves it as the departmental plan; kind `akim_calendar` to the head of the akimat of the region.
    `submitted_on` is the day of the **first** filing, on which the duty was met and lateness measured;
    `refiled_on` the day of the latest one after a return.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="proposals", verbose_name=_("body"))
    kind = models.CharField(_("kind"), max_length=20, default=GRAPH.key)
    period_key = models.CharField(_("year"), max_length=4, validators=[RegexValidator(YEAR)])
    state = models.CharField(_("state"), max_length=10, choices=ProposalState, default=ProposalState.DRAFT)
    is_amending = models.BooleanField(
        _("open for an amendment"),
        default=False,
        help_text=_("Open again after its meetings were approved: every changed row needs a reason."),
    )
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    submitted_on = models.DateField(_("filed on"), null=True, blank=True)
    refiled_on = models.DateField(_("filed again on"), null=True, blank=True)
    days_late = models.PositiveIntegerField(_("days late"), default=0)
    late_reason = models.TextField(_("why late"), blank=True)
    return_comment = models.TextField(_("why returned"), blank=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    accepted_on = models.DateField(_("accepted on"), null=True, blank=True)
    version = models.PositiveIntegerField(
        default=1, help_text=_("Grows with every change of any row; what was read is what is filed or accepted.")
    )
    # Rows as they were sent, while the proposal is with its body again: `queries.filed` says who sees which.
    filed_rows: models.JSONField[Any, Any] = models.JSONField(
        null=True, blank=True, editable=False, encoder=DjangoJSONEncoder
    )

    objects = querysets.ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["-period_key", "body_id"]
        indexes = [models.Index(fields=["kind", "period_key", "state"], name="schedules_proposal_intake")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "body", "period_key"],
                name="schedules_proposal_once",
                violation_error_message=_("The body has a proposal for this year already."),
            ),
            models.CheckConstraint(condition=Q(period_key__regex=YEAR), name="schedules_proposal_year"),
            models.CheckConstraint(
                condition=Q(state=ProposalState.DRAFT, submitted_on__isnull=True, submitted_by__isnull=True)
                | (~Q(state=ProposalState.DRAFT) & Q(submitted_on__isnull=False, submitted_by__isnull=False)),
                name="schedules_proposal_filed",
                violation_error_message=_("A filed proposal says who filed it and when; a draft was never filed."),
            ),
            models.CheckConstraint(
                condition=Q(state=ProposalState.ACCEPTED, accepted_on__isnull=False, accepted_by__isnull=False)
                | (~Q(state=ProposalState.ACCEPTED) & Q(accepted_on__isnull=True, accepted_by__isnull=True)),
                name="schedules_proposal_accepted",
                violation_error_message=_("An accepted proposal says who accepted it and when."),
            ),
            models.CheckConstraint(
                condition=~Q(accepted_by=F("submitted_by")),
                name="schedules_proposal_two_people",
                violation_error_message=_("Whoever filed a proposal may not accept it."),
            ),
            models.CheckConstraint(
                condition=Q(days_late=0) | ~Q(late_reason=""),
                name="schedules_proposal_late_reason",
                violation_error_message=_("Late filing needs a reason."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}, {self.period_key}"

    def get_absolute_url(self) -> str:
        return reverse("schedules:proposal", args=[self.pk])

    @property
    def its_kind(self) -> Kind:
        return kind_of(self.kind)

    @property
    def period(self) -> Period:
        return Period.parse(self.period_key)


class ProposalRow(Planned):
    """One proposed meeting. `comment` is the authorised body's remark, given when it returned the proposal."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="rows")
    comment = models.TextField(_("remark"), blank=True)
    is_withdrawn = models.BooleanField(
        _("withdrawn"),
        default=False,
        help_text=_("Approved once and taken out by an amendment; kept for its reason and its key."),
    )
    version = models.PositiveIntegerField(
        default=1, help_text=_("Grows with every change of the row; tells apart what two people edit at once.")
    )
    sent_key = models.CharField(
        max_length=36,
        blank=True,
        default="",
        editable=False,
        help_text=_("Given by the browser that added the row: sent twice over a broken line, it is still one row."),
    )

    objects: ClassVar[querysets.PlannedManager[ProposalRow]] = querysets.PlannedManager()
    if TYPE_CHECKING:
        _default_manager: ClassVar[querysets.PlannedManager[ProposalRow]]

    class Meta(Planned.Meta):
        verbose_name = _("row of a proposal")
        verbose_name_plural = _("rows of proposals")
        ordering = ["proposal_id", "span_start", "position", "id"]
        indexes = [models.Index(fields=["proposal", "span_start"], name="schedules_row_order")]
        constraints = [
            *Planned.Meta.constraints,
            models.UniqueConstraint(
                fields=["proposal", "sent_key"],
                condition=~Q(sent_key=""),
                name="schedules_row_sent_once",
                violation_error_message=_("This row was added already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.official}, {self.territory}, {self.when}"

    def get_absolute_url(self) -> str:
        return reverse("schedules:row", args=[self.proposal_id, self.pk])


class ProposalEvent(Happened):
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="events")
    verb = models.CharField(max_length=20, choices=ProposalVerb)

    class Meta(Happened.Meta):
        verbose_name = _("history of a proposal")
        verbose_name_plural = _("history of proposals")
