"""A calendar as it is on paper: a part for each district, line by line, with names that are read back as they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from portal.bodies.choices import TerritoryKind
from portal.bodies.models import Territory
from portal.kernel.when import When
from schedules.models import Proposal, ProposalRow

#: Rows that are in memory at once.
_CHUNK = 500


@dataclass(frozen=True)
class PaperLine:
    akim: str
    place: str
    when: When
    start_time: time | None
    venue: str
    format: str


@dataclass(frozen=True)
class PaperPart:
    """Lines of one district, of all its akims. `lines` are read as they are asked for, once."""

    name: str
    lines: Iterator[PaperLine]


def paper_parts(proposal: Proposal, *, language: str, on: date) -> Iterator[PaperPart]:
    """The region's own akim first, then districts in the order of codes; those without a meeting are left out.

    Two statements, and one for each part and each five hundred of its rows.
    """
    region = proposal.body.territory
    assert region is not None
    upper = [region, *Territory.objects.filter(parent=region).with_akim().order_by("kato", "-starts_on")]
    seen: set[str] = set()
    for unit in upper:
        if unit.kato in seen:
            continue
        seen.add(unit.kato)
        rows = ProposalRow.objects.filter(proposal=proposal, is_withdrawn=False)
        of_unit = rows.filter(official__body__territory=unit)
        if unit.pk != region.pk:
            of_unit = rows.filter(official__body__territory__in=_within(unit))
        if of_unit.exists():
            ordered = of_unit.order_by("official__body__territory__kato", "span_start", "day", "position", "pk")
            found = ordered.with_places().select_related("official__body").iterator(_CHUNK)
            yield PaperPart(getattr(unit, f"name_{language}"), (_line(row, language) for row in found))


def _within(unit: Territory) -> list[int]:
    """The unit, and what lies in it however deep. Three statements at most: nothing lies deeper."""
    found, level = [unit.pk], [unit.pk]
    while level:
        level = list(Territory.objects.with_akim().filter(parent__in=level).values_list("pk", flat=True))
        found += level
    return found


def _line(row: ProposalRow, language: str) -> PaperLine:
    title = getattr(row.official, f"title_{language}") or row.official.title_kk
    return PaperLine(
        akim=title,
        place=_place(row.territory, language),
        when=row.when,
        start_time=row.start_time,
        venue=getattr(row, f"venue_{language}") or row.venue_kk or row.venue_ru,
        format=row.format,
    )


def _place(place: Territory, language: str) -> str:
    """A village is told with what it lies in: names repeat."""
    name = getattr(place, f"name_{language}")
    if place.kind != TerritoryKind.LOCALITY or place.parent is None:
        return str(name)
    return f"{name}, {getattr(place.parent, f'name_{language}')}"
