"""Places of the country as dated facts: 20 units of the first rank, the districts and cities below them.

Codes are of the classifier НК РК 11-2025, edition of 17 July 2026. A place is a code **and** its time: a code given to
another place later is another `Place`. Past codes of places that moved to a new region are not held, save a reused one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from portal.bodies.facts import names
from portal.bodies.facts.territory_tables import BELOW, UNITS

Kind = Literal["region", "republican_city", "district", "city", "city_district"]
Language = Literal["kk", "ru", "en"]

#: The day the record begins: a place that starts on it is of that day, earlier, or of a day not confirmed.
RECORD_BEGINS = date.fromisoformat("1991-12-16")

#: The tile map is read in this order: by rows from the north, in a row from the west.
TILE_ORDER = ("59", "27", "15", "39", "11", "55", "10", "63", "23", "62",
              "71", "35", "33", "47", "43", "61", "31", "19", "79", "75")  # fmt: skip

#: Astana; the other cities of republican significance are no capital.
CAPITAL = "710000000"
#: AB of a code from here on is a city of republican significance; CD from here on is a district, below it a city.
_FIRST_REPUBLICAN_CITY = "70"
_FIRST_DISTRICT = "30"

#: How the tables write a soft hyphen.
_SOFT_HYPHEN = "~"


@dataclass(frozen=True)
class Place:
    """A place between `starts_on` and `ends_on` (half-open; None is open)."""

    kato: str
    kind: Kind
    parent_kato: str | None
    name_kk: str
    name_ru: str
    name_en: str
    short_kk: str
    short_ru: str
    short_en: str
    genitive_kk: str
    genitive_ru: str
    starts_on: date
    ends_on: date | None

    @property
    def is_first_rank(self) -> bool:
        return self.parent_kato is None

    def in_force(self, on: date) -> bool:
        return self.starts_on <= on and (self.ends_on is None or on < self.ends_on)


@dataclass(frozen=True)
class Tile:
    """Labels of one unit on the tile map: `small` for a phone (at most 6 letters), `full` with soft hyphens."""

    kato: str
    small: Mapping[Language, str]
    full: Mapping[Language, str]

    @property
    def code(self) -> str:
        """The two digits that give the tile its place on the map."""
        return self.kato[:2]


@dataclass(frozen=True)
class _Line:
    kato: str
    cells: tuple[str, ...]
    starts_on: date | None
    ends_on: date | None


def _lines(table: str, width: int) -> Iterator[_Line]:
    """Lines of a table with `width` cells after the code; raises ValueError at a line of another width."""
    for line in table.strip().splitlines():
        if not line:
            continue
        code, *cells = line.split(" | ")
        remark = cells.pop() if len(cells) == width + 1 else ""
        if len(cells) != width:
            raise ValueError(f"{width} cells expected: {line}")
        word, _, day = remark.partition(" ")
        yield _Line(
            kato=code.ljust(9, "0"),
            cells=tuple(cells),
            starts_on=date.fromisoformat(day) if word == "from" else None,
            ends_on=date.fromisoformat(day) if word == "until" else None,
        )


def _place(line: _Line, kind: Kind, parent: Place | None, called: names.Names) -> Place:
    return Place(
        kato=line.kato,
        kind=kind,
        parent_kato=parent.kato if parent else None,
        name_kk=called.kk,
        name_ru=called.ru,
        name_en=called.en,
        short_kk=called.short_kk,
        short_ru=called.short_ru,
        short_en=called.short_en,
        genitive_kk=called.genitive_kk,
        genitive_ru=called.genitive_ru,
        starts_on=line.starts_on or (parent.starts_on if parent else RECORD_BEGINS),
        ends_on=line.ends_on,
    )


def _unit(line: _Line) -> Place:
    """A unit of the first rank; its short names are the full labels of its tile."""
    stem_kk, ru, stem_en = line.cells[:3]
    short = names.Short(*(cell.split(" / ")[1].replace(_SOFT_HYPHEN, "") for cell in line.cells[3:]))
    if line.kato < _FIRST_REPUBLICAN_CITY:
        return _place(line, "region", None, names.region(stem_kk, ru, stem_en, short))
    return _place(line, "republican_city", None, names.republican_city(stem_kk, ru, stem_en, short))


def _below(line: _Line, parent: Place) -> Place:
    stem_kk, ru = line.cells
    if parent.kind == "republican_city":
        return _place(line, "city_district", parent, names.district(stem_kk, ru))
    if line.kato[2:4] < _FIRST_DISTRICT:
        return _place(line, "city", parent, names.city(stem_kk, ru))
    return _place(line, "district", parent, names.district(stem_kk, ru))


@cache
def places() -> tuple[Place, ...]:
    """Every place held, past ones too, by code and then by time; a unit stands before what lies in it."""
    units = {line.kato[:2]: _unit(line) for line in _lines(UNITS, width=6)}
    below = (_below(line, units[line.kato[:2]]) for line in _lines(BELOW, width=2))
    return tuple(sorted((*units.values(), *below), key=lambda place: (place.kato, place.starts_on)))


def in_force(on: date) -> tuple[Place, ...]:
    return tuple(place for place in places() if place.in_force(on))


@cache
def tiles() -> tuple[Tile, ...]:
    """The 20 tiles in the order they are read."""
    made = {}
    for line in _lines(UNITS, width=6):
        kk, ru, en = (cell.replace(_SOFT_HYPHEN, "\u00ad").split(" / ") for cell in line.cells[3:])
        made[line.kato[:2]] = Tile(
            kato=line.kato,
            small={"kk": kk[0], "ru": ru[0], "en": en[0]},
            full={"kk": kk[1], "ru": ru[1], "en": en[1]},
        )
    return tuple(made[code] for code in TILE_ORDER)
