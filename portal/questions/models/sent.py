"""What a question and a demand have in common: a text of a person, and the public one made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Language
from portal.bodies.models import Territory
from portal.kit.texts import LongText
from portal.questions.choices import Held, Refusal, Topic, Way
from portal.questions.models.people import Person

_USER = settings.AUTH_USER_MODEL
#: Of a question or of the subject of a demand, as a person types it and as everybody reads it.
LONGEST_TEXT = 1000
#: "S-2027-000731" of a question, "T-2027-000012" of a demand.
NUMBER = r"[ST]-[0-9]{4}-[0-9]{6}"


class Sent(models.Model):
    """A text of a person (`own_text`, read by its office alone and gone on its day) and the public one made of it.

    Who sent it stands in `person`, apart. `held` says why it waits for somebody of the office before anything is
    mailed. A removal wants two people: who asks for it stands in `removal_by`.
    """

    number = models.CharField(_("number"), max_length=13, unique=True, validators=[RegexValidator(rf"\A{NUMBER}\Z")])
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="+", verbose_name=_("place"))
    topic = models.CharField(_("topic"), max_length=16, choices=Topic, default=Topic.OTHER)
    way = models.CharField(_("how it came in"), max_length=10, choices=Way, default=Way.PORTAL)
    held = models.CharField(_("why it is held"), max_length=8, choices=Held, blank=True, default=Held.NO)
    own_text = models.TextField(_("as it was written"), blank=True)
    own_language = models.CharField(_("language"), max_length=2, choices=Language)
    text = LongText(max_length=LONGEST_TEXT, blank=True)
    person = models.OneToOneField(
        Person, models.SET_NULL, null=True, blank=True, related_name="%(class)s", verbose_name=_("person")
    )
    entered_by = models.ForeignKey(
        _USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("entered by")
    )
    sent_at = models.DateTimeField(_("sent"))
    # Tells a form that was sent twice; made of the page it stood on and of what was typed, and leads back to neither.
    sent_key = models.UUIDField(null=True, unique=True, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    judged_by = models.ForeignKey(
        _USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("moderated by")
    )
    judged_at = models.DateTimeField(_("moderated"), null=True, blank=True)
    refusal = models.CharField(_("reason not to publish"), max_length=10, choices=Refusal, blank=True)
    note = LongText(max_length=500, blank=True)
    removal_by = models.ForeignKey(
        _USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("removal asked for by")
    )
    removal_reason = models.CharField(_("reason of the removal"), max_length=10, choices=Refusal, blank=True)
    version = models.PositiveIntegerField(_("number of the change"), default=1)

    if TYPE_CHECKING:
        text_kk = text_ru = text_en = ""
        note_kk = note_ru = note_en = ""
        state: Any

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.number

    @property
    def is_held(self) -> bool:
        return bool(self.held)
