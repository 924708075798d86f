"""Sentences over notices and letters."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from portal.notices.choices import LetterKind, LetterState

if TYPE_CHECKING:
    from portal.notices.models import Letter, Notice


class NoticeQuerySet(models.QuerySet["Notice"]):
    def standing(self) -> NoticeQuerySet:
        """Not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def untold(self) -> NoticeQuerySet:
        """Standing, and in no letter yet."""
        return self.standing().filter(letter__isnull=True)

    def unsent(self) -> NoticeQuerySet:
        """Standing, and in no letter that was sent or given up."""
        return self.standing().filter(Q(letter__isnull=True) | Q(letter__state=LetterState.PENDING))

    def in_turn(self) -> NoticeQuerySet:
        """Locked in one order for everybody, so that those who lock do not wait for each other in a ring."""
        return self.order_by("pk").select_for_update(of=("self",))

    def free(self) -> NoticeQuerySet:
        """Locked, without those that somebody else holds just now."""
        return self.order_by("pk").select_for_update(skip_locked=True, of=("self",))


class LetterQuerySet(models.QuerySet["Letter"]):
    def pending(self) -> LetterQuerySet:
        return self.filter(state=LetterState.PENDING)

    def to_try(self, now: datetime) -> LetterQuerySet:
        """Pending, and not waiting after a failure."""
        return self.pending().filter(next_try_at__lte=now)

    def undelivered(self, before: datetime) -> LetterQuerySet:
        """Given up, or pending since before that moment. Closed logins get no letters."""
        held_up = Q(state=LetterState.PENDING, created_at__lte=before)
        return self.filter(Q(state=LetterState.FAILED) | held_up, user__is_active=True)

    def digests(self) -> LetterQuerySet:
        return self.filter(kind=LetterKind.DIGEST)

    def untouched(self) -> LetterQuerySet:
        """Surely not received: never tried, or the last try ended in an error that was written down.

        A letter whose try left no outcome may have been received before the process was killed.
        """
        return self.pending().filter(Q(attempts=0) | ~Q(last_error=""))
