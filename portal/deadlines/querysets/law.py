"""Sentences over decisions and over days of the calendar."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from portal.deadlines.querysets.obligation import ObligationQuerySet

if TYPE_CHECKING:
    from portal.deadlines.models import CalendarDay, Decision


def _is_public(to: str) -> Q:
    """A decision, reached by `to`, about everyone, or about an obligation that is public."""
    obligations: ObligationQuerySet = apps.get_model("deadlines", "Obligation").objects.all()
    names = ("duty", "body", "period_key", "subject")
    owed = obligations.public().filter(**{name: OuterRef(f"{to}{name}") for name in names})
    return Q(**{f"{to}body__isnull": True}) | Q(Exists(owed))


class DecisionQuerySet(models.QuerySet["Decision"]):
    def in_force(self) -> DecisionQuerySet:
        """Neither a reversal nor reversed by one."""
        return self.filter(revoked_by__isnull=True, revokes__isnull=True)

    def for_all(self) -> DecisionQuerySet:
        """About a duty or an act, whoever owes it."""
        return self.filter(body__isnull=True)

    def rulings(self) -> DecisionQuerySet:
        """About one body alone."""
        return self.filter(body__isnull=False)

    def about_act(self, act: str, duties: Iterable[str]) -> DecisionQuerySet:
        """About the act itself or one of its duties."""
        return self.filter(Q(act=act) | Q(duty__in=list(duties)))

    def public(self) -> DecisionQuerySet:
        """What everyone may see: decisions about duties and acts, and rulings on what the public record shows."""
        return self.filter(_is_public("")).filter(Q(revokes__isnull=True) | _is_public("revokes__"))


class CalendarDayQuerySet(models.QuerySet["CalendarDay"]):
    def within(self, first: date, last: date) -> CalendarDayQuerySet:
        """Both days included."""
        return self.filter(date__gte=first, date__lte=last)

    def of_year(self, year: int) -> CalendarDayQuerySet:
        return self.filter(date__year=year)


DecisionManager = models.Manager.from_queryset(DecisionQuerySet)
CalendarDayManager = models.Manager.from_queryset(CalendarDayQuerySet)
