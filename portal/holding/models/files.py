"""Photos and files of a meeting, and requests to take a photo off."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.files.models import StoredFile
from portal.holding import querysets
from portal.holding.choices import AttachmentKind, PhotoState, RemovalReason
from portal.holding.models.account import Account
from portal.kit.texts import ShortText

_USER = settings.AUTH_USER_MODEL


class Photo(models.Model):
    """A picture of the meeting. Of what was uploaded only the small copies without any metadata are kept.

    It is public after a second person said yes; one that shows children needs a recorded consent, whose words stay with
    the body. `original` stands only until the copies are made.
    """

    account = models.ForeignKey(Account, models.CASCADE, related_name="photos", verbose_name=_("account of a meeting"))
    state = models.CharField(_("state"), max_length=8, choices=PhotoState, default=PhotoState.NEW)
    original = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("uploaded picture")
    )
    picture = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    preview = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("small picture")
    )
    width = models.PositiveSmallIntegerField(_("width"), null=True, blank=True)
    height = models.PositiveSmallIntegerField(_("height"), null=True, blank=True)
    alt = ShortText(max_length=250, blank=True)
    shows_children = models.BooleanField(_("children can be recognised"), default=False)
    consent = models.TextField(_("consent: who gave it, when, where it is kept"), blank=True)
    #: Photos stand by it, then by their keys.
    position = models.PositiveIntegerField(_("place in the order"), default=0)
    #: Of what was uploaded, so that the same picture is not added twice.
    sent_sha256 = models.CharField(max_length=64, blank=True)
    #: How often the copies were begun: a picture at which workers die is given up.
    attempts = models.PositiveSmallIntegerField(default=0)
    #: Why no copies could be made, as `kit.pictures.Why` names it.
    failure = models.CharField(max_length=20, blank=True)
    added_by = models.ForeignKey(_USER, models.PROTECT, related_name="+", verbose_name=_("added by"))
    added_at = models.DateTimeField(_("added"))
    judged_by = models.ForeignKey(
        _USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("judged by")
    )
    judged_at = models.DateTimeField(_("judged"), null=True, blank=True)
    judged_note = models.TextField(_("remark"), blank=True)
    #: Somebody asked to take it off, and this person put it back: a second one says yes once more.
    put_back_by = models.ForeignKey(
        _USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("put back by")
    )

    objects: ClassVar[querysets.PhotoManager[Photo]] = querysets.PhotoManager()
    if TYPE_CHECKING:
        _default_manager: ClassVar[querysets.PhotoManager[Photo]]
        alt_kk = alt_ru = alt_en = ""

    class Meta:
        verbose_name = _("photo of a meeting")
        verbose_name_plural = _("photos of meetings")
        ordering = ["account_id", "position", "id"]
        indexes = [models.Index(fields=["state"], name="holding_photo_state")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=PhotoState.PUBLIC)
                | (Q(judged_by__isnull=False, picture__isnull=False) & ~Q(alt_kk="") & ~Q(alt_ru="")),
                name="holding_photo_public",
                violation_error_message=_(
                    "A public photo was approved and says in Kazakh and in Russian what it shows."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(state=PhotoState.PUBLIC)
                | (
                    ~Q(judged_by=models.F("added_by"))
                    & (Q(put_back_by__isnull=True) | ~Q(judged_by=models.F("put_back_by")))
                ),
                name="holding_photo_second_person",
                violation_error_message=_("A photo is approved by a second person."),
            ),
            models.CheckConstraint(
                condition=~Q(state=PhotoState.PUBLIC, shows_children=True, consent=""),
                name="holding_photo_consent",
                violation_error_message=_("Write down who gave the consent."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id}: {self.state}"

    @property
    def is_described(self) -> bool:
        """It says in both languages what it shows, and of children who consented: it can be judged."""
        return bool(self.alt_kk and self.alt_ru and (self.consent or not self.shows_children))

    @property
    def mark(self) -> str:
        """What was said of it when it was looked at: another one once anything is. The picture itself never changes."""
        seen = (self.alt_kk, self.alt_ru, self.shows_children, self.consent)
        return hashlib.sha256(json.dumps(seen).encode()).hexdigest()[:16]

    @property
    def digest(self) -> str:
        """In its public address: nobody finds photos by counting."""
        assert self.picture is not None
        return self.picture.sha256[:12]


class RemovalRequest(models.Model):
    """Somebody asked to take a photo off. It is hidden at once; people of the body decide what becomes of it."""

    photo = models.ForeignKey(Photo, models.CASCADE, related_name="requests")
    reason = models.CharField(_("reason"), max_length=8, choices=RemovalReason)
    note = models.TextField(_("in their words"), blank=True)
    at = models.DateTimeField()
    decided_by = models.ForeignKey(_USER, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    is_granted = models.BooleanField(null=True, blank=True)
    decision_note = models.TextField(_("why it was put back"), blank=True)

    class Meta:
        verbose_name = _("request to remove a photo")
        verbose_name_plural = _("requests to remove photos")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.photo_id}: {self.reason}"


class Attachment(models.Model):
    """A file of the meeting, or a link to a recording; public with the results when its body says so."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="attachments")
    kind = models.CharField(_("kind"), max_length=8, choices=AttachmentKind)
    title = ShortText(max_length=200)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    link = models.CharField(_("link"), max_length=500, blank=True, validators=[URLValidator(["http", "https"])])
    is_public = models.BooleanField(_("public with the results"), default=True)
    added_by = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(_("added"))

    if TYPE_CHECKING:
        title_kk = title_ru = title_en = ""

    class Meta:
        verbose_name = _("file of a meeting")
        verbose_name_plural = _("files of meetings")
        ordering = ["account_id", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(file__isnull=False, link="") | (Q(file__isnull=True) & ~Q(link="")),
                name="holding_attachment_one",
                violation_error_message=_("Attach a file or give a link."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.account_id}: {self.kind}"
