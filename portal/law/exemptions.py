"""Bodies that an act leaves out, as dated facts. Exempt under one act does not mean exempt under another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

Act = Literal["A", "B", "D", "L"]

#: As long ago as bodies are on record.
_EVER = date.fromisoformat("1991-12-16")


@dataclass(frozen=True)
class Exemption:
    """The body `slug` is left out by `act`; the ground is the act itself, in three languages.

    Without an end it lasts as long as the act does; the act's own time is kept with its duties.
    """

    slug: str
    act: Act
    ground_kk: str
    ground_ru: str
    ground_en: str
    starts_on: date
    ends_on: date | None = None


_TWO = ("defence", "foreign")
_FIVE = ("defence", "emergencies", "foreign", "interior", "justice")


@dataclass(frozen=True)
class _Rule:
    slugs: tuple[str, ...]
    starts_on: date
    ground: tuple[str, str, str]


_EXEMPTIONS: dict[Act, _Rule] = {
    "A": _Rule(
        _TWO,
        date.fromisoformat("2016-02-05"),
        (
            "Қазақстан Республикасы Президентінің 2016 жылғы 5 ақпандағы № 190 Жарлығы",
            "Указ Президента Республики Казахстан от 5 февраля 2016 года № 190",
            "Decree of the President No. 190 of 5 February 2016",
        ),
    ),
    # The owner of the portal applies duties of B before and after the decree's own time; the exemption goes with them.
    "B": _Rule(
        _TWO,
        _EVER,
        (
            "Қазақстан Республикасы Президентінің 2022 жылғы 7 сәуірдегі № 863 Жарлығы",
            "Указ Президента Республики Казахстан от 7 апреля 2022 года № 863",
            "Decree of the President No. 863 of 7 April 2022",
        ),
    ),
    "D": _Rule(
        _FIVE,
        date.fromisoformat("2024-01-17"),
        (
            "Қазақстан Республикасы Үкіметінің 2024 жылғы 17 қаңтардағы № 12 қаулысы",
            "Постановление Правительства Республики Казахстан от 17 января 2024 года № 12",
            "Resolution of the Government No. 12 of 17 January 2024",
        ),
    ),
    "L": _Rule(
        _TWO,
        date.fromisoformat("2015-11-16"),
        (
            "«Ақпаратқа қол жеткізу туралы» Қазақстан Республикасының 2015 жылғы 16 қарашадағы № 401-V Заңы, 9-бап",
            "Закон Республики Казахстан от 16 ноября 2015 года № 401-V «О доступе к информации», статья 9",
            "Law No. 401-V of 16 November 2015 on access to information, article 9",
        ),
    ),
}


@cache
def exemptions() -> tuple[Exemption, ...]:
    """Act by act, in the order of the acts' letters."""
    return tuple(
        Exemption(slug, act, *rule.ground, starts_on=rule.starts_on)
        for act, rule in _EXEMPTIONS.items()
        for slug in rule.slugs
    )
