"""Questions people asked in the hall, and what is to become of those that were taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.bodies.models import Body, Territory
from portal.holding import querysets
from portal.holding.choices import Fate
from portal.holding.models.account import Account
from portal.kit.texts import LongText, ShortText
from portal.questions.choices import Topic
from portal.questions.models import AskedQuestion

#: Longer is no question but a letter: it has its own way.
LONGEST_QUESTION = 2000


class Question(models.Model):
    """One question. `asked` is what was typed, for the body alone; `text` is what everybody reads with the results.

    `number` counts within the meeting and is never given again: with the number of the meeting it names the question
    for ever. Of one that was taken: which body answers, what is done, until when. `asked_before` is the question of the
    agenda that it answers: whoever asked it hears of this one's fate.
    """

    account = models.ForeignKey(
        Account, models.CASCADE, related_name="questions", verbose_name=_("account of a meeting")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    asked = models.TextField(_("as it was asked"))
    text = LongText(max_length=LONGEST_QUESTION, blank=True)
    territory = models.ForeignKey(
        Territory, models.PROTECT, related_name="+", verbose_name=_("place"), null=True, blank=True
    )
    topic = models.CharField(_("topic"), max_length=16, choices=Topic, default=Topic.OTHER)
    fate = models.CharField(_("what became of it"), max_length=10, choices=Fate, default=Fate.TAKEN)
    answer = LongText(max_length=LONGEST_QUESTION, blank=True)
    body = models.ForeignKey(
        Body, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("responsible body")
    )
    responsible = ShortText(max_length=200, blank=True)
    measure = LongText(max_length=1000, blank=True)
    due_on = models.DateField(_("term"), null=True, blank=True)
    withdrawn_on = models.DateField(_("taken out on"), null=True, blank=True)
    asked_before = models.ForeignKey(
        AskedQuestion,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("question asked before the meeting"),
    )
    minute = models.PositiveSmallIntegerField(
        _("minute of the meeting"), null=True, blank=True, validators=[MaxValueValidator(24 * 60)]
    )

    objects: ClassVar[querysets.QuestionManager[Question]] = querysets.QuestionManager()
    if TYPE_CHECKING:
        _default_manager: ClassVar[querysets.QuestionManager[Question]]
        text_kk = text_ru = text_en = ""
        answer_kk = answer_ru = answer_en = ""
        responsible_kk = responsible_ru = responsible_en = ""
        measure_kk = measure_ru = measure_en = ""

    class Meta:
        verbose_name = _("question of a meeting")
        verbose_name_plural = _("questions of meetings")
        ordering = ["account_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["account", "number"], name="holding_question_number"),
            models.UniqueConstraint(
                fields=["account", "asked_before"],
                condition=Q(asked_before__isnull=False, withdrawn_on__isnull=True),
                name="holding_question_asked_once",
            ),
            models.CheckConstraint(
                condition=Q(fate=Fate.TAKEN) | Q(body__isnull=True, due_on__isnull=True),
                name="holding_question_taken",
                violation_error_message=_("Only a question that was taken has a responsible body and a term."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id}/{self.number}"

    @property
    def full_number(self) -> str:
        """Like "2027-000123/4"; `account.meeting` must be loaded."""
        return f"{self.account.meeting.number}/{self.number}"
