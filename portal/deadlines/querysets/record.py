"""Sentences over kept totals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F
from django.db.models.functions import Coalesce

from portal.deadlines.querysets.places import CLIMB, LEVEL

if TYPE_CHECKING:
    from portal.deadlines.models import Total


class TotalQuerySet(models.QuerySet["Total"]):
    def misplaced(self) -> TotalQuerySet:
        """Of bodies that have come under another region or rank since they were counted."""
        placed = self.filter(body__isnull=False).annotate(
            place_level=LEVEL, place_region=Coalesce(*CLIMB, 0, output_field=models.BigIntegerField())
        )
        counted_in = Coalesce(F("region_id"), 0, output_field=models.BigIntegerField())
        return placed.exclude(level=F("place_level"), place_region=counted_in)
