"""Where a body stands: its level, and the unit of the first rank above it."""

from __future__ import annotations

from django.db import models
from django.db.models import Case, F, Value, When

from portal.bodies.choices import FIRST_RANK, BodyKind, TerritoryKind
from portal.deadlines.choices import Level

#: From the farthest unit above to the place itself: the first that is there is the unit of the first rank.
CLIMB = tuple(F(f"body__territory{'__parent' * steps}") for steps in (3, 2, 1, 0))
LEVEL = Case(
    When(body__kind=BodyKind.MASLIKHAT, then=Value(Level.MASLIKHAT.value)),
    When(body__territory__isnull=True, then=Value(Level.CENTRAL.value)),
    When(body__territory__kind__in=FIRST_RANK, then=Value(Level.REGION.value)),
    When(body__territory__kind=TerritoryKind.DISTRICT, then=Value(Level.DISTRICT.value)),
    When(body__territory__kind=TerritoryKind.CITY, then=Value(Level.CITY.value)),
    When(body__territory__kind=TerritoryKind.CITY_DISTRICT, then=Value(Level.CITY_DISTRICT.value)),
    default=Value(Level.RURAL.value),
    output_field=models.CharField(),
)
