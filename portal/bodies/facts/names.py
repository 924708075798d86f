"""How names of places are made from their stems in Kazakh, Russian and English.

Kazakh is regular: the unit word follows the stem and takes the ending («Абай ауданы», «Абай ауданының»).
Russian has three forms: an adjective before the unit word («Абайский район», «Абайского района»), a noun after it,
which stays («район Ақсуат», «района Ақсуат»), and a city, which declines («город Семей», «города Семея»).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from portal.bodies.facts.transliteration import transliterate

_CITY_WITH_GENITIVE = re.compile(r"(?P<name>[^(]+) \((?P<genitive>[^)]+)\)")
_INDECLINABLE = "еиоуыэю"
_CONSONANTS = "бвгджзклмнпрстфхцчшщ"


@dataclass(frozen=True)
class Names:
    """One place as people call it. The genitive is what «әкімі», «аким» and the like need after or before them."""

    kk: str
    ru: str
    en: str
    short_kk: str
    short_ru: str
    short_en: str
    genitive_kk: str
    genitive_ru: str


def genitive_of_city(name_ru: str) -> str:
    """Russian genitive of a city: Семей - Семея, Караганда - Караганды, Тараз - Тараза, Актобе - Актобе.

    Raises ValueError for endings that no rule settles («ь», «ый»): those are written in the table.
    """
    last = name_ru[-1]
    if name_ru.endswith(("ый", "ий")):
        raise ValueError(f"write the genitive of {name_ru}")
    if last in _INDECLINABLE:
        return name_ru
    if last in _CONSONANTS:
        return name_ru + "а"
    if last == "й":
        return name_ru[:-1] + "я"
    if last == "а":
        return name_ru[:-1] + "ы"
    raise ValueError(f"write the genitive of {name_ru}")


@dataclass(frozen=True)
class Short:
    """Short names that no rule makes: СҚО, СКО, North Kazakhstan."""

    kk: str
    ru: str
    en: str


def region(stem_kk: str, ru: str, stem_en: str, short: Short) -> Names:
    """A region; `ru` is an adjective («Акмолинская») or a noun with its unit word («область Абай»)."""
    noun = ru.removeprefix("область ")
    if noun != ru:
        name_ru, genitive_ru = ru, f"области {noun}"
    else:
        name_ru, genitive_ru = f"{ru} область", f"{ru.removesuffix('ая')}ой области"
    return Names(
        kk=f"{stem_kk} облысы",
        ru=name_ru,
        en=f"{stem_en} Region",
        short_kk=short.kk,
        short_ru=short.ru,
        short_en=short.en,
        genitive_kk=f"{stem_kk} облысының",
        genitive_ru=genitive_ru,
    )


def republican_city(stem_kk: str, ru: str, stem_en: str, short: Short) -> Names:
    """A city that ranks with regions; its English name is bare."""
    return Names(
        kk=f"{stem_kk} қаласы",
        ru=f"город {ru}",
        en=stem_en,
        short_kk=short.kk,
        short_ru=short.ru,
        short_en=short.en,
        genitive_kk=f"{stem_kk} қаласының",
        genitive_ru=f"города {genitive_of_city(ru)}",
    )


def city(stem_kk: str, ru: str) -> Names:
    """A city of regional significance; `ru` is «Семей» or «Сарань (Сарани)».

    The short name keeps a mark of a city: region and district often bear the same stem.
    """
    written = _CITY_WITH_GENITIVE.fullmatch(ru)
    name_ru = written["name"] if written else ru
    genitive = written["genitive"] if written else genitive_of_city(ru)
    stem_en = transliterate(stem_kk)
    return Names(
        kk=f"{stem_kk} қаласы",
        ru=f"город {name_ru}",
        en=f"{stem_en} City",
        short_kk=f"{stem_kk} қ.",
        short_ru=f"г. {name_ru}",
        short_en=f"{stem_en} City",
        genitive_kk=f"{stem_kk} қаласының",
        genitive_ru=f"города {genitive}",
    )


def district(stem_kk: str, ru: str) -> Names:
    """A district, in a region or in a city; `ru` is «Абайский» or «район Ақсуат».

    A noun stays with its unit word in the short name too: it may be a person's name in the genitive.
    """
    noun = ru.removeprefix("район ")
    if noun != ru:
        name_ru, short_ru, genitive_ru = ru, ru, f"района {noun}"
    else:
        name_ru, short_ru = f"{ru} район", ru
        genitive_ru = f"{ru.removesuffix('ий')}ого района"
    bare_kk = stem_kk.removesuffix(" атындағы")
    # "Named after" governs the unit word itself, which then takes no possessive ending.
    unit_kk, unit_genitive_kk = ("ауданы", "ауданының") if bare_kk == stem_kk else ("аудан", "ауданның")
    stem_en = transliterate(bare_kk)
    return Names(
        kk=f"{stem_kk} {unit_kk}",
        ru=name_ru,
        en=f"{stem_en} District",
        short_kk=bare_kk,
        short_ru=short_ru,
        short_en=stem_en,
        genitive_kk=f"{stem_kk} {unit_genitive_kk}",
        genitive_ru=genitive_ru,
    )
