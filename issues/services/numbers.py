"""Numbers of issues: counted by region and year of registration."""

from __future__ import annotations

from portal.bodies.models import Territory
from portal.kit.yearly import next_numbers

#: Of issues of the whole country.
NATIONAL = "00"


def region_code(region: Territory | None) -> str:
    """Two digits, as the classifier begins the codes of the region."""
    return region.kato[:2] if region is not None else NATIONAL


def take_numbers(region: Territory | None, year: int, count: int = 1) -> list[str]:
    """Like "KZ-43-2027-000045", never given before. Those of a transaction that fails are left out."""
    code = region_code(region)
    return [f"KZ-{code}-{year:04d}-{each:06d}" for each in next_numbers(f"issues_number_{code}", year, count)]
