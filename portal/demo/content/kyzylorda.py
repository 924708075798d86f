"""The Kyzylorda region as the classifier has it: every place of it, for the demonstration."""

from __future__ import annotations

from functools import cache

from portal.bodies.rules.comparison import Row
from portal.demo.content import places
from portal.demo.content.kyzylorda_table import TABLE

REGION = "430000000"


@cache
def classifier_rows() -> dict[str, Row]:
    """Every row of the region by its code, the region first."""
    return places.read(REGION, TABLE)
