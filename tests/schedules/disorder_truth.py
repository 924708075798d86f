"""A workbook of disorder and what is in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from portal.bodies.facts.territories import in_force

YEAR = 2027
REGIONS = [place for place in in_force(date(2026, 11, 24)) if place.is_first_rank]


@dataclass
class Truth:
    """What a careful clerk reads in a row. A code means that there is a problem to report."""

    territory: str | None = None
    format: str | None = None
    dates: tuple[date, ...] = ()
    period: str = ""
    date_code: str = ""
    place_code: str = ""
    format_code: str = ""
    #: Whose meeting it is; None where the book is not about that, empty where it is nobody's of the body.
    post: str | None = None
    notes: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()


@dataclass
class Made:
    """A workbook and what is in it, by sheet and row."""

    content: bytes
    #: How an odd one is built; empty for an ordinary one.
    build: str = ""
    truth: dict[tuple[str, int], Truth] = field(default_factory=dict)
