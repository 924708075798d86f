"""What the office of an akim and a maslikhat are called, after the place they are of.

A region, a district and a city of regional significance have an akimat. The akim of a city district, town, settlement,
village or rural district has an office (аппарат); names repeat there, so the place above stands beside.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class Named(Protocol):
    """A territory, or a fact about one."""

    name_kk: str
    name_ru: str
    name_en: str
    genitive_kk: str
    genitive_ru: str


@dataclass(frozen=True)
class OfficeNames:
    """By the names of a body's columns."""

    name_kk: str
    name_ru: str
    name_en: str
    short_kk: str
    short_ru: str
    short_en: str
    head_title_kk: str
    head_title_ru: str
    head_title_en: str

    def columns(self) -> dict[str, str]:
        """Values for a body; the plain name is the name: there is no country to leave out."""
        plain = {f"plain_{code}": getattr(self, f"name_{code}") for code in ("kk", "ru", "en")}
        return {**vars(self), **plain}


def akimat(place: Named) -> OfficeNames:
    """Of a region, a district or a city of regional significance."""
    return OfficeNames(
        name_kk=f"{place.genitive_kk} әкімдігі",
        name_ru=f"Акимат {place.genitive_ru}",
        name_en=f"Akimat of {place.name_en}",
        short_kk=place.name_kk,
        short_ru=_upper_first(place.name_ru),
        short_en=place.name_en,
        head_title_kk=f"{place.genitive_kk} әкімі",
        head_title_ru=f"Аким {place.genitive_ru}",
        head_title_en=f"Akim of {place.name_en}",
    )


def office(place: Named, above: Named) -> OfficeNames:
    """Of a city district or a unit of the lowest rank; `above` is the district or city it lies in."""
    return OfficeNames(
        name_kk=f"{above.name_kk} {place.name_kk} әкімінің аппараты",
        name_ru=f"Аппарат акима {place.genitive_ru} {above.genitive_ru}",
        name_en=f"Office of the Akim of {place.name_en}, {above.name_en}",
        short_kk=f"{place.name_kk}, {above.name_kk}"[:120],
        short_ru=f"{_upper_first(place.name_ru)}, {above.name_ru}"[:120],
        short_en=f"{place.name_en}, {above.name_en}"[:120],
        head_title_kk=f"{above.name_kk} {place.genitive_kk} әкімі",
        head_title_ru=f"Аким {place.genitive_ru} {above.genitive_ru}",
        head_title_en=f"Akim of {place.name_en}, {above.name_en}",
    )


def maslikhat(place: Named) -> OfficeNames:
    """Of a district or a city of regional significance."""
    name_kk, name_ru = f"{place.genitive_kk} мәслихаты", f"Маслихат {place.genitive_ru}"
    name_en = f"Maslikhat of {place.name_en}"
    return OfficeNames(
        name_kk=name_kk,
        name_ru=name_ru,
        name_en=name_en,
        short_kk=name_kk,
        short_ru=name_ru,
        short_en=name_en,
        head_title_kk=f"{place.name_kk} мәслихатының төрағасы",
        head_title_ru=f"Председатель маслихата {place.genitive_ru}",
        head_title_en=f"Chair of the {name_en}",
    )


def _upper_first(words: str) -> str:
    return words[:1].upper() + words[1:]
