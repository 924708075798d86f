"""What happened to questions and demands, in order; rows are added and never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.kit.texts import LongText
from portal.questions.choices import Verb
from portal.questions.models.demands import Demand
from portal.questions.models.questions import AskedQuestion

_USER = settings.AUTH_USER_MODEL


class _Event(models.Model):
    """`actor` is empty of what its author did, who has no login. `note` is told to the author and never names them."""

    verb = models.CharField(max_length=12, choices=Verb)
    from_state = models.CharField(max_length=10, blank=True)
    to_state = models.CharField(max_length=10)
    actor = models.ForeignKey(_USER, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    on = models.DateField()
    note = LongText(max_length=500, blank=True)

    if TYPE_CHECKING:
        note_kk = note_ru = note_en = ""

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.verb


class QuestionEvent(_Event):
    question = models.ForeignKey(AskedQuestion, models.PROTECT, related_name="events")

    class Meta:
        verbose_name = _("event of a question")
        verbose_name_plural = _("history of questions")
        ordering = ["question_id", "id"]
        indexes = [models.Index(fields=["at"], name="questions_asked_event_at")]


class DemandEvent(_Event):
    demand = models.ForeignKey(Demand, models.PROTECT, related_name="events")

    class Meta:
        verbose_name = _("event of a demand")
        verbose_name_plural = _("history of demands")
        ordering = ["demand_id", "id"]
        indexes = [models.Index(fields=["at"], name="questions_demand_event_at")]
