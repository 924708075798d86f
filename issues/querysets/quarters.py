"""Sentences over published quarters and what is noted for the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef

from portal.bodies.models import Body

if TYPE_CHECKING:
    from issues.models import QuarterNote, QuarterPrint, QuarterRow, QuarterVersion


class QuarterVersionQuerySet(models.QuerySet["QuarterVersion"]):
    """What was published is public: there is nothing else here."""

    def of(self, body: Body, period_key: str) -> QuarterVersionQuerySet:
        return self.filter(body=body, period_key=period_key)

    def latest_of(self, body: Body, period_key: str) -> QuarterVersion | None:
        return self.of(body, period_key).order_by("-number").first()

    def standing(self) -> QuarterVersionQuerySet:
        """Of each body and quarter the last version."""
        later = QuarterVersionQuerySet(self.model).filter(
            body=OuterRef("body"), period_key=OuterRef("period_key"), number__gt=OuterRef("number")
        )
        return self.filter(~Exists(later))


class QuarterRowQuerySet(models.QuerySet["QuarterRow"]):
    def printed(self) -> QuarterRowQuerySet:
        return self.filter(is_printed=True)


class QuarterPrintQuerySet(models.QuerySet["QuarterPrint"]):
    def public(self) -> QuarterPrintQuerySet:
        """What was not taken back."""
        return self.filter(taken_on__isnull=True)

    def of(self, body: Body, period_key: str) -> QuarterPrintQuerySet:
        return self.filter(version__body=body, version__period_key=period_key).select_related("version")


class QuarterNoteQuerySet(models.QuerySet["QuarterNote"]):
    def of(self, body: Body, period_key: str) -> QuarterNoteQuerySet:
        return self.filter(body=body, period_key=period_key)


QuarterNoteManager = models.Manager.from_queryset(QuarterNoteQuerySet)
