"""The Ulytau region, whose next calendar nobody has begun: its units and villages, for the demonstration."""

from __future__ import annotations

from functools import cache

from portal.bodies.rules.comparison import Row
from portal.demo.content import places
from portal.demo.content.ulytau_table import TABLE

REGION = "620000000"


@cache
def classifier_rows() -> dict[str, Row]:
    """Rows of the region by their codes, the region first."""
    return places.read(REGION, TABLE)
