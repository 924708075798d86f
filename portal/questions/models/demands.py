"""Residents demand a meeting, and the rules an akimat has published for it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from meetings.models import Meeting
from portal.bodies.models import Body
from portal.kit.texts import LongText, ShortText
from portal.questions import querysets
from portal.questions.choices import ANSWERED_DEMANDS, PUBLIC_DEMANDS, DemandState
from portal.questions.models.sent import Sent

_USER = settings.AUTH_USER_MODEL
#: A higher threshold would ask for more voices than most units have people.
MOST_VOICES = 5000
LONGEST_DEMAND_ANSWER = 2000


class DemandPolicy(models.Model):
    """How many voices an akimat asks for, how long they are gathered, and in how many working days it answers.

    No law sets these: they are the akimat's own word, published, and the latest counts. A demand keeps the numbers it
    was opened under. One of an akimat above counts for those below that have published none.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="demand_policies", verbose_name=_("body"))
    threshold = models.PositiveIntegerField(
        _("voices"), validators=[MinValueValidator(1), MaxValueValidator(MOST_VOICES)]
    )
    gather_days = models.PositiveSmallIntegerField(
        _("days to gather voices"), validators=[MinValueValidator(7), MaxValueValidator(180)]
    )
    answer_days = models.PositiveSmallIntegerField(
        _("working days to answer"), validators=[MinValueValidator(1), MaxValueValidator(30)]
    )
    ground = ShortText(max_length=300)
    published_on = models.DateField(_("published on"))
    published_by = models.ForeignKey(_USER, models.PROTECT, related_name="+", verbose_name=_("published by"))

    objects: ClassVar[querysets.DemandPolicyManager[DemandPolicy]] = querysets.DemandPolicyManager()
    if TYPE_CHECKING:
        _default_manager: ClassVar[querysets.DemandPolicyManager[DemandPolicy]]
        ground_kk = ground_ru = ground_en = ""

    class Meta:
        verbose_name = _("rules for demands of an akimat")
        verbose_name_plural = _("rules for demands of akimats")
        ordering = ["body_id", "-published_on", "-id"]

    def __str__(self) -> str:
        return f"{self.body_id}: {self.threshold}"


class Demand(Sent):
    """A meeting that residents of a place want with the akim of `body`. No petition, and no official appeal.

    `threshold`, `until` and `answer_days` are what the policy said when it was opened; empty where there was none.
    `meeting` is the one appointed for it, or the planned one it was joined to.
    """

    body = models.ForeignKey(
        Body, models.PROTECT, related_name="demands", verbose_name=_("who is to come"), db_index=False
    )
    state = models.CharField(_("state"), max_length=10, choices=DemandState, default=DemandState.SENT)
    threshold = models.PositiveIntegerField(_("voices"), null=True, blank=True)
    answer_days = models.PositiveSmallIntegerField(_("working days to answer"), null=True, blank=True)
    opened_on = models.DateField(_("opened on"), null=True, blank=True)
    until = models.DateField(_("voices are gathered until"), null=True, blank=True)
    reached_on = models.DateField(_("voices were enough on"), null=True, blank=True)
    answer_due_on = models.DateField(_("answer due"), null=True, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answered_by = models.ForeignKey(
        _USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )
    answer = LongText(max_length=LONGEST_DEMAND_ANSWER, blank=True)
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="demands", verbose_name=_("meeting")
    )

    objects: ClassVar[querysets.DemandManager[Demand]] = querysets.DemandManager()
    if TYPE_CHECKING:
        _default_manager: ClassVar[querysets.DemandManager[Demand]]
        answer_kk = answer_ru = answer_en = ""

    class Meta:
        verbose_name = _("demand for a meeting")
        verbose_name_plural = _("demands for meetings")
        ordering = ["-sent_at", "-id"]
        indexes = [
            models.Index(fields=["body", "state", "sent_at"], name="questions_demand_body"),
            models.Index(fields=["state", "answer_due_on"], name="questions_demand_due"),
            models.Index(fields=["until"], condition=Q(state="open"), name="questions_demand_until"),
            GinIndex(querysets.SAID, name="questions_demand_words"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=PUBLIC_DEMANDS) | (~Q(text_kk="") & ~Q(text_ru="") & Q(opened_on__isnull=False)),
                name="questions_demand_public",
                violation_error_message=_("A published demand has its text in Kazakh and in Russian."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=ANSWERED_DEMANDS)
                | (~Q(answer_kk="") & ~Q(answer_ru="") & Q(answered_on__isnull=False, answered_by__isnull=False)),
                name="questions_demand_answered",
                violation_error_message=_("The answer stands in Kazakh and in Russian."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[DemandState.APPOINTED, DemandState.JOINED]) | Q(meeting__isnull=False),
                name="questions_demand_meeting",
                violation_error_message=_("Say which meeting it is."),
            ),
            models.CheckConstraint(
                condition=~Q(state=DemandState.REFUSED) | ~Q(refusal=""),
                name="questions_demand_refused",
                violation_error_message=_("Say why it is not published."),
            ),
        ]

    @property
    def is_public(self) -> bool:
        return self.state in PUBLIC_DEMANDS

    @property
    def takes_voices(self) -> bool:
        """Also after there are enough of them: they say how many wait for the answer."""
        return self.state in (DemandState.OPEN, DemandState.REACHED)

    def has_lapsed(self, on: date) -> bool:
        """Twin of `DemandQuerySet.lapsing`: its days are over, whether or not the beat has said so yet."""
        return self.state == DemandState.OPEN and self.until is not None and self.until < on

    def get_absolute_url(self) -> str:
        return reverse("questions:demand", args=[self.number])
