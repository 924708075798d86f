"""The outbox: what somebody is to be told, and the letters that tell it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.kernel.wording import Lines
from portal.notices import querysets
from portal.notices.choices import LetterKind, LetterState


class Letter(models.Model):
    """One e-mail to one person. Its Message-ID never changes, so a repeat is known as a repeat."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="letters")
    message_id = models.CharField(max_length=200, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=LetterKind)
    # What a letter about the login speaks of, as the floor above names it; never a secret, never a person.
    matter = models.CharField(_("matter"), max_length=40, blank=True)
    on = models.DateField(_("civil day"))
    number = models.PositiveSmallIntegerField(_("number in the day"), default=1)
    due_on = models.DateField(_("late after"), null=True, blank=True)
    subject = models.CharField(_("subject"), max_length=300, blank=True)
    # Kept when sent, as the record of what was told; letters about the login leave it empty: they hold a secret link.
    text = models.TextField(_("text"), blank=True)
    state = models.CharField(_("state"), max_length=8, choices=LetterState, default=LetterState.PENDING)
    attempts = models.PositiveIntegerField(_("tries"), default=0)
    # How often the host answered for good that it does not know the receiver; a silent host does not count.
    refusals = models.PositiveSmallIntegerField(_("refusals"), default=0)
    next_try_at = models.DateTimeField(_("next try"))
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    last_error = models.CharField(_("last failure"), max_length=80, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = querysets.LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["next_try_at"], condition=Q(state=LetterState.PENDING), name="notices_letter_pending"),
            models.Index(fields=["user", "on"], name="notices_letter_user_on"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=LetterState.SENT, sent_at__isnull=False)
                | (~Q(state=LetterState.SENT) & Q(sent_at__isnull=True)),
                name="notices_letter_sent",
            ),
            models.UniqueConstraint(
                fields=["user", "on", "number"],
                condition=Q(kind=LetterKind.DIGEST),
                name="notices_letter_digest_number",
            ),
        ]


class Notice(models.Model):
    """One thing one person is to be told, in ready lines. Written in the transaction of what happened."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices")
    key = models.CharField(_("key"), max_length=200, unique=True)
    kind = models.CharField(_("kind"), max_length=40)
    line_kk = models.TextField()
    line_ru = models.TextField()
    line_en = models.TextField()
    path = models.CharField(_("page"), max_length=300)
    thread = models.CharField(_("thread"), max_length=200, blank=True)
    # Several threads of one matter, as the duties of one meeting, are one line of a digest; `matter_…` names it.
    matter = models.CharField(_("matter"), max_length=200, blank=True)
    matter_kk = models.TextField(blank=True)
    matter_ru = models.TextField(blank=True)
    matter_en = models.TextField(blank=True)
    due_on = models.DateField(_("due"), null=True, blank=True)
    digest = models.BooleanField(_("in the digest of the day"), default=False)
    # Somebody else's matter, told because of one's office: it comes after one's own.
    is_copy = models.BooleanField(_("copy"), default=False)
    created_for = models.DateField(_("civil day"))
    created_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, blank=True, related_name="notices")

    objects = querysets.NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["user", "digest"],
                condition=Q(letter__isnull=True, withdrawn_at__isnull=True),
                name="notices_notice_untold",
            ),
            models.Index(fields=["thread"], condition=~Q(thread=""), name="notices_notice_thread"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(path__startswith="/"), name="notices_notice_path"),
        ]

    @property
    def matter_lines(self) -> Lines:
        return Lines(self.matter_kk, self.matter_ru, self.matter_en)

    @property
    def lines(self) -> Lines:
        return Lines(self.line_kk, self.line_ru, self.line_en)
