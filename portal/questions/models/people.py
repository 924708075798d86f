"""Who asked, apart from what was asked: a table of its own, with its own permission and its own record of reading."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Language
from portal.questions import querysets
from portal.questions.choices import Purpose, ReadReason

_USER = settings.AUTH_USER_MODEL
_HASH = [RegexValidator(r"\A[0-9a-f]{64}\Z")]


class Person(models.Model):
    """Somebody behind one act. On `erase_on` the row goes, and with it whatever else is private of that act.

    One who has several acts has several rows, which nothing ties together but `mailbox`, a keyed hash of the address.
    `nonce` is half of the key that letters carry (`services.keys`): changed, all links sent before are dead. `name` and
    `phone` are what the office wrote down of somebody who came by telephone or on paper, to be able to answer.
    """

    purpose = models.CharField(_("why it is kept"), max_length=12, choices=Purpose)
    email = models.EmailField(_("address of mail"), max_length=254, blank=True)
    mailbox = models.CharField(max_length=64, blank=True, validators=_HASH)
    name = models.CharField(_("name"), max_length=150, blank=True)
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language)
    nonce = models.CharField(max_length=32)
    sent_at = models.DateTimeField(_("sent"))
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    consented_at = models.DateTimeField(_("consented"), null=True, blank=True)
    erase_on = models.DateField(_("deleted on"), null=True, blank=True)

    objects = querysets.PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["erase_on"], name="questions_person_erase"),
            models.Index(fields=["mailbox"], name="questions_person_mailbox", condition=~Q(mailbox="")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(email="", mailbox="") | (~Q(email="") & ~Q(mailbox="")), name="questions_person_mailbox"
            ),
            # Only a subscription that stands is kept without a day.
            models.CheckConstraint(
                condition=Q(erase_on__isnull=False)
                | Q(purpose__in=[Purpose.SUBSCRIPTION, Purpose.FOLLOW], confirmed_at__isnull=False),
                name="questions_person_goes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None


class PersonRead(models.Model):
    """Somebody of an office looked at who asked. Rows are added and never changed; they outlive the person's row."""

    person_key = models.BigIntegerField(_("key of the row"))
    of = models.CharField(_("of what"), max_length=20)
    reader = models.ForeignKey(_USER, models.PROTECT, related_name="+", verbose_name=_("who looked"))
    at = models.DateTimeField(_("when"))
    reason = models.CharField(_("why"), max_length=8, choices=ReadReason)

    class Meta:
        verbose_name = _("reading of who asked")
        verbose_name_plural = _("readings of who asked")
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["of", "-at"], name="questions_read_of")]

    def __str__(self) -> str:
        return f"{self.of}: {self.at}"


class SendMark(models.Model):
    """That something was sent, from where: keyed hashes of an address and of its network, kept thirty days."""

    kind = models.CharField(max_length=12, choices=Purpose)
    address = models.CharField(max_length=64, validators=_HASH)
    network = models.CharField(max_length=64, validators=_HASH)
    #: Number of the meeting or of the demand, or code of the place.
    about = models.CharField(max_length=20)
    at = models.DateTimeField()

    objects = querysets.SendMarkQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["address", "at"], name="questions_mark_address"),
            models.Index(fields=["network", "at"], name="questions_mark_network"),
            models.Index(fields=["about", "at"], name="questions_mark_about"),
            models.Index(fields=["at"], name="questions_mark_at"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.about}"
