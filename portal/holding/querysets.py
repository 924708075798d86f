"""Sentences over accounts of meetings. `public()` is the only door to what anybody outside may see of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from meetings.models import Meeting
from meetings.querysets import MeetingQuerySet
from portal.bodies.permissions import Actor
from portal.holding.choices import PhotoState
from schedules.querysets import of_helped_bodies

if TYPE_CHECKING:
    from portal.holding.models import Account, LogDraft, Photo, Question, Summary


def _happened() -> MeetingQuerySet:
    """Meetings everybody sees, which are recorded as held: only those have people who came."""
    return Meeting.objects.public().filter(attendance__isnull=False)


class AccountQuerySet(models.QuerySet["Account"]):
    def of_public_meetings(self) -> AccountQuerySet:
        """Of meetings everybody sees, which are recorded as held: attendance, minutes and roles are public at once."""
        return self.filter(meeting__in=_happened().values("pk"))

    def public(self) -> AccountQuerySet:
        """With published results."""
        return self.of_public_meetings().filter(published_at__isnull=False)

    def worked_on_by(self, actor: Actor) -> AccountQuerySet:
        """Twin of `permissions.can_log`."""
        return self.filter(meeting__in=Meeting.objects.public().recorded_by(actor).values("pk"))


class QuestionQuerySet(models.QuerySet["Question"]):
    def standing(self) -> QuestionQuerySet:
        return self.filter(withdrawn_on__isnull=True)

    def of_account(self, account: Account) -> QuestionQuerySet:
        """What is shown with its results; one without a public text says nothing to anybody."""
        return self.standing().exclude(text_kk="", text_ru="").filter(account=account)

    def public(self) -> QuestionQuerySet:
        """Of published results, as `of_account`."""
        asked = self.standing().exclude(text_kk="", text_ru="")
        return asked.filter(account__published_at__isnull=False, account__meeting__in=_happened().values("pk"))


class PhotoQuerySet(models.QuerySet["Photo"]):
    def public(self) -> PhotoQuerySet:
        """Said yes to by a second person, and not hidden since."""
        return self.filter(state=PhotoState.PUBLIC, account__meeting__in=_happened().values("pk"))

    def standing(self) -> PhotoQuerySet:
        """Not taken off for good."""
        return self.exclude(state=PhotoState.REMOVED)

    def to_prepare(self) -> PhotoQuerySet:
        return self.filter(state=PhotoState.NEW)

    def watched_by(self, actor: Actor) -> PhotoQuerySet:
        """Of meetings whose photos the actor judges. Twin of `permissions.can_watch_photos`."""
        return self.filter(of_helped_bodies(actor, "account__meeting__body"))

    def to_judge(self, actor: Actor) -> PhotoQuerySet:
        """Described, and waiting for a person like this one. Twin of `permissions.can_judge_photo`."""
        told = ~Q(alt_kk="") & ~Q(alt_ru="") & (Q(shows_children=False) | ~Q(consent=""))
        waiting = self.watched_by(actor).filter(told, state=PhotoState.WAITING)
        return waiting.exclude(added_by=actor.user).exclude(put_back_by=actor.user)

    def to_decide(self, actor: Actor) -> PhotoQuerySet:
        """Hidden because somebody asked for it."""
        return self.watched_by(actor).filter(state=PhotoState.HIDDEN)


class LogDraftQuerySet(models.QuerySet["LogDraft"]):
    def open(self) -> LogDraftQuerySet:
        return self.filter(account__isnull=True)


class SummaryQuerySet(models.QuerySet["Summary"]):
    def standing(self) -> SummaryQuerySet:
        return self.filter(replaced_by__isnull=True)


AccountManager = models.Manager.from_queryset(AccountQuerySet)
QuestionManager = models.Manager.from_queryset(QuestionQuerySet)
PhotoManager = models.Manager.from_queryset(PhotoQuerySet)
