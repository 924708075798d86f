"""Letters to people who have no login: what is to be told, by keys alone."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.questions import querysets
from portal.questions.choices import MailKind, MailState
from portal.questions.models.people import Person


class PersonLetter(models.Model):
    """One letter. Its words, its links and its receiver are put together when it is sent, and kept nowhere.

    `key` says what is told, so that a doubled task tells it once: "fate:S-2027-000731:4". It goes with its person.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="letters", verbose_name=_("person"))
    kind = models.CharField(_("kind"), max_length=8, choices=MailKind)
    key = models.CharField(max_length=80)
    message_id = models.CharField(max_length=200, unique=True)
    state = models.CharField(_("state"), max_length=8, choices=MailState, default=MailState.PENDING)
    attempts = models.PositiveSmallIntegerField(_("tries"), default=0)
    next_try_at = models.DateTimeField(_("next try"))
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    objects = querysets.PersonLetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter to a person")
        verbose_name_plural = _("letters to people")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["next_try_at"], condition=Q(state=MailState.PENDING), name="questions_letter_pending")
        ]
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="questions_letter_once"),
            models.CheckConstraint(
                condition=Q(state=MailState.SENT, sent_at__isnull=False)
                | (~Q(state=MailState.SENT) & Q(sent_at__isnull=True)),
                name="questions_letter_sent",
            ),
        ]

    def __str__(self) -> str:
        return self.key
