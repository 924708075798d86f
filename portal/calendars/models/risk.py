"""Signals that social tension may rise somewhere, or has risen, and what became of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.bodies.models import Body, Territory
from portal.calendars import querysets
from portal.calendars.choices import RiskLevel, RiskSign, RiskState, RiskVerb
from portal.kit.texts import LongText

_USER = settings.AUTH_USER_MODEL


class RiskSignal(models.Model):
    """A place and a branch in which tension is forecast to rise or has risen on `on`, entered by `body`.

    Internal until the body that entered it publishes it: `ground` stays internal for ever, `statement` is what
    everybody reads then. `ministry` is that of the branch. The meeting it led to is a floor above, so it is known by
    its number here; `met_on` is the day on which it was held. `offers_deputy`: the risk is high and no act in force
    asks for a deputy Prime Minister, so the part is offered; `taken_up_on` is the day the Government took it.
    """

    territory = models.ForeignKey(Territory, models.PROTECT, related_name="+", verbose_name=_("place"))
    ministry = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("ministry of the branch"))
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    level = models.CharField(pgettext_lazy("risk signal", "level"), max_length=8, choices=RiskLevel)
    sign = models.CharField(pgettext_lazy("risk signal", "forecast or risen"), max_length=8, choices=RiskSign)
    on = models.DateField(_("day"))
    ground = LongText(max_length=2000, blank=True)
    statement = LongText(max_length=2000, blank=True)
    # Of the form that was sent: sent twice it is one signal.
    sent_key = models.UUIDField(unique=True, editable=False)
    registered_by = models.ForeignKey(_USER, models.PROTECT, related_name="+", verbose_name=_("registered by"))
    registered_at = models.DateTimeField(_("registered"))
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    withdrawn_on = models.DateField(_("withdrawn"), null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)
    meeting_number = models.CharField(_("number of the meeting"), max_length=11, blank=True)
    met_on = models.DateField(pgettext_lazy("risk signal", "meeting held"), null=True, blank=True)
    offers_deputy = models.BooleanField(_("a deputy Prime Minister may take part"), default=False)
    taken_up_on = models.DateField(_("deputy Prime Minister takes part"), null=True, blank=True)

    objects: ClassVar[querysets.RiskSignalManager[RiskSignal]] = querysets.RiskSignalManager()
    if TYPE_CHECKING:
        _default_manager: ClassVar[querysets.RiskSignalManager[RiskSignal]]
        ground_kk = ground_ru = ground_en = ""
        statement_kk = statement_ru = statement_en = ""

    class Meta:
        verbose_name = pgettext_lazy("one", "risk signal")
        verbose_name_plural = _("risk signals")
        ordering = ["-on", "-pk"]
        indexes = [
            models.Index(
                fields=["ministry"],
                condition=Q(met_on__isnull=True, withdrawn_on__isnull=True),
                name="calendars_risk_open",
            ),
            models.Index(fields=["-published_at"], condition=Q(published_at__isnull=False), name="calendars_risk_told"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(ground_kk="") | ~Q(ground_ru=""),
                name="calendars_risk_ground",
                violation_error_message=_("Say the ground in Kazakh or in Russian."),
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, statement_kk="", statement_ru="")
                | (Q(published_at__isnull=False) & ~Q(statement_kk="") & ~Q(statement_ru="")),
                name="calendars_risk_statement",
                violation_error_message=_("What is published is said in Kazakh and in Russian."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_reason="")
                | (Q(withdrawn_on__isnull=False) & ~Q(withdrawn_reason="")),
                name="calendars_risk_withdrawn",
                violation_error_message=_("Say why the signal is withdrawn."),
            ),
            models.CheckConstraint(
                condition=Q(met_on__isnull=True) | (Q(withdrawn_on__isnull=True) & ~Q(meeting_number="")),
                name="calendars_risk_met",
                violation_error_message=_("A signal is met by its meeting, or withdrawn."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.territory_id}, {self.level}: {self.on.isoformat()}"

    def get_work_url(self) -> str:
        return reverse("calendars:risk", args=[self.pk])

    @property
    def subject(self) -> str:
        """How duties name it."""
        return f"risk:{self.pk}"

    @property
    def state(self) -> RiskState:
        if self.withdrawn_on is not None:
            return RiskState.WITHDRAWN
        return RiskState.OPEN if self.met_on is None else RiskState.MET

    @property
    def is_open(self) -> bool:
        return self.state == RiskState.OPEN

    @property
    def awaits_meeting(self) -> bool:
        return self.is_open and not self.meeting_number

    @property
    def is_offered(self) -> bool:
        """The part of a deputy Prime Minister waits to be taken up."""
        return self.offers_deputy and self.taken_up_on is None and self.is_open


class RiskEvent(models.Model):
    """What happened to a signal, in order; rows are added and never changed. Free words stay with the signal."""

    signal = models.ForeignKey(RiskSignal, models.PROTECT, related_name="events")
    verb = models.CharField(max_length=16, choices=RiskVerb)
    at = models.DateTimeField()
    on = models.DateField()
    actor = models.ForeignKey(_USER, models.PROTECT, null=True, blank=True, related_name="+")
    meeting_number = models.CharField(max_length=11, blank=True)

    class Meta:
        verbose_name = _("event of a risk signal")
        verbose_name_plural = _("history of risk signals")
        ordering = ["signal_id", "pk"]

    def __str__(self) -> str:
        return f"{self.signal_id}: {self.verb}"
