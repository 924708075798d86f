"""Sentences over claims, what people answer to them, and who asked and follows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from issues.choices import HandOverState, Outcome, Review, Says
from portal.bodies.choices import Role
from portal.bodies.permissions import Actor
from portal.questions.services.keys import mailbox_of
from schedules.querysets import PLANNING_ROLES

if TYPE_CHECKING:
    from issues.models import Answer, Asker, Claim, Follow, Issue


class ClaimQuerySet(models.QuerySet["Claim"]):
    def open(self) -> ClaimQuerySet:
        return self.filter(outcome=Outcome.OPEN)

    def to_ask(self, on: date) -> ClaimQuerySet:
        """People may answer, and not everybody with a voice has been written to."""
        return self.filter(outcome=Outcome.OPEN, asked_at=None, until__gte=on)

    def over(self, on: date) -> ClaimQuerySet:
        """Their last day has passed, and nobody has settled them."""
        return self.filter(outcome=Outcome.OPEN, until__lt=on)


class AnswerQuerySet(models.QuerySet["Answer"]):
    def counted(self) -> AnswerQuerySet:
        """At once, or after another body's look; who does not know says neither."""
        return self.filter(review__in=[Review.NO, Review.UPHELD]).exclude(says=Says.NOT_MINE)

    def held(self) -> AnswerQuerySet:
        return self.filter(review__in=[Review.NETWORK, Review.SECOND])

    def to_moderate(self) -> AnswerQuerySet:
        """With words or a picture that nobody has looked at."""
        return self.filter(~Q(own_text="") | Q(picture__isnull=False), says=Says.NO, published_at__isnull=True)

    def public(self) -> AnswerQuerySet:
        """Whose words everybody reads."""
        return self.counted().filter(claim__issue__published_on__isnull=False).exclude(text_kk="", text_ru="")

    def reviewed_by(self, actor: Actor) -> AnswerQuerySet:
        """Twin of `permissions.can_review`."""
        mine, own = actor.bodies(), mailbox_of(actor.user.email)
        gave_away = {
            "claim__issue__hand_overs__state": HandOverState.ACCEPTED,
            "claim__issue__hand_overs__from_body__in": mine,
        }
        rows = self.filter(review_body__in=actor.bodies(*PLANNING_ROLES, Role.OVERSEER))
        rows = rows.exclude(Q(claim__body__in=mine) | Q(claim__issue__holder__in=mine) | Q(claim__actor=actor.user))
        rows = rows.exclude(pk__in=self.filter(**gave_away).values("pk"))
        return rows.exclude(mailbox=own) if own else rows


class AskerQuerySet(models.QuerySet["Asker"]):
    def of_issue(self, issue: Issue) -> AskerQuerySet:
        """Who raised it, here or as one that was joined with it."""
        return self.filter(Q(issue=issue) | Q(issue__joined_to=issue))

    def standing(self) -> AskerQuerySet:
        """Reached by mail: confirmed, and not withdrawn."""
        return self.filter(confirmed_at__isnull=False, withdrawn_on__isnull=True, person__isnull=False)


class FollowQuerySet(models.QuerySet["Follow"]):
    def standing(self) -> FollowQuerySet:
        return self.filter(person__confirmed_at__isnull=False)


ClaimManager = models.Manager.from_queryset(ClaimQuerySet)
AnswerManager = models.Manager.from_queryset(AnswerQuerySet)
