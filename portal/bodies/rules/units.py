"""Which rows of the classifier are units with an akim, told from the code and from how the names are abbreviated.

The level of a code does not give the legal type: districts of Astana, Almaty and Shymkent stand at level 2, those of
Aktobe and Taraz among the places; a town without rural places has no row of its administration.
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache
from typing import Literal

from portal.bodies.rules import codes
from portal.kernel.folding import fold, mended

Unit = Literal[
    "region",
    "republican_city",
    "district",
    "city",
    "city_district",
    "town",
    "rural_district",
    "settlement",
    "village",
]

#: How an administration is written, as a word of its own before or after the name.
_ADMINISTRATIONS: tuple[tuple[str, Unit], ...] = (
    (r"с\s?\.\s?о", "rural_district"),
    (r"с\s?\.\s?а", "village"),
    (r"п\s?\.\s?а", "settlement"),
    (r"г\s?\.\s?а", "town"),
    (r"р\s?\.\s?а", "city_district"),
)
_BEFORE_OR_AFTER = tuple(
    (re.compile(rf"(?:^{mark}(?:\.|\s)|(?:^|\s){mark}\s?\.?$)"), unit) for mark, unit in _ADMINISTRATIONS
)
_CITY_DISTRICT = re.compile(r"^район\s|\sрайон$")
_TOWN = re.compile(r"^г\s?\.")


def unit(code: str, name_ru: str, existing: Container[str]) -> Unit | None:
    """The unit with an akim that this row is; None for a place that only lies in one.

    `existing` are all codes of the edition: a town and a city district are units themselves only where no row of their
    administration stands above them.
    """
    step = codes.level(code)
    if step == 0:
        return "republican_city" if codes.is_republican_city(code) else "region"
    if step == 1:
        return "district" if codes.is_district(code) else "city"
    name = fold(name_ru)
    if step == 2:
        if codes.is_republican_city(code):
            return "city_district" if _CITY_DISTRICT.search(name) else None
        return next((unit for pattern, unit in _BEFORE_OR_AFTER if pattern.search(name)), None)
    if codes.direct_parent(code) in existing and not _is_city_itself(code):
        return None
    if _CITY_DISTRICT.search(name):
        return "city_district"
    return "town" if _TOWN.search(name) else None


#: How the place in which an administration sits is written.
_SEATS: dict[str, re.Pattern[str]] = {
    "village": re.compile(r"^с\s?\."),
    "settlement": re.compile(r"^п\s?\."),
    "town": _TOWN,
    "city_district": _CITY_DISTRICT,
}


def is_seat(unit: str, name_ru: str) -> bool:
    """Whether a place of this name can be the village, settlement, town or district that an administration is of."""
    pattern = _SEATS.get(unit)
    return pattern is not None and pattern.search(fold(name_ru)) is not None


def is_unclear(code: str, name_ru: str, existing: Container[str]) -> bool:
    """A row of level 2 that is neither a unit nor the city of an administration: nobody knows whose akim it is."""
    if codes.level(code) != 2 or unit(code, name_ru, existing) is not None:
        return False
    return not _TOWN.search(fold(name_ru))


#: How the classifier calls places that the law knows, in Russian and in an edition that has Kazakh names alone. All
#: else is a hamlet and no unit: a wintering, a farm, a siding, a station, a forester's house, a lonely house.
_SETTLED: tuple[tuple[re.Pattern[str], Unit], ...] = (
    (re.compile(r"^с\s?\.|^село\s|\sс\s?\.$|\sа\s?\.$|\sауылы$"), "village"),
    (re.compile(r"^п\s?\.|^пос[её]лок\s|\sк\s?\.$|\sкенті$"), "settlement"),
)


@lru_cache(maxsize=1 << 14)
def settled_as(name: str) -> Unit | None:
    """Village or settlement, by what a place without an akim is called; None for a hamlet and for what has no word."""
    # Not folded: «к.» is a settlement and «қ.» a town.
    words = mended(name).lower()
    return next((unit for pattern, unit in _SETTLED if pattern.search(words)), None)


def _is_city_itself(code: str) -> bool:
    """Whether EF of a place is that of the city itself, not of an administration in it."""
    return codes.direct_parent(code)[4:6] == "10" and not codes.is_district(code)
