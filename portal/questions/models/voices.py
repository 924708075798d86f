"""Somebody supports a question or a demand: one mailbox, one voice."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.questions import querysets
from portal.questions.choices import Held
from portal.questions.models.demands import Demand
from portal.questions.models.people import Person
from portal.questions.models.questions import AskedQuestion


class Voice(models.Model):
    """It counts once its mailbox is confirmed. `mailbox` goes with the person's row, and the voice stays counted."""

    question = models.ForeignKey(
        AskedQuestion, models.PROTECT, null=True, blank=True, related_name="voices", db_index=False
    )
    demand = models.ForeignKey(Demand, models.PROTECT, null=True, blank=True, related_name="voices", db_index=False)
    mailbox = models.CharField(max_length=64, blank=True)
    person = models.OneToOneField(
        Person, models.SET_NULL, null=True, blank=True, related_name="voice", verbose_name=_("person")
    )
    held = models.CharField(_("why it is held"), max_length=8, choices=Held, blank=True, default=Held.NO)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    objects = querysets.VoiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("voice")
        verbose_name_plural = _("voices")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["question"], name="questions_voice_question", condition=Q(question__isnull=False)),
            models.Index(fields=["demand"], name="questions_voice_demand", condition=Q(demand__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(question__isnull=False, demand__isnull=True)
                | Q(question__isnull=True, demand__isnull=False),
                name="questions_voice_of_one",
            ),
            models.UniqueConstraint(
                fields=["question", "mailbox"],
                condition=Q(question__isnull=False) & ~Q(mailbox=""),
                name="questions_voice_question_once",
            ),
            models.UniqueConstraint(
                fields=["demand", "mailbox"],
                condition=Q(demand__isnull=False) & ~Q(mailbox=""),
                name="questions_voice_demand_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_id or self.demand_id}"
