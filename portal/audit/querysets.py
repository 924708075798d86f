"""Filters over the chain."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from portal.audit.models import Link


class LinkQuerySet(models.QuerySet["Link"]):
    def in_order(self) -> Self:
        return self.order_by("number")

    def of_kind(self, kinds: Iterable[str]) -> Self:
        return self.filter(kind__in=list(kinds))

    def between(self, first: date | None, last: date | None) -> Self:
        """By the civil day of what happened, both days included."""
        found = self
        if first is not None:
            found = found.filter(on__gte=first)
        if last is not None:
            found = found.filter(on__lte=last)
        return found
