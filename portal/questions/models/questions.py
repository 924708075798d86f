"""A question to a meeting, before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from meetings.models import Meeting
from portal.files.models import StoredFile
from portal.kit.texts import LongText, ShortText
from portal.questions import querysets
from portal.questions.choices import PUBLIC_STATES, State
from portal.questions.models.sent import LONGEST_TEXT, Sent

#: What is answered in the hall, as its account has it.
LONGEST_ANSWER = 2000

__all__ = ["LONGEST_ANSWER", "LONGEST_TEXT", "AskedQuestion"]


class AskedQuestion(Sent):
    """Asked before a meeting, about a place in or around it. Public from the agenda on, without who asked.

    `joined_to` is the question it was joined with, whose fate is its own. `answer` and `answered_minute` are told by
    the floor above with the results of the meeting, `issue` is the number under which it is being solved since.
    A photo is kept as a small copy without metadata, and is public only when a moderator said so.
    """

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="asked_questions", verbose_name=_("meeting"), db_index=False
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.SENT)
    picture = models.ForeignKey(
        StoredFile, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    picture_alt = ShortText(max_length=250, blank=True)
    shows_picture = models.BooleanField(_("the picture is public"), default=False)
    joined_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="joined", verbose_name=_("joined with")
    )
    answer = LongText(max_length=LONGEST_ANSWER, blank=True)
    answered_minute = models.PositiveSmallIntegerField(
        _("minute of the meeting"), null=True, blank=True, validators=[MaxValueValidator(24 * 60)]
    )
    settled_on = models.DateField(_("settled on"), null=True, blank=True)
    issue = models.CharField(_("number of the issue"), max_length=30, blank=True)

    objects: ClassVar[querysets.AskedQuestionManager[AskedQuestion]] = querysets.AskedQuestionManager()
    if TYPE_CHECKING:
        _default_manager: ClassVar[querysets.AskedQuestionManager[AskedQuestion]]
        picture_alt_kk = picture_alt_ru = picture_alt_en = ""
        answer_kk = answer_ru = answer_en = ""

    class Meta:
        verbose_name = _("question to a meeting")
        verbose_name_plural = _("questions to meetings")
        ordering = ["-sent_at", "-id"]
        indexes = [
            models.Index(fields=["meeting", "state", "sent_at"], name="questions_asked_meeting"),
            models.Index(fields=["territory", "topic", "-sent_at"], name="questions_asked_place"),
            models.Index(fields=["sent_at"], condition=Q(state__in=["sent", "waiting"]), name="questions_asked_queue"),
            GinIndex(querysets.SAID, name="questions_asked_words"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=PUBLIC_STATES) | (~Q(text_kk="") & ~Q(text_ru="")),
                name="questions_asked_public",
                violation_error_message=_("A published question has its text in Kazakh and in Russian."),
            ),
            models.CheckConstraint(
                condition=Q(state=State.JOINED, joined_to__isnull=False)
                | (~Q(state=State.JOINED) & Q(joined_to__isnull=True))
                | Q(state__in=[State.WITHDRAWN]),
                name="questions_asked_joined",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.REFUSED) | ~Q(refusal=""),
                name="questions_asked_refused",
                violation_error_message=_("Say why it is not published."),
            ),
        ]

    @property
    def is_public(self) -> bool:
        return self.state in PUBLIC_STATES

    @property
    def takes_voices(self) -> bool:
        """It waits on the agenda for its meeting."""
        return self.state == State.AGENDA

    def get_absolute_url(self) -> str:
        return reverse("questions:question", args=[self.number])
