"""Filters over jobs."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Protocol, Self

from django.db import models
from django.db.models import Q

from portal.jobs.choices import OPEN, State
from portal.jobs.rules import KEPT, SILENCE

if TYPE_CHECKING:
    from portal.accounts.models import User
    from portal.jobs.models import Job


class Viewer(Protocol):
    """Whoever looks: the actor of the upper floors, of whom little is needed here."""

    @property
    def user(self) -> User: ...

    @property
    def is_administrator(self) -> bool: ...


class JobQuerySet(models.QuerySet["Job"]):
    def of(self, user: User) -> Self:
        return self.filter(user=user)

    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def visible_to(self, viewer: Viewer) -> Self:
        """Twin of `can_see_job`."""
        return self if viewer.is_administrator else self.of(viewer.user)

    def silent(self, now: datetime) -> Self:
        """Nobody woke it, or whoever does it gave no sign of life for a while."""
        return self.filter(
            Q(state=State.WAITING, created_at__lt=now - SILENCE)
            | Q(state=State.RUNNING, heartbeat_at__lt=now - SILENCE)
        )

    def outlived(self, now: datetime) -> Self:
        """Ended so long ago that it is cleared away."""
        return self.filter(ended_at__lt=now - KEPT)
