"""Decisions of the portal's owner, and since when each duty is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.bodies.models import Body
from portal.deadlines import querysets
from portal.deadlines.choices import DayOffRule, NormReading, Release, Term, Visibility
from portal.files.models import StoredFile
from portal.kernel.wording import Lines
from portal.kit.texts import LongText
from portal.law.counting.due import Bound, DayAfterPeriod, DueRule, FixedDay
from portal.law.counting.events import Counting, term
from portal.law.counting.planning import Key
from portal.law.kinds import TermKind
from portal.law.owner_decisions import Order


class Decision(models.Model):
    """What the portal's owner settles about one duty. Append-only: a decision is reversed by another row.

    `applies_from` and `applies_to` are a half-open range over the first days of periods. `due_month` and
    `due_year_offset` are empty for a day of the month after the period. With `due_counting` the day is counted from
    what happened, and `due_day` is the number of days.
    """

    number = models.PositiveSmallIntegerField(_("number"))
    # Of one duty, or of a whole act: then `stands` says for which periods the act is applied.
    duty = models.CharField(_("duty"), max_length=16, blank=True)
    act = models.CharField(_("act"), max_length=8, blank=True)
    # A ruling about one body alone: its last day for one period or event, or its release.
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("body"))
    period_key = models.CharField(_("period"), max_length=8, blank=True)
    subject = models.CharField(_("subject"), max_length=120, blank=True)
    extended_to = models.DateField(_("last day for this body"), null=True, blank=True)
    released_as = models.CharField(_("released"), max_length=8, choices=Release, blank=True)
    document = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    document_address = models.CharField(_("address of the document"), max_length=500, blank=True)
    document_number = models.CharField(_("number of the document"), max_length=60, blank=True)
    wording = LongText()
    ground = LongText()
    applies_from = models.DateField(_("for periods from"))
    applies_to = models.DateField(_("for periods before"), null=True, blank=True)
    stands = models.BooleanField(_("duty stands"), null=True, blank=True)
    due_year_offset = models.SmallIntegerField(null=True, blank=True)
    due_month = models.PositiveSmallIntegerField(null=True, blank=True)
    due_day = models.PositiveSmallIntegerField(null=True, blank=True)
    due_bound = models.CharField(max_length=6, blank=True, choices=[(bound.value, bound.value) for bound in Bound])
    due_counting = models.CharField(_("counted from the event"), max_length=19, choices=Term, blank=True)
    day_off = models.CharField(_("on a day off"), max_length=8, choices=DayOffRule, blank=True)
    visibility = models.CharField(_("visibility"), max_length=8, choices=Visibility, blank=True)
    reading = models.CharField(_("reading of the norm"), max_length=6, choices=NormReading, blank=True)
    revokes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="revoked_by")
    is_shipped = models.BooleanField(_("shipped with the portal"), default=False)
    decided_on = models.DateField(_("decided"), null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[querysets.DecisionManager[Decision]] = querysets.DecisionManager()
    if TYPE_CHECKING:
        _default_manager: ClassVar[querysets.DecisionManager[Decision]]
        wording_kk = wording_ru = wording_en = ""
        ground_kk = ground_ru = ground_en = ""

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["number", "duty", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["number", "duty"], condition=Q(is_shipped=True), name="deadlines_decision_shipped_once"
            ),
            models.CheckConstraint(
                condition=Q(applies_to__isnull=True) | Q(applies_to__gt=F("applies_from")),
                name="deadlines_decision_dates",
                violation_error_message=_("The end must be later than the beginning."),
            ),
            models.CheckConstraint(
                condition=Q(due_day__isnull=True, due_month__isnull=True, due_year_offset__isnull=True, due_bound="")
                | (
                    Q(due_day__isnull=False)
                    & ~Q(due_bound="")
                    & (
                        Q(due_month__isnull=True, due_year_offset__isnull=True)
                        | Q(due_month__isnull=False, due_year_offset__isnull=False)
                    )
                ),
                name="deadlines_decision_due_whole",
                violation_error_message=_("A due day needs its bound; a month needs its year."),
            ),
            models.CheckConstraint(
                condition=Q(due_counting="") | Q(due_day__isnull=False, due_month__isnull=True),
                name="deadlines_decision_due_counted",
                violation_error_message=_("Days counted from an event need their number and no month."),
            ),
            models.CheckConstraint(
                condition=Q(is_shipped=True) | Q(decided_on__isnull=False, recorded_by__isnull=False),
                name="deadlines_decision_by_whom",
                violation_error_message=_("A decision needs its day and the person who recorded it."),
            ),
            models.CheckConstraint(
                condition=(Q(duty="") & ~Q(act="")) | (~Q(duty="") & Q(act="")),
                name="deadlines_decision_about",
                violation_error_message=_("A decision is about one duty or about one act."),
            ),
            models.CheckConstraint(
                condition=Q(body__isnull=True, extended_to__isnull=True, released_as="", period_key="", subject="")
                | (
                    Q(body__isnull=False, stands__isnull=True, due_day__isnull=True, day_off="", visibility="")
                    & ~Q(duty="")
                    & ~Q(period_key="")
                    & (
                        Q(extended_to__isnull=False, released_as="")
                        | (Q(extended_to__isnull=True) & ~Q(released_as=""))
                    )
                ),
                name="deadlines_decision_for_one",
                violation_error_message=_("A ruling about one body extends its term or releases it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.duty}"

    @property
    def due(self) -> DueRule | None:
        """The day that comes from a period."""
        if self.due_day is None or self.due_counting:
            return None
        bound = Bound(self.due_bound)
        if self.due_month is None or self.due_year_offset is None:
            return DayAfterPeriod(self.due_day, bound)
        return FixedDay(self.due_year_offset, self.due_month, self.due_day, bound)

    @property
    def counting(self) -> Counting | None:
        """The day that comes from what happened."""
        if self.due_day is None or not self.due_counting:
            return None
        return term(TermKind(self.due_counting), self.due_day, Bound(self.due_bound))

    def as_order(self) -> Order:
        """The plain value the law is computed with."""
        return Order(
            number=self.number,
            duty=self.duty,
            wording=Lines(self.wording_kk, self.wording_ru, self.wording_en),
            ground=Lines(self.ground_kk, self.ground_ru, self.ground_en),
            applies_from=self.applies_from,
            applies_to=self.applies_to,
            stands=self.stands,
            due=self.due,
            visibility=self.visibility,
            day_off=self.day_off,
            act=self.act,
            counting=self.counting,
            reading=self.reading,
        )

    @property
    def ruled_key(self) -> Key:
        """The obligation a ruling about one body speaks of, opened or not."""
        assert self.body_id is not None
        return Key(self.duty, self.body_id, self.period_key, self.subject)

    @property
    def is_ruling(self) -> bool:
        """About one body alone."""
        return self.body_id is not None

    @property
    def is_reversal(self) -> bool:
        return self.revokes_id is not None

    @property
    def is_reversed(self) -> bool:
        """Another row revokes it. Costs a statement unless `revoked_by` was fetched."""
        return hasattr(self, "revoked_by")

    def get_work_url(self) -> str:
        """The page in the workspace: what it moved, and its reversal."""
        return reverse("deadlines:decision", args=[self.pk])


class DutyStart(models.Model):
    """From which due day on the portal keeps a duty it did not keep before; without a row: from joining.

    What the portal learned to keep later is not held against bodies for the years before.
    """

    duty = models.CharField(_("duty"), max_length=16, unique=True)
    since = models.DateField(_("for due days from"))

    class Meta:
        verbose_name = _("start of a duty")
        verbose_name_plural = _("starts of duties")
