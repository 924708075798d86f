"""Sentences over what people ask and demand. `public()` is the only door to what anybody outside may see of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final, TypeVar

from django.db import models
from django.db.models import Count, Func, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from meetings.models import Meeting
from meetings.querysets import with_words
from portal.bodies.permissions import Actor
from portal.questions.choices import PUBLIC_DEMANDS, PUBLIC_STATES, DemandState, MailState, State
from schedules.querysets import of_helped_bodies

if TYPE_CHECKING:
    from portal.questions.models import (
        AskedQuestion,
        Demand,
        DemandPolicy,
        Person,
        PersonLetter,
        SendMark,
        Subscription,
        Voice,
    )


Said = TypeVar("Said", bound="models.QuerySet[Any]")

#: Words of the public text in both languages and their stems, as the indexes of words have them.
SAID: Final = Func("text_kk", "text_ru", function="questions_search_words")


def _saying(found: Said, text: str) -> Said:
    """Rows whose public text has every word, with another ending, or begun so; nothing of a blank text."""
    return with_words(found.alias(search_words=SAID), text) if text.strip() else found.none()


class AskedQuestionQuerySet(models.QuerySet["AskedQuestion"]):
    def public(self) -> AskedQuestionQuerySet:
        """With a public text, of a meeting everybody sees."""
        return self.filter(state__in=PUBLIC_STATES, meeting__in=Meeting.objects.public().values("pk"))

    def saying(self, text: str) -> AskedQuestionQuerySet:
        """Those whose public text has these words. By an index, however many there are."""
        return _saying(self, text)

    def moderated_by(self, actor: Actor) -> AskedQuestionQuerySet:
        """Twin of `permissions.can_moderate`."""
        return self.filter(of_helped_bodies(actor, "meeting__body"))

    def with_names(self) -> AskedQuestionQuerySet:
        """Brings what a line of a list prints."""
        return self.select_related("territory", "meeting__official", "meeting__territory")

    def with_voices(self) -> AskedQuestionQuerySet:
        """`voice_count`: how many support it, its author not among them."""
        voices: Any = self.model._meta.get_field("voices").related_model
        of_each = voices.objects.counted().filter(question=OuterRef("pk")).order_by()
        counted = of_each.values("question").annotate(number=Count("pk")).values("number")
        return self.annotate(voice_count=Coalesce(Subquery(counted), 0))

    def to_moderate(self) -> AskedQuestionQuerySet:
        """Confirmed, or held for a person to let through."""
        return self.filter(Q(state=State.WAITING) | Q(state=State.SENT) & ~Q(held=""))


class DemandQuerySet(models.QuerySet["Demand"]):
    def public(self) -> DemandQuerySet:
        return self.filter(state__in=PUBLIC_DEMANDS)

    def saying(self, text: str) -> DemandQuerySet:
        """Those whose public text has these words. By an index, however many there are."""
        return _saying(self, text)

    def moderated_by(self, actor: Actor) -> DemandQuerySet:
        """Twin of `permissions.can_moderate`."""
        return self.filter(of_helped_bodies(actor, "body"))

    def with_names(self) -> DemandQuerySet:
        """Brings what a line of a list prints."""
        return self.select_related("territory", "body")

    def with_voices(self) -> DemandQuerySet:
        """`voice_count`: how many support it, its author not among them."""
        voices: Any = self.model._meta.get_field("voices").related_model
        of_each = voices.objects.counted().filter(demand=OuterRef("pk")).order_by()
        counted = of_each.values("demand").annotate(number=Count("pk")).values("number")
        return self.annotate(voice_count=Coalesce(Subquery(counted), 0))

    def to_moderate(self) -> DemandQuerySet:
        return self.filter(Q(state=DemandState.WAITING) | Q(state=DemandState.SENT) & ~Q(held=""))

    def lapsing(self, on: date) -> DemandQuerySet:
        """Their days to gather voices are over, and there were too few."""
        return self.filter(state=DemandState.OPEN, until__lt=on)

    def owed(self) -> DemandQuerySet:
        """Their voices are enough, and nobody has answered."""
        return self.filter(state=DemandState.REACHED)


class DemandPolicyQuerySet(models.QuerySet["DemandPolicy"]):
    def latest_of(self, bodies: Iterable[int]) -> DemandPolicyQuerySet:
        return self.filter(body__in=bodies).order_by("body_id", "-published_on", "-id").distinct("body_id")


class PersonQuerySet(models.QuerySet["Person"]):
    def confirmed(self) -> PersonQuerySet:
        return self.filter(confirmed_at__isnull=False)

    def gone_on(self, on: date) -> PersonQuerySet:
        """Whose day has come, or has been passed by."""
        return self.filter(erase_on__lte=on)


class SendMarkQuerySet(models.QuerySet["SendMark"]):
    def since(self, at: datetime) -> SendMarkQuerySet:
        return self.filter(at__gte=at)


class VoiceQuerySet(models.QuerySet["Voice"]):
    def counted(self) -> VoiceQuerySet:
        """Confirmed and not taken back; the author of a question is no voice of its own."""
        return self.filter(confirmed_at__isnull=False, withdrawn_at__isnull=True)


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def standing(self) -> SubscriptionQuerySet:
        return self.filter(person__confirmed_at__isnull=False)


class PersonLetterQuerySet(models.QuerySet["PersonLetter"]):
    def due(self, now: datetime) -> PersonLetterQuerySet:
        return self.filter(state=MailState.PENDING, next_try_at__lte=now)


AskedQuestionManager = models.Manager.from_queryset(AskedQuestionQuerySet)
DemandManager = models.Manager.from_queryset(DemandQuerySet)
DemandPolicyManager = models.Manager.from_queryset(DemandPolicyQuerySet)
