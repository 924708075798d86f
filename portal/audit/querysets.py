"""Filters over the chain and the history."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Self

from django.db import models

from portal.kernel import clock

if TYPE_CHECKING:
    from portal.audit.models import Change, Link


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


class ChangeQuerySet(models.QuerySet["Change"]):
    def in_order(self) -> Self:
        return self.order_by("id")

    def of_tables(self, tables: Iterable[str]) -> Self:
        return self.filter(table__in=list(tables))

    def between(self, first: date | None, last: date | None) -> Self:
        """By the civil day of the change, both days included."""
        found = self
        if first is not None:
            found = found.filter(at__gte=clock.at(first, 0))
        if last is not None:
            found = found.filter(at__lt=clock.at(last + timedelta(days=1), 0))
        return found
